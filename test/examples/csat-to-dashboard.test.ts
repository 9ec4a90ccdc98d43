import type { Conversation } from '../../simulator/workspace/inbox/types';
import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('csat-to-dashboard.json');
const dashboard = useServer();
const DAY = 86_400_000;
const HOUR = DAY / 24;
const workspace = () => example.sim.workspace;
/** The beginning of today in the workflow's time zone, which is a whole number of hours away from UTC. */
const ZONE = 'Asia/Tokyo';
const midnight = () => new Date(example.sim.clock.ms() + 9 * HOUR).setUTCHours(0, 0, 0, 0) - 9 * HOUR;

async function run() {
	const result = await example.run([{ timestamp: 'now' }], (workflow) => {
		workflow.settings = { ...workflow.settings, timezone: ZONE };
		const { parameters } = nodeOf(workflow, 'Write to Dashboard');
		parameters.url = String(parameters.url).replace('https://dashboard.example.com', dashboard.url);
	});
	expect(result.error).toBeUndefined();
	return dashboard.received.map(({ method, path, body }) => ({ method, path, body: body as Record<string, unknown> }));
}

/** A rating of so many stars at a moment, of a conversation that began a week before. */
function rate(at: number, rating: number, admin: string | null = '5000001'): Conversation {
	const { clock } = example.sim;
	const conversation = clock.during(at - 7 * DAY, () =>
		workspace().inbox.conversations.beginAsContact(
			workspace().contacts.byEmail('ada@example.com') ?? workspace().contacts.create({ email: 'ada@example.com' }),
			{ body: 'Hello?' },
		),
	);
	clock.during(at, () => workspace().inbox.conversations.rate(conversation, { rating, admin_id: admin }));
	return conversation;
}

it('the ratings of yesterday are one record: how many, the average, who is satisfied, each score, each teammate (by ID where nobody has it any more)', async () => {
	const noon = midnight() - 12 * HOUR;
	for (const [rating, admin] of [
		[5, '5000001'],
		[4, '5000001'],
		[4, '5000001'],
		[1, '5000002'],
		[2, '5000002'],
		[5, null],
	] as const)
		rate(noon, rating, admin);
	const [{ method, path, body }] = await run();
	expect([method, path]).toEqual(['PUT', `/api/csat/${String(body.day)}`]);
	expect(body).toEqual({
		day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
		ratings: 6,
		average: 3.5,
		satisfied_percent: 67,
		scores: { 1: 1, 2: 1, 3: 0, 4: 2, 5: 2 },
		teammates: [
			{ id: '5000001', name: 'Ada Owner', ratings: 3, average: 4.33, satisfied_percent: 100 },
			{ id: '5000002', name: '5000002', ratings: 2, average: 1.5, satisfied_percent: 0 },
			{ id: null, name: 'Nobody (Fin, or unassigned)', ratings: 1, average: 5, satisfied_percent: 100 },
		],
	});
});

it('a rating counts on the day on which it was given: from midnight to midnight, and on no other', async () => {
	for (const at of [midnight() - DAY, midnight() - 1000]) rate(at, 5);
	for (const at of [midnight() - DAY - 1000, midnight() + 1000, midnight() - 3 * DAY]) rate(at, 1);
	const [{ body }] = await run();
	expect(body).toMatchObject({ ratings: 2, average: 5 });
});

it('a day without ratings is written as one', async () => {
	rate(midnight() - 3 * DAY, 1);
	const [{ body }] = await run();
	expect(body).toMatchObject({
		ratings: 0,
		average: null,
		satisfied_percent: null,
		scores: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
		teammates: [],
	});
});

it('all of them count, also where they fill several pages; the teammates are asked for once', async () => {
	for (let index = 0; index < 180; index++) rate(midnight() - 12 * HOUR, 4);
	const [{ body }] = await run();
	expect(body).toMatchObject({ ratings: 180, average: 4 });
	expect(example.asked()).toEqual(['GET /admins', 'POST /conversations/search', 'POST /conversations/search']);
});
