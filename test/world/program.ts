/**
 * The built package as one process has it in memory. n8n's processes share nothing but the database, and a process that
 * is started again has forgotten everything. So every process gets modules of its own: all that remember something, and all
 * that use those. The others say the same for every process, and are loaded once.
 */

import * as n8n from 'n8n-workflow';
import { createRequire, fs, path, process, root, vm } from '../../scripts/machine.js';
import type { Time } from './time';

type Wrapped = (exports: object, require: (name: string) => unknown, module: { exports: object }, Date: DateConstructor, Math: Math, performance: { now: () => number }) => void;

const dist = path.resolve(process.env.WORLD_DIST ?? path.join(root, 'dist'));
const outside = createRequire(path.join(root, 'package.json'));

interface Source {
	run: Wrapped;
	/** Name as it is required -> file. */
	needs: Map<string, string>;
	remembers: boolean;
}

const sources = new Map<string, Source>();

function sourceOf(file: string): Source {
	const known = sources.get(file);
	if (known) return known;
	const text: string = fs.readFileSync(file, 'utf8');
	const inside = createRequire(file);
	const source: Source = {
		run: new vm.Script(`(function (exports, require, module, Date, Math, performance) {${text}\n})`, { filename: file }).runInThisContext() as Wrapped,
		needs: new Map([...text.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, name]) => [name, inside.resolve(name)])),
		remembers: /^let |^const \w+ = new (Map|Set)\(\);/m.test(text),
	};
	sources.set(file, source);
	return source;
}

const own = new Map<string, boolean>();

/** Whether every process has its own copy of a module. */
function isOwn(file: string): boolean {
	const known = own.get(file);
	if (known !== undefined) return known;
	// of modules that need each other in a circle, whichever is asked first counts the others as not its own
	own.set(file, false);
	const { remembers, needs } = sourceOf(file);
	const answer = remembers || [...needs.values()].map(isOwn).some(Boolean);
	own.set(file, answer);
	return answer;
}

/** The world that runs: there is one at a time. */
let present: Time;

/** The clock as the package sees it: the language's `Date`, with the world's "now". */
const PresentDate = class extends Date {
	constructor(...given: unknown[]) {
		if (given.length) super(...(given as [number]));
		else super(Math.floor(present.ms));
	}
	static override now = (): number => Math.floor(present.ms);
} as DateConstructor;

/** The same for chance: what the package draws can be repeated too. */
const PresentMath = Object.create(Math, { random: { value: () => present.chance() } }) as Math;

/** The clock that nobody can set. */
const monotonic = { now: () => present.ms };

const platform = { ...n8n, sleep: async (ms: number): Promise<void> => await present.sleep(ms) };

const common = new Map<string, { exports: object }>();

type Call = (this: unknown) => Promise<unknown>;
export type Node = Record<'poll' | 'webhook', Call> & { execute?: Call };

export class Program {
	private readonly modules = new Map<string, { exports: object }>();

	/** `isAlive`: a process that has ended goes on with nothing. */
	constructor(
		time: Time,
		readonly isAlive: () => boolean = () => true,
	) {
		present = time;
	}

	/** What the process waits for: never over if the process ends before. */
	async unlessDead<T>(work: Promise<T>): Promise<T> {
		try {
			const result = await work;
			return this.isAlive() ? result : await new Promise<never>(() => {});
		} catch (error) {
			return this.isAlive() ? await Promise.reject(error) : await new Promise<never>(() => {});
		}
	}

	/** A node of the package, by the name of its class. */
	node(name: string): Node {
		const found = this.load(path.join(dist, 'nodes', name, `${name}.node.js`)) as Record<string, new () => Node>;
		return new found[name]();
	}

	private load(file: string): object {
		const shelf = isOwn(file) ? this.modules : common;
		const known = shelf.get(file);
		if (known) return known.exports;
		const module = { exports: {} };
		shelf.set(file, module);
		const { run, needs } = sourceOf(file);
		run(module.exports, (name) => (name.startsWith('.') ? this.load(needs.get(name) as string) : name === 'n8n-workflow' ? platform : outside(name)), module, PresentDate, PresentMath, monotonic);
		return module.exports;
	}
}
