/** A trigger that is switched on, the app that sends to it, and what a test says about both. */

import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { IncomingRequest, Webhook, WebhookAnswer, WebhookRequest } from '../../scripts/host';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { envelope } from '../../simulator/webhooks/envelope';
import { sampleOf } from '../../simulator/webhooks/payloads';
import { useHost } from '../support/host';

export const TRIGGER = 'n8n-nodes-intercom.intercomTrigger';

/** The client secret of the app. */
export const KEY = 'shared by Intercom and n8n';

/** The signing secret of the Fin Agent API, in the same credential. */
export const FIN_KEY = 'shared by Fin and n8n';

export type Json = Record<string, unknown>;

export interface Settings {
	events?: string[];
	options?: IDataObject;
	authentication?: string;
}

/** A signed POST, by an implementation of its own. */
export function signed(body: string | Buffer, headers: Record<string, string> = {}): IncomingRequest {
	return { body, headers: { 'X-Hub-Signature': `sha1=${createHmac('sha1', KEY).update(body).digest('hex')}`, ...headers } };
}

/** A notification with the sample item of its topic. */
export const notification = (topic: string, change: Json = {}, item: unknown = sampleOf(topic)): Json => ({
	...envelope(topic, item, 'simulatr', 1_791_188_130),
	...change,
});

export function useTriggers(options: SimulatorOptions = {}) {
	const host = useHost();
	const world = {} as { sim: Simulator };
	beforeAll(async () => {
		world.sim = await startSimulator(options);
	});
	beforeEach(() => world.sim.reset());
	afterAll(async () => await world.sim?.close());
	let opened = 0;

	const credentials = () => ({
		intercomAccessTokenApi: {
			accessToken: world.sim.token,
			region: 'custom',
			baseUrl: world.sim.url,
			clientSecret: KEY,
			finSigningSecret: FIN_KEY,
		},
		intercomAppOAuth2Api: {
			clientId: 'app',
			clientSecret: KEY,
			finSigningSecret: FIN_KEY,
			region: 'custom',
			baseUrl: world.sim.url,
			oauthTokenData: { access_token: world.sim.token },
		},
	});

	/** Every call opens another workflow, unless the request names one. */
	function open({ events = ['*'], ...settings }: Settings = {}, request: Partial<WebhookRequest> = {}): Webhook {
		return host.openWebhook({
			type: TRIGGER,
			parameters: { events, ...settings } as IDataObject,
			credentials: credentials(),
			id: `workflow ${++opened}`,
			...request,
		});
	}

	return {
		host,
		get sim() {
			return world.sim;
		},
		credentials,
		open,
		/** A trigger at a port, entered as the address of an app. The ping of the registration is done. */
		async connect(settings?: Settings, request?: Partial<WebhookRequest>): Promise<Webhook> {
			const webhook = open(settings, request);
			await world.sim.webhooks.register({ url: await webhook.listen(), topics: '*', secret: KEY });
			return webhook;
		},
	};
}

/** Sends a notification, signed. */
export const deliver = async (webhook: Webhook, what: Json): Promise<WebhookAnswer> => await webhook.call(signed(JSON.stringify(what)));

/** The JSON of the items of every execution. */
export const outputs = ({ runs }: Webhook): Json[] => runs.map((items) => items[0].json as Json);
