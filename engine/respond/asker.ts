/** Which of our triggers started the workflow, and what it knows of the one who asked. */

import type { IExecuteFunctions } from 'n8n-workflow';
import type { Audience } from '../canvas/check';

export interface Asker {
	audience?: Audience;
	/** The trigger answers with what the last node outputs. */
	takesLastNode: boolean;
	/** What people should know. */
	hint?: string;
}

const TRIGGERS = /\.(intercomAppTrigger|intercomFinConnectorTrigger)$/;

/** What cannot be told (older versions of n8n do not tell the parameters) is left open. */
export function askerOf(host: IExecuteFunctions): Asker {
	const trigger = triggerBefore(host);
	if (trigger === undefined) return { takesLastNode: false };
	if (trigger === null)
		return {
			takesLastNode: false,
			hint: 'There is no Intercom App Trigger or Intercom Fin Connector Trigger before this node, so nobody gets this answer. In a sub-workflow, answer in the workflow with the trigger.',
		};
	return { takesLastNode: trigger.parameters?.answer === 'lastNode', ...audienceAt(host, trigger.name) };
}

interface Trigger {
	name: string;
	type: string;
	disabled?: boolean;
	parameters?: { answer?: unknown };
}

/** Null: there is none; undefined: n8n does not tell. */
function triggerBefore(host: IExecuteFunctions): Trigger | null | undefined {
	try {
		const parents = host.getParentNodes(host.getNode().name, { includeNodeParameters: true }) as Trigger[];
		return parents.find(({ type, disabled }) => TRIGGERS.test(type) && !disabled) ?? null;
	} catch {
		return undefined;
	}
}

function audienceAt(host: IExecuteFunctions, name: string): { audience?: Audience } {
	try {
		const proxy = host.getWorkflowDataProxy(0) as unknown as { $: (node: string) => { first: () => { json: { audience?: unknown } } } };
		const { audience } = proxy.$(name).first().json;
		return audience === 'inbox' || audience === 'messenger' ? { audience } : {};
	} catch {
		return {};
	}
}
