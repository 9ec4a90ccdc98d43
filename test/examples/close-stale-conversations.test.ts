import { replyAsAdmin } from '../../simulator/workspace/inbox/replies';
import { close, snooze } from '../../simulator/workspace/inbox/conversations/managing';
import type { Conversation } from '../../simulator/workspace/inbox/types';
import { useExample } from './support';

const example = useExample('close-stale-conversations.json');
const ADMIN = '5000001';
const DAY = 86_400_000;
const workspace = () => example.sim.workspace;
const run = async () => await example.run([{ timestamp: '2026-11-01T06:00:00.000Z' }]);

/** A conversation whose customer has waited for so many days. */
function waiting(days: number): Conversation {
	const { clock } = example.sim;
	return clock.during(clock.ms() - days * DAY, () => {
		const contact = workspace().contacts.byEmail('ada@example.com') ?? workspace().contacts.create({ email: 'ada@example.com' });
		return workspace().inbox.conversations.beginAsContact(contact, { body: 'Hello?' });
	});
}
const stateAndParts = ({ state, parts }: Conversation) => [state, ...parts.map(({ part_type: type }) => type)];

it('conversations that wait for longer get a note, and are closed after it', async () => {
	const stale = [waiting(15), waiting(100)];
	const result = await run();
	expect(result.error).toBeUndefined();
	for (const conversation of stale) {
		expect(stateAndParts(conversation)).toEqual(['closed', 'note', 'close']);
		expect(conversation.parts[0].body).toMatch(
			/^<p>Closed automatically: nobody answered for 14 days \(waiting since 20\d\d-\d\d-\d\dT[\d:.]+Z\)\.<\/p>$/,
		);
		expect(conversation.parts[1].body).toBeNull();
	}
	expect(
		result
			.itemsOf('Close')
			.map(({ json }) => [json.id, json.state])
			.sort(),
	).toEqual(stale.map(({ id }) => [id, 'closed']).sort());
});

it('all others are left alone: younger ones, answered ones, snoozed ones, closed ones', async () => {
	const [young, answered, snoozed, closed] = [waiting(13), waiting(15), waiting(15), waiting(15)];
	replyAsAdmin(workspace(), answered, { message_type: 'comment', admin_id: ADMIN, body: 'Here I am.' });
	snooze(workspace(), snoozed, ADMIN, example.sim.clock.seconds() + 86_400);
	close(workspace(), closed, ADMIN);
	const before = [young, answered, snoozed, closed].map(stateAndParts);
	const result = await run();
	expect(result).toMatchObject({ status: 'success', error: undefined });
	expect([young, answered, snoozed, closed].map(stateAndParts)).toEqual(before);
	expect(example.asked()).toEqual(['POST /conversations/search']);
});

it('all of them are found, also where they fill several pages; a second run finds none', async () => {
	const stale = Array.from({ length: 320 }, (_, index) => waiting(15 + index / 100));
	expect((await run()).error).toBeUndefined();
	expect(new Set(stale.map(({ state }) => state))).toEqual(new Set(['closed']));
	expect(new Set(stale.map(({ parts }) => parts.length))).toEqual(new Set([2]));
	const again = await run();
	expect(again.itemsOf('Find Stale Conversations')).toEqual([]);
});

it.each([
	['noted', 'reply', ['open'], 'Add note to conversation'],
	['closed', 'parts', ['open', 'note'], 'Close conversation'],
])('one that cannot be %s keeps no other open, and the execution fails and names it', async (_what, endpoint, left, step) => {
	const stale = Array.from({ length: 4 }, () => waiting(20));
	const [first] = stale;
	example.sim.settings.faults = [{ match: `POST /conversations/${first.id}/${endpoint}`, kind: '5xx' }];
	const { status, error } = await run();
	expect(stale.map(stateAndParts)).toEqual([left, ...stale.slice(1).map(() => ['closed', 'note', 'close'])]);
	expect(status).toBe('error');
	expect(error?.message).toMatch(new RegExp(`^Conversation ${first.id}: Intercom has a fault - ${step}`));
});
