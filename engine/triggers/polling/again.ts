/** Whether a trigger has been at rest: the workflow was switched off, or n8n was not running. */

import type { IDataObject } from 'n8n-workflow';

const SECONDS: Record<string, number> = {
	everyMinute: 60,
	everyHour: 3600,
	everyDay: 86_400,
	everyWeek: 7 * 86_400,
	everyMonth: 31 * 86_400,
};
const UNITS: Record<string, number> = { minutes: 60, hours: 3600 };
/** A cron expression of one's own: it may be once a day. */
const UNKNOWN = 86_400;
/** A poll may be late. */
const SPARE = 120;

/** @param pollTimes n8n's parameter  @param quietSeconds since the last poll */
export const wasAtRest = (pollTimes: unknown, quietSeconds: number): boolean => quietSeconds > 2 * intervalOf(pollTimes) + SPARE;

/** The longest time between two polls; seconds. */
function intervalOf(pollTimes: unknown): number {
	const { item } = (pollTimes ?? {}) as { item?: unknown };
	const items = Array.isArray(item) ? (item as IDataObject[]) : [];
	return Math.max(
		60,
		...items.map(({ mode, value, unit }) =>
			mode === 'everyX' ? Number(value) * (UNITS[String(unit)] ?? UNKNOWN) || UNKNOWN : (SECONDS[String(mode)] ?? UNKNOWN),
		),
	);
}
