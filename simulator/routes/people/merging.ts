/** Merging leads into users, and what remains to be read of it. */
import { z } from 'zod';
import { fields, queryNumber, since } from '../../manners/check';
import { badRequest, notFound } from '../../manners/errors';
import { cursorPage, pageSize } from '../../manners/paging';
import { route } from '../../manners/route';
import { has } from '../../manners/versions';
import { changes, merge, obstacle } from '../../workspace/contacts/merging';
import { activityView, contactView } from '../../workspace/views';
import { cursorQuery, withMergeHistory } from './contacts';

const pair = { from: z.string(), into: z.string() };

export const merging = [
	route(
		'POST /contacts/merge',
		{ query: withMergeHistory, body: fields({ ...pair, skip_duplicate_validation: since('2.16', z.boolean().optional()) }) },
		({ workspace, version, query, body }) => {
			const from = workspace.contacts.need(body.from);
			const into = workspace.contacts.need(body.into);
			const checked = has(version, '2.16') && !body.skip_duplicate_validation;
			const problem = obstacle(from, into, !checked);
			if (problem) {
				workspace.activities.add('contact.merge_failed', from, {
					merge_source_id: from.id,
					merge_target_id: into.id,
					failure_reason: problem.message,
				});
				const unlike =
					'Contacts can only be merged when they are duplicates (matching email or phone). Pass skip_duplicate_validation=true to override this check.';
				throw badRequest('invalid_merge', problem.code === 'no_shared_identifier' ? unlike : problem.message);
			}
			return contactView(workspace, merge(workspace, from, into), version, query.include_merge_history);
		},
	),

	route(
		'POST /contacts/merge/preview',
		{ since: 'Preview', body: fields({ ...pair, skip_duplicate_validation: z.boolean().optional() }) },
		({ workspace, body }) => {
			const from = workspace.contacts.need(body.from);
			const into = workspace.contacts.need(body.into);
			const problem = obstacle(from, into, body.skip_duplicate_validation ?? false);
			return problem ? { allowed: false, reasons: [problem] } : { allowed: true, summary: changes(workspace, from, into) };
		},
	),

	route(
		'GET /contacts/{id}/merge_history',
		{
			since: '2.16',
			query: { cursor: z.string().optional(), per_page: queryNumber.optional(), order: z.enum(['asc', 'desc']).optional() },
		},
		({ workspace, settings, params, query }) => {
			const contact = workspace.contacts.get(params.id);
			if (!contact) throw notFound('Contact not found');
			const oldestFirst = contact.merges.map((entry) => ({ type: 'merge_history', ...entry }));
			const merges = query.order === 'asc' ? oldestFirst : oldestFirst.reverse();
			const after = query.cursor === undefined ? -1 : merges.findIndex((entry) => cursorOf(entry.source_contact_id) === query.cursor);
			if (query.cursor !== undefined && after < 0) throw badRequest('parameter_invalid', 'cursor is not valid', 'cursor');
			const end = after + 1 + pageSize(query.per_page, settings, 50);
			const data = merges.slice(after + 1, end);
			const more = end < merges.length;
			return { type: 'list', data, ...(more && { next_cursor: cursorOf(data[data.length - 1].source_contact_id) }), has_more: more };
		},
	),

	route('GET /contacts/activities', { since: 'Preview', query: cursorQuery }, ({ workspace, settings, query }) => {
		const page = cursorPage(workspace.activities.all(), query, settings, { value: (entry) => entry.seq, direction: 'ascending' });
		const { next } = page.pages;
		return {
			type: 'list',
			data: page.items.map(activityView),
			pages: { type: 'pages', per_page: page.pages.per_page, ...(next && { next: { starting_after: next.starting_after } }) },
		};
	}),
];

const cursorOf = (contactId: string) => Buffer.from(JSON.stringify({ id: contactId })).toString('base64');
