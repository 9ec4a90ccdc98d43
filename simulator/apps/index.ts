/** An app of the Developer Hub: its addresses, and the requests that Intercom makes to them when somebody uses its card or Fin asks. */

import type { Webhooks } from '../webhooks';
import type { App } from '../webhooks/app';
import type { Workspace } from '../workspace';
import { brokenBecause } from './canvas';
import { Scene } from './scene';
import { type Forgery, type Message, post, type Reply, signed } from './wire';

type Json = Record<string, unknown>;

export type AppEventName = 'initialize' | 'submit' | 'configure';
export type Audience = 'inbox' | 'messenger';

export interface AppSettings {
	/** Event -> address. */
	urls: Partial<Record<AppEventName, string>>;
	secret: string;
	/** Where the events of the workspace go. */
	webhook?: string;
}

/** What somebody does with the card. */
export interface Use {
	event: AppEventName;
	audience: Audience;
	component?: string;
	inputs?: Json;
	/** The card as it is. */
	canvas?: Json;
	forge?: Forgery;
}

/** Somebody asked, and somebody answered. */
export interface Exchange extends Reply {
	event: AppEventName | 'connector';
	/** Milliseconds since 1970 by the simulator's clock, when the answer was there. */
	at: number;
	url: string;
	request: Json;
	/** What was wrong with it on purpose. */
	forged?: Forgery | 'replay';
	/** Why the card cannot be shown. */
	broken?: string;
	canvas?: Json;
	/** What a teammate configured. */
	results?: Json;
	/** Whether a card goes into the reply: it is a card of the Messenger, opened with values that the Inbox gave it. */
	inserts?: boolean;
}

const MOST_KEPT = 50;
const NAMES: Record<AppEventName, string> = { initialize: 'Initialize', submit: 'Submit', configure: 'Configure' };

export class Apps {
	settings: AppSettings = { urls: {}, secret: '' };
	exchanges: Exchange[] = [];
	readonly scene: Scene;
	/** What new cards are opened with. */
	private options: Record<Audience, Json> = { inbox: {}, messenger: {} };
	private last?: { message: Message; exchange: Exchange };
	private hook?: App;

	constructor(
		private readonly workspace: Workspace,
		private readonly webhooks: Webhooks,
	) {
		this.scene = new Scene(workspace);
	}

	clear(): void {
		this.settings = { urls: {}, secret: '' };
		this.exchanges = [];
		this.options = { inbox: {}, messenger: {} };
		this.last = undefined;
		this.hook = undefined;
		this.scene.clear();
	}

	/** Saves what is entered in the Developer Hub. @throws NotSaved for an address of webhooks that does not answer */
	async save(settings: AppSettings): Promise<void> {
		const { webhook, secret } = settings;
		const isSame = webhook === this.settings.webhook && secret === this.settings.secret && this.webhooks.apps.includes(this.hook as App);
		const hook = isSame || webhook === undefined ? this.hook : await this.webhooks.register({ url: webhook, topics: '*', secret });
		if (this.hook && (hook !== this.hook || webhook === undefined)) await this.webhooks.unregister(this.hook);
		this.hook = webhook === undefined ? undefined : hook;
		this.settings = settings;
	}

	/** Makes the request, signed, and keeps it with its answer. @throws where no address is entered for it */
	async use({ event, audience, component, inputs = {}, canvas, forge }: Use): Promise<Exchange> {
		const url = this.settings.urls[event];
		if (!url) throw new Error(`There is no ${NAMES[event]} URL in the Developer Hub`);
		const owner = this.workspace.owner();
		const { contact, conversation } = this.scene.get();
		const request: Json = {
			workspace_id: this.workspace.id,
			workspace_region: 'US',
			...(audience === 'inbox' || event === 'configure'
				? { admin: { type: 'admin', id: owner.id, name: owner.name, email: owner.email } }
				: {}),
			context: { conversation_id: Number(conversation.id), location: 'conversation', locale: 'en' },
			conversation: { type: 'conversation', id: conversation.id },
			contact: {
				type: 'contact',
				id: contact.id,
				external_id: contact.external_id,
				name: contact.name,
				email: contact.email,
				role: contact.role,
			},
			...(event === 'initialize' ? { card_creation_options: this.options[audience] } : {}),
			...(component === undefined ? {} : { component_id: component, current_canvas: canvas ?? {}, input_values: inputs }),
		};
		const message = signed(url, request, this.settings.secret, forge);
		const exchange = this.read(event, message, request, await post(message));
		if (forge) return this.keep({ ...exchange, forged: forge });
		this.last = { message, exchange };
		if (exchange.results) this.options[audience] = exchange.results;
		const inserted =
			audience === 'inbox' && exchange.canvas && (jsonIn(exchange.answer) as { card_creation_options?: Json }).card_creation_options;
		if (inserted) this.options.messenger = inserted;
		return this.keep(inserted ? { ...exchange, inserts: true } : exchange);
	}

	/** The last request once more, byte for byte, as somebody does who recorded it. */
	async replay(): Promise<Exchange> {
		if (!this.last) throw new Error('Nothing has been sent yet');
		const { message, exchange } = this.last;
		return this.keep({ ...this.read(exchange.event, message, exchange.request, await post(message)), forged: 'replay' });
	}

	/** Fin uses a data connector: what it knows is put into the address, the headers and the body. `forge` leaves its headers out, and so its key. */
	async connect(id: string, inputs: Record<string, string>, forge?: 'missing'): Promise<{ status: number; body: string }> {
		const { connectors } = this.workspace.fin;
		const connector = connectors.need(id);
		const { live } = connector;
		if (!live) return { status: 0, body: 'The data connector is not live' };
		const filled = (text: string): string =>
			text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => JSON.stringify(inputs[name] ?? '').slice(1, -1));
		const headers = forge ? {} : Object.fromEntries((live.headers ?? []).map(({ name = '', value = '' }) => [name, filled(value)]));
		const message = { url: filled(live.url ?? ''), body: filled(live.body ?? ''), headers };
		const reply = await post(message);
		const { status, answer } = reply;
		connectors.execute(connector, {
			success: status < 400 && status > 0,
			http_status: status,
			request_body: message.body,
			response_body: answer,
			...(status < 400 ? {} : { error_type: '3rd_party_error' }),
		});
		this.keep({
			event: 'connector',
			at: this.workspace.clock.ms(),
			url: message.url,
			request: (jsonIn(message.body) ?? {}) as Json,
			...(forge ? { forged: forge } : {}),
			...reply,
		});
		return { status, body: answer };
	}

	private read(event: Exchange['event'], { url }: Message, request: Json, reply: Reply): Exchange {
		const parsed = jsonIn(reply.answer) as { canvas?: Json; results?: Json } | undefined;
		const broken =
			reply.status === 0 ? 'The app does not answer' : reply.status !== 200 ? `The app answered ${reply.status}` : brokenBecause(parsed);
		const exchange = { event, at: this.workspace.clock.ms(), url, request, ...reply };
		return broken === undefined ? { ...exchange, canvas: parsed?.canvas, results: parsed?.results } : { ...exchange, broken };
	}

	private keep(exchange: Exchange): Exchange {
		this.exchanges = [exchange, ...this.exchanges].slice(0, MOST_KEPT);
		return exchange;
	}
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
