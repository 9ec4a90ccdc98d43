/** Runs cases against simulators, all in processes of their own, and counts what arrived there window by window. */

import { path, process, root, spawn, wait } from '../../scripts/machine';
import { type Case, WINDOW_S } from './cases';
import type { Job, Outcome } from './n8n';

/** One whole window in which every process had work to do. */
export interface Counted {
	/** Requests that were carried out. */
	done: number;
	limit: number;
	refused: number;
}

export interface Result {
	case: Case;
	windows: Counted[];
	/** Of the items of each process. */
	outcomes: Outcome[];
	/** The most requests under way at a time. */
	atOnce: number;
	/** What each process got through in these windows, where there are several. */
	shares: number[];
}

const WINDOWS = 4;
const CHANGED_AFTER = 2;
const MS = WINDOW_S * 1000;

interface Child {
	/** The next line it prints. */
	line: () => Promise<string>;
	say: (text: string) => void;
	end: () => void;
}

function start(file: string, argument: string): Child {
	const child = spawn(process.execPath, [path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'bench/rate', file), argument], { stdio: ['pipe', 'pipe', 'inherit'] });
	const lines: string[] = [];
	const waiting: Array<(line: string) => void> = [];
	let text = '';
	child.stdout.on('data', (piece: Buffer) => {
		const parts = (text + piece.toString()).split('\n');
		text = parts.pop() ?? '';
		for (const line of parts) (waiting.shift() ?? ((kept: string) => lines.push(kept)))(line);
	});
	return {
		line: async () => lines.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve))),
		say: (words) => void child.stdin.write(`${words}\n`),
		end: () => void child.kill(),
	};
}

interface Workspace {
	url: string;
	token: string;
}

const set = async ({ url }: Workspace, settings: object): Promise<void> => {
	const { ok } = await fetch(`${url}/_simulator/settings`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(settings) });
	if (!ok) throw new Error('The simulator refused its settings');
};

/** As many items as keep all processes busy for the windows. */
const itemsOf = ({ limit, latencyMs, atOnce = Infinity, change }: Case): number =>
	Math.ceil(Array.from({ length: WINDOWS }, (_, window) => (change?.rateLimit && window >= CHANGED_AFTER ? change.rateLimit : limit)).reduce((sum, allowed) => sum + Math.min(allowed, (atOnce / latencyMs) * MS), 0));

const untilWindow = (number: number): number => number * MS - Date.now();

/** The results of cases that run at the same time. */
export async function measure(cases: Case[]): Promise<Result[]> {
	const simulators = start('simulators.ts', String(cases.length));
	const workspaces = JSON.parse(await simulators.line()) as Workspace[];
	await Promise.all(cases.map(async ({ limit, latencyMs, jittered }, index) => await set(workspaces[index], { rateLimit: limit, windowSeconds: WINDOW_S, latencyMs: jittered ? latencyMs / 2 : latencyMs, jitterMs: jittered ? latencyMs : 0 })));
	const processes = Math.max(...cases.map((one) => one.processes ?? 1));
	// every second process begins three seconds later, in the middle of a window of the first one
	const jobs = Array.from({ length: processes }, (_, process) => cases.map((one, index): Job => ({ ...workspaces[index], items: Math.ceil(itemsOf(one) / processes) + (processes > 1 ? one.limit : 0), atOnce: one.atOnce, delayMs: process * 3000 })));
	const engines = jobs.map((its) => start('n8n.ts', JSON.stringify(its)));
	for (const engine of engines) if ((await engine.line()) !== 'ready') throw new Error('n8n does not start');
	// everything begins with a window
	const began = Math.floor(Date.now() / MS) + 1;
	await wait(untilWindow(began));
	for (const engine of engines) engine.say('go');
	const changes = Promise.all(cases.map(async ({ change }, index) => {
		if (!change) return;
		// where a window begins, as the limit of a plan would change
		await wait(untilWindow(began + CHANGED_AFTER) + (change.rateLimit ? 0 : 3300));
		await set(workspaces[index], change);
	}));
	const outcomes = await Promise.all(engines.map(async (engine) => JSON.parse(await engine.line()) as Outcome[]));
	await changes;
	const results = await Promise.all(cases.map(async (one, index) => await counted(one, workspaces[index], outcomes.map((its) => its[index]))));
	for (const child of [simulators, ...engines]) child.end();
	return results;
}

interface Record {
	at: number;
	endedAt: number;
	status: number;
	/** The external ID begins with the process. */
	body: { external_id: string };
}

async function counted(one: Case, { url }: Workspace, outcomes: Outcome[]): Promise<Result> {
	const requests = (await (await fetch(`${url}/_simulator/requests`)).json()) as Record[];
	const processOf = ({ body }: Record): string => body.external_id.split('-')[0];
	const spans = new Map<string, { first: number; last: number }>();
	for (const request of requests) {
		const span = spans.get(processOf(request)) ?? { first: request.at, last: request.at };
		spans.set(processOf(request), { first: Math.min(span.first, request.at), last: Math.max(span.last, request.at) });
	}
	const from = Math.ceil(Math.max(...[...spans.values()].map(({ first }) => first)) / MS);
	const to = Math.floor(Math.min(...[...spans.values()].map(({ last }) => last)) / MS);
	const changedAt = Math.floor(Math.min(...requests.map(({ at }) => at)) / MS) + CHANGED_AFTER;
	const within = (request: Record, window: number): boolean => Math.floor(request.at / MS) === window;
	const windows = Array.from({ length: Math.max(0, to - from) }, (_, index): Counted => {
		const its = requests.filter((request) => within(request, from + index));
		const refused = its.filter(({ status }) => status === 429).length;
		return { done: its.length - refused, refused, limit: one.change?.rateLimit && from + index >= changedAt ? one.change.rateLimit : one.limit };
	});
	const inside = requests.filter(({ at, status }) => status !== 429 && at >= from * MS && at < to * MS);
	return { case: one, windows, outcomes, atOnce: mostAtOnce(requests), shares: [...spans.keys()].map((process) => (100 * inside.filter((request) => processOf(request) === process).length) / inside.length) };
}

function mostAtOnce(requests: Record[]): number {
	const moments = requests.flatMap(({ at, endedAt }) => [{ at, by: 1 }, { at: endedAt, by: -1 }]).sort((a, b) => a.at - b.at || a.by - b.by);
	let open = 0;
	let most = 0;
	for (const { by } of moments) most = Math.max(most, (open += by));
	return most;
}
