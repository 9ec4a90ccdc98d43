/** What counts as the answer of a customer, and when it is looked for. */

import { nextLook } from '../../engine/customer/state';
import { answersSince, askedIn, plain } from '../../procedures/customer-answer';

const part = (id: number, type: string, by: [string, string], more: Record<string, unknown> = {}) => ({ id: String(id), part_type: type, created_at: 1000 + id, author: { type: by[0], id: by[1] }, body: `<p>${id}</p>`, metadata: {}, ...more });
const ANN: [string, string] = ['user', 'ann'];
const BOB: [string, string] = ['user', 'bob'];
const ADMIN: [string, string] = ['admin', '1'];
const conversation = (parts: unknown[], more: Record<string, unknown> = {}) => ({ id: '7', state: 'open', contacts: { contacts: [{ id: 'ann' }] }, conversation_parts: { conversation_parts: parts }, ...more });
const question = part(10, 'comment', ADMIN);
const asked = askedIn('7', conversation([part(1, 'comment', ANN), question]), 5);

it('the question is the last part of a teammate, and the answer is that of the first contact', () => {
	expect(asked).toEqual({ conversationId: '7', contactId: 'ann', partId: '10', askedAt: 1010 });
});

it('messages of this customer after the question count; earlier ones, notes, teammates and other customers do not', () => {
	const parts = [part(1, 'comment', ANN), question, part(11, 'note', ADMIN), part(12, 'comment', BOB), part(13, 'comment', ADMIN), part(14, 'comment', ANN), part(15, 'comment', ANN)];
	expect(answersSince(conversation(parts), asked).map(({ event, id }) => [event, id])).toEqual([['message', 'part 14'], ['message', 'part 15']]);
});

it('a message in the same second as the question counts by its place in the conversation', () => {
	expect(answersSince(conversation([question, part(11, 'comment', ANN, { created_at: 1010 })]), asked)).toMatchObject([{ id: 'part 11' }]);
});

it('a chosen button is told apart from a message', () => {
	expect(answersSince(conversation([question, part(11, 'quick_reply', ANN, { body: '<p>Yes</p>', metadata: { quick_reply_uuid: 'u' } })]), asked)).toMatchObject([{ event: 'quickReply', quickReply: { uuid: 'u', text: 'Yes' } }]);
});

it('a rating given since counts, one from before does not', () => {
	const rated = (at: number) => answersSince(conversation([question], { conversation_rating: { rating: 5, remark: 'Good', created_at: 900, updated_at: at, contact: { id: 'ann' } } }), asked);
	expect(rated(1020)).toMatchObject([{ event: 'rating', rating: { rating: 5, remark: 'Good' } }]);
	expect(rated(1000)).toEqual([]);
});

it('that the conversation was closed comes last, and only while it is closed', () => {
	const parts = [question, part(11, 'comment', ANN), part(12, 'close', ADMIN, { body: null })];
	expect(answersSince(conversation(parts, { state: 'closed' }), asked).map(({ event }) => event)).toEqual(['message', 'closed']);
	expect(answersSince(conversation(parts), asked).map(({ event }) => event)).toEqual(['message']);
});

it('it is looked once a minute at first, later less, and once more when the time is up', () => {
	const waiting = { ...asked, askedAt: 0, untilMs: 86_400_000, pauseMs: 1_800_000, place: 1 };
	const pause = (minutes: number) => (nextLook(waiting, minutes * 60_000).getTime() - minutes * 60_000) / 60_000;
	expect([0, 5, 30, 600].map(pause)).toEqual([1, 1, 3, 30]);
	expect(nextLook(waiting, 86_390_000).getTime()).toBe(86_400_000);
});

it('the words of a message are those a person reads', () => {
	expect(plain('<p>Yes &amp; no</p>\n<p>a<br>b</p>')).toBe('Yes & no\na\nb');
});
