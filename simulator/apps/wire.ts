/** Requests as Intercom makes them to an app and to the address of a data connector, and ones that it would not make. */
import { createHmac } from 'node:crypto';

export const FORGERIES = ['missing', 'secret', 'body', 'size'] as const;
export type Forgery = (typeof FORGERIES)[number];

/** Larger than what a trigger of this package takes. */
const OVERSIZED = 1_100_000;

export interface Message {
	url: string;
	body: string;
	headers: Record<string, string>;
}

export interface Reply {
	status: number;
	/** Why there is none, where `status` is 0. */
	answer: string;
	ms: number;
}

const signature = (body: string, secret: string): string => createHmac('sha256', secret).update(body).digest('hex');

/** A signed request. `forge`: without signature, with that of another secret, changed after it was signed, or larger than any card. */
export function signed(url: string, request: object, secret: string, forge?: Forgery): Message {
	const body = JSON.stringify(forge === 'size' ? { ...request, filler: 'x'.repeat(OVERSIZED) } : request);
	if (forge === 'missing') return { url, body, headers: {} };
	const headers = { 'X-Body-Signature': signature(body, forge === 'secret' ? `not ${secret}` : secret) };
	return { url, body: forge === 'body' ? JSON.stringify({ ...request, changed: 'on the way' }) : body, headers };
}

export async function post({ url, body, headers }: Message): Promise<Reply> {
	const began = Date.now();
	const took = () => ({ ms: Date.now() - began });
	try {
		const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
		return { status: response.status, answer: await response.text(), ...took() };
	} catch (error) {
		return { status: 0, answer: String((error as Error).cause ?? error), ...took() };
	}
}
