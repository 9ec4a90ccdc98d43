/** What the output panel of a trigger warns of. */

import type { NodeHint } from 'n8n-workflow';

export const hints: NodeHint[] = [
	{
		type: 'warning',
		message: 'Signatures are not verified: anybody who knows the address can start this workflow.',
		displayCondition: '={{ ["false", "no", "0"].includes(String($parameter["options"]["verifySignature"]).trim().toLowerCase()) }}',
		whenToDisplay: 'always',
		location: 'outputPane',
	},
];
