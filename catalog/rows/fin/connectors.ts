/** Requests that Fin and workflows make to other systems. Source: the API description's tag Data Connectors. */

import { override, choice, choices, date, flag, json, ref, rows, text, textList } from '../../language/fields';
import type { Choice, Fields, Operation, Resource } from '../../language/types';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'].map((value) => ({ value, name: value.toUpperCase() }));
const AUDIENCES: readonly Choice[] = [
	{ value: 'leads', name: 'Leads' },
	{ value: 'users', name: 'Users' },
	{ value: 'visitors', name: 'Visitors' },
];
const STATES: readonly Choice[] = [
	{ value: 'draft', name: 'Draft' },
	{ value: 'live', name: 'Live' },
];
const TYPES: readonly Choice[] = [
	{ value: 'string', name: 'Text' },
	{ value: 'integer', name: 'Whole Number' },
	{ value: 'decimal', name: 'Decimal Number' },
	{ value: 'boolean', name: 'True or False' },
];

const connectorName = text('Connector Name', { param: 'connectorName', example: 'Order status' });
const request: Fields = {
	description: text('Description', { rows: 2, about: 'What it does; Fin decides by it when to use it' }),
	http_method: choice('Method', METHODS, { initial: 'get', param: 'httpMethod' }),
	url: text('URL', {
		param: 'connectorUrl',
		example: 'https://example.com/orders/order_id',
		about: 'Address that is called; names of inputs in double curly braces are replaced',
	}),
	headers: rows(
		'Headers',
		'Header',
		{ name: text('Name', { required: true, example: 'Accept' }), value: text('Value', { example: 'application/json' }) },
		{ about: 'They replace all that there are' },
	),
	body: text('Body', { rows: 4, param: 'requestBody', about: 'What is sent; names of inputs in double curly braces are replaced' }),
	data_inputs: rows(
		'Inputs',
		'Input',
		{
			name: text('Name', { required: true, example: 'order_id' }),
			type: choice('Type', TYPES, { required: true, initial: 'string' }),
			description: text('Description', { required: true, about: 'Fin reads here what to ask for' }),
			required: flag('Required', 'Whether there has to be a value', { initial: false, param: 'isRequired' }),
			default_value: text('Default Value'),
		},
		{ about: 'What the request needs to know. They replace all that there are.' },
	),
	direct_fin_usage: flag('Fin May Use It', 'Whether Fin uses it by itself, and not only workflows'),
	audiences: choices('For', AUDIENCES, { about: 'Whom it is used for' }),
	customer_authentication: flag('Confirm Customer First', 'Whether the customer has to prove who they are before it is used'),
	bypass_authentication: flag('Public Endpoint', 'Whether it is called without any authentication'),
	validate_missing_attributes: flag('Check Inputs', 'Whether it is not called while a required input has no value'),
	mock_response: json('Sample Response', 'object', {
		about: 'What the other system answers, for example. Intercom learns from it which fields there are.',
	}),
	token_ids: textList('Token IDs', { param: 'authenticationIds', about: 'IDs of the authentication tokens it uses; empty removes all' }),
};

const connector = ref('dataConnector', 'Data Connector', { param: 'dataConnectorId' });
const path = { connector_id: connector };
const conflict = (what: string, advice: string) => ({ what, advice });

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create data connector',
		about: 'Create a new data connector, as a draft',
		request: 'POST /data_connectors',
		since: '2.16',
		body: { name: override(connectorName, { required: true }), ...request },
		simplify: 'dataConnector',
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get data connector',
		about: 'Retrieve a data connector with its request, inputs and fields',
		request: 'GET /data_connectors/{connector_id}',
		since: '2.16',
		path,
		query: { state_version: choice('Version', STATES, { initial: 'live', about: 'Which of its versions; the live one when left out' }) },
		simplify: 'dataConnector',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many data connectors',
		about: 'Retrieve a list of data connectors, the last changed first',
		request: 'GET /data_connectors',
		since: '2.16',
		list: { items: 'data', paging: 'query', pageSize: 50 },
		simplify: 'dataConnector',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update data connector',
		about: 'Update a data connector, set it live or back to draft',
		request: 'PATCH /data_connectors/{connector_id}',
		// only what is named is set
		repeatable: true,
		since: '2.16',
		path,
		body: {
			state: choice('State', STATES, {
				initial: 'live',
				about: 'Live makes the draft the version that is used; Draft takes it out of use',
			}),
			name: connectorName,
			...request,
		},
		refusals: {
			data_connector_in_use: conflict(
				'The data connector is in use',
				'Take it out of the workflows and of Fin first, or leave it live and change it there',
			),
			'409': conflict(
				'The data connector cannot be changed to this state now',
				'It may be in use, incomplete, or somebody else is changing it: read its draft with Get, and try again',
			),
		},
		simplify: 'dataConnector',
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete data connector',
		about: 'Delete a data connector permanently; it has to be a draft that nothing uses',
		request: 'DELETE /data_connectors/{connector_id}',
		since: '2.16',
		path,
		refusals: {
			data_connector_in_use: conflict('The data connector is in use', 'Take it out of the workflows and of Fin first'),
			'409': conflict('The data connector is live', "Set its state to Draft with 'Update' first: only drafts can be deleted"),
		},
		deletes: true,
	},
];

export const dataConnectors: Resource = {
	id: 'dataConnector',
	name: 'Data Connector',
	about: 'Requests that Fin and workflows make to other systems',
	operations,
};

const ERRORS = Object.entries({
	request_configuration_error: 'Request Configuration',
	faraday_error: 'Connection',
	'3rd_party_error': 'Other System',
	response_mapping_error: 'Response Mapping',
	token_refresh_error: 'Token Refresh',
	fin_action_response_formatting_error: 'Formatting for Fin',
	fin_action_identity_verification_error: 'Identity Verification by Fin',
	email_verification_error: 'Email Verification',
	non_fin_standalone_action_identity_verification_error: 'Identity Verification in Workflow',
	request_validation_error: 'Request Validation',
	client_side_action_error: 'Client Side',
}).map(([value, name]) => ({ value, name }));

export const executionResults: Resource = {
	id: 'executionResult',
	name: 'Execution Result',
	about: 'What happened each time a data connector was used',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get execution result of data connector',
			about: 'Retrieve one use of a data connector, with what was sent and answered',
			request: 'GET /data_connectors/{connector_id}/execution_results/{result_id}',
			since: '2.16',
			path: { ...path, result_id: ref('executionResult', { param: 'executionResultId' }) },
			simplify: 'executionResult',
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many execution results of data connector',
			about: 'Retrieve a list of the uses of a data connector, of the last hour unless said otherwise',
			request: 'GET /data_connectors/{connector_id}/execution_results',
			since: '2.16',
			path,
			query: {
				success: choice(
					'Outcome',
					[
						{ value: 'true', name: 'Succeeded' },
						{ value: 'false', name: 'Did Not Succeed' },
					],
					{ initial: 'false', param: 'outcome' },
				),
				error_type: choice('Kind of Error', ERRORS, { initial: '3rd_party_error' }),
				start_ts: date('After', { param: 'startedAfter' }),
				end_ts: date('Before', { param: 'startedBefore' }),
				include_bodies: flag('Include Bodies', 'Whether to add what was sent and answered'),
			},
			list: { items: 'data', paging: 'query', pageSize: 30 },
			simplify: 'executionResult',
		},
	],
};
