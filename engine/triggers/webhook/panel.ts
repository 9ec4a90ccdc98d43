/** What the trigger says to people who set it up: Intercom's side has to be done by hand, in the Developer Hub. */

import type { TriggerPanelDefinition } from 'n8n-workflow';

const TESTING =
	"<b>Testing.</b> The test URL answers only while this node listens, and an app has room for one URL. So use a second app for tests, or paste the test URL for a moment and put the production URL back afterwards. Click 'Execute step' (older versions of n8n: 'Listen for test event'), save the URL in the Developer Hub, then do something in Intercom, such as writing a message to yourself. 'Send a test request' in the Developer Hub sends a ping, which never starts a workflow.";

const SETUP = [
	"<b>Once, in Intercom's Developer Hub</b> (Settings > Integrations > Developer Hub)",
	'1. Open your app, or create one in your workspace.',
	"2. Configure > Authentication: give it a permission for each event, such as 'Read conversations'. Without one, Intercom silently leaves the event out.",
	"3. Configure > Basic information: copy the client secret into this node's credential.",
	'4. Publish this workflow (older versions of n8n: activate it): its production URL has to answer before Intercom accepts it.',
	'5. Configure > Webhooks: paste the production URL, tick the topics you chose under Events, and save.',
].join('<br />');

export const triggerPanel: TriggerPanelDefinition = {
	header: 'Start when something happens in Intercom',
	executionsHelp: {
		inactive: `${SETUP}<br /><br />${TESTING}`,
		active: `This workflow starts with every chosen event at the production URL; you find these runs under Executions. Nothing arrives? Look in the Developer Hub under Configure > Webhooks whether the URL is the production URL and the topics are ticked, and under Authentication whether the app has their permissions.<br /><br />${TESTING}`,
	},
	activationHint: {
		inactive: "When you are done, <a data-key='activate'>publish</a> the workflow, then enter the production URL in the Developer Hub.",
		active: 'The workflow is published. Events at the production URL start it without this window.',
	},
};

export const eventTriggerDescription = 'Waiting for an event at the test URL. Do something in Intercom that belongs to a chosen event.';

export const activationMessage =
	"Enter the production URL in Intercom's Developer Hub (your app > Configure > Webhooks) and tick the topics you chose. From then on every such event starts this workflow.";
