/** Folders of the knowledge hub. Source: the API description's tag Folders. */

import { optionalRef, override, ref, text } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';

const folder = ref('folder');
const ofFolder: Fields = {
	'folder.name': text('Name', { param: 'name', example: 'Product' }),
	'folder.description': text('Description', { param: 'description' }),
	'folder.emoji': text('Emoji', { param: 'emoji' }),
	'folder.parent_folder_id': optionalRef('folder', 'Parent Folder', {
		param: 'parentFolderId',
		numeric: true,
		nullable: true,
		about: 'The folder it belongs to; none at the top level',
	}),
};

export const folders: Resource = {
	id: 'folder',
	name: 'Folder',
	about: 'Where teammates keep content of all kinds in order',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create folder',
			about: 'Create a new folder for content',
			request: 'POST /folders',
			since: 'Preview',
			body: { ...ofFolder, 'folder.name': override(ofFolder['folder.name'], { required: true }) },
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get folder',
			about: 'Retrieve a folder',
			request: 'GET /folders/{folder_id}',
			since: 'Preview',
			path: { folder_id: folder },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many folders',
			about: 'Retrieve a list of folders',
			request: 'GET /folders',
			since: 'Preview',
			query: {
				parent_folder_id: optionalRef('folder', 'Parent Folder', {
					param: 'parentFolderId',
					about: 'Only the folders directly in this one',
				}),
			},
			list: { items: 'data', paging: 'page', pageSize: 50 },
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update folder',
			about: 'Change or move a folder',
			request: 'PUT /folders/{folder_id}',
			since: 'Preview',
			path: { folder_id: folder },
			constants: { folder: {} },
			body: ofFolder,
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete folder',
			about: 'Delete a folder permanently; it has to be empty',
			request: 'DELETE /folders/{folder_id}',
			since: 'Preview',
			path: { folder_id: folder },
			deletes: true,
			refusals: { '422': { what: 'The folder is not empty', advice: 'Move or delete what is in it first' } },
		},
	],
};
