/** What the trigger says to people who set it up: addresses are entered by hand, in the Developer Hub. */

import type { TriggerPanelDefinition } from 'n8n-workflow';

const TESTING =
	"<b>Testing.</b> The test URLs answer only while this node listens, and for one request. So use a second app for tests. Click 'Execute step' (older versions of n8n: 'Listen for test event'), then open the card or press its button in Intercom.";

const SETUP = [
	"<b>Once, in Intercom's Developer Hub</b> (Settings > Integrations > Developer Hub)",
	'1. Open your app, or create one in your workspace.',
	"2. Configure > Basic information: copy the client secret into this node's credential.",
	'3. Publish (activate) this workflow.',
	'4. Configure > Canvas Kit: choose Inbox (conversation details) or Messenger, and paste the production URLs above: the one that ends with <b>/initialize</b> as Initialize URL, <b>/submit</b> as Submit URL and, for an app that is configured, <b>/configure</b> as Configure URL. Each is there for the Inbox and for the Messenger.',
	'5. Install the app and add it: in the Inbox with the pin in the conversation details, in the Messenger under its settings.',
].join('<br />');

export const triggerPanel: TriggerPanelDefinition = {
	header: 'Answer when somebody uses a card in Intercom',
	executionsHelp: {
		inactive: `${SETUP}<br /><br />${TESTING}`,
		active: `Cards and buttons at the production URLs start this workflow; you find these runs under Executions. The card is broken or stays empty? Look whether the URLs in the Developer Hub are the production URLs, and whether the client secret in the credential is that of the app.<br /><br />${TESTING}`,
	},
	activationHint: {
		inactive: "When you are done, <a data-key='activate'>activate</a> the workflow, then enter the production URLs in the Developer Hub.",
		active: 'The workflow is active. Cards at the production URLs start it without this window.',
	},
};

export const eventTriggerDescription = 'Waiting for a request at the test URLs. Open the card in Intercom, or press its button.';

export const activationMessage =
	"Enter the production URLs in Intercom's Developer Hub (your app > Configure > Canvas Kit): Initialize, Submit and, where there is one, Configure. From then on cards in Intercom start this workflow.";
