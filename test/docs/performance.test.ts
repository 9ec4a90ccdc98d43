/** docs/performance.md says what was measured: the part about the rate limit follows from bench/figures, and nobody edits it by hand. */

import { Figures } from '../../bench/figures';
import { groups } from '../../bench/rate/cases';
import { contenders, races } from '../../bench/rate/contenders';
import type { Result } from '../../bench/rate/measure';
import { plot } from '../../bench/rate/plot';
import type { Finish } from '../../bench/rate/race';
import { behind, faults, nameOf, text } from '../../bench/rate/text';
import { fs, path, root } from '../../scripts/machine.js';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const finishes = new Figures<Finish>('contenders').of(races.flat().map(nameOf));
const results = new Figures<Result>('rate').of(groups.flat().map(nameOf));

/** Without the last line: the machine and the versions are those of the run. */
const figuresOf = (page: string): string => page.slice(0, page.lastIndexOf('\n')).trim();

it('the tables are those of the figures', () => {
	const [, written] = /<!-- rate: written by .* -->\n([\s\S]*)\n<!-- end of rate -->/.exec(read('docs/performance.md')) ?? [];
	expect(figuresOf(written.trim())).toBe(figuresOf(text(results, finishes)));
});

it('the plot is that of the figures, with every contender on light and dark ground', () => {
	const picture = read('docs/images/rate.svg');
	expect(picture).toBe(plot(finishes));
	for (const { name, colours } of contenders) for (const part of [name, ...colours]) expect(picture).toContain(part);
});

it('a case that was measured has a name of its own', () => {
	const names = [...races, ...groups].flat().map(nameOf);
	expect(new Set(names).size).toBe(names.length);
});

describe('goals', () => {
	const good: Result = {
		case: { limit: 100, latencyMs: 20 },
		windows: [
			{ done: 97, refused: 0, limit: 100 },
			{ done: 98, refused: 1, limit: 100 },
		],
		outcomes: [{ done: 195, failed: 0 }],
		atOnce: 10,
		shares: [100],
		starved: 0,
	};
	const finish = (way: Finish['race']['way'], share: number): Finish => ({
		race: { way, limit: 167, latencyMs: 20 },
		share,
		failed: 0,
		refused: 0,
		atOnce: 1,
		starved: 0,
	});

	it('hold where they are reached', () => {
		expect(faults(good)).toEqual([]);
		expect(behind([finish('node', 96), finish('script', 100)])).toEqual([]);
	});

	it.each<[string, Partial<Result>, string]>([
		[
			'too little of the limit',
			{
				windows: [
					{ done: 90, refused: 0, limit: 100 },
					{ done: 94, refused: 0, limit: 100 },
				],
			},
			'92.0 % of the limit, less than 95 %',
		],
		['refusals', { windows: [good.windows[0], { done: 98, refused: 2, limit: 100 }] }, '2 requests were refused in one window'],
		['failed items', { outcomes: [{ done: 190, failed: 5 }] }, '5 items failed'],
		['too few windows', { windows: [good.windows[0]] }, 'too few whole windows were seen'],
		[
			'one process that gets little',
			{ case: { limit: 100, latencyMs: 20, processes: 2 }, shares: [70, 30] },
			'one process got 30.0 % of what was done',
		],
	])('do not hold with %s', (_what, change, fault) => {
		expect(faults({ ...good, ...change })).toEqual([fault]);
		expect(faults({ ...good, ...change, starved: 40 })).toEqual([`${fault} (processors were taken by others 40 % of the time)`]);
	});

	it('do not hold behind the floor, or where the floor was not measured', () => {
		expect(behind([finish('node', 90), finish('script', 100)])).toEqual([expect.stringContaining('90.0 % of what the script')]);
		expect(behind([finish('node', 90)])).toHaveLength(1);
	});
});
