/**
 * How much of the rate limit the node uses at which distance, and what is refused on the way: contacts created in n8n's own
 * engine, the simulator and n8n in processes of their own. Writes its part of docs/performance.md; fails when a goal does not hold.
 */

import { fs, os, path, print, process, root } from '../../scripts/machine';
import { type Case, GOALS, groups } from './cases';
import { type Counted, measure, type Result } from './measure';

const DOCUMENT = path.join(root, 'docs/performance.md');
const BEGIN = '<!-- rate: written by "npm run bench -- rate" -->';
const END = '<!-- end of rate -->';

const median = (numbers: number[]): number => {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const shareOf = ({ done, limit }: Counted): number => (100 * done) / limit;
const percent = (number: number): string => `${number.toFixed(1)} %`;
const share = ({ windows }: Result): number => median(windows.map(shareOf));
const refused = ({ windows }: Result): number => Math.max(...windows.map((window) => window.refused));
const failed = ({ outcomes }: Result): number => outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);

const nameOf = ({ limit, latencyMs, jittered, change, processes, atOnce }: Case): string =>
	[
		`${limit} per 10 s, ${latencyMs} ms`,
		jittered && 'jittered',
		change?.latencyMs && `then ${change.latencyMs} ms`,
		change?.rateLimit && `then ${change.rateLimit} per 10 s`,
		processes && `${processes} processes`,
		atOnce && `${atOnce} at once`,
	]
		.filter(Boolean)
		.join(', ');

/** What does not hold, in words. */
function faults(result: Result): string[] {
	const { case: one, shares, windows } = result;
	if (one.atOnce) return [];
	const least = one.processes ? GOALS.together : GOALS.alone;
	return [
		windows.length < 2 && 'too few whole windows were seen',
		share(result) < least && `${percent(share(result))} of the limit, less than ${least} %`,
		refused(result) > GOALS.refusedPerWindow * (one.processes ?? 1) && `${refused(result)} requests were refused in one window`,
		failed(result) > 0 && `${failed(result)} items failed`,
		one.processes && Math.min(...shares) < GOALS.third && `one process got ${percent(Math.min(...shares))} of what was done`,
	].filter((fault): fault is string => typeof fault === 'string');
}

const row = (cells: Array<string | number>): string => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: Array<Array<string | number>>): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const figures = (result: Result): Array<string | number> => [percent(share(result)), percent(Math.min(...result.windows.map(shareOf))), refused(result), failed(result), result.atOnce];
const HEAD = ['share of the limit', 'least window', 'refused, most in a window', 'failed items', 'most at once'];

function text(results: Result[], seconds: number): string {
	const of = (holds: (one: Case) => boolean): Result[] => results.filter((result) => holds(result.case));
	const alone = of(({ change, processes, atOnce }) => !change && !processes && !atOnce);
	const broken = results.flatMap((result) => faults(result).map((fault) => `- ${nameOf(result.case)}: ${fault}`));
	return `${BEGIN}

Contacts created by the node, one execution per row. The share is the median of the whole windows in which there was work to do. Latency is
what the simulator waits before it answers; jittered means between half of it and half as much again. The least window is mostly the first one, in which
n8n starts. The most at once counts that moment too: while the process is busy with itself answers take longer, and more are under way.

${table(['limit per 10 s', 'answer time', ...HEAD], alone.map((result) => [result.case.limit, `${result.case.latencyMs} ms${result.case.jittered ? ', jittered' : ''}`, ...figures(result)]))}

With *Requests at Once* at 10, which was the default before it became automatic:

${table(['limit per 10 s', 'answer time', ...HEAD], of(({ atOnce }) => atOnce !== undefined).map((result) => [result.case.limit, `${result.case.latencyMs} ms`, ...figures(result)]))}

Latency that changes within a window, and a limit that changes where a window begins:

${table(['case', ...HEAD], of(({ change }) => change !== undefined).map((result) => [nameOf(result.case), ...figures(result)]))}

Two n8n processes on one credential, the second begins three seconds later:

${table(['case', ...HEAD, 'share of each'], of(({ processes }) => processes !== undefined).map((result) => [nameOf(result.case), ...figures(result), result.shares.map(percent).join(' and ')]))}

${broken.length ? `Goals that did not hold in this run:\n\n${broken.join('\n')}` : `All goals held: at least ${GOALS.alone} % of the limit, two processes together ${GOALS.together} % and each a third, no failed item, at most one request refused per window and process.`}

${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node.js ${process.version}, ${Math.round(seconds)} s, ${new Date().toISOString().slice(0, 10)}.

${END}`;
}

function write(part: string): void {
	const document = fs.readFileSync(DOCUMENT, 'utf8');
	const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
	if (from < 0 || to < from) throw new Error(`docs/performance.md has no part between ${BEGIN} and ${END}`);
	fs.writeFileSync(DOCUMENT, document.slice(0, from) + part + document.slice(to + END.length));
}

/** `only`: the cases whose names have this; then nothing is written. */
export async function rate(only = ''): Promise<void> {
	const began = Date.now();
	const results: Result[] = [];
	for (const cases of groups.map((group) => group.filter((one) => nameOf(one).includes(only))).filter(({ length }) => length)) {
		for (const result of await measure(cases)) {
			results.push(result);
			print([nameOf(result.case).padEnd(44), percent(share(result)), result.windows.map((window) => shareOf(window).toFixed(0)).join(' '), result.shares.length > 1 ? result.shares.map(percent).join(' and ') : '', `refused ${refused(result)}`, `failed ${failed(result)}`, `at once ${result.atOnce}`, ...faults(result).map((fault) => `! ${fault}`)].join('  '));
		}
	}
	if (!only) write(text(results, (Date.now() - began) / 1000));
	if (results.some((result) => faults(result).length)) process.exitCode = 1;
}
