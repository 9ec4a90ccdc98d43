/** What a shop sells, for Fin. Source: the API description's tag Ecommerce Connectors. */

import { file, text, whole } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';

const connector = text('Connector ID', { required: true, example: '12', about: 'ID of the ecommerce connector', identifies: true });
/** Intercom takes 99 MB per request. */
const catalog = file('Catalog Binary Field', {
	param: 'catalogBinaryField',
	largest: 99,
	about: 'Name of the binary field of the input item that holds the catalog: a JSON list of products, each with ID, title and URL',
});
const job = text('Import Job ID', { required: true, param: 'importJobId', about: 'As the first part gave it' });
const part = whole('Part Number', {
	min: 1,
	initial: 1,
	about: 'As the part before gave it (next part number). The same number twice does no harm.',
});
const request = 'POST /ecommerce/connectors/{connector_id}/catalog';
const path: Fields = { connector_id: connector };
/** What every answer has. */
const holds = ['import_job_id'];
const refusals = {
	'409': {
		what: 'Another upload for this connector is under way, or this one is finished',
		advice: 'Wait until it is done. An import job that was finished cannot take more parts.',
	},
};

export const ecommerceCatalogs: Resource = {
	id: 'ecommerceCatalog',
	name: 'Ecommerce Catalog',
	about: 'The products of a shop that Fin recommends',
	operations: [
		{
			id: 'uploadInParts',
			name: 'Upload in Parts',
			action: 'Upload ecommerce catalog in parts',
			about:
				'Replace the products of a shop by those of a file of any size: cut into parts, sent and finished. Products that are not in it disappear from Fin.',
			request: [request],
			since: 'Preview',
			inputs: {
				connector_id: connector,
				catalog: { ...catalog, largest: undefined } as typeof catalog,
				part_size: whole('Part Size', { initial: 90, min: 1, max: 99, param: 'partSizeMb', about: 'MB per request' }),
				import_job_id: {
					...job,
					required: false,
					label: 'Continue Import Job ID',
					param: 'continueImportJobId',
					about: 'An upload that broke off, to go on with',
				},
				part_number: {
					...part,
					label: 'First Part',
					param: 'firstPart',
					about: 'The part to go on with; those before it are not sent again',
				},
			},
			procedure: 'uploadCatalog',
		},
		{
			id: 'upload',
			name: 'Upload',
			action: 'Upload ecommerce catalog',
			about: 'Replace the products of a shop by those of a file of up to 99 MB. Products that are not in it disappear from Fin.',
			request,
			holds,
			since: 'Preview',
			multipart: true,
			path,
			body: { catalog },
			refusals,
		},
		{
			id: 'uploadPart',
			name: 'Upload Part',
			action: 'Upload part of ecommerce catalog',
			about: 'Send one of several files. The answer of the first one gives the import job and the number of the next.',
			request,
			holds,
			since: 'Preview',
			multipart: true,
			path,
			constants: { finalize: 'false' },
			body: { catalog, import_job_id: { ...job, required: false, about: 'Left out for the first part' }, part_number: part },
			refusals,
		},
		{
			id: 'finalize',
			name: 'Finish Upload',
			action: 'Finish upload of ecommerce catalog',
			about: 'Start the import after all parts were sent',
			request,
			holds,
			since: 'Preview',
			multipart: true,
			repeatable: true,
			path,
			constants: { finalize: 'true' },
			body: { import_job_id: job },
			refusals,
		},
	],
};
