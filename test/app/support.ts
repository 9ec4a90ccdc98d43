/** Requests as Intercom makes them to an app, signed by an implementation of its own. */

import { createHmac } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { IncomingRequest, Webhook, WebhookRequest } from '../../scripts/host';
import { type Host, useHost } from '../support/host';

export const TRIGGER = 'n8n-nodes-intercom.intercomAppTrigger';
export const KEY = 'the client secret of the app';

export type Json = Record<string, unknown>;
export type Components = Json[];

export const signatureOf = (body: string, key = KEY): string => createHmac('sha256', key).update(body).digest('hex');

export const signed = (what: unknown, webhook = 'default', headers: Record<string, string> = {}): IncomingRequest => {
	const body = typeof what === 'string' ? what : JSON.stringify(what);
	return { body, webhook, headers: { 'X-Body-Signature': signatureOf(body), ...headers } };
};

const contact = { type: 'contact', id: '6a01', external_id: 'u-1', name: 'Ada Love', email: 'ada@example.com', role: 'user' };
const admin = { type: 'admin', id: '814860', name: 'Tim Mate', email: 'tim@example.com' };

/** The card of an app in the details of a conversation. */
export const opened = (change: Json = {}): Json => ({
	workspace_id: 'ab12cd34',
	workspace_region: 'US',
	admin,
	context: { conversation_id: 215473, location: 'conversation' },
	conversation: { id: '215473' },
	contact,
	...change,
});

/** A button of a card that is there. */
export const pressed = (componentId: string, current: unknown, inputs: Json = {}, change: Json = {}): Json =>
	opened({ component_id: componentId, current_canvas: (current as Json).canvas ?? current, input_values: inputs, ...change });

/** As somebody sees it in the Messenger. */
export const inMessenger = (request: Json): Json => Object.fromEntries(Object.entries(request).filter(([key]) => key !== 'admin'));

export const card = (...components: Components): Json => ({ canvas: { content: { components } } });
export const text = (words: string): Json => ({ type: 'text', text: words });

export interface Answered {
	status: number;
	card: { canvas: { content: { components: Components }; stored_data: Json } };
	items?: INodeExecutionData[];
}

export const openOn = (host: Pick<Host, 'openWebhook'>, parameters: IDataObject, request: Partial<WebhookRequest>): Webhook =>
	host.openWebhook({
		type: TRIGGER,
		parameters,
		credentials: { intercomAccessTokenApi: { accessToken: 'token', region: 'us', clientSecret: KEY } },
		...request,
	});

export function useApps() {
	const host = useHost();
	let count = 0;
	return {
		host,
		open: (parameters: IDataObject = {}, request: Partial<WebhookRequest> = {}): Webhook =>
			openOn(host, parameters, { id: `app workflow ${++count}`, ...request }),
	};
}

export async function send(webhook: Webhook, request: IncomingRequest): Promise<Answered> {
	const { status, body, items } = await webhook.call(request);
	return { status, card: (body.startsWith('{') ? JSON.parse(body) : undefined) as Answered['card'], items };
}

/** What a card says, in the order of its components. */
export const textsOn = ({ card: shown }: Answered): unknown[] =>
	shown.canvas.content.components.map(({ text: words, label }) => words ?? label);

export const outputs = ({ runs }: Webhook): Json[] => runs.map(([{ json }]) => json as Json);
