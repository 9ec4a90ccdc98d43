/**
 * The built package as one process has it in memory. n8n's processes share nothing but the database, and a process that
 * is started again has forgotten everything: so every process gets modules of its own, with the clock of its world.
 */

import { createRequire } from 'node:module';
import vm from 'node:vm';
import * as n8n from 'n8n-workflow';
import { fs, path, root } from '../../scripts/machine.js';
import type { Time } from './time';

type Wrapped = (exports: object, require: (name: string) => unknown, module: { exports: object }, Date: DateConstructor) => void;

const dist = path.join(root, 'dist');
const outside = createRequire(path.join(root, 'package.json'));
const wrapped = new Map<string, Wrapped>();

function compiled(file: string): Wrapped {
	const known = wrapped.get(file);
	if (known) return known;
	const code = new vm.Script(`(function (exports, require, module, Date) {${fs.readFileSync(file, 'utf8')}\n})`, { filename: file }).runInThisContext() as Wrapped;
	wrapped.set(file, code);
	return code;
}

/** Data that never changes; what it says is the same for every process. */
const constant = new Map<string, { exports: object }>();
const isConstant = (file: string): boolean => file.startsWith(path.join(dist, 'catalog') + path.sep);

export type Node = Record<'poll' | 'webhook', (this: unknown) => Promise<unknown>>;

export class Program {
	private readonly modules = new Map<string, { exports: object }>();
	private readonly Date: DateConstructor;
	private readonly platform: object;

	/** `isAlive`: a process that has ended goes on with nothing. */
	constructor(
		private readonly time: Time,
		readonly isAlive: () => boolean = () => true,
	) {
		this.Date = time.clock();
		this.platform = { ...n8n, sleep: async (ms: number) => await this.unlessDead(time.sleep(ms)) };
	}

	/** An await in code of this process: never over if the process ends before. */
	async unlessDead<T>(work: Promise<T>): Promise<T> {
		try {
			const result = await work;
			return this.isAlive() ? result : await new Promise<never>(() => {});
		} catch (error) {
			return this.isAlive() ? await Promise.reject(error) : await new Promise<never>(() => {});
		}
	}

	/** A node of the package: `Intercom Trigger` is `node('IntercomTrigger')`. */
	node(name: string): Node {
		const found = this.load(path.join(dist, 'nodes', name, `${name}.node.js`)) as Record<string, new () => Node>;
		return new found[name]();
	}

	private load(file: string): object {
		const shelf = isConstant(file) ? constant : this.modules;
		const known = shelf.get(file);
		if (known) return known.exports;
		const module = { exports: {} };
		shelf.set(file, module);
		const inside = createRequire(file);
		compiled(file)(module.exports, (name) => (name.startsWith('.') ? this.load(inside.resolve(name)) : name === 'n8n-workflow' ? this.platform : outside(name)), module, this.Date);
		return module.exports;
	}
}
