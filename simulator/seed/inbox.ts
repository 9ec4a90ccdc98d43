/** Sixty conversations in every state, teams, and what belongs to conversations. */
import type { Workspace } from '../workspace';
import * as manage from '../workspace/inbox/conversations/managing';
import { replyAsAdmin, replyAsBot, replyAsContact } from '../workspace/inbox/replies';
import type { Conversation } from '../workspace/inbox/types';
import type { Contact } from '../workspace/types';
import type { Random } from './random';
import { ANSWERS, INTERNAL, QUESTIONS, REMARKS, THANKS } from './talk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CONVERSATIONS = 60;
const CHANNELS = ['conversation', 'conversation', 'conversation', 'email', 'email', 'whatsapp', 'phone_call', 'instagram'];
const LONG_THREAD = 520;

/** @param today start of today, milliseconds */
export function seedInbox(workspace: Workspace, random: Random, today: number): void {
	const [owner, agent, success] = [...workspace.admins.keys()];
	workspace.inbox.addTeam({ name: 'Support', admin_ids: [owner, agent], distribution_method: 'round_robin' });
	workspace.inbox.addTeam({ name: 'Billing', admin_ids: [success], distribution_method: 'load_balanced', assignment_limit: 10 });
	workspace.inbox.addTeam({ name: 'Nobody yet', admin_ids: [] });
	seedAttributes(workspace);
	const people = workspace.contacts.listed().filter((contact) => contact.created_at * 1000 < today - 70 * DAY);
	for (let index = 0; index < CONVERSATIONS; index++) {
		const begin = today - 60 * DAY + index * DAY + random.between(0, 8) * HOUR;
		seedConversation(workspace, random, random.pick(people), index, begin, today);
	}
	seedLongThread(workspace, people[0], agent, today - 30 * DAY);
}

function seedAttributes(workspace: Workspace): void {
	const { attributes, objects } = workspace.inbox;
	objects.addType({
		identifier: 'Order',
		attributes: { order_number: 'string', total_amount: 'float', paid: 'boolean', ordered_at: 'datetime' },
	});
	attributes.create({ name: 'issue_type', data_type: 'list', options: ['Billing', 'Bug', 'Question'], description: 'What it is about' });
	attributes.create({ name: 'jira_issue_key', data_type: 'string' });
	attributes.create({ name: 'refund_amount', data_type: 'decimal' });
	attributes.create({ name: 'affected_users', data_type: 'integer' });
	attributes.create({ name: 'escalated', data_type: 'boolean' });
	attributes.create({ name: 'follow_up_at', data_type: 'datetime' });
	attributes.create({ name: 'order', data_type: 'relationship', reference: { type: 'many', object_type_id: 'Order' } });
	attributes.create({ name: 'Old field', data_type: 'string' }).archived = true;
}

function seedConversation(workspace: Workspace, random: Random, contact: Contact, index: number, begin: number, today: number): void {
	const { inbox, clock, admins } = workspace;
	const admin = random.pick([...admins.keys()].slice(0, 3));
	const at = <T>(hours: number, task: () => T) => clock.during(Math.min(begin + hours * HOUR, today + index * 1000), task);
	const channel = random.pick(CHANNELS);
	const question = random.pick(QUESTIONS);
	const conversation = at(0, () =>
		random.chance(12)
			? inbox.conversations.beginAsAdmin(admin, [contact], { body: ANSWERS[0] })
			: inbox.conversations.beginAsContact(contact, {
					body: question,
					type: channel,
					subject: channel === 'email' ? question.slice(0, 30) : '',
				}),
	);
	if (random.chance(30)) at(0.1, () => answerAsAgent(workspace, conversation, random));
	if (random.chance(80)) at(0.5, () => manage.assign(workspace, conversation, { admin_id: admin, ...assignee(random, admin) }));
	if (random.chance(35))
		at(0.7, () => replyAsAdmin(workspace, conversation, { message_type: 'note', admin_id: admin, body: random.pick(INTERNAL) }));
	for (let round = 0; round < random.between(0, 3); round++) {
		at(1 + round * 2, () =>
			replyAsAdmin(workspace, conversation, { message_type: 'comment', admin_id: admin, body: random.pick(ANSWERS) }),
		);
		at(2 + round * 2, () => replyAsContact(workspace, conversation, contact, { message_type: 'comment', body: random.pick(THANKS) }));
	}
	at(9, () => describe(workspace, random, conversation));
	at(10, () => finish(workspace, random, conversation, index, admin, today));
}

/** Teams take some, teammates the others. */
function assignee(random: Random, admin: string): { type: 'admin' | 'team'; assignee_id: string } {
	return random.chance(70) ? { type: 'admin', assignee_id: admin } : { type: 'team', assignee_id: random.pick(['6000001', '6000002']) };
}

function answerAsAgent(workspace: Workspace, conversation: Conversation, random: Random): void {
	replyAsBot(workspace, conversation, random.pick(ANSWERS));
	const resolved = random.chance(50);
	conversation.ai_agent = {
		source_type: 'workflow',
		source_title: 'First answer',
		last_answer_type: 'ai_answer',
		resolution_state: resolved ? 'assumed_resolution' : 'escalated',
		rating: random.chance(40) ? random.between(1, 5) : null,
		rating_remark: null,
	};
}

function describe(workspace: Workspace, random: Random, conversation: Conversation): void {
	const { inbox, tags } = workspace;
	const wish = {
		issue_type: random.pick(['Billing', 'Bug', 'Question']),
		...(random.chance(25) && { affected_users: random.between(1, 90) }),
		...(random.chance(15) && { escalated: true }),
	};
	inbox.conversations.update(conversation, {
		...(random.chance(60) && { custom_attributes: wish }),
		...(random.chance(20) && { priority: random.pick(['high', 'urgent', 'low'] as const) }),
		...(random.chance(25) && { title: 'About the last order' }),
		read: random.chance(70),
	});
	for (const tag of random.some(tags.all(), random.pick([0, 0, 1, 2]))) inbox.tag(conversation, tag, '5000001');
}

/** Half stay closed, some sleep, the rest is open. */
function finish(workspace: Workspace, random: Random, conversation: Conversation, index: number, admin: string, today: number): void {
	if (index % 2 === 0) {
		manage.close(workspace, conversation, admin, random.chance(30) ? 'Closing this for now.' : undefined);
		if (random.chance(60))
			workspace.inbox.conversations.rate(conversation, { rating: random.between(1, 5), remark: random.pick(REMARKS), admin_id: admin });
	} else if (index % 7 === 0) {
		manage.snooze(workspace, conversation, admin, today / 1000 + (2 + index) * 86_400);
	}
	if (index % 15 !== 0) return;
	const now = workspace.clock.seconds();
	conversation.handling_events.push(
		{ admin_id: admin, type: 'paused', at: now - 600, reason: 'Paused' },
		{ admin_id: admin, type: 'resumed', at: now, reason: null },
	);
	conversation.monitor_evaluations.push({
		monitor_id: '12345',
		monitor_name: 'Complaints',
		monitor_type: 'prompt',
		result: 'flagged',
		explanation: 'Sounds annoyed.',
		evaluated_at: now,
	});
	conversation.scorecards.push({
		scorecard_id: '67890',
		scorecard_version_id: '67891',
		name: 'Usual review',
		scorecard_type: 'human',
		passed: true,
		score: 0.85,
		ai_score: null,
		evaluated_at: now,
		reviewed_teammate: { type: 'admin', id: admin },
		evaluators: [],
	});
	const question = workspace.inbox.threads.part({
		part_type: 'comment',
		author: { type: 'admin', id: admin, name: null, email: null },
		body: '<p>Can you have a look?</p>',
	});
	conversation.side_conversations.push({ id: workspace.ids.digits(), parts: [question] });
}

/** More than one answer can hold (docs/intercom-behavior.md#newest-parts). */
function seedLongThread(workspace: Workspace, contact: Contact, admin: string, begin: number): void {
	const conversation = workspace.clock.during(begin, () =>
		workspace.inbox.conversations.beginAsContact(contact, { body: 'This will be a long one.' }),
	);
	for (let index = 1; index <= LONG_THREAD; index++) {
		workspace.clock.during(begin + index * 60_000, () => {
			if (index % 2 === 0) replyAsContact(workspace, conversation, contact, { message_type: 'comment', body: `Question ${index}` });
			else replyAsAdmin(workspace, conversation, { message_type: 'comment', admin_id: admin, body: `Answer ${index}` });
		});
	}
}
