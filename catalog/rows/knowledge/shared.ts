/** What articles, internal articles, snippets and pages have in common. */

import type { Endpoint } from '../../../intercom/client';
import { choice, flag, html, optionalRef, ref, refs, text } from '../../language/fields';
import type { EntityId } from '../../records/entities';
import type { ApiVersion } from '../../../intercom/versions';
import type { Choice, Field, Fields, Operation } from '../../language/types';

export const STATES: readonly Choice[] = [
	{ value: 'draft', name: 'Draft' },
	{ value: 'published', name: 'Published' },
];

/** Whoever the credential belongs to, unless somebody else is chosen. */
export const byMe = (label: string, param: string, about: string): Field =>
	optionalRef('admin', label, { param, fallback: 'me', numeric: true, about: `${about}; defaults to the credential's own teammate` });

const FORMATS: readonly Choice[] = [
	{ value: 'html', name: 'HTML' },
	{ value: 'markdown', name: 'Markdown' },
];

/** Chooses how a text is entered; shows the one or the other field. */
export const format = choice('Body Format', FORMATS, {
	required: true,
	initial: 'html',
	notSent: true,
	param: 'bodyFormat',
	about: 'How the text is written',
});

/** The text of a record, where Intercom takes both forms. */
export const body = (about: string): Fields => ({
	body_format: format,
	body: html('Body', { alwaysShown: true, rows: 8, about, when: { field: 'body_format', is: 'html' } }),
	body_markdown: html('Body', {
		alwaysShown: true,
		rows: 8,
		param: 'bodyMarkdown',
		since: '2.16',
		about,
		when: { field: 'body_format', is: 'markdown' },
	}),
});

/** The same among the fields of an update. */
export const newBody: Fields = {
	body: html('Body (HTML)', { rows: 8 }),
	body_markdown: html('Body (Markdown)', { rows: 8, since: '2.16', about: 'Instead of HTML' }),
};

/** The text of a record that Intercom takes as HTML only: Markdown is converted before it is sent. */
export const htmlBody = (wire: string, required: boolean): Fields => ({
	body_format: format,
	[wire]: html('Body', { ...must(required), rows: 8, param: 'body', when: { field: 'body_format', is: 'html' } }),
	[`${wire}#markdown`]: html('Body', {
		...must(required),
		rows: 8,
		param: 'bodyMarkdown',
		markdown: true,
		about: 'Sent as HTML, because Intercom takes nothing else here',
		when: { field: 'body_format', is: 'markdown' },
	}),
});
const must = (required: boolean) => (required ? { required } : { alwaysShown: true });

/** Who may be answered with it. */
export const availability = (what: string, since?: ApiVersion): Fields => {
	const may = (label: string, about: string): Field => flag(label, `Whether ${about} may use the ${what}`, since ? { since } : {});
	return {
		ai_chatbot_availability: may('Available to Fin', 'Fin'),
		ai_copilot_availability: may('Available to Copilot', 'Copilot'),
		ai_sales_agent_availability: may('Available to Sales Agent', 'the AI sales agent'),
	};
};

export const audiences = (more: Partial<Field> = {}): Field =>
	refs('audience', 'Audience Names or IDs', { numeric: true, pick: true, param: 'audienceIds', ...more });

/** Adding and removing a tag; `of` is the record, `brace` its place in the path. */
export function tagging(of: EntityId, name: string, collection: string, brace: string): Operation[] {
	const path = `/${collection}/{${brace}}/tags`;
	return [
		{
			id: 'addTag',
			name: 'Add Tag',
			action: `Add tag to ${name}`,
			about: `Tag ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}, by the ID or the name of the tag`,
			request: `POST ${path}` as Endpoint,
			since: '2.16',
			// tagging what is tagged changes nothing
			repeatable: true,
			path: { [brace]: ref(of) },
			body: {
				id: ref('tag', 'Tag', { mayCreate: true }),
				admin_id: optionalRef('admin', 'Admin', {
					param: 'adminId',
					nullable: true,
					about: "The teammate who counts as tagging it; defaults to the credential's own teammate",
				}),
			},
		},
		{
			id: 'removeTag',
			name: 'Remove Tag',
			action: `Remove tag from ${name}`,
			about: `Untag ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}, by the ID or the name of the tag`,
			request: `DELETE ${path}/{tag_id}` as Endpoint,
			since: '2.16',
			path: { [brace]: ref(of), tag_id: ref('tag') },
		},
	];
}

export const title = (more: { required?: boolean } = {}): Field => text('Title', { example: 'How to reset your password', ...more });
