/** The requests that Intercom makes to an app of the Canvas Kit, one row each (calls C1, C4 to C6 of the facts in docs/apps.md). */

export interface AppEvent {
	/** n8n value; also the last part of the address. */
	id: 'initialize' | 'submit' | 'configure';
	name: string;
	action: string;
	about: string;
	/** Name of the webhook in the node. */
	webhook: string;
	/** Whether the end of it is `results` in place of a canvas. */
	results?: boolean;
}

export const appEvents: readonly AppEvent[] = [
	{
		id: 'initialize',
		name: 'Initialize',
		action: 'On card opened',
		about: 'Somebody sees the card for the first time, and the workflow says what is on it',
		webhook: 'default',
	},
	{
		id: 'submit',
		name: 'Submit',
		action: 'On button pressed in card',
		about: 'Somebody pressed a button of the card, with what was entered',
		webhook: 'submit',
	},
	{
		id: 'configure',
		name: 'Configure',
		action: 'On card configured',
		about: 'A teammate adds the app to the Messenger or to a message, and is asked for settings',
		webhook: 'configure',
		results: true,
	},
];

export const appEventOf = (webhook: string): AppEvent | undefined => appEvents.find((event) => event.webhook === webhook);

/** Where a card can be, as `context.location` has it. */
export const LOCATIONS = [
	{ value: 'conversation', name: 'Conversation' },
	{ value: 'home', name: 'Messenger Home' },
	{ value: 'message', name: 'Message' },
	{ value: 'operator', name: 'Workflow' },
] as const;

/** Who sees the card: the Inbox names the teammate in `admin`. */
export const AUDIENCES = [
	{ value: 'inbox', name: 'Inbox' },
	{ value: 'messenger', name: 'Messenger' },
] as const;
