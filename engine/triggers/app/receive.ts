/**
 * Handles a request of Intercom to an app: answers with a card, made by the workflow if the request is meant for it.
 *
 * | request | answer | execution |
 * |---|---|---|
 * | larger than 1 MB | 413 | no |
 * | no or wrong signature; no credential to verify it with | 401 | no |
 * | signed, but the credential cannot be read at the moment | 503 | no |
 * | signed, but not a request to an app | 400 | no |
 * | filtered out | 200, the current card | no |
 * | a repeated press | 200, the earlier answer | no |
 * | any other | 200, the workflow's answer | yes |
 *
 * Opening a card counts each time: nothing tells a repeated request from opening it again. A press is identified by its card (every card
 * has a mark), component and input.
 */

import { randomUUID } from 'node:crypto';
import { type IDataObject, type IWebhookFunctions, type IWebhookResponseData, sleep } from 'n8n-workflow';
import { appEventOf } from '../../../catalog/canvas';
import { APP_REQUEST } from '../../../intercom/signature';
import { type CardAnswer, cardOf, checkAnswer, message } from '../../canvas/answer';
import { toNodeError } from '../../execute/errors';
import { takeOver, type Response } from '../answering/take-over';
import { answer, trustIn } from '../receiving/receive';
import type { Secret } from '../receiving/secret';
import { admit } from '../receiving/admission';
import { shortened } from '../short';
import { asItIs, loading, marked, RESULT_BUTTON, withNote } from './cards';
import { isWanted, LOADING_SECONDS, type Options, readOptions } from './options';
import { begin, find, forget } from './presses';
import { type AppRequest, readRequest, tidy } from './request';

export const secret: Secret = {
	field: 'clientSecret',
	label: 'Client Secret',
	advice: 'Copy it from the Developer Hub (your app > Configure > Basic information) into the credential.',
};

const MOST_BODY_BYTES = 1024 * 1024;
/** Cards in conversations can be pressed much later. */
const REMEMBERED_MS = 30 * 86_400_000;

export async function receive(host: IWebhookFunctions): Promise<IWebhookResponseData> {
	const event = appEventOf(host.getWebhookName());
	const { rawBody: body = Buffer.alloc(0) } = host.getRequestObject() as { rawBody?: Buffer };
	if (body.length > MOST_BODY_BYTES) return answer(host, 413, 'Too large');
	const trust = await trustIn(host, { signature: APP_REQUEST, secret }, body);
	if (trust === 'unknown') return answer(host, 503, 'The signature cannot be verified at the moment');
	if (trust === 'none') return answer(host, 401, 'Unauthorized');
	const request = event && readRequest(body, event);
	if (!request) return answer(host, 400, 'Not a request to an app');
	try {
		return await answered(host, request, readOptions(host), body);
	} catch (error) {
		throw toNodeError(error, { node: host.getNode() });
	}
}

async function answered(host: IWebhookFunctions, request: AppRequest, options: Options, body: Buffer): Promise<IWebhookResponseData> {
	if (request.componentId === RESULT_BUTTON && request.own.result !== undefined)
		return { webhookResponse: await resultOf(request.own.result, request, options) };
	if (!isWanted(request, options))
		return {
			webhookResponse: marked(request.event === 'initialize' ? message(options.nothingText) : asItIs(request, options.nothingText)),
		};

	const key = host.getMode() === 'manual' ? null : pressOf(host, request, body);
	if (key !== null && find(key)) return shown(host, await resultOf(key, request, options));
	return (await started(host, request, options, key)) ?? shown(host, marked(withNote(request, 'This was done already.', 'muted')));
}

/** n8n's own answer to requests that start nothing depends on the response mode. */
function shown(host: IWebhookFunctions, card: CardAnswer): IWebhookResponseData {
	host.getResponseObject().status(200).json(card);
	return { noWebhookResponse: true };
}

/** Identifies a press; null for requests that open a card. */
function pressOf(host: IWebhookFunctions, { componentId, inputs, own }: AppRequest, body: Buffer): string | null {
	if (componentId === null) return null;
	const what = own.card === undefined ? body.toString('latin1') : JSON.stringify([own.card, componentId, inputs]);
	return shortened(`${host.getWorkflow().id} ${host.getNode().id} ${what}`, 32);
}

/** Undefined if this press was carried out by another or an earlier process. */
async function started(
	host: IWebhookFunctions,
	request: AppRequest,
	options: Options,
	press: string | null,
): Promise<IWebhookResponseData | undefined> {
	const key = press ?? randomUUID();
	const settle = begin(key);
	const { loadingMs: afterMs } = options;
	const keep = (answer: CardAnswer): { status: number; body: CardAnswer } => {
		settle(answer);
		return { status: 200, body: answer };
	};
	const response = takeOver(host.getResponseObject() as unknown as Response, {
		decide: (status, given) => keep(cardFor(host, request, options, status, given)),
		...(afterMs === undefined
			? {}
			: {
					late: {
						afterMs,
						answer: () => ({ status: 200, body: marked(loading(request, options.loadingText, key)) }),
						afterwards: () => {},
					},
				}),
	});
	const admission = await admit(host, press, { response, rememberedMs: REMEMBERED_MS });
	if (!admission) {
		forget(key);
		return undefined;
	}
	admission.keep();
	return { workflowData: [[{ json: (options.fullRequest ? request.body : tidy(request)) as IDataObject }]] };
}

/** The outcome of a press; waits for it as long as for a workflow. */
async function resultOf(key: string, request: AppRequest, options: Options): Promise<CardAnswer> {
	const press = find(key);
	if (!press)
		return marked(
			withNote(request, 'The result is not there any more. Open the card again, and look before you repeat anything.', 'error'),
		);
	await Promise.race([press.answered, sleep(options.loadingMs ?? 1000 * LOADING_SECONDS)]);
	return press.answer ?? marked(loading(request, options.loadingText, key));
}

/** n8n's answer as a card that Intercom accepts. */
function cardFor(host: IWebhookFunctions, request: AppRequest, options: Options, status: number, given: unknown): CardAnswer {
	const failed = (reason?: string): CardAnswer => {
		if (reason) host.logger.error(`${host.getNode().name}: ${reason}`);
		// shown in tests in the editor, not to customers
		const text = reason && host.getMode() === 'manual' ? `${options.errorText} (${reason})` : options.errorText;
		return marked(request.componentId === null ? message(text, 'error') : withNote(request, text, 'error'));
	};
	if (status >= 400) return failed();
	if (given === undefined || given === '') return failed("The workflow ended without 'Intercom App: Respond'");
	try {
		const card = Array.isArray(given) ? cardOf(given as never[]) : given;
		checkAnswer(card, request.audience ?? undefined);
		if (card.results !== undefined && request.event !== 'configure')
			return failed("'Results' end a configuration; they are no answer to this");
		return marked(card);
	} catch (error) {
		return failed((error as Error).message);
	}
}
