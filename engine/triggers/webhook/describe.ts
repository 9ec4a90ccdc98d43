/** The panel of the Intercom Trigger: which events, and what to do with them. */

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ALL_EVENTS, type EventTopic, events, type Stage } from '../../../catalog/triggers/topics';
import { authenticationProperty, optionsOf } from '../../options';
import { byName } from '../../words';
import { nextStep } from '../next-step';

const MARKS: Record<Stage, string> = { stable: '', legacy: '', preview: ' (Preview)', unlisted: ' (Undocumented)' };

/** `About it. Topic ticket.resolved, API version 2.15 or newer.` */
function optionOf({ topic, name, about, stage, since }: EventTopic): INodePropertyOptions {
	const from = stage === 'preview' ? ', API version Preview' : since ? `, API version ${since} or newer` : '';
	return { name: name + MARKS[stage], value: topic, action: `On ${sentenceCase(name)}`, description: `${about}. Topic ${topic}${from}.` };
}

const PROPER = new Set(['API', 'Fin', 'Messenger', 'SMS']);
const sentenceCase = (name: string): string => name.replace(/[A-Za-z]+/g, (word) => (PROPER.has(word) ? word : word.toLowerCase()));

const allEvents: INodePropertyOptions = {
	name: 'All Events',
	value: ALL_EVENTS,
	action: 'On any event',
	description: 'Whatever the app sends, also topics that are not in this list',
};

const options: INodeProperties[] = [
	{
		displayName: 'Also Deliver To',
		name: 'alsoDeliverTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/4f1c.../webhook',
		description:
			'Production URLs of other Intercom Triggers, which get every event of the app as well: an app has room for one URL only. Intercom is told that an event has arrived when all have taken it. Separate several with commas.',
	},
	{
		displayName: 'Fetch Full Object',
		name: 'fetchFullObject',
		type: 'boolean',
		default: false,
		description:
			"Whether to ask Intercom for the whole object first and add it as 'fullObject': an event of a conversation holds only its new part. Waits at most 3 seconds; without an answer the event goes on with 'fetchError'.",
	},
	{
		displayName: 'Full Notification',
		name: 'fullNotification',
		type: 'boolean',
		default: false,
		description: 'Whether to output the notification as Intercom sent it, with its envelope',
	},
	{
		displayName: 'Ignore Actions By',
		name: 'ignoreActionsBy',
		type: 'multiOptions',
		options: [
			{ name: 'Bots', value: 'bot', description: 'Fin, workflows and other bots' },
			{ name: 'Teammates', value: 'teammate', description: 'People of the workspace, and apps that write in the name of one' },
		],
		default: [],
		description:
			'In conversations and tickets, leave out what these did. A workflow that answers would otherwise start itself again with its own answer.',
	},
	{
		displayName: 'Maximum Age (Minutes)',
		name: 'maximumAgeMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 180,
		description:
			'Leave out events that happened longer ago. The signature covers the date, so nobody can send an old delivery again later. Intercom itself delivers up to two hours late when your n8n turns it away; events without a date are let through.',
	},
	{
		displayName: 'Only This Workspace',
		name: 'workspaceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. ab12cd34',
		description: 'The ID of the workspace whose events count, if the app is installed in several. Separate several with commas.',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			'Whether to check with the client secret of the credential that an event really comes from Intercom. Turned off, anybody who knows the address can start this workflow.',
	},
];

export const properties: INodeProperties[] = [
	authenticationProperty,
	nextStep(
		"Publish this workflow, then paste the Production URL above in Intercom's Developer Hub: your app > Configure > Webhooks",
		'setting-it-up',
	),
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [...events.map(optionOf), allEvents].sort(byName((option) => option.name)),
		required: true,
		default: [],
		description: 'What starts the workflow. Tick the same topics for your app in the Developer Hub, because Intercom sends only those.',
	},
	optionsOf(options),
];
