/** What the trigger says to people who set it up: Intercom's side has to be done by hand, in Fin's settings. */

import type { TriggerPanelDefinition } from 'n8n-workflow';

const TESTING =
	"<b>Testing.</b> The test URL answers only while this node listens, and the Fin Agent API has room for one URL. So paste the test URL for a moment, with a test workspace best of all, and put the production URL back afterwards. Click 'Execute step' (older versions of n8n: 'Listen for test event'), save the test URL as callback URL, then start a conversation with Fin over the API, for example with the Intercom Fin node (Fin Conversation > Start). Compare the signing secret after every change of the URL with the one in the credential.";

const SETUP = [
	'<b>Once, in Intercom</b>. Intercom opens the Fin Agent API to a workspace on request: ask your accounts team.',
	'1. Go to Fin AI Agent > Deploy > Fin Agent API. The API key there is the access token for the credential.',
	'2. Paste the production URL of this node as callback URL and save. Intercom then makes a signing secret.',
	"3. Copy the secret into 'Fin Signing Secret' of this node's credential. It is not the client secret of an app.",
	'4. Publish this workflow (older versions of n8n: activate it).',
	"If Intercom does not take the URL because nothing answers there yet: enter a long text that nobody knows as 'Fin Signing Secret', publish, save the URL, and then put the real secret in its place.",
].join('<br />');

export const triggerPanel: TriggerPanelDefinition = {
	header: 'Start when Fin says or does something',
	executionsHelp: {
		inactive: `${SETUP}<br /><br />${TESTING}`,
		active: `This workflow starts with every chosen event at the production URL; you find these runs under Executions. Nothing arrives? Look under Fin AI Agent > Deploy > Fin Agent API whether the callback URL is the production URL, and whether the signing secret is the one in the credential. Only conversations that were started over the Fin Agent API have events here; those of the Messenger come to the Intercom Trigger.<br /><br />${TESTING}`,
	},
	activationHint: {
		inactive: "When the secret is in the credential, <a data-key='activate'>publish</a> the workflow.",
		active: 'The workflow is published. Events at the production URL start it without this window.',
	},
};

export const eventTriggerDescription =
	'Waiting for an event at the test URL. Start a conversation with Fin over the Fin Agent API, or reply in one.';

export const activationMessage =
	'Check that the production URL is the callback URL under Fin AI Agent > Deploy > Fin Agent API in Intercom. From then on every chosen event of Fin starts this workflow.';
