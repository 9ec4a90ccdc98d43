/**
 * What n8n sends as the answer of a workflow goes through here first. n8n (2.41) has a text of its own for a workflow that
 * failed, sends nothing where none was given, and waits as long as the workflow takes; whoever asked wants something else in
 * all of these cases, and before long. It answers with Express's `json` and `send`, so these two are stood in for, on this one
 * response. A version of n8n that answered in another way would send what it sends without this.
 *
 * `end` is stood in for as well: where a node answers, n8n (2.41, `responsePromise`) saves static data that changed before it
 * sends the answer, but ends the response without waiting for that. Such an end is ignored; what was already sent decides.
 */

import { sleep } from 'n8n-workflow';
import type { Answered } from '../receiving/admission';

/** As much of Express's response as is used here. */
export interface Response extends Answered {
	status: (code: number) => Response;
	json: (body?: unknown) => Response;
	send: (body?: unknown) => Response;
	end: (body?: unknown) => unknown;
	headersSent: boolean;
}

export interface Verdict {
	status: number;
	body: unknown;
}

export interface TakeOver {
	/** What goes out in place of what n8n sends. */
	decide: (status: number, body: unknown) => Verdict;
	/** What goes out if n8n has not answered after so long; what it answers then is told to `afterwards`. */
	late?: { afterMs: number; answer: () => Verdict; afterwards: (verdict: Verdict) => void };
}

/** Takes over a response. @returns what tells how n8n itself answered, for `admit` */
export function takeOver(response: Response, { decide, late }: TakeOver): Answered {
	const finished: Array<() => void> = [];
	const own: Answered = { statusCode: 200, writableEnded: false, once: (_event, listener) => finished.push(listener) };
	let isLate = false;

	const settle = (): void => {
		own.statusCode = response.statusCode;
		own.writableEnded = true;
		for (const listener of finished.splice(0)) listener();
	};
	const restore = (): void => {
		for (const name of ['json', 'send', 'end'] as const) Reflect.deleteProperty(response, name);
	};
	const given = (body?: unknown): Response => {
		if (own.writableEnded) return response;
		settle();
		const verdict = decide(own.statusCode, body);
		if (isLate) {
			late?.afterwards(verdict);
			return response;
		}
		restore();
		response.status(verdict.status);
		if (typeof verdict.body === 'string') response.send(verdict.body);
		else response.json(verdict.body);
		return response;
	};
	response.json = given;
	response.send = given;
	response.end = (body) => {
		if (body === undefined && !response.headersSent) return response;
		restore();
		if (!own.writableEnded) settle();
		return response.end(body);
	};
	if (late) void answerLate(late.afterMs);
	return own;

	async function answerLate(afterMs: number): Promise<void> {
		await sleep(afterMs);
		if (own.writableEnded || !late) return;
		const { status, body } = late.answer();
		restore();
		response.status(status).json(body);
		isLate = true;
		// what n8n still does to it must neither fail nor reach anybody; what it answers is told apart by its own status
		Object.assign(response, { json: given, send: given, status: (code: number) => Object.assign(response, { statusCode: code }), setHeader: () => response, setHeaders: () => response, header: () => response, end: () => response });
	}
}
