/** Content snippets: short answers for Fin. Source: the API description's tag Content Snippets. */

import { choice, html, json, override, ref } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';
import { language } from './languages';
import { audiences, availability, tagging, title } from './shared';

const snippet = ref('contentSnippet');
const blocks = json('Body (Blocks)', 'array', { param: 'jsonBlocks', about: "A list of Intercom's own building blocks" });
const ofSnippet: Fields = { audience_ids: audiences(), ...availability('snippet') };

export const snippets: Resource = {
	id: 'contentSnippet',
	name: 'Content Snippet',
	about: 'Short answers that only Fin and Copilot read',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create content snippet',
			about: 'Create a new short answer for Fin and Copilot',
			request: 'POST /content_snippets',
			since: '2.16',
			body: {
				title: title({ required: true }),
				body_format: choice(
					'Body Format',
					[
						{ value: 'blocks', name: 'Blocks (JSON)' },
						{ value: 'markdown', name: 'Markdown' },
					],
					{ required: true, initial: 'markdown', notSent: true, param: 'snippetFormat', about: 'How the text is written' },
				),
				body_markdown: html('Body', {
					alwaysShown: true,
					rows: 8,
					param: 'bodyMarkdown',
					about: 'The answer',
					when: { field: 'body_format', is: 'markdown' },
				}),
				json_blocks: override(blocks, { alwaysShown: true, label: 'Body', when: { field: 'body_format', is: 'blocks' } }),
				locale: language({ param: 'language' }),
				...ofSnippet,
			},
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get content snippet',
			about: 'Retrieve a short answer',
			request: 'GET /content_snippets/{content_snippet_id}',
			since: '2.16',
			path: { content_snippet_id: snippet },
			simplify: 'contentSnippet',
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many content snippets',
			about: 'Retrieve a list of content snippets',
			request: 'GET /content_snippets',
			since: '2.16',
			list: { items: 'data', paging: 'page', pageSize: 50 },
			simplify: 'contentSnippet',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update content snippet',
			about: 'Change a short answer',
			request: 'PUT /content_snippets/{content_snippet_id}',
			since: '2.16',
			path: { content_snippet_id: snippet },
			body: {
				title: title(),
				body_markdown: html('Body (Markdown)', { rows: 8 }),
				json_blocks: override(blocks, { about: "A list of Intercom's own building blocks, instead of Markdown" }),
				locale: language({ param: 'language' }),
				...ofSnippet,
			},
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete content snippet',
			about: 'Delete a content snippet permanently',
			request: 'DELETE /content_snippets/{content_snippet_id}',
			since: '2.16',
			path: { content_snippet_id: snippet },
			deletes: true,
			refusals: { '422': { what: 'A procedure uses the snippet', advice: 'Take it out of the procedure in Intercom first' } },
		},
		...tagging('contentSnippet', 'content snippet', 'content_snippets', 'content_snippet_id'),
	],
};
