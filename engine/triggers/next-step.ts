/** The setup step that only people can do, shown until an event is chosen. */

import type { INodeProperties } from 'n8n-workflow';

const DOCS = 'https://github.com/n8n-nodes-intercom/n8n-nodes-intercom/blob/main/docs/triggers.md';

/** `step`: without a full stop; `section`: of docs/triggers.md, with all steps. */
export const nextStep = (step: string, section: string): INodeProperties => ({
	displayName: `${step}. <a href="${DOCS}#${section}" target="_blank">All steps</a>`,
	name: 'nextStep',
	type: 'notice',
	default: '',
	displayOptions: { hide: { events: [{ _cnd: { exists: true } }] } },
});
