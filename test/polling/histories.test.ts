/** Thousands of random histories: whatever happens, each change is output once. */

import fc from 'fast-check';
import { beginAt, beginNow, follow, type State } from '../../engine/triggers/polling/follow';
import { Seen } from '../../engine/triggers/polling/seen';
import { print, process, seedOf } from '../../scripts/machine.js';
import { type Change, type Manners, World } from './world';

const RUNS = Number(process.env.HISTORIES ?? 10_000);
/** Always the same, so that a change is judged by itself; `SEED=new`: others. */
const SEED = seedOf(process.env.SEED);

/** Seconds. */
const LOOK_BACK = 120;
/** Seconds in which things happen. */
const TIME = 1800;
/** Ten minutes before midnight, UTC. */
const BEGINNING = Date.UTC(2026, 2, 11, 23, 50) / 1000;

/** Now and then many in one second. */
const change: fc.Arbitrary<Change> = fc.record({
	after: fc.oneof(fc.integer({ min: 0, max: TIME * 1000 }), fc.integer({ min: 600_000, max: 603_000 })),
	record: fc.integer({ min: 0, max: 25 }),
	late: fc.oneof(
		fc.constant(0),
		fc.integer({ min: 0, max: 2000 }),
		fc.integer({ min: 0, max: (LOOK_BACK - 2) * 1000 }),
		fc.constant((LOOK_BACK - 2) * 1000),
	),
});

const inTheSameSecond = ({ after, record }: Change): Change => ({ record, after: Math.floor(after / 1000) * 1000 + 999, late: 0 });

const manners: fc.Arbitrary<Manners> = fc.record({
	rule: fc.constantFrom('second', 'day'),
	zone: fc.constantFrom(0, -5, 9.5),
	list: fc.constantFrom('sorted', 'moving', 'pages', 'reversed', 'log'),
	cursors: fc.constantFrom('record', 'number'),
	counts: fc.boolean(),
	isSure: fc.boolean(),
	pageSize: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) }, { weight: 1, arbitrary: fc.integer({ min: 10, max: 20 }) }),
	pageMs: fc.constantFrom(0, 300, 1000, 5000, 20_000),
	watched: fc.constantFrom('created', 'updated'),
});

/** What happens to the poller itself. */
const step = fc.record({
	/** Milliseconds until the next poll: mostly the schedule, sometimes a machine that was off. */
	wait: fc.oneof(
		{ weight: 8, arbitrary: fc.constant(60_000) },
		{ weight: 6, arbitrary: fc.integer({ min: 1000, max: 200_000 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 1_000_000, max: 3_000_000 }) },
	),
	fate: fc.oneof(
		{ weight: 10, arbitrary: fc.constant('well' as const) },
		{ weight: 1, arbitrary: fc.constant('dies' as const) },
		{ weight: 1, arbitrary: fc.constant('fault' as const) },
	),
	/** After so many pages there is no time left. */
	pages: fc.oneof({ weight: 3, arbitrary: fc.constant(1000) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) }),
	/** By how many seconds the first answer says the wrong time. */
	wrong: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(3600, -3600, 86_400, 300) }),
	/** The process ends afterwards, and another one begins. */
	restarts: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

/** Two wrong answers in a row do no harm; three may. */
function twiceWrong<S extends { wrong: number }>(steps: S[]): S[] {
	let count = 0;
	return steps.map((one) => (one.wrong && ++count > 2 ? { ...one, wrong: 0 } : one));
}

const history = fc.record({
	changes: fc
		.array(fc.tuple(change, fc.boolean()), { minLength: 1, maxLength: 60 })
		.map((all) => all.flatMap(([one, isTwice]) => (isTwice ? [one, inTheSameSecond(one)] : [one]))),
	manners,
	/** Seconds after the beginning; `null`: from the activation on. */
	startFrom: fc.option(fc.integer({ min: -100, max: TIME })),
	activatedAfter: fc.integer({ min: 0, max: TIME }),
	most: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 12 })),
	steps: fc.array(step, { maxLength: 60 }).map(twiceWrong),
});

type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

const well = (...waits: number[]): History['steps'] =>
	waits.map((wait) => ({ wait, fate: 'well', pages: 1000, wrong: 0, restarts: false }));

/** Histories in which something went wrong once. */
const LEARNT: History[] = [
	// a record moves to the front of a plain list while it is read, and was created too long ago for the next poll
	{
		changes: [
			{ after: 603_001, record: 12, late: 118_000 },
			{ after: 600_000, record: 12, late: 0 },
			{ after: 601_000, record: 13, late: 0 },
		],
		manners: {
			rule: 'second',
			zone: 0,
			list: 'pages',
			cursors: 'number',
			counts: false,
			isSure: true,
			pageSize: 1,
			pageMs: 5000,
			watched: 'created',
		},
		startFrom: null,
		activatedAfter: 3,
		most: 1,
		steps: well(187_158, 50_223, 60_000, 102_278, 60_000, 60_000, 1016, 197_325),
	},
	// something new comes while the first reading, a slow one, notes what is there already
	{
		changes: [
			{ after: 600_000, record: 0, late: 0 },
			{ after: 719_000, record: 4, late: 0 },
			{ after: 600_000, record: 1, late: 118_000 },
			...[5, 2, 3].map((record) => ({ after: 0, record, late: 0 })),
		],
		manners: {
			rule: 'second',
			zone: 0,
			list: 'reversed',
			cursors: 'number',
			counts: false,
			isSure: true,
			pageSize: 1,
			pageMs: 20_000,
			watched: 'created',
		},
		startFrom: null,
		activatedAfter: 658,
		most: 1000,
		steps: [],
	},
	// what was read under a wrong clock is passed on by a poll that asks for nothing, and the next answer is wrong again
	{
		changes: [
			{ after: 600_000, record: 0, late: 0 },
			{ after: 601_000, record: 1, late: 0 },
			{ after: 547_878, record: 2, late: 114_123 },
		],
		manners: {
			rule: 'second',
			zone: 0,
			list: 'sorted',
			cursors: 'record',
			counts: false,
			isSure: false,
			pageSize: 2,
			pageMs: 0,
			watched: 'created',
		},
		startFrom: null,
		activatedAfter: 381,
		most: 1,
		steps: well(60_000, 160_000, 60_000, 1000).map((one, index) => ({
			...one,
			pages: index ? 1000 : 0,
			wrong: index % 2 ? 3600 : 0,
			restarts: index === 3,
		})),
	},
];

/** What is left of a state when the process ends. */
const withoutMemory = (state: State): State => ({ ...state, passing: undefined });

interface Outcome {
	emitted: string[];
	/** What the output said of each. */
	texts: Map<string, number>;
	world: World;
	from: number;
	/** Shown before and after a poll that read all there was: nothing can excuse that it is missing. */
	steady: Set<string>;
}

async function live({ changes, manners, startFrom, activatedAfter, most, steps }: History): Promise<Outcome> {
	const world = new World(changes, manners, BEGINNING);
	world.pass(activatedAfter);
	const from = startFrom === null ? world.time() : BEGINNING + startFrom;
	let state: State = startFrom === null ? await beginNow(world) : beginAt(from);
	const emitted: string[] = [];
	const texts = new Map<string, number>();
	const steady = new Set<string>();
	/** Answers whether there was nothing left to pass on or to read. */
	const poll = async ({ fate, pages, wrong, restarts }: Omit<History['steps'][number], 'wait'>): Promise<boolean> => {
		if (fate === 'fault') world.faults = 1;
		[world.wrong, world.isRight] = [wrong ? [wrong] : [], true];
		const before = world.shown(from);
		const isFromLow = !state.passing?.stock && !state.passing?.deep && !state.passing?.walk;
		const began = world.time();
		const last = world.requests + pages;
		const outcome = await follow(state, world, { most, lookBackSeconds: LOOK_BACK, hasTime: () => world.requests < last }).catch(
			() => undefined,
		);
		[world.faults, world.wrong] = [0, []];
		if (!outcome || fate === 'dies') {
			if (fate === 'dies') state = withoutMemory(state);
			return false;
		}
		for (const { identity, json } of outcome.found) {
			emitted.push(identity);
			texts.set(identity, json.text as number);
		}
		// as n8n keeps it
		state = { ...outcome.state, seen: new Seen(outcome.state.seen.text()) };
		const { stock, deep, walk } = state.passing ?? {};
		const isAll = !stock && !deep && !walk && !state.place && state.upTo >= began;
		const after = world.shown(from);
		if (isAll && isFromLow && pages === 1000 && !wrong) for (const one of before) if (after.has(one)) steady.add(one);
		if (restarts) state = withoutMemory(state);
		return isAll && !outcome.found.length;
	};
	for (const { wait, ...how } of steps) {
		world.pass(wait / 1000);
		await poll(how);
	}
	// until everything is over and everything is in the index
	world.pass(TIME + LOOK_BACK);
	for (let calm = 0, polls = 0; calm < 2; ) {
		if (polls++ > 5000) throw new Error(`It never comes to rest: ${JSON.stringify({ ...state, seen: state.seen.text() })}`);
		world.pass(60);
		calm = (await poll({ fate: 'well', pages: 1000, wrong: 0, restarts: false })) ? calm + 1 : 0;
	}
	return { emitted, texts, world, from, steady };
}

const isOfUpdates = ({ manners: { watched, list } }: History): boolean => watched === 'updated' && list !== 'log' && list !== 'reversed';

it(`of ${RUNS} random histories, none loses a change and none outputs one twice`, async () => {
	print(`Histories: seed ${SEED}, ${RUNS} runs (repeat with SEED=${SEED})`);
	await fc.assert(
		fc.asyncProperty(history, async (lived) => {
			const { emitted, texts, world, from, steady } = await live(lived);
			const once = new Set(emitted);
			const doubled = emitted.filter((one, index) => emitted.indexOf(one) !== index);
			// from the activation on, what is a few seconds older may come as well: Intercom's own clocks differ
			const possible = world.ever(lived.startFrom === null ? from - 5 : from);
			expect({
				doubled,
				lost: [...world.needed(from)].filter((one) => !once.has(one)),
				overlooked: isOfUpdates(lived) ? [...steady].filter((one) => !once.has(one)) : [],
				// of a record that changed twice within a second, what it said at the end of it
				outdated:
					isOfUpdates(lived) && lived.steps.every(({ wrong }) => wrong === 0)
						? [...world.needed(from)].filter((one) => once.has(one) && ![texts.get(one), undefined].includes(world.textAt(one)))
						: [],
				invented: emitted.filter((one) => !possible.has(one)),
			}).toEqual({ doubled: [], lost: [], overlooked: [], outdated: [], invented: [] });
		}),
		{ numRuns: RUNS, seed: SEED, examples: LEARNT.map((lived) => [lived]) },
	);
}, 1_800_000);
