/** What arrives at Intercom when teammates work in the inbox: written down by hand. */

import { by, useWire } from '../support/wire';

const { run, bodies, asked, recorder } = useWire(({ path }) => ({
	body: path === '/me' ? { type: 'admin', id: '991' } : { id: 'answer' },
}));

const CONVERSATION = { conversationId: by('id', '215') };
const PHOTO = { data: Buffer.from('four').toString('base64'), mimeType: 'image/png', fileName: 'photo.png' };
const now = () => Math.floor(Date.now() / 1000);

describe('a teammate', () => {
	it('replies as the one the credential belongs to, who is asked for once for all items', async () => {
		await run('conversation: reply', { ...CONVERSATION, messageBody: '={{ $json.say }}' }, [{ say: '<p>Hello</p>' }, { say: 'Bye' }]);
		expect(asked()).toEqual(['GET /me', 'POST /conversations/215/reply', 'POST /conversations/215/reply']);
		expect(bodies().slice(1)).toEqual([
			{ message_type: 'comment', type: 'admin', admin_id: '991', body: '<p>Hello</p>' },
			{ message_type: 'comment', type: 'admin', admin_id: '991', body: 'Bye' },
		]);
	});

	it('replies as somebody else, with files of the item and addresses', async () => {
		await run(
			'conversation: reply',
			{
				...CONVERSATION,
				messageBody: 'See this',
				additionalFields: {
					adminId: by('id', '7'),
					attachmentFiles: 'photo',
					attachmentUrls: 'https://example.com/a.png, https://example.com/b.png',
				},
			},
			[{ json: {}, binary: { photo: PHOTO } }],
		);
		expect(asked()).toEqual(['POST /conversations/215/reply']);
		expect(bodies()).toEqual([
			{
				message_type: 'comment',
				type: 'admin',
				admin_id: '7',
				body: 'See this',
				attachment_urls: ['https://example.com/a.png', 'https://example.com/b.png'],
				attachment_files: [{ content_type: 'image/png', name: 'photo.png', data: PHOTO.data }],
			},
		]);
	});

	it('is told of a file that is not there before anything is sent', async () => {
		const { error } = await run(
			'conversation: reply',
			{ ...CONVERSATION, messageBody: 'See this', additionalFields: { attachmentFiles: 'foto' } },
			[{ json: {}, binary: { photo: PHOTO } }],
		);
		expect(error?.message).toMatch(/'Attachment Binary Fields' names "foto"/);
		expect(error?.description).toMatch(/It has: photo/);
		expect(asked()).toEqual([]);
	});

	it('assigns to a person, to a team, and to nobody', async () => {
		const admin = { adminId: by('id', '7') };
		await run('conversation: assignToAdmin', { ...CONVERSATION, assigneeId: by('id', '8'), additionalFields: admin });
		await run('conversation: assignToTeam', { ...CONVERSATION, teamId: by('id', '9'), additionalFields: admin });
		await run('conversation: unassign', { ...CONVERSATION, additionalFields: admin });
		expect(bodies()).toEqual([
			{ message_type: 'assignment', type: 'admin', admin_id: '7', assignee_id: '8' },
			{ message_type: 'assignment', type: 'team', admin_id: '7', assignee_id: '9' },
			{ message_type: 'assignment', type: 'admin', admin_id: '7', assignee_id: '0' },
		]);
	});

	it('snoozes for a while or until a date, but not until one that has passed', async () => {
		const admin = { adminId: by('id', '7') };
		await run('conversation: snooze', {
			...CONVERSATION,
			snoozeUntilMode: 'fromNow',
			snoozeUntilAmount: 3,
			snoozeUntilUnit: 'hours',
			additionalFields: admin,
		});
		await run('conversation: snooze', {
			...CONVERSATION,
			snoozeUntilMode: 'at',
			snoozeUntil: '2090-01-02T03:04:05Z',
			additionalFields: admin,
		});
		const [first, second] = bodies() as Array<{ snoozed_until: number }>;
		expect(Math.abs(first.snoozed_until - (now() + 3 * 3600))).toBeLessThan(60);
		expect(second).toEqual({ message_type: 'snoozed', admin_id: '7', snoozed_until: 3787009445 });

		const { error } = await run('conversation: snooze', {
			...CONVERSATION,
			snoozeUntilMode: 'at',
			snoozeUntil: '2020-01-01',
			additionalFields: admin,
		});
		expect(error?.message).toMatch(/'Snooze Until' has passed already/);
		expect(asked()).toHaveLength(2);
	});
});

describe('a contact', () => {
	it('is named in a reply by what is known of it, without a look-up', async () => {
		for (const [mode, value] of [
			['id', 'c1'],
			['externalId', 'user-1'],
			['email', 'ada@example.com'],
		]) {
			await run('conversation: replyAsContact', { ...CONVERSATION, contactId: by(mode, value), messageBody: 'Hi' });
		}
		const said = { message_type: 'comment', type: 'user', body: 'Hi' };
		expect(asked()).toEqual(Array.from({ length: 3 }, () => 'POST /conversations/215/reply'));
		expect(bodies()).toEqual([
			{ ...said, intercom_user_id: 'c1' },
			{ ...said, user_id: 'user-1' },
			{ ...said, email: 'ada@example.com' },
		]);
	});

	it('of a ticket stands in a list of one', async () => {
		await run('ticket: create', {
			ticketTypeId: by('id', '5'),
			contactId: by('email', 'ada@example.com'),
			ticketAttributes: { mappingMode: 'defineBelow', value: {}, schema: [], matchingColumns: [] },
			additionalFields: { ticketAttributesJson: '{ "_default_title_": "Broken" }' },
		});
		expect(asked()).toEqual(['POST /tickets']);
		expect(bodies()).toEqual([
			{ ticket_type_id: '5', contacts: [{ email: 'ada@example.com' }], ticket_attributes: { _default_title_: 'Broken' } },
		]);
	});

	it('does something in your product: an event of the moment, by the ID you know it by', async () => {
		await run('dataEvent: create', {
			eventName: 'placed-order',
			contactId: by('externalId', 'user-1'),
			additionalFields: { metadata: '{ "price": { "currency": "eur", "amount": 990 } }' },
		});
		const [body] = bodies() as Array<{ created_at: number }>;
		expect(body).toEqual({
			event_name: 'placed-order',
			user_id: 'user-1',
			created_at: body.created_at,
			metadata: { price: { currency: 'eur', amount: 990 } },
		});
		expect(Math.abs(body.created_at - now())).toBeLessThan(60);
	});

	it('gets a WhatsApp template at a phone number', async () => {
		await run('message: sendWhatsApp', {
			toPhone: '+353871234567',
			templateName: 'welcome',
			additionalFields: { fromAdminId: by('id', '7'), components: '[{ "type": "BODY" }]' },
		});
		expect(bodies()).toEqual([
			{
				message_type: 'whatsapp',
				from: { type: 'admin', id: 7 },
				to: { phone: '+353871234567' },
				template: 'welcome',
				locale: 'en',
				components: [{ type: 'BODY' }],
			},
		]);
	});
});

it('a recording is downloaded from where it lies, without the token', async () => {
	recorder.answer = ({ path }) =>
		path === '/calls/c1/recording'
			? { status: 302, headers: { location: `${recorder.url}/storage/x.wav?sign=1` } }
			: { status: 200, headers: { 'content-type': 'audio/wav' } as Record<string, string>, body: 'sound' };
	const { items } = await run('call: getRecording', { callId: by('id', 'c1') });
	expect(recorder.requests.map(({ path, headers }) => [path, headers.authorization !== undefined])).toEqual([
		['/calls/c1/recording', true],
		['/storage/x.wav', false],
	]);
	expect(items[0]).toMatchObject({
		json: { call_id: 'c1' },
		binary: { data: { fileName: 'call-c1.wav', mimeType: 'audio/wav', data: Buffer.from('sound').toString('base64') } },
		pairedItem: { item: 0 },
	});
});
