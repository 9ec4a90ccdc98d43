/**
 * Requests of Intercom to an app. Only essential fields are required: reference and actual requests differ, for example in whether the
 * customer is called contact, customer or user (docs/apps.md).
 */

import type { AppEvent } from '../../../catalog/canvas';
import type { Audience } from '../../canvas/check';
import { isObject, type Json } from '../../../intercom/json';
import { parsed } from '../receiving/json';

export interface AppRequest {
	event: AppEvent['id'];
	audience: Audience | null;
	location: string | null;
	workspaceId: string | null;
	conversationId: string | null;
	/** The pressed component; null when a card is opened. */
	componentId: string | null;
	inputs: Json;
	admin: Json | null;
	contact: Json | null;
	/** Settings chosen by a teammate when the card was configured or inserted. */
	options: Json;
	/** The current card. */
	canvas: Json | null;
	/** `stored_data` of the workflow. */
	stored: Json;
	/** `stored_data` of this package. */
	own: { card?: string; result?: string };
	body: Json;
}

/** Our keys in `stored_data`. */
export const CARD_KEY = 'n8n_card';
export const RESULT_KEY = 'n8n_result';

/** Undefined if the body is not a request to an app. */
export function readRequest(body: Buffer, event: AppEvent): AppRequest | undefined {
	const request = parsed(body);
	if (!isObject(request) || (!isObject(request.context) && typeof (request.workspace_id ?? request.app_id) !== 'string')) return undefined;
	const context = objectOf(request.context) ?? {};
	const current = objectOf(request.current_canvas);
	// one of Intercom's client types has the canvas one level deeper
	const canvas = objectOf(current?.current_canvas) ?? current ?? null;
	const { [CARD_KEY]: card, [RESULT_KEY]: result, ...stored } = objectOf(canvas?.stored_data) ?? {};
	const admin = objectOf(request.admin) ?? null;
	const componentId = textOf(request.component_id);
	if (event.id === 'submit' && componentId === null) return undefined;
	return {
		event: event.id,
		audience: event.id === 'configure' ? null : admin ? 'inbox' : 'messenger',
		location: textOf(context.location),
		workspaceId: textOf(request.workspace_id ?? request.app_id),
		conversationId: textOf(context.conversation_id) ?? textOf(objectOf(request.conversation)?.id),
		componentId,
		inputs: objectOf(request.input_values) ?? {},
		admin,
		contact: objectOf(request.contact) ?? objectOf(request.customer) ?? objectOf(request.user) ?? null,
		options: objectOf(request.card_creation_options) ?? {},
		canvas,
		stored,
		own: { ...(typeof card === 'string' ? { card } : {}), ...(typeof result === 'string' ? { result } : {}) },
		body: request,
	};
}

const objectOf = (value: unknown): Json | undefined => (isObject(value) ? value : undefined);
/** IDs are numbers or strings. */
const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;

/** Request -> output item. */
export function tidy({
	event,
	audience,
	location,
	workspaceId,
	conversationId,
	componentId,
	inputs,
	admin,
	contact,
	options,
	stored,
}: AppRequest): Json {
	const by = event === 'configure' || audience === 'inbox' ? personOf('teammate', admin) : personOf('contact', contact);
	return {
		event,
		audience,
		location,
		workspaceId,
		conversationId,
		by,
		contact: personOf('contact', contact),
		componentId,
		inputs,
		storedData: stored,
		configured: options,
	};
}

function personOf(kind: 'teammate' | 'contact', person: Json | null): Json | null {
	if (!person) return null;
	const { id, name, email, external_id: externalId, role, phone } = person;
	return {
		kind,
		id: textOf(id),
		name: textOf(name),
		email: textOf(email),
		...(kind === 'contact' ? { externalId: textOf(externalId ?? person.user_id), role: textOf(role), phone: textOf(phone) } : {}),
	};
}
