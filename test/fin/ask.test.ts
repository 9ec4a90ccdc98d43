/** Ask and Wait: Fin's answer over the stream, out of the conversation, or not at all. */

import type { Json } from '../../intercom/json';
import { askFin } from '../../procedures/fin-answer';
import { pretend, refused } from '../support/calls';
import { useIntercom } from '../support/intercom';

const type = 'n8n-nodes-intercom.intercomFin';
const world = useIntercom();
const question = { userId: 'user-1024', messageBody: 'How do I reset my password?' };
const ask = async (parameters: Record<string, unknown> = {}, items?: Array<Record<string, unknown>>) =>
	await world.run('finConversation: askAndWait', { ...question, ...parameters }, items, { type });

describe('over the stream', () => {
	it('outputs what Fin said as plain text and as parts, and whether it is done', async () => {
		world.sim.workspace.fin.answer = () => ({
			parts: ['<p>Open <b>Settings</b> &amp; choose ‘Password’.</p>', '<p>Then save – déjà vu ✓</p>'],
		});
		const { error, json } = await ask({ additionalFields: { userName: 'Zoë', userEmail: 'zoe@example.com' } });
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				conversation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
				user_id: 'user-1024',
				answered: true,
				status: 'complete',
				answer: 'Open Settings & choose ‘Password’.\n\nThen save – déjà vu ✓',
				reason: null,
				parts: [
					expect.objectContaining({ body: expect.stringContaining('Settings') as string }),
					expect.objectContaining({ at: expect.stringMatching(/^20/) as string }),
				],
				via: 'stream',
			},
		]);
		const [{ body, headers }, ...others] = world.sim.requests;
		expect(body).toMatchObject({
			message: { author: 'user', body: question.messageBody, timestamp: expect.stringMatching(/Z$/) as string },
			user: { id: 'user-1024', name: 'Zoë', email: 'zoe@example.com' },
		});
		expect(headers['intercom-version']).toBe('Preview');
		// the stream is another way: it counts nowhere and gets no token
		expect(others).toEqual([]);
	});

	it('answers several items, each with its own answer', async () => {
		world.sim.workspace.fin.answer = (text) => ({ parts: [`<p>${text}!</p>`] });
		const { json } = await ask({ messageBody: '={{ $json.q }}' }, [{ q: 'one' }, { q: 'two' }, { q: 'three' }]);
		expect(json.map(({ answer }) => answer)).toEqual(['one!', 'two!', 'three!']);
	});

	it('ends when Fin hands over to people, and says why', async () => {
		world.sim.workspace.fin.answer = () => ({ parts: ['<p>I will get somebody.</p>'], escalate: 'Routed to team' });
		expect((await ask()).json[0]).toMatchObject({ answered: true, status: 'escalated', reason: 'Routed to team' });
	});
});

describe('without a stream', () => {
	beforeEach(() => (world.sim.settings.finStreams = false));

	it('the conversation of the question is found among those of the user, and followed', async () => {
		const { contacts, inbox } = world.sim.workspace;
		const user = contacts.create({ role: 'user', external_id: 'user-1024' });
		inbox.conversations.beginAsContact(user, { body: 'Something else' });
		const { error, json } = await ask();
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({
			answered: true,
			status: 'complete',
			via: 'conversation',
			answer: expect.stringContaining('reset my password') as string,
		});
	});
});

describe('in whatever way it goes', () => {
	const asked = {
		'POST /fin/ask': () => ({
			conversation_id: 'c1',
			user_id: 'u1',
			status: 'thinking',
			sse_subscription_url: 'https://events.example/stream',
		}),
	};
	const values = { conversation_id: 'c1', 'user.id': 'u1', 'message.body': 'Why?', 'message.author': 'user', time_limit: 30 };
	const replied = (id: string, body: string): Json => ({
		event_name: 'fin_replied',
		status: 'replying',
		message: { id, author: 'fin', body },
	});
	const status = (name: string): Json => ({ event_name: 'fin_status_updated', status: name });

	it('a part that comes twice counts once, and what Fin types is not its answer', async () => {
		const calls = pretend(asked, {
			events: [
				{ event_name: 'fin_reply_chunk', chunk_text: 'Bec' },
				replied('1', 'Because'),
				replied('1', 'Because'),
				undefined,
				status('complete'),
			],
		});
		expect(await askFin(values, calls)).toMatchObject({
			answered: true,
			answer: 'Because',
			parts: [{ id: '1', body: 'Because', at: null }],
		});
		expect(calls.asked).toEqual(['POST /fin/ask']);
		expect(calls.bodies[0]).toEqual({ conversation_id: 'c1', user: { id: 'u1' }, message: { body: 'Why?', author: 'user' } });
	});

	it('without an answer in time the item says so: it does not fail, because asking again would cost again', async () => {
		const calls = pretend(asked, { events: Array.from({ length: 100 }, () => undefined) });
		const started = calls.now();
		expect(await askFin(values, calls)).toMatchObject({
			conversation_id: 'c1',
			answered: false,
			answer: null,
			status: 'thinking',
			hint: expect.stringContaining('webhook') as string,
		});
		expect(calls.now() - started).toBeLessThanOrEqual(35_000);
	});

	it('a stream that breaks off is followed by a look at the conversation', async () => {
		const created = Math.floor(Date.parse('2026-03-04T05:06:08Z') / 1000);
		const calls = pretend({
			...asked,
			'GET /contacts/find_by_external_id/{external_id}': (_, count) => {
				if (count === 1) throw refused('GET', 404);
				return { id: 'contact-1', external_id: values['user.id'] };
			},
			'POST /conversations/search': () => ({
				conversations: [
					{ id: '8', created_at: created, source: { body: '<p>Another one</p>' } },
					{ id: '9', created_at: created, source: { body: '<p>Why?</p>' } },
				],
			}),
			'GET /conversations/{conversation_id}': ({ path }, count) => ({
				id: path?.conversation_id,
				state: count > 1 ? 'closed' : 'open',
				ai_agent: { resolution_state: null },
				conversation_parts: { conversation_parts: [{ id: '1', author: { type: 'bot' }, body: '<p>Because.</p>', created_at: created }] },
			}),
		});
		expect(await askFin(values, calls)).toMatchObject({ answered: true, via: 'conversation', answer: 'Because.', parts: [{ id: '1' }] });
	});

	it('what is not about looking is told', async () => {
		const calls = pretend({
			'POST /fin/ask': () => ({ conversation_id: 'c1', status: 'thinking' }),
			'GET /contacts/find_by_external_id/{external_id}': () => {
				throw refused('GET', 401);
			},
		});
		await expect(askFin(values, calls)).rejects.toMatchObject({ details: { status: 401 } });
	});
});

describe('talking with Fin', () => {
	it('start, reply, rate; a reply too early is refused', async () => {
		world.sim.settings.finMs = 300;
		const start = await world.run(
			'finConversation: start',
			{
				conversationId: 'talk-1',
				...question,
				additionalFields: {
					emailStyle: false,
					attachmentUrls: 'https://example.com/a.png',
					attachmentFiles: 'shot',
					history: { rows: [{ author: 'user', body: 'Hi', timestamp: '2026-01-01' }] },
				},
			},
			[{ json: {}, binary: { shot: { data: Buffer.from('png').toString('base64'), mimeType: 'image/png', fileName: 'shot.png' } } }],
			{ type },
		);
		expect(start.error).toBeUndefined();
		expect(world.sim.requests[0].body).toMatchObject({
			attachments: [
				{ type: 'url', url: 'https://example.com/a.png' },
				{ type: 'file', name: 'shot.png', content_type: 'image/png', data: 'cG5n' },
			],
			conversation_metadata: { history: [{ author: 'user', body: 'Hi', timestamp: '2026-01-01T00:00:00.000Z' }] },
			settings: { email: false },
		});
		const reply = async () => await world.run('finConversation: reply', { conversationId: 'talk-1', ...question }, [{}], { type });
		expect((await reply()).error?.description).toContain('Fin does not wait for a reply');
		world.sim.advance(1000);
		expect((await reply()).error).toBeUndefined();
		// 2.16 wants to know when a message was written, and does not know settings
		expect(world.sim.requests.map(({ headers }) => headers['intercom-version'])).toEqual(['Preview', '2.16', '2.16']);
		const rated = await world.run('finConversation: rate', { conversationId: 'talk-1', rating: 'good' }, [{}], { type });
		expect(rated.error?.message).toContain('The rating could not be recorded');
	});

	it('hands over to people, with a note', async () => {
		const { json } = await world.run(
			'finConversation: escalateForUser',
			{ userId: 'user-7', additionalFields: { firstMessage: 'Please call', escalationContext: 'Angry' } },
			[{}],
			{ type },
		);
		const conversation = world.sim.workspace.inbox.conversations.need(String(json[0].intercom_conversation_id));
		expect(conversation.parts.at(-1)).toMatchObject({ part_type: 'note', body: 'Angry' });
	});

	it('runs procedures, and gives them what they wait for', async () => {
		const { fin, inbox } = world.sim.workspace;
		fin.procedures.set('7', { id: '7', name: 'Reset password', description: 'Step by step' });
		const can = await world.run('finConversation: getCapabilities', { userId: 'user-7', returnAll: true }, [{}], { type });
		expect(can.json.map(({ type: kind }) => kind)).toEqual(['procedure', 'reply', 'ask']);
		const run = await world.run('procedure: run', { procedureId: '7', userId: 'user-7', conversationId: 'run-1' }, [{}], { type });
		expect(run.json[0]).toMatchObject({ procedure_id: '7', conversation_id: 'run-1' });
		const conversation = inbox.conversations.need(fin.need('run-1').intercomId);
		fin.waiting.set(conversation.id, { stepId: 'step-1', identifiers: ['approved', 'amount'] });
		const submit = async () =>
			await world.run(
				'procedure: collectInput',
				{
					conversationId: { __rl: true, mode: 'id', value: conversation.id },
					stepId: 'step-1',
					attributeValues: {
						rows: [
							{ identifier: 'approved', value: 'true' },
							{ identifier: 'amount', value: '12.5' },
						],
					},
				},
				[{}],
				{ type },
			);
		expect((await submit()).error).toBeUndefined();
		expect(fin.collected).toEqual([{ conversation: conversation.id, values: { approved: true, amount: 12.5 } }]);
		expect((await submit()).error?.message).toContain('The procedure does not wait for this any more');
	});

	it('takes phone calls', async () => {
		const register = async () =>
			await world.run(
				'finCall: register',
				{ phoneNumber: '+353871234567', callId: 'call-1', additionalFields: { source: 'five9' } },
				[{}],
				{ type },
			);
		const {
			json: [call],
		} = await register();
		expect((await register()).error?.message).toContain('The call is registered already');
		const phone = await world.run('finCall: getByPhone', { phoneNumber: '+353871234567' }, [{}], { type });
		expect(phone.json[0].id).toBe(call.id);
		expect((await world.run('finCall: getByExternalId', { externalCallId: 'call-1' }, [{}], { type })).json[0].id).toBe(call.id);
		world.sim.workspace.fin.voice.need(() => true).intercom_conversation_id = '99';
		expect(
			(
				await world.run('finCall: getByConversation', { conversationId: { __rl: true, mode: 'id', value: '99' }, returnAll: true }, [{}], {
					type,
				})
			).json,
		).toHaveLength(1);
	});
});
