/** Runs contenders against simulators, all in processes of their own: of what four windows allow, how much was carried out in them. */

import { wait } from '../../scripts/machine';
import { type Arrival, arrivals, set, start, starvation, startWorkspaces } from '../child';
import { CHANGED_AFTER, WINDOW_S, WINDOWS } from './cases';
import type { Entry } from './contender';
import { contenders, type Race } from './contenders';
import { changed, mostAtOnce, untilWindow } from './measure';

export interface Finish {
	race: Race;
	/** Per cent of the requests that the windows allowed. */
	share: number;
	/** Items that were given up, per cent of all. */
	failed: number;
	/** Refusals (429) in all windows. */
	refused: number;
	/** The most requests under way at a time. */
	atOnce: number;
	/** Per cent of the time in which it or the simulator got no processor although it could have gone on. */
	starved: number;
}

const allowed = ({ limit, change }: Race): number => CHANGED_AFTER * limit + (WINDOWS - CHANGED_AFTER) * (change?.rateLimit ?? limit);

/** The results of races that are run at the same time. */
export async function race(races: Race[]): Promise<Finish[]> {
	const simulators = await startWorkspaces(races.length);
	const workspaces = simulators.all;
	await Promise.all(
		races.map(
			async ({ limit, latencyMs }, index) => await set(workspaces[index], { rateLimit: limit, windowSeconds: WINDOW_S, latencyMs }),
		),
	);
	const runners = races.map((one, index) =>
		start('rate/contender.ts', {
			...workspaces[index],
			way: one.way,
			items: allowed(one),
			limit: one.limit,
			latencyMs: one.latencyMs,
		} satisfies Entry),
	);
	for (const runner of runners) if ((await runner.line()) !== 'ready') throw new Error('A contender does not start');
	const began = Math.floor(Date.now() / (WINDOW_S * 1000)) + 1;
	await wait(untilWindow(began));
	const starved = [simulators, ...runners].map((child) => starvation([child]));
	const given = runners.map((): { failed?: number } => ({}));
	runners.forEach((runner, index) => {
		runner.say('go');
		void runner.line().then((line) => Object.assign(given[index], JSON.parse(line)));
	});
	await Promise.all(races.map(async ({ change }, index) => await changed(workspaces[index], began, change)));
	// answers to what was sent in the last window come later
	await wait(untilWindow(began + WINDOWS) + 2000);
	const waited = starved.map((its) => its());
	const results = await Promise.all(
		races.map(
			async (one, index): Promise<Finish> =>
				finish(
					one,
					await arrivals(workspaces[index]),
					began * WINDOW_S * 1000,
					given[index].failed,
					Math.max(waited[0], waited[index + 1]),
				),
		),
	);
	for (const child of [simulators, ...runners]) child.end();
	return results;
}

function finish(one: Race, requests: Arrival[], startsAt: number, given: number | undefined, starved: number): Finish {
	const inTime = requests.filter(({ at }) => at >= startsAt && at < startsAt + WINDOWS * WINDOW_S * 1000);
	const done = new Set(inTime.filter(({ status }) => status === 200).map(({ body }) => body.external_id));
	const refusals = new Map<string, number>();
	for (const { status, body } of inTime) if (status === 429) refusals.set(body.external_id, (refusals.get(body.external_id) ?? 0) + 1);
	const { attempts = 1 } = contenders.find(({ way }) => way === one.way) ?? {};
	// who is not at the end yet has not said what was given up
	const givenUp = [...refusals].filter(([id, times]) => times >= attempts && !done.has(id)).length;
	const refused = [...refusals.values()].reduce((sum, times) => sum + times, 0);
	return {
		race: one,
		share: (100 * done.size) / allowed(one),
		failed: (100 * Math.max(given ?? 0, givenUp)) / allowed(one),
		refused,
		atOnce: mostAtOnce(inTime),
		starved,
	};
}
