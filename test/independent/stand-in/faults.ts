/** What goes wrong on the way: Intercom itself, a proxy in between, or the line. */

import { later } from '../../../scripts/machine.js';
import type { Answer, Asked } from './world';

/** How the body of an error looks: Intercom's own list, or what a proxy, a gateway or a firewall sends instead. */
export const foreignBodies = {
	intercom: { json: { type: 'error.list', request_id: null, errors: [{ code: 'server_error', message: 'Something went wrong' }] } },
	html: {
		text: '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>',
		headers: { 'content-type': 'text/html' },
	},
	empty: { text: '' },
	string: { json: { error: 'upstream connect error or disconnect/reset before headers' } },
	nullErrors: { json: { type: 'error.list', request_id: null, errors: null } },
	list: { json: [] },
	liar: { text: 'upstream request timeout', headers: { 'content-type': 'application/json' } },
} satisfies Record<string, Answer>;

export type Foreign = keyof typeof foreignBodies;

export type Fault =
	/** Nothing is carried out. */
	| { kind: 'refuse'; status: number; body: Foreign }
	/** Carried out, and then this is said. */
	| { kind: 'doneBut'; status: number; body: Foreign }
	/** The line breaks before anything is carried out. */
	| { kind: 'cut' }
	/** Carried out; the answer gets lost. */
	| { kind: 'lost' }
	/** Carried out; the answer breaks off in its middle. */
	| { kind: 'torn' }
	/** 429 with what it says about when to come back. */
	| { kind: 'limit'; headers: () => Record<string, string> };

/** Whether a request may have been carried out although the answer does not say so. */
export const isMute = ({ kind }: Fault): boolean => kind === 'doneBut' || kind === 'lost' || kind === 'torn';

/** Hands the answer over the way the fault wants it. `common`: headers that every answer of this workspace has. */
export function deliver(
	response: import('node:http').ServerResponse,
	fault: Fault | undefined,
	answer: Answer,
	common: Record<string, string> = {},
): void {
	if (fault?.kind === 'cut' || fault?.kind === 'lost') return void response.destroy();
	const said: Answer =
		fault?.kind === 'refuse' || fault?.kind === 'doneBut'
			? { status: fault.status, ...foreignBodies[fault.body] }
			: fault?.kind === 'limit'
				? {
						status: 429,
						json: { type: 'error.list', request_id: null, errors: [{ code: 'rate_limit_exceeded', message: 'Rate limit exceeded' }] },
						headers: fault.headers(),
					}
				: answer;
	const bytes = bytesOf(said);
	const type: Record<string, string> = said.json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
	response.writeHead(said.status ?? 200, {
		...common,
		...type,
		...said.headers,
		'content-length': String(said.status === 204 ? 0 : bytes.length),
	});
	if (fault?.kind !== 'torn') return void response.end(said.status === 204 ? undefined : bytes);
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
	later(5, () => response.destroy());
}

function bytesOf({ json, text = '' }: Answer): Buffer {
	return json === undefined ? Buffer.from(text) : Buffer.from(JSON.stringify(json));
}

/** Which requests something happens to. */
export interface Plan {
	/** Looked at in order; the first that wants the request has it. */
	faultFor: (asked: Asked) => Fault | undefined;
}

export const calm: Plan = { faultFor: () => undefined };

/** The n-th request that fits meets the n-th fault of the list; `undefined` lets one pass. */
export function inTurn(faults: Array<Fault | undefined>, fits: (asked: Asked) => boolean = () => true): Plan {
	let seen = 0;
	return { faultFor: (asked) => (fits(asked) ? faults[seen++] : undefined) };
}

export const isWrite = ({ method, path }: Asked): boolean => method !== 'GET' && !/\/(search|list)$/.test(path);
