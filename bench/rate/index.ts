/**
 * How much of the rate limit the node uses at which distance, what is refused on the way, and how others do at it: contacts
 * created in n8n's own engine, the simulator and n8n in processes of their own. Fails when a goal does not hold.
 */

import { fs, path, print, process, root } from '../../scripts/machine';
import { Figures } from '../figures';
import { write } from '../writing';
import { groups } from './cases';
import { races } from './contenders';
import { measure, type Result } from './measure';
import { plot } from './plot';
import { type Finish, race } from './race';
import { behind, faults, line, nameOf, raceLine, text } from './text';

const picked = <One extends Parameters<typeof nameOf>[0]>(all: One[][], only: string): One[][] =>
	all.map((group) => group.filter((one) => new RegExp(only).test(nameOf(one)))).filter(({ length }) => length);

/** Writes what is known by now. Answers whether every goal holds. */
function report(finishes: Figures<Finish>, results: Figures<Result>): boolean {
	const [beside, alone] = [finishes.of(races.flat().map(nameOf)), results.of(groups.flat().map(nameOf))];
	fs.writeFileSync(path.join(root, 'docs/images/rate.svg'), plot(beside));
	write('rate', text(alone, beside));
	return (
		alone.length === groups.flat().length &&
		beside.length === races.flat().length &&
		!alone.some((result) => faults(result).length) &&
		!behind(beside).length
	);
}

/** `only`: the cases whose names match this are measured again, and the others stay what they are. */
export async function rate(only = ''): Promise<void> {
	const [finishes, results] = [new Figures<Finish>('contenders'), new Figures<Result>('rate')];
	for (const group of picked(groups, only)) {
		for (const result of await measure(group)) {
			results.keep(nameOf(result.case), result);
			print(line(result));
		}
		report(finishes, results);
	}
	for (const group of picked(races, only)) {
		for (const finish of await race(group)) {
			finishes.keep(nameOf(finish.race), finish);
			print(raceLine(finish));
		}
		report(finishes, results);
	}
	if (!report(finishes, results)) process.exitCode = 1;
}
