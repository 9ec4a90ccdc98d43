import type { Endpoint } from '../intercom/client';

/**
 * Endpoints of Intercom's REST API that no operation reaches, and why. Read for it: Intercom's API descriptions 2.7 to
 * 2.16 and Preview, its change log, and its SDK (intercom-client 7.0.3). docs/operations.md shows the list; it is meant to be empty.
 */
export const leftOut: ReadonlyArray<{ endpoint: Endpoint; why: string }> = [];

/**
 * Where rows and descriptions say different things on purpose, and why. `npm run drift` compares the catalog with a description of Intercom's
 * API and leaves these out. `field`: by wire name, where it is about one.
 */
export const knownDifferences: ReadonlyArray<{ endpoint: Endpoint; field?: string; why: string }> = [
	{
		endpoint: 'POST /conversations/last/reply',
		why: 'Described as the value "last" of the ID in `POST /conversations/{conversation_id}/reply`',
	},
	{
		endpoint: 'GET /export/reporting_data/{job_identifier}',
		field: 'job_identifier',
		why: 'Described as a query parameter, although the address has it',
	},
	{
		endpoint: 'GET /export/reporting_data/{job_identifier}',
		field: 'app_id',
		why: 'Nothing shows that Intercom asks for it: the token names the workspace',
	},
	{
		endpoint: 'GET /export/reporting_data/{job_identifier}',
		field: 'client_id',
		why: 'Nothing shows that Intercom asks for it: the token names the app',
	},
	{
		endpoint: 'GET /download/reporting_data/{job_identifier}',
		field: 'job_identifier',
		why: 'Described as a query parameter, although the address has it',
	},
	{
		endpoint: 'GET /download/reporting_data/{job_identifier}',
		field: 'app_id',
		why: 'Nothing shows that Intercom asks for it: the token names the workspace',
	},
	{ endpoint: 'PUT /companies/{company_id}', field: 'update_last_request_at', why: 'The change log of the API has it for PUT too' },
	{ endpoint: 'POST /messages', field: 'locale', why: 'Part of WhatsApp templates, which the description shows in an example only' },
	{ endpoint: 'POST /messages', field: 'components', why: 'Part of WhatsApp templates, which the description shows in an example only' },
];
