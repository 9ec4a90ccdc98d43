/**
 * `npm run bench` measures everything and writes docs/performance.md; `npm run bench -- rate` one part, and
 * `npm run bench -- rate 2 processes` the cases whose names match this. Fails when a goal does not hold.
 */

import { print, process } from '../scripts/machine';
import { cpu } from './cpu';
import { items } from './items';
import { lists } from './lists';
import { load } from './load';
import { rate } from './rate';

const PARTS: Record<string, (rest: string[]) => Promise<void> | void> = {
	items: async (rest) => await items(...rest.map(Number)),
	rate: async (rest) => await rate(rest.join(' ')),
	lists: async (rest) => await lists(rest.join(' ')),
	cpu,
	load,
};

async function main(): Promise<void> {
	const [part, ...rest] = process.argv.slice(2);
	if (part && !(part in PARTS)) throw new Error(`There is no part ${part}. The parts: ${Object.keys(PARTS).join(', ')}`);
	for (const name of part ? [part] : Object.keys(PARTS)) {
		print(`\n${name}`);
		await PARTS[name](part ? rest : []);
	}
}

void main();
