/**
 * Settings around the workspace: audiences, brands, sender addresses, who may call the API, identity verification, phone
 * Switch. Source: the API description's tags of the same names; `GET /secure_mode_secret` from the change log.
 */

import { attributes, flag, ref, rows, text, textList } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';

// --- audiences

const predicates = (label: string, row: string, about: string) =>
	rows(
		label,
		row,
		{
			attribute: text('Attribute', { required: true, example: 'role' }),
			type: text('Type', { required: true, example: 'string', about: 'Type of the attribute' }),
			comparison: text('Comparison', { required: true, example: 'eq', about: 'How to compare' }),
			value: text('Value', { about: 'What to compare with' }),
		},
		{ about },
	);
const rules: Fields = {
	predicates: predicates('Rules', 'Rule', 'Which contacts belong to the audience'),
	role_predicates: predicates('Role Rules', 'Role Rule', 'Which roles belong to the audience'),
};
const audience = ref('audience');

export const audiences: Resource = {
	id: 'audience',
	name: 'Audience',
	about: 'Groups of contacts that Fin and content are made for',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create audience',
			about: 'Create a new audience',
			request: 'POST /audiences',
			since: '2.16',
			body: { name: text('Audience Name', { required: true, param: 'audienceName', example: 'Enterprise customers' }), ...rules },
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get audience',
			about: 'Retrieve an audience with its rules',
			request: 'GET /audiences/{audience_id}',
			since: '2.16',
			path: { audience_id: audience },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many audiences',
			about: 'Retrieve a list of audiences',
			request: 'GET /audiences',
			since: '2.16',
			list: { items: 'data', paging: 'page', pageSize: 50 },
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update audience',
			about: 'Update an audience. Rules replace all that there are.',
			request: 'PUT /audiences/{audience_id}',
			since: '2.16',
			path: { audience_id: audience },
			body: { name: text('Audience Name', { param: 'audienceName' }), ...rules },
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete audience',
			about: 'Delete an audience permanently',
			request: 'DELETE /audiences/{audience_id}',
			since: '2.16',
			path: { audience_id: audience },
			deletes: true,
		},
	],
};

// --- brands and sender addresses

export const brands: Resource = {
	id: 'brand',
	name: 'Brand',
	about: 'The brands the workspace speaks for',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get brand',
			about: 'Retrieve a brand',
			request: 'GET /brands/{brand_id}',
			path: { brand_id: ref('brand') },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many brands',
			about: 'Retrieve a list of brands, the default one included',
			request: 'GET /brands',
			list: { items: 'data' },
		},
	],
};

export const emailSettings: Resource = {
	id: 'emailSetting',
	name: 'Email Setting',
	about: 'Addresses the workspace sends email from',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get email setting',
			about: 'Retrieve a sender address, whether it is verified and whether it is forwarded',
			request: 'GET /emails/{email_id}',
			path: { email_id: ref('emailSetting') },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many email settings',
			about: 'Retrieve a list of the sender addresses',
			request: 'GET /emails',
			list: { items: 'data' },
		},
	],
};

// --- who may call, and who somebody is

/** Preview does not have it (yet). */
const UNTIL = '2.16';

export const ipAllowlist: Resource = {
	id: 'ipAllowlist',
	name: 'IP Allowlist',
	about: 'From which addresses the workspace can be used',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get IP allowlist',
			about: 'Retrieve from which addresses the workspace can be used',
			request: 'GET /ip_allowlist',
			holds: ['enabled'],
			until: UNTIL,
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update IP allowlist',
			about: 'Set from which addresses the workspace can be used. Intercom refuses a list without the address n8n calls from.',
			request: 'PUT /ip_allowlist',
			holds: ['enabled'],
			until: UNTIL,
			constants: { type: 'ip_allowlist' },
			body: {
				enabled: flag('Enabled', 'Whether only these addresses are allowed'),
				ip_allowlist: textList('Addresses', {
					param: 'ipAddresses',
					example: '203.0.113.10, 198.51.100.0/24',
					about: 'IP addresses and ranges (CIDR). They replace all that there are.',
				}),
			},
			refusals: {
				'422': {
					what: 'Intercom did not accept the addresses',
					advice:
						'The list has to contain the address this n8n calls from, and only addresses and ranges such as 203.0.113.10 or 198.51.100.0/24',
				},
			},
		},
	],
};

export const identitySecrets: Resource = {
	id: 'identitySecret',
	name: 'Identity Verification Secret',
	about: 'Secrets that prove to the Messenger who somebody is',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create identity verification secret',
			about: 'Create a new secret. Intercom shows it in this answer only: let the next node store it.',
			request: 'POST /secure_mode_secrets',
			since: 'Preview',
			body: {
				name: text('Secret Name', { required: true, param: 'verificationName', example: 'Production web 2026' }),
				supports_web: flag('For Web', 'Whether it is for the Messenger on the web. One of the three has to be on.', {
					alwaysShown: true,
					initial: true,
				}),
				supports_ios: flag('For iOS', 'Whether it is for the iOS SDK', { alwaysShown: true, initial: false }),
				supports_android: flag('For Android', 'Whether it is for the Android SDK', { alwaysShown: true, initial: false }),
			},
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many identity verification secrets',
			about: 'Retrieve a list of the secrets: names and platforms, never the secrets themselves',
			request: 'GET /secure_mode_secrets',
			since: 'Preview',
			list: { items: 'data' },
		},
		{
			id: 'getSingle',
			name: 'Get',
			action: 'Get identity verification secret',
			about:
				'Retrieve the secret from the time when a workspace had one only. The output holds the secret itself: let the next node store it.',
			request: 'GET /secure_mode_secret',
			holds: [],
			availability: 'legacy',
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete identity verification secret',
			about: 'Delete a secret permanently. Requests signed with it are refused from then on.',
			request: 'DELETE /secure_mode_secrets/{secret_id}',
			since: 'Preview',
			path: { secret_id: ref('identitySecret', 'Secret', { param: 'identitySecretId' }) },
			deletes: true,
		},
	],
};

// --- phone Switch

export const phoneSwitch: Resource = {
	id: 'phoneSwitch',
	name: 'Phone Switch',
	about: 'Callers who go on in the Messenger',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create phone switch',
			about: 'Create a new text message to a caller with a link to the Messenger',
			request: 'POST /phone_call_redirects',
			holds: ['type'],
			body: {
				phone: text('Phone', { required: true, example: '+353871234567', about: 'Where the text message goes; with the country code' }),
				custom_attributes: attributes('contact'),
			},
		},
	],
};
