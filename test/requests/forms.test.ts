/** Lists of forms: what is sent of forms that are filled in, half filled in and not filled in at all. */

import { by, useWire } from '../support/wire';

const { run, bodies, asked } = useWire(() => ({ body: { type: 'admin', id: '991' } }));
const UUID = '3ecf64d0-9ed1-4e9f-88e1-da7d6e6782f3';
const reply = { conversationId: by('id', '215'), additionalFields: { adminId: by('id', '7') } };
const quick = async (rows: unknown[]) => await run('conversation: sendQuickReplies', { ...reply, quickReplies: { rows } } as never);
const bulk = async (rows: unknown[]) =>
	await run('contact: createInBulk', { externalId: 'u1', additionalFields: { companies: { rows } } } as never);
const companies = () => (bodies()[0] as { contacts: Array<{ companies?: unknown }> }).contacts[0].companies;

describe('a form in which nothing was entered', () => {
	it('is not sent, wherever it stands, and does not stop the others', async () => {
		const { error } = await quick([{ text: '', uuid: '' }, { text: 'Yes', uuid: UUID }, {}, { text: 'No', uuid: UUID }, null]);
		expect(error).toBeUndefined();
		expect((bodies()[0] as { reply_options: unknown }).reply_options).toEqual([
			{ text: 'Yes', uuid: UUID },
			{ text: 'No', uuid: UUID },
		]);
	});

	it('has no choices either that somebody made: what the panel starts with is nothing', async () => {
		await run('tag: untagCompanies', {
			tagName: 'VIP',
			companies: {
				rows: [
					{ id: '', companyId: '', untag: true },
					{ id: 'c1', companyId: '', untag: true },
				],
			},
		});
		expect(bodies()).toEqual([{ name: 'VIP', companies: [{ id: 'c1', untag: true }] }]);
		const { error } = await run('message: sendEmailToSeveral', {
			to: {
				rows: [
					{ id: 'c1', type: 'user' },
					{ id: '', type: 'user' },
				],
			},
			subject: 'S',
			messageBody: 'B',
			template: 'plain',
			additionalFields: { fromAdminId: by('id', '7'), cc: { rows: [{ id: '', type: 'user' }] } },
		});
		expect(error).toBeUndefined();
		expect(bodies()[1]).toEqual({
			message_type: 'email',
			from: { type: 'admin', id: 7 },
			to: [{ id: 'c1', type: 'user' }],
			subject: 'S',
			body: 'B',
			template: 'plain',
		});
	});

	it('may hold a picker in which nothing was chosen', async () => {
		const news = async (rows: unknown[]) =>
			await run(
				'newsItem: create',
				{ title: 'T', additionalFields: { senderId: by('id', '7'), newsfeeds: { rows } } } as never,
				[{}],
				'n8n-nodes-intercom.intercomKnowledge',
			);
		expect((await news([{ newsfeedId: by('list', ''), publishedAt: '' }, { newsfeedId: by('id', '12') }])).error).toBeUndefined();
		expect(bodies()[0]).toMatchObject({ newsfeed_assignments: [{ newsfeed_id: 12 }] });
		expect((await news([{ newsfeedId: by('list', ''), publishedAt: '2026-01-31' }])).error?.message).toContain(
			"'Newsfeeds 1: Newsfeed' is required [item 0]",
		);
	});

	it('leaves out the whole list where there is no other', async () => {
		expect((await bulk([{ companyId: '', name: '' }])).error).toBeUndefined();
		expect(companies()).toBeUndefined();
	});

	it('is not enough for a list that is required', async () => {
		const { error } = await quick([{ text: '', uuid: '' }]);
		expect(error?.message).toContain("'Quick Replies' is required");
		expect(asked()).toEqual([]);
	});
});

describe('a form that is half filled in', () => {
	it('is sent where the rest may be missing', async () => {
		await bulk([{ companyId: 'acme', name: '' }]);
		expect(companies()).toEqual([{ company_id: 'acme' }]);
	});

	it.each([
		[
			'a required field',
			{ companies: { rows: [{ companyId: 'acme' }, { companyId: '', name: '={{ $json.company }}' }] } },
			"'Companies 2: Your Company ID' is required [item 1]",
		],
		[
			'a field of another kind than what was entered',
			{ companies: { rows: [{ companyId: 'acme', name: '={{ $json.company ? { a: 1 } : "" }}' }] } },
			"'Companies 1: Name' has to be a text",
		],
	])('is refused with the place of %s and the item, before anything is sent', async (_what, additionalFields, message) => {
		const { error } = await run('contact: createInBulk', { externalId: '={{ $json.id }}', additionalFields } as never, [
			{ id: 'u0' },
			{ id: 'u1', company: 'Acme' },
		]);
		expect(error?.message).toContain(message);
		expect(asked()).toEqual([]);
	});

	it('counts a choice that was changed as filled in', async () => {
		const { error } = await run('message: sendEmailToSeveral', {
			to: {
				rows: [
					{ id: 'c1', type: 'user' },
					{ id: '', type: 'lead' },
				],
			},
			subject: 'S',
			messageBody: 'B',
			template: 'plain',
		});
		expect(error?.message).toContain("'To 2: Contact ID' is required [item 0]");
	});
});
