/**
 * The built package as one process has it in memory. n8n's processes share nothing but the database, and a process that
 * is started again has forgotten everything; each has a clock of its own, which may be wrong. So every process gets modules of
 * its own: all that remember something or look at the clock, and all that use those. The others say the same for every process,
 * and are loaded once. To load modules takes longer than a whole history, so those of a process that is gone are used
 * again, with everything they remember set back to what it was at the beginning.
 */

import * as n8n from 'n8n-workflow';
import { createRequire, fs, path, process, root, vm } from '../../scripts/machine.js';
import type { Time } from './time';

interface Globals {
	Date: DateConstructor;
	Math: Math;
	performance: { now: () => number; timeOrigin: number };
	AbortSignal: Pick<typeof AbortSignal, 'timeout'>;
}

/** Runs a module; answers what sets its variables back. */
type Wrapped = (
	exports: object,
	require: (name: string) => unknown,
	module: { exports: object },
	Date: DateConstructor,
	Math: Math,
	performance: Globals['performance'],
	AbortSignal: Globals['AbortSignal'],
) => () => void;

const dist = path.resolve(process.env.WORLD_DIST ?? path.join(root, 'dist'));
const outside = createRequire(path.join(root, 'package.json'));

interface Source {
	run: Wrapped;
	/** Name as it is required -> file. */
	needs: Map<string, string>;
	isOwn: boolean;
}

const sources = new Map<string, Source>();

const CHANGES = /^(?:let (\w+)(?: = (.+))?|const (\w+) = new (?:Map|Set)\(\));$/gm;
const LOOKS = /\b(?:Date\.now|new Date\(\)|performance\.|Math\.random|AbortSignal\.timeout|\.sleep\b)/;

function sourceOf(file: string): Source {
	const known = sources.get(file);
	if (known) return known;
	const text: string = fs.readFileSync(file, 'utf8');
	const inside = createRequire(file);
	const variables = [...text.matchAll(CHANGES)];
	const back = variables
		.map(([, name, value = 'undefined', collection]) => (collection ? `${collection}.clear();` : `${name} = ${value};`))
		.join(' ');
	const source: Source = {
		run: new vm.Script(
			`(function (exports, require, module, Date, Math, performance, AbortSignal) {${text}\nreturn () => { ${back} };\n})`,
			{ filename: file },
		).runInThisContext() as Wrapped,
		needs: new Map([...text.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, name]) => [name, inside.resolve(name)])),
		isOwn: variables.length > 0 || LOOKS.test(text),
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
	const { isOwn: itself, needs } = sourceOf(file);
	const answer = itself || [...needs.values()].map(isOwn).some(Boolean);
	own.set(file, answer);
	return answer;
}

const common = new Map<string, { exports: object }>();

/** Modules in memory, and the program they belong to at the moment. */
class Shelf {
	owner?: Program;
	private readonly modules = new Map<string, { exports: object }>();
	private readonly backs: Array<() => void> = [];
	private readonly globals: Globals;
	private readonly platform: object;

	constructor() {
		const now = (): number => Math.floor(this.program.clockMs);
		/** The clock as the package sees it: the language's `Date`, with the world's "now". */
		const PresentDate = class extends Date {
			constructor(...given: unknown[]) {
				if (given.length) super(...(given as [number]));
				else super(now());
			}
			static override now = now;
		} as DateConstructor;
		this.globals = {
			Date: PresentDate,
			// what the package draws can be repeated too
			Math: Object.create(Math, { random: { value: () => this.program.time.chance() } }) as Math,
			// the clock that nobody can set
			performance: Object.defineProperty({ now: () => this.program.time.ms }, 'timeOrigin', {
				get: () => this.program.bornWrongMs,
			}) as Globals['performance'],
			AbortSignal: {
				timeout: (ms) => {
					const controller = new AbortController();
					this.program.time.in(ms, () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')));
					return controller.signal;
				},
			},
		};
		this.platform = { ...n8n, sleep: async (ms: number): Promise<void> => await this.program.unlessDead(this.program.time.sleep(ms)) };
	}

	private get program(): Program {
		return this.owner as Program;
	}

	load(file: string): object {
		const place = isOwn(file) ? this.modules : common;
		const known = place.get(file);
		if (known) return known.exports;
		const module = { exports: {} };
		place.set(file, module);
		const { run, needs } = sourceOf(file);
		const { Date, Math, performance, AbortSignal } = this.globals;
		this.backs.push(
			run(
				module.exports,
				(name) => (name.startsWith('.') ? this.load(needs.get(name) as string) : name === 'n8n-workflow' ? this.platform : outside(name)),
				module,
				Date,
				Math,
				performance,
				AbortSignal,
			),
		);
		return module.exports;
	}

	forget(): void {
		for (const back of this.backs) back();
		this.owner = undefined;
	}
}

const free: Shelf[] = [];

const never = async (): Promise<never> => await new Promise<never>(() => {});

type Call = (this: unknown) => Promise<unknown>;
export type Node = Record<'poll' | 'webhook', Call> & { execute?: Call };

export class Program {
	private readonly shelf: Shelf;
	private readonly nodes = new Map<string, Node>();
	/** By how much the clock of the machine is wrong. */
	wrongMs: number;

	/**
	 * @param process one that has ended goes on with nothing
	 * @param bornWrongMs by how much the clock of the machine was wrong when the process began
	 */
	constructor(
		readonly time: Time,
		private readonly process: { isAlive: boolean; step: () => void },
		readonly bornWrongMs: number,
	) {
		this.wrongMs = bornWrongMs;
		this.shelf = free.pop() ?? new Shelf();
		this.shelf.owner = this;
	}

	get clockMs(): number {
		return this.time.ms + this.wrongMs;
	}

	/** When its world is over: until then a process that has ended may still be at something. */
	release(): void {
		this.shelf.forget();
		free.push(this.shelf);
	}

	/** What the process waits for: never over if the process ends before. */
	async unlessDead<T>(work: Promise<T>): Promise<T> {
		const { process } = this;
		process.step();
		try {
			const result = await work;
			process.step();
			return process.isAlive ? result : await never();
		} catch (error) {
			process.step();
			return process.isAlive ? await Promise.reject(error) : await never();
		}
	}

	/** A node of the package, by the name of its class. */
	node(name: string): Node {
		const known = this.nodes.get(name);
		if (known) return known;
		const found = this.shelf.load(path.join(dist, 'nodes', name, `${name}.node.js`)) as Record<string, new () => Node>;
		const node = new found[name]();
		this.nodes.set(name, node);
		return node;
	}
}
