/** Subscription types, and what a contact has chosen. */
import { z } from 'zod';
import { fields, id } from '../../manners/check';
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import type { Workspace } from '../../workspace';
import type { SubscriptionType } from '../../workspace/types';
import { subscriptionView } from '../../workspace/views';

function need(workspace: Workspace, typeId: string): SubscriptionType {
	const type = workspace.subscriptionTypes.get(typeId);
	if (!type) throw notFound();
	return type;
}

export const subscriptions = [
	route('GET /subscription_types', {}, ({ workspace }) => ({
		type: 'list',
		data: [...workspace.subscriptionTypes.values()].map(subscriptionView),
	})),

	/** Only explicit choices: opted out of an opt-out type, or into an opt-in type. */
	route('GET /contacts/{id}/subscriptions', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		const chosen = [...workspace.subscriptionTypes.values()].filter((type) => contact.subscriptions[type.id] === type.consent_type);
		return { type: 'list', data: chosen.map(subscriptionView) };
	}),

	route(
		'POST /contacts/{id}/subscriptions',
		{ body: fields({ id, consent_type: z.enum(['opt_in', 'opt_out']) }) },
		({ workspace, params, body }) => {
			const contact = workspace.contacts.need(params.id);
			const type = need(workspace, body.id);
			workspace.subscribe(contact, type, body.consent_type);
			return subscriptionView(type);
		},
	),

	route('DELETE /contacts/{contact_id}/subscriptions/{id}', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.contact_id);
		const type = need(workspace, params.id);
		workspace.subscribe(contact, type, null);
		return subscriptionView(type);
	}),
];
