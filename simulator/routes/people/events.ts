/** Data events of contacts. */
import { z } from 'zod';
import { fields, id, queryFlag, queryNumber, timestamp } from '../../manners/check';
import { contactNotFound, invalid, missing } from '../../manners/errors';
import { pageSize } from '../../manners/paging';
import { Answer, route } from '../../manners/route';
import { needContact } from '../../workspace/inbox/authors';

const body = fields({
	event_name: z.string().min(1),
	created_at: timestamp,
	id: z.string().optional(),
	user_id: id.optional(),
	email: z.string().optional(),
	metadata: z.record(z.unknown()).optional(),
});
const summary = fields({ event_name: z.string().min(1), count: z.number().int().positive(), first: timestamp, last: timestamp });
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('Z', '+00:00');

export const events = [
	/** Accepted with an empty answer. */
	route('POST /events', { body }, ({ workspace, body: { id: contactId, user_id, email, ...event } }) => {
		if (contactId === undefined && user_id === undefined && email === undefined)
			throw missing('id, user_id or email must be specified', 'user_id');
		workspace.events.add(needContact(workspace, { intercom_user_id: contactId, user_id, email }), event);
		return new Answer(202, undefined);
	}),

	/** `pages.next` is an address: it goes on before the last moment seen, in milliseconds. */
	route(
		'GET /events',
		{
			query: {
				type: z.string(),
				user_id: z.string().optional(),
				intercom_user_id: z.string().optional(),
				email: z.string().optional(),
				summary: queryFlag.optional(),
				per_page: queryNumber.optional(),
				before: queryNumber.optional(),
				since: queryNumber.optional(),
			},
		},
		({ workspace, settings, query, origin, path }) => {
			const { type, summary: wantsSummary, per_page: asked, before, since, ...key } = query;
			if (type !== 'user') throw invalid('type must be user', 'type');
			if (Object.keys(key).length !== 1) throw missing('exactly one of user_id, intercom_user_id and email must be specified', 'user_id');
			const contact = needContact(workspace, key);
			if (wantsSummary) {
				const sums = workspace.events.summaries(contact).map(({ event_name, count, first, last }) => ({
					name: event_name,
					first: iso(first),
					last: iso(last),
					count,
					description: null,
				}));
				return { type: 'event.summary', email: contact.email, intercom_user_id: contact.id, user_id: contact.external_id, events: sums };
			}
			// The marks of single events differ even within a second.
			const marked = workspace.events.of(contact).map((event) => ({ event, mark: event.created_at * 1000 + (event.seq % 1000) }));
			const all = marked
				.sort((a, b) => b.mark - a.mark)
				.filter(({ mark }) => (before === undefined || mark < before) && (since === undefined || mark > since));
			const perPage = pageSize(asked, settings, 50);
			const page = all.slice(0, perPage);
			const link = (name: string, mark: number) =>
				`${origin}${path}?${new URLSearchParams({ per_page: String(perPage), [name]: String(mark), ...key, type })}`;
			return {
				type: 'event.list',
				events: page.map(({ event }) => workspace.events.view(event, contact)),
				pages: {
					...(all.length > perPage && { next: link('before', page[page.length - 1].mark) }),
					...(page.length > 0 && { since: link('since', page[0].mark) }),
				},
			};
		},
	),

	route(
		'POST /events/summaries',
		{ body: fields({ user_id: id.optional(), event_summaries: summary.optional() }) },
		({ workspace, body: wish }) => {
			if (wish.user_id === undefined) throw missing('user_id not specified', 'user_id');
			if (wish.event_summaries === undefined) throw missing('event_summaries not specified', 'event_summaries');
			const contact = workspace.contacts.byExternalId(wish.user_id);
			if (!contact) throw contactNotFound();
			workspace.events.addSummary(contact, wish.event_summaries);
		},
	),
];
