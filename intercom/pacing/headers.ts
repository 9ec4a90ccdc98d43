/** The rate limit headers of an answer, and how long to wait after a 429. */

/** Names in lower case. */
export type Headers = Record<string, string | undefined>;

/** One window as reported by an answer. */
export interface RateReport {
	limit: number;
	remaining: number;
	/** The end of the window by Intercom's clock, Unix seconds; identifies the window. */
	reset: number;
}

/** Longer than any window of Intercom's; guards against wrong clocks. */
export const LONGEST_WAIT_MS = 60_000;
/** The wait after a first refusal without a usable reset; doubled by every further one. */
const SHORTEST_WAIT_MS = 1000;

const whole = (value: string | undefined): number | undefined =>
	value !== undefined && /^\d+$/.test(value.trim()) ? Number(value) : undefined;

/** Undefined where a header is missing. */
export function rateReport(headers: Headers | undefined): RateReport | undefined {
	const limit = whole(headers?.['x-ratelimit-limit']);
	const remaining = whole(headers?.['x-ratelimit-remaining']);
	const reset = whole(headers?.['x-ratelimit-reset']);
	return limit === undefined || remaining === undefined || reset === undefined ? undefined : { limit, remaining, reset };
}

/**
 * How long nobody sends after a refusal (429), milliseconds: what `X-RateLimit-Reset` or `Retry-After` (seconds or a date) asks
 * for, whichever is longer. Where neither lies ahead the wait grows with every refusal in a row (`inRow`, from 1).
 * `serverNow`: by Intercom's clock.
 */
export function refusalWaitMs(headers: Headers, inRow: number, serverNow: number): number {
	const reset = whole(headers['x-ratelimit-reset']);
	const asked = Math.max(reset === undefined ? 0 : reset * 1000 - serverNow, retryAfterMs(headers, serverNow));
	return Math.min(asked > 0 ? asked : SHORTEST_WAIT_MS * 2 ** (inRow - 1), LONGEST_WAIT_MS);
}

function retryAfterMs(headers: Headers, serverNow: number): number {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	const moment = Date.parse(text);
	return Number.isNaN(moment) ? 0 : moment - serverNow;
}
