/** What the trigger says to people who set it up. */

import type { TriggerPanelDefinition } from 'n8n-workflow';

const SETUP = [
	'1. Say under Connector Name and Description what this is for, and add the Inputs: Fin asks the customer for them.',
	"2. Choose a credential whose app may read and write data connectors. Publish (activate) this workflow: that makes the data connector in Intercom, with this trigger's production URL and a key that only the two know, and sets it live.",
	'3. In Intercom, let Fin use it (Fin AI Agent > Train), or a Workflow or a macro. After a change here, publish again: the same connector is updated.',
].join('<br />');

const TESTING =
	"<b>Testing.</b> Intercom calls the production URL only. Use 'Execute workflow' with pinned data of an earlier call, or test the connector in Intercom with the workflow active.";

export const triggerPanel: TriggerPanelDefinition = {
	header: 'Answer when Fin asks',
	executionsHelp: {
		inactive: `${SETUP}<br /><br />${TESTING}`,
		active: `Calls of the data connector start this workflow; you find these runs under Executions. Nothing arrives? Look at the connector in Intercom: whether it is live and its URL is the production URL. After a change of the access token or of the client secret, publish this workflow again.<br /><br />${TESTING}`,
	},
	activationHint: {
		inactive: "When you are done, <a data-key='activate'>activate</a> the workflow: that makes the data connector in Intercom.",
		active: 'The workflow is active. Calls of the data connector start it without this window.',
	},
};

export const eventTriggerDescription = 'Waiting for a call at the test URL.';

export const activationMessage = 'Intercom now has a data connector that calls this workflow. Let Fin, a Workflow or a macro use it.';
