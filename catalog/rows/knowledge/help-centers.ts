/** Help centers, their collections and redirects. Source: the API description's tag Help Center. */

import { choice, optionalRef, ref, text, url } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';
import { language, translations } from './languages';

const collection = ref('collection');
const name = text('Name', { example: 'Getting Started' });
const description = text('Description');
const translated = translations({ name: text('Name'), description });
const parent = optionalRef('collection', 'Parent Collection', {
	param: 'parentCollectionId',
	nullable: true,
	about: 'The collection it belongs to; none at the top level',
});

const ofCollections: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create collection',
		about: 'Create a new collection in a help center',
		request: 'POST /help_center/collections',
		body: {
			name: { ...name, required: true },
			description,
			parent_id: parent,
			help_center_id: optionalRef('helpCenter', 'Help Center', {
				param: 'helpCenterId',
				numeric: true,
				nullable: true,
				about: 'The default one when left empty',
			}),
			...translated,
		},
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get collection',
		about: 'Retrieve a collection of the help center',
		request: 'GET /help_center/collections/{collection_id}',
		path: { collection_id: collection },
		simplify: 'collection',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many collections',
		about: 'Retrieve a list of collections, the last updated first',
		request: 'GET /help_center/collections',
		list: { items: 'data', paging: 'page', pageSize: 20, undocumented: true },
		simplify: 'collection',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update collection',
		about: 'Change or move a collection',
		request: 'PUT /help_center/collections/{collection_id}',
		path: { collection_id: collection },
		body: { name, description, parent_id: parent, ...translated },
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete collection',
		about: 'Delete a collection permanently',
		request: 'DELETE /help_center/collections/{collection_id}',
		path: { collection_id: collection },
		deletes: true,
	},
];

export const collections: Resource = {
	id: 'collection',
	name: 'Collection',
	about: 'Chapters of a help center, one inside the other',
	operations: ofCollections,
};

const center = ref('helpCenter');

export const helpCenters: Resource = {
	id: 'helpCenter',
	name: 'Help Center',
	about: 'The sites on which articles are read',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get help center',
			about: 'Retrieve a help center with its address and languages',
			request: 'GET /help_center/help_centers/{help_center_id}',
			path: { help_center_id: center },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many help centers',
			about: 'Retrieve a list of help centers',
			request: 'GET /help_center/help_centers',
			list: { items: 'data' },
		},
	],
};

const ofCenter: Fields = { help_center_id: { ...center, identifies: false } };
const redirect: Fields = { ...ofCenter, redirect_id: ref('helpCenterRedirect', 'Redirect', { param: 'redirectId' }) };

export const redirects: Resource = {
	id: 'helpCenterRedirect',
	name: 'Help Center Redirect',
	about: 'Old addresses that lead to an article or collection',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create help center redirect',
			about: 'Let an old address lead to an article or collection',
			request: 'POST /help_center/help_centers/{help_center_id}/redirects',
			since: '2.16',
			path: ofCenter,
			body: {
				from_url: url('From URL', { required: true, identifies: true, about: 'The old address, within the help center' }),
				target_type: choice(
					'Target',
					[
						{ value: 'article', name: 'Article' },
						{ value: 'collection', name: 'Collection' },
					],
					{ required: true, initial: 'article', param: 'targetType' },
				),
				target_id: ref('article', 'Article', { param: 'articleId', identifies: false, when: { field: 'target_type', is: 'article' } }),
				'target_id#collection': ref('collection', 'Collection', {
					param: 'collectionId',
					identifies: false,
					when: { field: 'target_type', is: 'collection' },
				}),
				locale: language({ required: true, param: 'language' }),
			},
			refusals: { '409': { what: 'The address leads somewhere already', advice: 'Delete the redirect it has first' } },
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get help center redirect',
			about: 'Retrieve where an old address leads',
			request: 'GET /help_center/help_centers/{help_center_id}/redirects/{redirect_id}',
			since: '2.16',
			path: redirect,
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many help center redirects',
			about: 'Retrieve a list of the redirects of a help center, the last updated first',
			request: 'GET /help_center/help_centers/{help_center_id}/redirects',
			since: '2.16',
			path: ofCenter,
			list: { items: 'data', paging: 'page', pageSize: 250 },
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete help center redirect',
			about: 'Delete a redirect permanently',
			request: 'DELETE /help_center/help_centers/{help_center_id}/redirects/{redirect_id}',
			since: '2.16',
			path: redirect,
			deletes: true,
		},
	],
};
