/** An app of the Canvas Kit: its addresses, and the requests that Intercom makes to them when somebody uses its card. */

import { createHmac } from 'node:crypto';
import type { Workspace } from '../workspace';
import { brokenBecause } from './canvas';

type Json = Record<string, unknown>;

export type AppEventName = 'initialize' | 'submit' | 'configure';

export interface AppSettings {
	/** Event -> address. */
	urls: Partial<Record<AppEventName, string>>;
	secret: string;
}

/** What somebody does with the card. */
export interface Use {
	event: AppEventName;
	audience: 'inbox' | 'messenger';
	component?: string;
	inputs?: Json;
	/** The card as it is. */
	canvas?: Json;
}

export interface Exchange {
	event: string;
	url: string;
	request: Json;
	status: number;
	answer: string;
	/** Why the card cannot be shown. */
	broken?: string;
	canvas?: Json;
	ms: number;
}

const MOST_KEPT = 50;

export class Apps {
	settings: AppSettings = { urls: {}, secret: '' };
	exchanges: Exchange[] = [];

	constructor(private readonly workspace: Workspace) {}

	clear(): void {
		this.settings = { urls: {}, secret: '' };
		this.exchanges = [];
	}

	/** Makes the request, signed, and keeps it with its answer. */
	async use({ event, audience, component, inputs = {}, canvas }: Use): Promise<Exchange> {
		const url = this.settings.urls[event] ?? '';
		const owner = this.workspace.owner();
		const request: Json = {
			workspace_id: 'simulatr',
			workspace_region: 'US',
			...(audience === 'inbox' || event === 'configure' ? { admin: { type: 'admin', id: owner.id, name: owner.name, email: owner.email } } : {}),
			context: { conversation_id: 215473, location: 'conversation', locale: 'en' },
			conversation: { type: 'conversation', id: '215473' },
			contact: { type: 'contact', id: '6a0000000000000000000001', external_id: 'u-1', name: 'Ada Love', email: 'ada@example.com', role: 'user' },
			...(event === 'initialize' ? { card_creation_options: {} } : {}),
			...(component === undefined ? {} : { component_id: component, current_canvas: canvas ?? {}, input_values: inputs }),
		};
		const body = JSON.stringify(request);
		const began = Date.now();
		const { status, answer } = await post(url, body, { 'X-Body-Signature': createHmac('sha256', this.settings.secret).update(body).digest('hex') });
		const parsed = jsonIn(answer);
		const broken = status !== 200 ? `The app answered ${status}` : brokenBecause(parsed);
		const exchange: Exchange = { event, url, request, status, answer, ms: Date.now() - began, ...(broken === undefined ? { canvas: (parsed as { canvas?: Json }).canvas } : { broken }) };
		this.exchanges = [exchange, ...this.exchanges].slice(0, MOST_KEPT);
		return exchange;
	}

	/** Fin uses a data connector: what it knows is put into the address, the headers and the body. */
	async connect(id: string, inputs: Record<string, string>): Promise<{ status: number; body: string }> {
		const connector = this.workspace.fin.connectors.need(id);
		const { live } = connector;
		if (!live) return { status: 0, body: 'The data connector is not live' };
		const filled = (text: string): string => text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => JSON.stringify(inputs[name] ?? '').slice(1, -1));
		const headers = Object.fromEntries((live.headers ?? []).map(({ name = '', value = '' }) => [name, filled(value)]));
		const body = filled(live.body ?? '');
		const { status, answer } = await post(filled(live.url ?? ''), body, headers);
		this.workspace.fin.connectors.execute(connector, { success: status < 400 && status > 0, http_status: status, request_body: body, response_body: answer, ...(status < 400 ? {} : { error_type: '3rd_party_error' }) });
		return { status, body: answer };
	}
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<{ status: number; answer: string }> {
	try {
		const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
		return { status: response.status, answer: await response.text() };
	} catch (error) {
		return { status: 0, answer: String(error) };
	}
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
