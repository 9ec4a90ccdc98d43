/** What the rate part says in docs/performance.md, and what does not hold. */

import { circumstances, median, percent, table, verdict } from '../writing';
import { type Case, GOALS, groups, LATENCIES } from './cases';
import { contenders, RACE_LIMIT, type Race, races, type Way } from './contenders';
import type { Counted, Result } from './measure';
import type { Finish } from './race';

const shareOf = ({ done, limit }: Counted): number => (100 * done) / limit;
const share = ({ windows }: Result): number => median(windows.map(shareOf));
const refused = ({ windows }: Result): number => Math.max(...windows.map((window) => window.refused));
const failed = ({ outcomes }: Result): number => outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);

export const nameOf = ({ limit, latencyMs, jittered, change, processes, atOnce, way }: Case & Partial<Race>): string =>
	[
		way && contenders.find((one) => one.way === way)?.name,
		`${limit} per 10 s, ${latencyMs} ms`,
		jittered && 'jittered',
		change?.latencyMs && `then ${change.latencyMs} ms`,
		change?.rateLimit && `then ${change.rateLimit} per 10 s`,
		processes && `${processes} processes`,
		atOnce && `${atOnce} at once`,
	]
		.filter(Boolean)
		.join(', ');

/** So much of the time without a processor says more about the machine than about what was measured. */
const STARVED = 25;
const starvedOf = ({ starved }: { starved: number }): string =>
	starved > STARVED ? ` (processors were taken by others ${starved.toFixed(0)} % of the time)` : '';

/** What does not hold, in words. */
export function faults(result: Result): string[] {
	const { case: one, shares, windows } = result;
	if (one.atOnce) return [];
	const least = one.processes ? GOALS.together : GOALS.alone;
	const why = starvedOf(result);
	return [
		windows.length < 2 && 'too few whole windows were seen',
		share(result) < least && `${percent(share(result))} of the limit, less than ${least} %`,
		refused(result) > GOALS.refusedPerWindow * (one.processes ?? 1) && `${refused(result)} requests were refused in one window`,
		failed(result) > 0 && `${failed(result)} items failed`,
		one.processes && Math.min(...shares) < GOALS.third && `one process got ${percent(Math.min(...shares))} of what was done`,
	]
		.filter((fault): fault is string => typeof fault === 'string')
		.map((fault) => fault + why);
}

/** Per cent of what the floor got through, in the races in which nothing changed. */
function ofFloor(finishes: Finish[]): number {
	const shares = (way: Way): number[] => finishes.filter(({ race }) => race.way === way && !race.change).map((finish) => finish.share);
	const floor = shares('script');
	return floor.length ? 100 * median(shares('node').map((ours, index) => ours / floor[index])) : NaN;
}

/** What does not hold beside the others. */
export function behind(finishes: Finish[]): string[] {
	const ours = finishes.filter(({ race }) => race.way === 'node');
	return [
		!(ofFloor(finishes) >= GOALS.ofFloor) &&
			`beside the others: ${percent(ofFloor(finishes))} of what the script over undici got through, less than ${GOALS.ofFloor} %`,
		...ours.map(({ race, failed: part }) => part > 0 && `${nameOf(race)}: ${percent(part)} of the items failed`),
	].filter((fault): fault is string => typeof fault === 'string');
}

/** A line on the terminal. */
export const line = (result: Result): string =>
	[
		nameOf(result.case).padEnd(44),
		percent(share(result)),
		result.windows.map((window) => shareOf(window).toFixed(0)).join(' '),
		result.shares.length > 1 ? result.shares.map(percent).join(' and ') : '',
		`refused ${refused(result)}`,
		`failed ${failed(result)}`,
		`at once ${result.atOnce}`,
		`starved ${percent(result.starved)}`,
		...faults(result).map((fault) => `! ${fault}`),
	].join('  ');

/** A line on the terminal. */
export const raceLine = (finish: Finish): string =>
	[
		nameOf(finish.race).padEnd(64),
		percent(finish.share),
		`refused ${finish.refused}`,
		`failed ${percent(finish.failed)}`,
		`at once ${finish.atOnce}`,
		`starved ${percent(finish.starved)}`,
	].join('  ');

const figures = (result: Result): Array<string | number> => [
	percent(share(result)),
	percent(Math.min(...result.windows.map(shareOf))),
	refused(result),
	failed(result),
	result.atOnce,
	percent(result.starved),
];
const HEAD = ['share of the limit', 'least window', 'refused, most in a window', 'failed items', 'most at once', 'no processor'];

const cell = (finish?: Finish): string =>
	finish
		? [
				percent(finish.share),
				finish.failed > 0 && `${percent(finish.failed)} failed`,
				finish.starved > STARVED && `busy machine (${finish.starved.toFixed(0)} %)`,
			]
				.filter(Boolean)
				.join(', ')
		: 'not measured';

function besideOthers(finishes: Finish[]): string {
	const of = (way: Way, holds: (race: Race) => boolean): Finish | undefined => finishes.find(({ race }) => race.way === way && holds(race));
	const rows = contenders.map(({ way, name }) => [
		name,
		...LATENCIES.map((latencyMs) => cell(of(way, (race) => !race.change && race.latencyMs === latencyMs))),
		cell(of(way, (race) => race.change !== undefined)),
	]);
	return `![Share of the limit against the time of an answer, for each contender](images/rate.svg)

${RACE_LIMIT} requests per 10 s are allowed. Everybody has what four windows allow to do, and four windows of time, after one item before them that loads everybody's code. The share is
what was carried out by then; what failed was refused and given up. In the last column answers take 200 ms, and from the third
window on the limit is 50. *Busy machine*: other programs had the processors for so much of the time in which the contender could have gone on.

${table(['contender', ...LATENCIES.map((latencyMs) => `${latencyMs} ms`), 'the limit drops'], rows)}

${contenders.map(({ name, about }) => `- **${name}**: ${about}.`).join('\n')}

The node got through ${percent(ofFloor(finishes))} of what the script did (the median over the answer times; both ran at the same time).`;
}

/** The whole part. */
export function text(results: Result[], finishes: Finish[]): string {
	const of = (holds: (one: Case) => boolean): Result[] => results.filter((result) => holds(result.case));
	const alone = of(({ change, processes, atOnce }) => !change && !processes && !atOnce);
	const broken = [
		...(results.length < groups.flat().length || finishes.length < races.flat().length ? ['not every case was measured'] : []),
		...results.flatMap((result) => faults(result).map((fault) => `${nameOf(result.case)}: ${fault}`)),
		...behind(finishes),
	];
	const dates = [...new Set([...results, ...finishes].map((one) => (one as { date?: string }).date))].sort().join(', ');
	return `### Beside the others

${besideOthers(finishes)}

### At every distance

Contacts created by the node, one execution per row. The share is the median of the whole windows in which there was work to do. Latency is
what the simulator waits before it answers; jittered means between half of it and half as much again. The least window is mostly the first one, in which
n8n starts. The most at once counts that moment too: while the process is busy with itself answers take longer, and more are under way.
*No processor* is the part of the time in which n8n or the simulator could have gone on and other programs had the processors: a row where it is
large is about the machine.

${table(
	['limit per 10 s', 'answer time', ...HEAD],
	alone.map((result) => [result.case.limit, `${result.case.latencyMs} ms${result.case.jittered ? ', jittered' : ''}`, ...figures(result)]),
)}

With *Requests at Once* at 10, which was the default before it became automatic:

${table(
	['limit per 10 s', 'answer time', ...HEAD],
	of(({ atOnce }) => atOnce !== undefined).map((result) => [result.case.limit, `${result.case.latencyMs} ms`, ...figures(result)]),
)}

Latency that changes within a window, and a limit that changes where a window begins:

${table(
	['case', ...HEAD],
	of(({ change, processes }) => change !== undefined && !processes).map((result) => [nameOf(result.case), ...figures(result)]),
)}

Two n8n processes on one credential, the second begins three seconds later; also with a limit that drops in the middle:

${table(
	['case', ...HEAD, 'share of each'],
	of(({ processes }) => processes !== undefined).map((result) => [
		nameOf(result.case),
		...figures(result),
		result.shares.map(percent).join(' and '),
	]),
)}

${verdict(`at least ${GOALS.alone} % of the limit and ${GOALS.ofFloor} % of what the script gets through, two processes together ${GOALS.together} % and each a third, no failed item, at most one request refused per window and process`, broken)}

${circumstances(dates)}`;
}
