/**
 * The signed address of a question. n8n verifies the signature before this is called, and answers by itself once the execution
 * no longer waits here.
 *
 * | request | answer | execution |
 * |---|---|---|
 * | GET, HEAD: a person or a program opens the link | the page with the question | waits on |
 * | POST of something that is no answer (a required field is empty) | the page again, with the reason | waits on |
 * | POST, GET for a question that is no longer the one | a page that says so | waits on |
 * | POST of an answer | what was recorded | goes on |
 * | POST of another answer at the same moment | what was decided first | - |
 */

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { addNote, type ReviewTarget } from '../../procedures/review';
import { isObject } from '../convert/json';
import { BadValue } from '../convert/refusal';
import { ASK_CUSTOMER } from '../customer/describe';
import { Session } from '../session';
import { type Answer, type Decision, readAnswer } from './answer';
import { askedAs } from './asked';
import { decided, decisionNote } from './note';
import { answeredPage, questionPage, recordedPage } from './page';
import { type Question, type ReadParameter, readQuestion, readTarget } from './question';
import { wireOf, writerOf } from './wire';

/** Whoever answers waits no longer for the note that follows. */
const NOTE_MS = 10_000;

export async function receive(host: IWebhookFunctions): Promise<IWebhookResponseData> {
	const read: ReadParameter = (name) => host.getNodeParameter(name, null) ?? undefined;
	// a customer answers in Intercom, and at no address
	if (read('operation') === ASK_CUSTOMER) return show(host, 404, answeredPage('There is nothing to answer here'));
	const { question: asked, choice } = host.getQueryData() as Record<string, unknown>;
	const kept = askedAs(host, asked);
	let question: Question;
	try {
		const waitedFor = read('question');
		if (typeof waitedFor === 'string' && waitedFor && waitedFor !== asked) return show(host, 410, answeredPage(undefined));
		question = kept?.question ?? readQuestion(read);
	} catch (error) {
		// n8n would end the execution with it, and a link that is merely opened must not do that
		host.logger.warn(`The question of '${host.getNode().name}' cannot be shown: ${(error as Error).message}`);
		return show(host, 500, answeredPage('The question cannot be shown: a value that it is made of can no longer be read'));
	}
	const { method } = host.getRequestObject();
	if (method !== 'POST') return show(host, 200, questionPage(question, { preferred: preferredOf(choice) }));
	const body = fieldsOf(host.getBodyData());
	let answer: Answer;
	try {
		answer = readAnswer(question, body);
	} catch (error) {
		const wrong = error instanceof BadValue ? `${error.label} ${error.wrong}.` : 'The answer cannot be read.';
		return show(host, 422, questionPage(question, { wrong, entered: body, preferred: preferredOf(choice) }));
	}
	const at = new Date();
	const outcome = decided(answer, at);
	const before = remember(`${String(read('question') ?? '')} ${String(asked)}`, outcome);
	if (before !== undefined) return show(host, 409, answeredPage(before));
	const target = kept?.target ?? readTarget(read);
	const noted = question.notesDecision && (await noteDecision(host, { read, question, target, writer: kept?.writer }, answer, at));
	return { webhookResponse: recordedPage(outcome), workflowData: [[{ json: output(target, answer, at, noted), pairedItem: { item: 0 } }]] };
}

/** n8n puts the fields of a multipart form beside its files. */
const fieldsOf = (body: IDataObject): IDataObject => (isObject(body.data) ? (body.data as IDataObject) : body);

const preferredOf = (choice: unknown): Decision | undefined => (choice === 'approve' || choice === 'decline' ? choice : undefined);

function output({ place, id }: ReviewTarget, { data, by }: Answer, at: Date, noted: boolean): IDataObject {
	return { data: { ...data, respondedAt: at.toISOString(), respondedBy: by ?? null, timedOut: false }, [`${place}Id`]: id, noted };
}

interface Noting {
	read: ReadParameter;
	question: Question;
	target: ReviewTarget;
	writer?: string;
}

/** The decision counts whether or not it can be noted. */
async function noteDecision(
	host: IWebhookFunctions,
	{ read, question, target, writer }: Noting,
	answer: Answer,
	at: Date,
): Promise<boolean> {
	try {
		const wire = wireOf(await Session.open(host, host.getNodeParameter('authentication', 'accessToken'), NOTE_MS, { urgent: true }));
		await addNote(target, decisionNote(question, answer, at), writer ?? (await writerOf(read, wire)), wire);
		return true;
	} catch (error) {
		host.logger.warn(`The decision of '${host.getNode().name}' could not be noted in Intercom: ${(error as Error).message}`);
		return false;
	}
}

/** Answers that came in this process. n8n itself lets one of them go on; this is for those who come at the same moment. */
const decisions = new Map<string, string>();
const MOST_DECISIONS = 1000;

/** What was decided before, if anything was. */
function remember(key: string, outcome: string): string | undefined {
	const before = decisions.get(key);
	if (before !== undefined) return before;
	decisions.set(key, outcome);
	for (const oldest of decisions.keys()) {
		if (decisions.size <= MOST_DECISIONS) break;
		decisions.delete(oldest);
	}
	return undefined;
}

/** Written here, because only here the page can forbid scripts, and being kept. */
function show(host: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	const response = host.getResponseObject();
	response.status(status);
	response.setHeader(
		'Content-Security-Policy',
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	);
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Referrer-Policy', 'no-referrer');
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.type('html').send(html);
	return { noWebhookResponse: true };
}
