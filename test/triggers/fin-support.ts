/** The Intercom Fin Trigger switched on, and events as the Fin Agent API sends them. */

import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { IncomingRequest, Webhook, WebhookAnswer, WebhookRequest } from '../../scripts/host';
import { FIN_KEY, type Json, useTriggers } from './support';

export const FIN_TRIGGER = 'n8n-nodes-intercom.intercomFinTrigger';
export const HEADER = 'X-Fin-Agent-API-Webhook-Signature';

export interface FinSettings {
	events?: string[];
	replyStatuses?: string[];
	newStatuses?: string[];
	options?: IDataObject;
	authentication?: string;
}

/** A signed POST, by an implementation of its own. */
export function signed(body: string | Buffer, headers: Record<string, string> = {}): IncomingRequest {
	return { body, headers: { [HEADER]: `sha256=${createHmac('sha256', FIN_KEY).update(body).digest('hex')}`, ...headers } };
}

/** One of each family, with every field that the API description names. */
export const replied = (change: Json = {}, message: Json = {}): Json => ({
	event_name: 'fin_replied',
	conversation_id: '123456',
	user_id: '7891',
	message: {
		id: '98765',
		author: 'fin',
		body: '<p>Open the <em>Account</em> tab &amp; scroll down.</p>',
		timestamp_ms: '2025-01-24T09:01:00.456Z',
		...message,
	},
	status: 'replying',
	stream_id: 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4',
	created_at_ms: '2025-01-24T10:00:00.123Z',
	...change,
});
export const changed = (change: Json = {}): Json => ({
	event_name: 'fin_status_updated',
	conversation_id: '123456',
	user_id: '7891',
	status: 'escalated',
	reason: 'Escalation requested by user',
	created_at_ms: '2025-01-24T10:00:00.123Z',
	...change,
});
export const options = [
	{ key: 'good', emoji: '😃', label: 'Great' },
	{ key: 'amazing', emoji: '🤩', label: 'Amazing' },
];
export const asked = (change: Json = {}): Json => ({
	event_name: 'csat_requested',
	conversation_id: '123456',
	user_id: '7891',
	csat: { options },
	created_at_ms: '2025-01-24T10:00:00.123Z',
	...change,
});

export function useFinTriggers() {
	const setting = useTriggers();
	let opened = 0;

	/** Every call opens another workflow, unless the request names one. */
	function open({ events = ['*'], ...settings }: FinSettings = {}, request: Partial<WebhookRequest> = {}): Webhook {
		return setting.host.openWebhook({
			type: FIN_TRIGGER,
			parameters: { events, ...settings } as IDataObject,
			credentials: setting.credentials(),
			id: `fin ${++opened}`,
			...request,
		});
	}

	return {
		get host() {
			return setting.host;
		},
		get sim() {
			return setting.sim;
		},
		get fin() {
			return setting.sim.webhooks.fin;
		},
		credentials: setting.credentials,
		open,
		/** A trigger at a port, saved as the callback URL of the simulated workspace. */
		async connect(settings?: FinSettings, request?: Partial<WebhookRequest>): Promise<Webhook> {
			const webhook = open(settings, request);
			await setting.sim.webhooks.fin.save(await webhook.listen(), FIN_KEY);
			return webhook;
		},
	};
}

/** Sends an event, signed. */
export const deliver = async (webhook: Webhook, event: Json): Promise<WebhookAnswer> => await webhook.call(signed(JSON.stringify(event)));
