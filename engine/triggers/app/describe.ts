/** Properties of the Intercom App Trigger. */

import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';
import { appEvents, AUDIENCES, LOCATIONS } from '../../../catalog/canvas';
import { authenticationProperty, optionsOf } from '../../options';
import { byName } from '../../words';
import { answerProperty } from '../answering/describe';
import { ERROR_TEXT, LOADING_SECONDS, LOADING_TEXT, NOTHING_TEXT } from './options';

const sorted = <T extends { name: string }>(options: readonly T[]) =>
	options.map((option) => ({ ...option })).sort(byName((option) => option.name));

const options: INodeProperties[] = [
	{
		displayName: 'Full Request',
		name: 'fullRequest',
		type: 'boolean',
		default: false,
		description: 'Whether to output the request as Intercom sent it, with everything about the contact and the conversation',
	},
	{
		displayName: 'Only at These Places',
		name: 'locations',
		type: 'multiOptions',
		options: sorted(LOCATIONS),
		default: [],
		description: 'Where the card has to be. Elsewhere the workflow does not start.',
	},
	{
		displayName: 'Only For',
		name: 'audiences',
		type: 'multiOptions',
		options: sorted(AUDIENCES),
		default: [],
		description: 'Who has to see the card: teammates in the Inbox, or customers in the Messenger',
	},
	{
		displayName: 'Only These Components',
		name: 'components',
		type: 'string',
		default: '',
		placeholder: 'e.g. refund, order-*',
		description:
			'IDs of the buttons that start the workflow; others leave the card as it is. A star at the end stands for anything. Separate several with commas.',
	},
	{
		displayName: 'Show Loading After (Seconds)',
		name: 'loadingAfter',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60 },
		default: LOADING_SECONDS,
		description:
			"When a workflow takes longer, the card says so and has a button 'Show result', which shows the answer as soon as it is there. 0: wait without a limit, although Intercom does not.",
	},
	{
		displayName: 'Text for Errors',
		name: 'errorText',
		type: 'string',
		default: ERROR_TEXT,
		description: 'What the card says when the workflow fails',
	},
	{
		displayName: 'Text Where There Is Nothing',
		name: 'nothingText',
		type: 'string',
		default: NOTHING_TEXT,
		description: 'What the card says where the workflow is not meant for it',
	},
	{
		displayName: 'Text While Loading',
		name: 'loadingText',
		type: 'string',
		default: LOADING_TEXT,
		description: 'What the card says while the workflow takes its time',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			'Whether to check with the client secret of the credential that a request really comes from Intercom. Turned off, anybody who knows the address can start this workflow.',
	},
];

export const properties: INodeProperties[] = [
	authenticationProperty,
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: sorted(appEvents.map(({ id, name, action, about }) => ({ name, value: id, action, description: about }))),
		required: true,
		default: ['initialize', 'submit'],
		description:
			'What starts the workflow. Each has an address of its own, which is entered in the Developer Hub; one workflow can serve all of them, or each another.',
	},
	answerProperty,
	optionsOf(options),
];

/** One webhook per request. n8n defines names for two webhooks of a node only, but accepts any. */
export const webhooks: IWebhookDescription[] = appEvents.map(({ id, webhook }) => ({
	name: webhook as IWebhookDescription['name'],
	httpMethod: 'POST',
	responseMode: '={{ $parameter["answer"] }}',
	responseData: 'allEntries',
	path: id,
	ndvHideUrl: `={{ !$parameter["events"].includes("${id}") }}`,
}));
