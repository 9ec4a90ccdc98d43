/**
 * Replaces the answer that n8n sends for a workflow. n8n (2.41) has its own text for failed workflows, sends nothing if nothing was given,
 * and waits as long as the workflow takes; Intercom needs something else in all of these cases, and soon. n8n uses Express's `json` and `send`,
 * so these are replaced on this one response. If a version of n8n answered otherwise, its answer would go out unchanged.
 *
 * `end` is replaced too: where a node answers, n8n (2.41, `responsePromise`) saves changed static data before it sends the answer, but
 * ends the response without waiting for that. Such an end is ignored, unless something has been sent.
 */

import { sleep } from 'n8n-workflow';
import type { Answered } from '../receiving/admission';

/** The part of Express's response that is used here. */
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
	/** Returns the answer to send instead of n8n's. */
	decide: (status: number, body: unknown) => Verdict;
	/** The answer to send if n8n has not answered in time; n8n's later answer goes to `afterwards`. */
	late?: { afterMs: number; answer: () => Verdict; afterwards: (verdict: Verdict) => void };
}

/** Takes over a response. Returns n8n's own answer, for `admit`. */
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
		// n8n may still use the response: nothing of it must fail or be sent; its status is recorded
		Object.assign(response, {
			json: given,
			send: given,
			status: (code: number) => Object.assign(response, { statusCode: code }),
			setHeader: () => response,
			setHeaders: () => response,
			header: () => response,
			end: () => response,
		});
	}
}
