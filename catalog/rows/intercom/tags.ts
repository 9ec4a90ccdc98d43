/**
 * Tags. `POST /tags` does four things depending on its body; each is an operation of its own here.
 * Source: the API description's tag Tags.
 */

import { flag, ref, refs, rows, text } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';

const tag = ref('tag');
const name = text('Tag Name', {
	required: true,
	param: 'tagName',
	example: 'VIP',
	about: 'A tag that does not exist is created. Upper and lower case count as the same.',
});
const companyKeys: Fields = {
	id: text('Company ID', { about: "Intercom's ID of the company" }),
	company_id: text('Your Company ID', { about: 'The ID of the company in your own system' }),
};

// all forms of POST /tags name what they want, so sending one again after a fault changes nothing
const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create tag',
		about: 'Create a new tag; one with this name stays as it is',
		request: 'POST /tags',
		repeatable: true,
		body: { name },
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Rename tag',
		about: 'Give a tag a new name',
		request: 'POST /tags',
		repeatable: true,
		body: { id: tag, name: { ...name, label: 'New Name', about: undefined } },
	},
	{ id: 'get', name: 'Get', action: 'Get tag', about: 'Retrieve a tag', request: 'GET /tags/{tag_id}', path: { tag_id: tag } },
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many tags',
		about: 'Retrieve a list of tags',
		request: 'GET /tags',
		list: { items: 'data' },
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete tag',
		about: 'Delete a tag permanently',
		request: 'DELETE /tags/{tag_id}',
		path: { tag_id: tag },
		deletes: true,
	},
	{
		id: 'tagCompanies',
		name: 'Add to Companies',
		action: 'Add tag to many companies',
		about: 'Tag several companies at once',
		request: 'POST /tags',
		repeatable: true,
		body: { name, companies: rows('Companies', 'Company', companyKeys, { required: true }) },
		skips: { records: 'companies' },
	},
	{
		id: 'untagCompanies',
		name: 'Remove From Companies',
		action: 'Remove tag from many companies',
		about: 'Untag several companies at once',
		request: 'POST /tags',
		repeatable: true,
		removes: true,
		body: {
			name,
			companies: rows(
				'Companies',
				'Company',
				{ ...companyKeys, untag: flag('Untag', 'Whether to remove the tag; Intercom wants it on here', { initial: true, required: true }) },
				{ required: true },
			),
		},
		skips: { records: 'companies', mayBeNone: true },
	},
	{
		id: 'tagContacts',
		name: 'Add to Contacts',
		action: 'Add tag to many contacts',
		about: 'Tag several contacts at once',
		request: 'POST /tags',
		repeatable: true,
		body: { name, users: refs('contact', 'Contacts', { required: true, each: { key: 'id' }, param: 'contactIds' }) },
		skips: { records: 'users' },
	},
];

export const tags: Resource = { id: 'tag', name: 'Tag', about: 'Labels for contacts, companies and conversations', operations };
