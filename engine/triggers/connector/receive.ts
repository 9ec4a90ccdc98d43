/**
 * Handles a call of a data connector: an execution, and its answer.
 *
 * | call | answer | execution |
 * |---|---|---|
 * | larger than 1 MB | 413 | no |
 * | no or wrong key; no credential | 401 | no |
 * | while the credential cannot be read | 503 | no |
 * | an input is missing, or of another type | 400, with `error` | no |
 * | any other | the workflow's answer; 500 if it fails or has none | yes |
 *
 * Calls are not deduplicated.
 */

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { toNodeError } from '../../execute/errors';
import { type Response, takeOver, type Verdict } from '../answering/take-over';
import { isObject, type Json } from '../../../intercom/json';
import { parsed } from '../receiving/json';
import { answer } from '../receiving/receive';
import { isCredentialGone } from '../receiving/secret';
import { type Input, inputsOf, valuesFrom } from './inputs';
import { isKey, HEADER } from './key';

const MOST_BODY_BYTES = 1024 * 1024;

export async function receive(host: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { rawBody: body = Buffer.alloc(0) } = host.getRequestObject() as { rawBody?: Buffer };
	if (body.length > MOST_BODY_BYTES) return answer(host, 413, 'Too large');
	try {
		if (!(await isKey(host, host.getHeaderData()[HEADER.toLowerCase()]))) return answer(host, 401, 'Unauthorized');
	} catch (error) {
		return isCredentialGone(host, error) ? answer(host, 401, 'Unauthorized') : answer(host, 503, 'The key cannot be checked at the moment');
	}
	let inputs: Input[];
	try {
		inputs = inputsOf(host);
	} catch (error) {
		throw toNodeError(error, { node: host.getNode() });
	}
	const response = host.getResponseObject() as unknown as Response;
	const read = readValues(inputs, parsed(body));
	if (read.refusal !== undefined) {
		response.status(400).json({ error: read.refusal });
		return { noWebhookResponse: true };
	}
	takeOver(response, { decide });
	return { workflowData: [[{ json: { inputs: read.values } as IDataObject }]] };
}

function readValues(inputs: Input[], body: unknown): { values?: Json; refusal?: string } {
	if (!isObject(body)) return { refusal: 'The body is not a JSON object' };
	try {
		return { values: valuesFrom(inputs, body) };
	} catch (error) {
		return { refusal: (error as Error).message };
	}
}

/** A list is the output of the last node. */
function decide(status: number, given: unknown): Verdict {
	if (Array.isArray(given)) return { status, body: given.length === 1 ? (given[0] as unknown) : { items: given } };
	if (given === undefined || given === '') return { status: 500, body: { error: 'The workflow gave no answer' } };
	return { status, body: given };
}
