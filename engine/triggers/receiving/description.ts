/** What the descriptions of the webhook triggers share. */

import type { IWebhookDescription, NodeHint } from 'n8n-workflow';

/** One address: Intercom asks with HEAD whether it answers, and posts events. */
export const webhooks: IWebhookDescription[] = [
	{ name: 'setup', httpMethod: 'HEAD', responseMode: 'onReceived', path: 'webhook', ndvHideUrl: true },
	{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'OK', path: 'webhook' },
];

export const hints: NodeHint[] = [
	{
		type: 'warning',
		message: 'Signatures are not verified: anybody who knows the address can start this workflow.',
		displayCondition: '={{ ["false", "no", "0"].includes(String($parameter["options"]["verifySignature"]).trim().toLowerCase()) }}',
		whenToDisplay: 'always',
		location: 'outputPane',
	},
];
