/** Runs cases against simulators, all in processes of their own, and counts what arrived there window by window. */

import { wait } from '../../scripts/machine';
import { type Arrival, arrivals, set, start, starvation, startWorkspaces, type Workspace } from '../child';
import { type Case, CHANGED_AFTER, type Change, WINDOW_S, WINDOWS } from './cases';
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
	/** Per cent of the time in which n8n or the simulator got no processor although it could have gone on: others had it. */
	starved: number;
}

const MS = WINDOW_S * 1000;

/** As many items as keep all processes busy for the windows. */
const itemsOf = ({ limit, latencyMs, atOnce = Infinity, change }: Case): number =>
	Math.ceil(
		Array.from({ length: WINDOWS }, (_, window) => (change?.rateLimit && window >= CHANGED_AFTER ? change.rateLimit : limit)).reduce(
			(sum, allowed) => sum + Math.min(allowed, (atOnce / latencyMs) * MS),
			0,
		),
	);

/** Milliseconds until a window begins; they are counted from 1970. */
export const untilWindow = (number: number): number => number * MS - Date.now();

/** The results of cases that run at the same time. */
export async function measure(cases: Case[]): Promise<Result[]> {
	const simulators = await startWorkspaces(cases.length);
	const workspaces = simulators.all;
	await Promise.all(
		cases.map(
			async ({ limit, latencyMs, jittered }, index) =>
				await set(workspaces[index], {
					rateLimit: limit,
					windowSeconds: WINDOW_S,
					latencyMs: jittered ? latencyMs / 2 : latencyMs,
					jitterMs: jittered ? latencyMs : 0,
				}),
		),
	);
	const processes = Math.max(...cases.map((one) => one.processes ?? 1));
	// every second process begins three seconds later, in the middle of a window of the first one
	const jobs = Array.from({ length: processes }, (_, process) =>
		cases.map(
			(one, index): Job => ({
				...workspaces[index],
				items: Math.ceil(itemsOf(one) / processes) + (processes > 1 ? (one.change?.rateLimit ?? one.limit) : 0),
				atOnce: one.atOnce,
				delayMs: process * 3000,
			}),
		),
	);
	const engines = jobs.map((its) => start('rate/n8n.ts', its));
	for (const engine of engines) if ((await engine.line()) !== 'ready') throw new Error('n8n does not start');
	// everything begins with a window
	const began = Math.floor(Date.now() / MS) + 1;
	await wait(untilWindow(began));
	for (const engine of engines) engine.say('go');
	const starved = starvation([simulators, ...engines]);
	const changes = Promise.all(cases.map(async ({ change }, index) => await changed(workspaces[index], began, change)));
	const outcomes = await Promise.all(engines.map(async (engine) => JSON.parse(await engine.line()) as Outcome[]));
	const waited = starved();
	await changes;
	const results = await Promise.all(
		cases.map(async (one, index) => ({
			...(await counted(
				one,
				workspaces[index],
				began,
				outcomes.map((its) => its[index]),
			)),
			starved: waited,
		})),
	);
	for (const child of [simulators, ...engines]) child.end();
	return results;
}

/** Changes what is to change in the middle: the limit where a window begins, as that of a plan would; the latency within one. */
export async function changed(workspace: Workspace, began: number, change?: Change): Promise<void> {
	if (!change) return;
	await wait(untilWindow(began + CHANGED_AFTER) + (change.rateLimit ? 0 : 3300));
	await set(workspace, change);
}

async function counted(one: Case, workspace: Workspace, began: number, outcomes: Outcome[]): Promise<Omit<Result, 'starved'>> {
	const requests = await arrivals(workspace);
	const processOf = ({ body }: Arrival): string => body.external_id.split('-')[0];
	const spans = new Map<string, { first: number; last: number }>();
	for (const request of requests) {
		const span = spans.get(processOf(request)) ?? { first: request.at, last: request.at };
		spans.set(processOf(request), { first: Math.min(span.first, request.at), last: Math.max(span.last, request.at) });
	}
	const from = Math.ceil(Math.max(...[...spans.values()].map(({ first }) => first)) / MS);
	const to = Math.floor(Math.min(...[...spans.values()].map(({ last }) => last)) / MS);
	const changedAt = began + CHANGED_AFTER;
	const within = (request: Arrival, window: number): boolean => Math.floor(request.at / MS) === window;
	const windows = Array.from({ length: Math.max(0, to - from) }, (_, index): Counted => {
		const its = requests.filter((request) => within(request, from + index));
		const refused = its.filter(({ status }) => status === 429).length;
		return {
			done: its.length - refused,
			refused,
			limit: one.change?.rateLimit && from + index >= changedAt ? one.change.rateLimit : one.limit,
		};
	});
	const inside = requests.filter(({ at, status }) => status !== 429 && at >= from * MS && at < to * MS);
	return {
		case: one,
		windows,
		outcomes,
		atOnce: mostAtOnce(requests),
		shares: [...spans.keys()].map((process) => (100 * inside.filter((request) => processOf(request) === process).length) / inside.length),
	};
}

/** The most requests under way at a time. */
export function mostAtOnce(requests: Arrival[]): number {
	const moments = requests
		.flatMap(({ at, endedAt }) => [
			{ at, by: 1 },
			{ at: endedAt, by: -1 },
		])
		.sort((a, b) => a.at - b.at || a.by - b.by);
	let open = 0;
	let most = 0;
	for (const { by } of moments) most = Math.max(most, (open += by));
	return most;
}
