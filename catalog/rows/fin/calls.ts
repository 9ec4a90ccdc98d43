/** Phone calls that Fin takes. Source: the API description's tag Calls. */

import { choice, json, ref, text } from '../../language/fields';
import type { Resource } from '../../language/types';

const SOURCES = [
	{ value: 'aws_connect', name: 'AWS Connect' },
	{ value: 'five9', name: 'Five9' },
	{ value: 'zoom_phone', name: 'Zoom Phone' },
];
const phone = text('Phone Number', { required: true, example: '+353871234567', about: 'With the country code' });

export const finCalls: Resource = {
	id: 'finCall',
	name: 'Fin Voice Call',
	about: 'Phone calls that Fin takes',
	operations: [
		{
			id: 'register',
			name: 'Register',
			action: 'Register Fin voice call',
			about: 'Tell Intercom of a call before it is handed to Fin',
			request: 'POST /fin_voice/register',
			body: {
				phone_number: phone,
				call_id: text('Call ID', { required: true, about: 'ID of the call at the phone provider', identifies: true }),
				source: choice('Source', SOURCES, { initial: 'aws_connect', about: 'The phone provider; AWS Connect when left out' }),
				data: json('Details', 'object', { param: 'callDetails', about: 'What else is known of the call' }),
			},
			refusals: { '409': { what: 'The call is registered already', advice: "Use 'Get by External ID' to read it" } },
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get Fin voice call',
			about: 'Retrieve a call by the ID that registering it gave',
			request: 'GET /fin_voice/collect/{reference_id}',
			path: { reference_id: text('Reference ID', { required: true, example: '12345' }) },
		},
		{
			id: 'getByExternalId',
			name: 'Get by External ID',
			action: 'Get Fin voice call by external ID',
			about: 'Retrieve a call by its ID at the phone provider',
			request: 'GET /fin_voice/external_id/{external_id}',
			path: {
				external_id: text('External ID', { required: true, param: 'externalCallId', about: 'ID of the call at the phone provider' }),
			},
		},
		// the description has no answer of success for it
		{
			id: 'getByPhone',
			name: 'Get by Phone Number',
			action: 'Get newest Fin voice call by phone number',
			about: 'Retrieve the newest call of a phone number',
			request: 'GET /fin_voice/phone_number/{phone_number}',
			holds: 'nothing',
			path: { phone_number: phone },
		},
		{
			id: 'getByConversation',
			name: 'Get Many by Conversation',
			action: 'Get many Fin voice calls by conversation',
			about: 'Retrieve a list of the calls of a conversation',
			request: 'GET /fin_voice/conversation/{conversation_id}',
			path: { conversation_id: ref('conversation') },
			list: { items: 'data' },
		},
	],
};
