/** Runs a node of this package against the stand-in, and looks at what holds for every run whatever it does. */

import type { IDataObject } from 'n8n-workflow';
import type { NodeRunResult } from '../../scripts/host';
import { wait } from '../../scripts/machine.js';
import { useHost } from '../support/host';
import { type Setting, startStandIn, type StandIn } from './stand-in/server';
import type { Json, World } from './stand-in/world';

export interface Case {
	/** `contact: update` */
	what: string;
	node?: 'intercom' | 'intercomKnowledge' | 'intercomWorkspace' | 'intercomFin';
	/** May hold expressions. */
	parameters?: Json;
	items?: Json[];
	/** Whether a failed item ends the run; `output` has an output of its own for them. */
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
	setting?: Setting;
	/** Fills the workspace. */
	fill?: (world: World) => void;
	concurrency?: number;
	/** Instead of the stand-in's address. */
	baseUrl?: string;
	/** An older version of the node, as saved workflows have it; else the one that a new node gets. */
	typeVersion?: number;
	options?: Json;
	/** How many milliseconds the workspace stays open after the end. */
	linger?: number;
	/** Has the run in hand. */
	during?: (run: { cancel: () => void }, world: World) => void;
}

export interface Outcome {
	result: NodeRunResult;
	world: World;
	/** Per item: what came of it, or the message of its failure. */
	of: Array<{ json: Json[]; files: Json[]; failure?: string }>;
	token: string;
}

export function useStandIn() {
	const host = useHost();
	const box = {} as { standIn: StandIn };
	beforeAll(async () => {
		box.standIn = await startStandIn();
	});
	afterAll(async () => {
		await box.standIn?.close();
		// nobody went on when it was over
		expect(box.standIn?.stray.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
	});

	return {
		host,
		get standIn() {
			return box.standIn;
		},
		run: async ({
			what,
			node = 'intercom',
			parameters = {},
			items = [{}],
			onError = 'continueErrorOutput',
			setting,
			fill,
			concurrency,
			options,
			during,
			linger,
			baseUrl,
			typeVersion,
		}: Case): Promise<Outcome> => {
			const { world, token, credentials, end } = box.standIn.begin(setting);
			fill?.(world);
			const [resource, operation] = what.split(': ');
			const all = { ...(concurrency === undefined ? {} : { concurrency }), ...(parameters.options as Json), ...options };
			const running = host.runNode({
				type: `n8n-nodes-intercom.${node}`,
				parameters: { resource, operation, ...parameters, options: all } as IDataObject,
				items: items.map((item) => ('json' in item && 'binary' in item ? item : { json: item })) as never,
				credentials: (baseUrl ? { intercomAccessTokenApi: { ...credentials.intercomAccessTokenApi, baseUrl } } : credentials) as never,
				typeVersion,
				onError,
			});
			during?.(running, world);
			const result = await running;
			if (linger) await wait(linger);
			end();
			return { result, world, token, of: account(result, items.length, token) };
		},
	};
}

/** Every item is accounted for once: as a success (which may be several items), or as a failure; and no secret leaves. */
function account(result: NodeRunResult, count: number, token: string): Outcome['of'] {
	const everything = JSON.stringify([result.outputs.map((items) => items.map(({ json }) => json)), result.error ?? null, result.hints]);
	expect(everything).not.toContain(token);
	const of: Outcome['of'] = Array.from({ length: count }, () => ({ json: [], files: [] }));
	const [good = [], bad = []] = result.outputs;
	const sourceOf = (item: { pairedItem?: unknown }): number => {
		const [paired] = [item.pairedItem].flat() as Array<number | { item: number }>;
		const index = typeof paired === 'number' ? paired : (paired?.item ?? -1);
		expect(index).toBeGreaterThanOrEqual(0);
		expect(index).toBeLessThan(count);
		return index;
	};
	for (const item of good) {
		const own = of[sourceOf(item)];
		if ('error' in item.json && result.outputs.length === 1) own.failure = String(item.json.message ?? item.json.error);
		else own.json.push(item.json as Json);
		own.files.push(...(Object.values(item.binary ?? {}) as unknown as Json[]));
	}
	for (const item of bad) {
		const own = of[sourceOf(item)];
		// an item fails once, and what failed did not succeed as well
		expect(own.failure).toBeUndefined();
		own.failure = String(item.json.message ?? JSON.stringify(item.json.error));
		expect(own.failure).toMatch(/\w/);
	}
	for (const { json, failure } of of) if (failure !== undefined) expect(json).toEqual([]);
	return of;
}

/** A resource locator as the panel stores it. */
export const by = (mode: string, value: string): Json => ({ __rl: true, mode, value });
