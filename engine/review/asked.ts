/**
 * The question as it was asked, kept with the execution. When its link is opened, n8n evaluates the parameters again, with another
 * item (what came in says by then that nobody has answered) and, for the tools of an agent, with the values of its first call: so the page could ask
 * something else than the note.
 */

import type { IDataObject, IExecuteFunctions, IRunExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { ReviewTarget } from '../../procedures/review';
import { isObject } from '../convert/json';
import type { Question } from './question';

export interface Asked {
	/** That of the signed links. */
	id: string;
	question: Question;
	target: ReviewTarget;
	/** The admin who writes the notes. */
	writer: string;
}

/** n8n saves the context of a node with the execution. */
export function keepAsked(host: IExecuteFunctions, asked: Asked): void {
	host.getContext('node').asked = asked as unknown as IDataObject;
}

/** Undefined for another question, and for one that was asked by a version that did not keep it. */
export function askedAs(host: IWebhookFunctions, id: unknown): Asked | undefined {
	const { executionData } = (host as unknown as { runExecutionData?: IRunExecutionData | null }).runExecutionData ?? {};
	const { asked } = (executionData?.contextData[`node:${host.getNode().name}`] ?? {}) as { asked?: Asked };
	return isObject(asked) && asked.id === id ? asked : undefined;
}
