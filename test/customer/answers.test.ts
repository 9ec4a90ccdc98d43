/** What counts as the answer of a customer, whose answer it is among several questions, and when it is looked for. */

import { graceMs, nextLook } from '../../engine/customer/state';
import {
	type Asked,
	customerOf,
	endOf,
	messagesSince,
	repliesBefore,
	repliesLike,
	shareOf,
	plainTextOf,
} from '../../procedures/customer-answer';

type Who = [type: string, id: string];
const ANN: Who = ['user', 'ann'];
const BOB: Who = ['user', 'bob'];
const ADMIN: Who = ['admin', '1'];
const part = (id: number, type: string, [by, who]: Who, more: Record<string, unknown> = {}) => ({
	id: String(id),
	part_type: type,
	created_at: 1000 + id,
	author: { type: by, id: who, name: who },
	body: `<p>${id}</p>`,
	metadata: {},
	...more,
});
const conversation = (parts: unknown[], more: Record<string, unknown> = {}) => ({
	id: '7',
	state: 'open',
	source: { author: { type: 'user', id: 'ann' } },
	contacts: { contacts: [{ id: 'ann' }] },
	conversation_parts: { conversation_parts: parts },
	...more,
});
const question = part(10, 'comment', ADMIN);
const asked: Asked = { customerId: 'ann', partId: '10', askedAt: 1010, buttons: ['yes'] };
const alone = { before: new Set<string>(), taken: new Set<string>() };
const share = (parts: unknown[], line: Partial<typeof alone> = {}, more = {}) =>
	shareOf(conversation(parts, more), asked, { ...alone, ...line });

it('the customer is who began the conversation, or the first contact where that was somebody else', () => {
	expect(customerOf(conversation([], { contacts: { contacts: [{ id: 'bob' }, { id: 'ann' }] } }))).toBe('ann');
	expect(customerOf(conversation([], { source: { author: { type: 'admin', id: '1' } }, contacts: { contacts: [{ id: 'bob' }] } }))).toBe(
		'bob',
	);
	expect(customerOf(conversation([], { contacts: { contacts: [] } }))).toBeUndefined();
});

it('messages of this customer after the question count; earlier ones, notes, teammates, bots, other customers and what has no words do not', () => {
	const parts = [
		part(1, 'comment', ANN),
		question,
		part(11, 'note', ADMIN),
		part(12, 'comment', BOB),
		part(13, 'comment', ADMIN),
		part(14, 'comment', ['bot', 'ann']),
		part(15, 'conversation_attribute_updated_by_user', ANN, { body: null }),
		part(16, 'comment', ANN),
		part(17, 'open', ANN),
	];
	expect(messagesSince(conversation(parts), asked)).toEqual(['16', '17']);
	expect(share(parts).answer).toMatchObject({ kind: 'message', id: '16', by: { type: 'user', id: 'ann', name: 'ann' } });
});

it('a picture without a word is a message', () => {
	expect(share([question, part(11, 'comment', ANN, { body: null, attachments: [{ name: 'shoe.png' }] })]).answer).toMatchObject({
		body: null,
		attachments: [{ name: 'shoe.png' }],
	});
});

it('a message in the same second as the question counts by its place in the conversation', () => {
	expect(
		share([part(9, 'comment', ANN, { created_at: 1010 }), question, part(11, 'comment', ANN, { created_at: 1010 })]).answer,
	).toMatchObject({ id: '11' });
});

it('where Intercom no longer shows the question, what is younger counts', () => {
	expect(share([part(9, 'comment', ANN), part(11, 'comment', ANN)]).answer).toMatchObject({ id: '11' });
	expect(messagesSince(conversation([part(9, 'comment', ANN), part(11, 'comment', ANN)]), asked)).toEqual(['11']);
});

it('a lead that became a user is the same customer', () => {
	expect(share([question, part(11, 'comment', BOB)], {}, { contacts: { contacts: [{ id: 'bob' }] } }).answer).toMatchObject({ id: '11' });
	expect(
		share([question, part(11, 'comment', BOB)], {}, { contacts: { contacts: [{ id: 'bob' }, { id: 'cat' }] } }).answer,
	).toBeUndefined();
});

describe('several questions', () => {
	const [first, message, second] = [
		part(8, 'comment', ADMIN),
		(id: number, more = {}) => part(id, 'comment', ANN, more),
		part(11, 'comment', ADMIN),
	];

	it('take messages in the order asked', () => {
		expect(share([first, question, message(12)], { before: new Set(['8']) })).toEqual({ others: ['8'] });
		expect(share([first, question, message(12), message(13)], { before: new Set(['8']) }).answer).toMatchObject({ id: '13' });
		expect(share([first, question, message(12)]).answer).toMatchObject({ id: '12' });
	});

	it('a message that came before this question is for the one before it', () => {
		expect(share([first, message(9), question, message(12)], { before: new Set(['8']) }).answer).toMatchObject({ id: '12' });
	});

	it('a question that was asked later takes nothing from this one, and what others took is gone', () => {
		expect(share([question, second, message(12)], { before: new Set() }).answer).toMatchObject({ id: '12' });
		expect(share([question, second, message(12), message(13)], { taken: new Set(['12']) }).answer).toMatchObject({ id: '13' });
	});

	it('a chosen button belongs to the question that offered it', () => {
		const offered = { ...first, metadata: { quick_reply_options: [{ text: 'Blue', uuid: 'blue' }] } };
		const chosen = (id: number, uuid: string) => message(id, { metadata: { quick_reply_uuid: uuid } });
		expect(share([offered, question, chosen(12, 'yes')], { before: new Set(['8']) }).answer).toMatchObject({
			kind: 'quickReply',
			quickReply: { uuid: 'yes', text: '12' },
		});
		expect(share([offered, question, chosen(12, 'blue')], { before: new Set(['8']) })).toEqual({ others: [] });
		expect(share([offered, question, chosen(12, 'blue'), message(13)], { before: new Set(['8']) }).answer).toMatchObject({ id: '13' });
	});
});

it('a rating given since counts, one from before and one of another customer does not', () => {
	const rated = (at: number, contact = 'ann') =>
		endOf(
			conversation([question], {
				conversation_rating: { rating: 5, remark: 'Good', created_at: 900, updated_at: at, contact: { id: contact } },
			}),
			asked,
		);
	expect(rated(1020)).toMatchObject({ kind: 'rating', rating: { rating: 5, remark: 'Good' } });
	expect(rated(1000)).toBeUndefined();
	expect(rated(1020, 'bob')).toBeUndefined();
});

it('that the conversation was closed counts while it is closed, if it was closed since', () => {
	const parts = [question, part(12, 'close', ADMIN, { body: null })];
	expect(endOf(conversation(parts, { state: 'closed' }), asked)).toMatchObject({ kind: 'closed', by: { type: 'admin' } });
	expect(endOf(conversation(parts), asked)).toBeUndefined();
	expect(endOf(conversation([part(9, 'close', ADMIN), question], { state: 'closed' }), asked)).toBeUndefined();
});

it('a reply is found again by its words, its teammate and its place', () => {
	const parts = [
		part(8, 'comment', ADMIN, { body: '<p>Which  size?</p>' }),
		part(9, 'comment', ANN, { body: 'Which size?' }),
		part(10, 'note', ADMIN, { body: 'Which size?' }),
		part(11, 'comment', ADMIN, { body: 'Which <b>size</b>?' }),
		part(12, 'comment', ['admin', '2'], { body: 'Which size?' }),
	];
	const find = (more = {}) => repliesLike(conversation(parts), { body: 'Which size?', adminId: '1', ...more }).map(({ id }) => id);
	expect(find()).toEqual(['11', '8']);
	expect(find({ after: '9' })).toEqual(['11']);
	expect(find({ body: 'Which colour?' })).toEqual([]);
	expect(repliesBefore(conversation(parts), { ...asked, partId: '11' })).toEqual(['8']);
});

it('it is looked once a minute at first, later less, and once more when the time is up', () => {
	const waiting = { sinceMs: 0, untilMs: 86_400_000, pauseMs: 1_800_000 };
	const pause = (minutes: number) => (nextLook(waiting, minutes * 60_000).getTime() - minutes * 60_000) / 60_000;
	expect([0, 5, 30, 600].map(pause)).toEqual([1, 1, 3, 30]);
	expect(nextLook(waiting, 86_390_000).getTime()).toBe(86_400_000);
	expect(nextLook(waiting, 86_500_000).getTime()).toBe(86_501_000);
	expect(graceMs(waiting)).toBe(3_900_000);
});

it('the words of a message are those a person reads', () => {
	expect(plainTextOf('<p>Yes &amp; no</p>\n<p>a<br>b</p>')).toBe('Yes & no\n\na\nb');
	expect(plainTextOf(null)).toBeNull();
});
