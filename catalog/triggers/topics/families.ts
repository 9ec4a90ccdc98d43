/**
 * The shapes of `data.item`, one row per shape. They differ from the API's own objects in ways that break
 * naive readers: wrappers without a `type`, records one level down or not depending on the app's version, IDs
 * as numbers (docs/intercom-behavior.md#webhook-bodies).
 */

import { authorOfConversationPart, authorOfTicketPart } from './actors';
import type { Family, FamilyId } from './types';

const contact = { endpoint: 'GET /contacts/{contact_id}', param: 'contact_id', id: 'id' } as const;
const company = { endpoint: 'GET /companies/{company_id}', param: 'company_id', id: 'id' } as const;
const conversation = { endpoint: 'GET /conversations/{conversation_id}', param: 'conversation_id', id: 'id' } as const;
const ticket = { endpoint: 'GET /tickets/{ticket_id}', param: 'ticket_id', id: 'id' } as const;
const audience = { endpoint: 'GET /audiences/{id}', param: 'id', id: 'id' } as const;

export const families: Readonly<Record<FamilyId, Family>> = {
	admin: { textId: true, fetch: { endpoint: 'GET /admins/{admin_id}', param: 'admin_id', id: 'id' } },
	article: { fetch: { endpoint: 'GET /articles/{article_id}', param: 'article_id', id: 'id' } },
	audience: { fetch: audience },
	audienceMember: { fetch: { ...audience, id: 'audience_id' } },
	call: { fetch: { endpoint: 'GET /calls/{call_id}', param: 'call_id', id: 'id' } },
	company: { fetch: company },
	companyContact: { record: 'company', beside: { contact: 'contact' }, fetch: company },
	contact: { fetch: contact },
	contactSubscription: { record: 'contact', beside: { subscription_types: 'subscriptionTypes' }, fetch: contact },
	contactTag: { record: 'contact', beside: { tag: 'tag' }, fetch: contact },
	contentImportSource: { fetch: { endpoint: 'GET /ai/content_import_sources/{source_id}', param: 'source_id', id: 'id' } },
	contentSnippet: { fetch: { endpoint: 'GET /content_snippets/{id}', param: 'id', id: 'id' } },
	contentStat: { record: 'content_stat', beside: { contact: 'contact', company: 'company' } },
	// a deletion names the conversation in `conversation_id` only
	conversation: { idFrom: 'conversation_id', parts: 'conversation_parts', actor: authorOfConversationPart, fetch: conversation },
	conversationContact: {
		record: 'conversation',
		beside: { contact: 'contact' },
		model: { key: 'model', type: 'conversation' },
		textId: true,
		fetch: conversation,
	},
	event: { fetch: { ...contact, id: 'intercom_user_id' } },
	job: { fetch: { endpoint: 'GET /jobs/status/{job_id}', param: 'job_id', id: 'id' } },
	plain: {},
	procedure: { fetch: { ...conversation, id: 'conversation_id' } },
	// the item is the ticket, or holds it, alone or with the part that caused the event
	ticket: {
		record: 'ticket',
		beside: { ticket_part: 'ticketPart' },
		textId: true,
		parts: 'ticket_parts',
		actor: authorOfTicketPart,
		fetch: ticket,
	},
	ticketContact: { record: 'ticket', beside: { contact: 'contact' }, textId: true, fetch: ticket },
	userTag: { record: 'user', beside: { tag: 'tag' }, fetch: contact },
};
