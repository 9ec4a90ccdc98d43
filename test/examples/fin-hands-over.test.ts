import type { Conversation } from '../../simulator/workspace/inbox/types';
import { useExample } from './support';

const example = useExample('fin-hands-over.json');
const workspace = () => example.sim.workspace;
const user = { id: 'user-1', name: 'Ada' };
const escalating = (escalate: string) => () => ({ parts: ['<p>I will get somebody.</p>'], escalate });
const shown = ({ parts, team_assignee_id: team }: Conversation) => [
	team,
	...parts.filter(({ part_type: type }) => type === 'note').map(({ body }) => body),
];

function begin(id: string): Conversation {
	const { intercomId } = workspace().fin.begin(id, user, 'A person, please', false);
	return workspace().inbox.conversations.need(intercomId);
}

beforeEach(() => workspace().inbox.addTeam({ name: 'Support' }));
const team = () => [...workspace().inbox.teams.values()][0].id;

it('the conversation gets a note with the reason, and goes to the team', async () => {
	const started = await example.listenToFin('Fin Hands Over');
	workspace().fin.answer = escalating('Escalation rule: Refund < 100 & more');
	const conversation = { now: undefined as Conversation | undefined };
	const runs = await started(() => (conversation.now = begin('ext-1')));
	expect(runs).toHaveLength(1);
	const result = await example.run(runs[0]);
	expect(result.error).toBeUndefined();
	expect(shown(conversation.now as Conversation)).toEqual([
		team(),
		'<p>Fin hands over: Escalation rule: Refund &lt; 100 &amp; more. Our own ID of this conversation: ext-1.</p>',
	]);
});

it('of several conversations the newest is taken, and only one with Fin', async () => {
	const started = await example.listenToFin('Fin Hands Over');
	const { clock } = example.sim;
	const old = clock.during(clock.ms() - 3_600_000, () => begin('ext-old'));
	await started(() => undefined);
	workspace().fin.answer = escalating('Routed to team');
	const now: Conversation[] = [];
	const [items] = await started(() => now.push(begin('ext-new')));
	const other = workspace().inbox.conversations.beginAsContact(workspace().fin.contactOf(user), { body: 'Something else' });
	const result = await example.run(items);
	expect(result.error).toBeUndefined();
	expect(shown(now[0])).toEqual([team(), expect.stringContaining('Routed to team. Our own ID of this conversation: ext-new')]);
	for (const untouched of [old, other]) expect(shown(untouched)).toEqual([null]);
});

it('answers, and conversations that end otherwise, start nothing', async () => {
	const started = await example.listenToFin('Fin Hands Over');
	expect(await started(() => begin('ext-1'))).toEqual([]);
	expect(example.sim.webhooks.fin.deliveries.map(({ notification: { event_name: name, status } }) => [name, status])).toEqual([
		['fin_replied', 'replying'],
		['fin_status_updated', 'awaiting_user_reply'],
	]);
});

it('a user who is unknown makes the execution fail, and changes nothing', async () => {
	const result = await example.run([
		{
			event: 'fin_status_updated',
			status: 'escalated',
			conversationId: 'ext-1',
			userId: 'nobody',
			createdAt: null,
			reason: 'Routed to team',
		},
	]);
	expect(result.status).toBe('error');
	expect(example.asked()).toEqual(['GET /contacts/find_by_external_id/nobody']);
});

it('without a reason the note says so', async () => {
	const started = await example.listenToFin('Fin Hands Over');
	const now: Conversation[] = [];
	await started(() => now.push(begin('ext-1')));
	const [items] = await started(
		async () =>
			await example.sim.webhooks.fin.emit('fin_status_updated', {
				change: { conversation_id: 'ext-1', user_id: 'user-1', reason: undefined },
			}),
	);
	expect((await example.run(items)).error).toBeUndefined();
	expect(shown(now[0])[1]).toContain('Fin hands over: no reason given.');
});
