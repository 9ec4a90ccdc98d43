/** Conversations as the API answers them. */
import { has } from '../../../manners/versions';
import type { Workspace } from '../../index';
import { companyView } from '../../views';
import type { Conversation, Part } from '../types';
import {
	attachmentView,
	authorView,
	contactsView,
	conversationAssignee,
	linkedView,
	shownParts,
	tagsView,
	textView,
	type Telling,
} from '../views';
import { firstContactReplyAt, statistics } from './statistics';

/** What may be asked for on top. */
export interface Extras {
	include_translations?: boolean;
	include_email_history?: boolean;
	include_monitors?: boolean;
	include_scorecards?: boolean;
}

export function conversationView(workspace: Workspace, conversation: Conversation, telling: Telling, extras: Extras = {}) {
	const { version } = telling;
	const first = firstContactReplyAt(conversation);
	const company = conversation.company_id === null ? undefined : workspace.companies.get(conversation.company_id);
	const ticket = workspace.inbox.tickets.get(conversation.id);
	const parts = telling.parts === null ? null : shownParts(workspace, conversation, telling.parts);
	return {
		type: 'conversation',
		id: conversation.id,
		created_at: conversation.created_at,
		updated_at: conversation.updated_at,
		waiting_since: conversation.waiting_since,
		snoozed_until: conversation.snoozed_until,
		source: sourceView(workspace, conversation, telling, extras),
		contacts: contactsView(workspace, conversation),
		first_contact_reply: first === null ? null : { created_at: first, type: conversation.source.type, url: conversation.source.url },
		admin_assignee_id: conversationAssignee(conversation.admin_assignee_id, version),
		team_assignee_id: conversationAssignee(conversation.team_assignee_id, version),
		open: conversation.state !== 'closed',
		state: conversation.state,
		read: conversation.read,
		tags: tagsView(workspace, conversation),
		priority: has(version, '2.16') ? conversation.priority : conversation.priority === 'none' ? 'not_priority' : 'priority',
		sla_applied: null,
		statistics: { type: 'conversation_statistics', ...statistics(conversation) },
		conversation_rating: ratingView(workspace, conversation),
		teammates: teammatesView(conversation),
		title: conversation.title,
		...(company && { company: companyView(workspace, company, version) }),
		custom_attributes: attributesView(workspace, conversation),
		topics: {},
		ticket: ticket ? { type: 'ticket', id: ticket.id, ticket_id: ticket.ticket_id } : null,
		linked_objects: linkedView(workspace, conversation),
		...(has(version, 'Preview') && { ai_topics: null }),
		ai_agent: agentView(conversation),
		ai_agent_participated: conversation.ai_agent !== null,
		sales_agent_participated: false,
		sales_agent: null,
		...(has(version, '2.16') && {
			channel: { initial: channel(conversation.source.type), current: channel(conversation.source.type) },
			external_references: [],
		}),
		...(extras.include_monitors && { monitor_evaluations: conversation.monitor_evaluations }),
		...(extras.include_scorecards && { scorecards: conversation.scorecards }),
		...(parts && {
			conversation_parts: {
				type: 'conversation_part.list',
				conversation_parts: parts.map((part) => partView(workspace, part, telling, extras)),
				total_count: parts.length,
			},
		}),
	};
}

export function partView(workspace: Workspace, part: Part, telling: Telling, extras: Extras = {}) {
	const { id, part_type, created_at, updated_at, redacted, metadata, state, event_details, app_package_code } = part;
	return {
		type: 'conversation_part',
		id,
		part_type,
		body: textView(part.body, telling),
		created_at,
		updated_at,
		notified_at: created_at,
		assigned_to: part.assigned_to,
		author: authorView(part.author),
		attachments: part.attachments.map((attachment) => attachmentView(workspace, attachment)),
		external_id: null,
		redacted,
		metadata,
		email_message_metadata: null,
		state,
		tags: [],
		event_details,
		app_package_code,
		...(part.external_reply_send_state !== undefined && { external_reply_send_state: part.external_reply_send_state }),
		...(part.admin_seen !== undefined && { seen_state: { admin_seen: part.admin_seen } }),
		...(extras.include_translations && part.body !== null && { translations: { original: 'en', en: textView(part.body, telling) } }),
	};
}

function sourceView(workspace: Workspace, { source }: Conversation, telling: Telling, extras: Extras) {
	const { type, id, delivered_as, url, redacted } = source;
	const isEmail = type === 'email';
	return {
		type,
		id,
		delivered_as,
		subject: textView(source.subject, telling),
		body: textView(source.body, telling),
		author: authorView(source.author),
		attachments: source.attachments.map((attachment) => attachmentView(workspace, attachment)),
		url,
		redacted,
		...(isEmail && {
			email_message_metadata: {
				message_id: `<${id}@mail.simulator.example>`,
				subject: source.subject,
				email_address_headers: [{ type: 'from', email_address: source.author.email, name: source.author.name }],
				...(extras.include_email_history && { history: `<blockquote>${source.body ?? ''}</blockquote>` }),
			},
		}),
	};
}

function ratingView(workspace: Workspace, { rating }: Conversation) {
	if (rating === null) return null;
	return {
		rating: rating.rating,
		remark: rating.remark,
		created_at: rating.requested_at,
		updated_at: rating.replied_at,
		contact: { type: 'contact', id: rating.contact_id, external_id: workspace.contacts.get(rating.contact_id)?.external_id ?? null },
		teammate: rating.admin_id === null ? null : { type: 'admin', id: rating.admin_id },
	};
}

/** Ids of the teammates who took part. */
export function teammateIds({ parts, source }: Pick<Conversation, 'parts'> & { source?: Conversation['source'] }): string[] {
	const authors = [...(source ? [source.author] : []), ...parts.map((part) => part.author)];
	return [...new Set(authors.filter((author) => author.type === 'admin').map((author) => author.id))];
}

function teammatesView(conversation: Conversation) {
	const ids = teammateIds(conversation);
	return ids.length === 0 ? null : { type: 'admin.list', teammates: ids.map((id) => ({ type: 'admin', id })) };
}

/** Relationships are told as whole objects, everything else as it is. */
function attributesView(workspace: Workspace, { custom_attributes }: Conversation) {
	const view = ([name, value]: [string, unknown]) => {
		const attribute = workspace.inbox.attributes.find(name);
		if (attribute?.data_type !== 'relationship' || !Array.isArray(value)) return [name, value];
		const instances = value.map((id) => workspace.inbox.objects.byId(id as string)).filter((instance) => instance !== undefined);
		return [
			name,
			{
				type: `${attribute.reference?.object_type_id}.list`,
				instances: instances.map((instance) => workspace.inbox.objects.view(instance)),
			},
		];
	};
	return Object.fromEntries(Object.entries(custom_attributes).map(view));
}

function agentView({ ai_agent: agent, updated_at }: Conversation) {
	if (agent === null) return null;
	const rated = agent.rating === null ? null : updated_at;
	return {
		...agent,
		created_at: rated,
		updated_at: rated,
		content_sources: { type: 'content_source.list', total_count: 0, content_sources: [] },
	};
}

const channel = (type: string) => (type === 'conversation' ? 'messenger' : type);
