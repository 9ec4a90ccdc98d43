/**
 * Fin, the AI agent: takes a question, thinks for a while, says what it has to say, and tells of it in events. What it
 * answers is up to `answer`, which tests may exchange.
 */
import { invalid, notFound, unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';
import type { Contact } from '../types';
import { replyAsBot } from '../inbox/replies';
import { CatalogBook } from './catalogs';
import { ChannelBook } from './channel';
import { ConnectorBook } from './connectors';
import { VoiceBook } from './voice';

export type Status = 'thinking' | 'replying' | 'awaiting_user_reply' | 'escalated' | 'resolved' | 'complete';
export type FinEvent = Record<string, unknown> & { event_name: string };

export interface FinUser {
	id: string;
	name?: string;
	email?: string;
	attributes?: Record<string, unknown>;
}

/** What Fin says, part by part; it hands over where it cannot help. */
export interface Reply {
	parts: string[];
	escalate?: string;
}

export interface FinConversation {
	/** The ID the client gave. */
	id: string;
	user: FinUser;
	/** A single question: closed with the answer. */
	single: boolean;
	status: Status;
	/** The conversation in the inbox. */
	intercomId: string;
	/** What is to be answered, and when: milliseconds by the simulator's clock. */
	question: { text: string; dueAt: number } | null;
	events: FinEvent[];
	rating: { rating: string; remark?: string } | null;
	rateable: boolean;
}

export interface Procedure {
	id: string;
	name: string;
	description: string;
}

/** A step of a procedure that waits for people. */
export interface Waiting {
	stepId: string;
	identifiers: string[];
}

/** Ratings in their order, as the survey of a workspace shows them. */
const RATINGS = [
	{ key: 'terrible', emoji: '😠', label: 'Terrible' },
	{ key: 'bad', emoji: '🙁', label: 'Bad' },
	{ key: 'ok', emoji: '😐', label: 'OK' },
	{ key: 'good', emoji: '😃', label: 'Good' },
	{ key: 'amazing', emoji: '🤩', label: 'Amazing' },
];

const usual = (question: string): Reply => ({
	parts: [`<p>About <em>${question.replace(/<[^>]*>/g, '')}</em>: have a look at the settings of your account.</p>`],
});

export class Fin {
	answer: (question: string, user: FinUser) => Reply = usual;
	readonly procedures = new Map<string, Procedure>();
	readonly connectors: ConnectorBook;
	readonly voice: VoiceBook;
	readonly catalogs: CatalogBook;
	readonly channel: ChannelBook;
	/** Conversations of the inbox in which a procedure waits for people. */
	readonly waiting = new Map<string, Waiting>();
	/** What was collected: conversation, and values by identifier. */
	collected: Array<{ conversation: string; values: Record<string, unknown> }> = [];
	private readonly byId = new Map<string, FinConversation>();
	private readonly listeners = new Set<(event: FinEvent) => void>();
	private readonly askers = new Set<(conversation: FinConversation) => void>();

	constructor(private readonly workspace: Workspace) {
		this.connectors = new ConnectorBook(workspace);
		this.voice = new VoiceBook(workspace);
		this.catalogs = new CatalogBook(workspace);
		this.channel = new ChannelBook(workspace);
	}

	/** Every event, as its webhook tells it. @returns ends it */
	subscribe(listener: (event: FinEvent) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Every question: somebody has to `settle` when it is due. @returns ends it */
	whenAsked(listener: (conversation: FinConversation) => void): () => void {
		this.askers.add(listener);
		return () => this.askers.delete(listener);
	}

	get(id: string): FinConversation | undefined {
		return this.byId.get(id);
	}

	/** @throws 404 */
	need(id: string): FinConversation {
		const conversation = this.byId.get(id);
		if (!conversation) throw notFound('Conversation not found for the given external_conversation_id');
		return conversation;
	}

	/** @throws 400 for a conversation that exists */
	begin(id: string, user: FinUser, text: string, single: boolean): FinConversation {
		if (this.byId.has(id)) throw invalid('A conversation with this ID exists already, use /fin/reply', 'conversation_id');
		const contact = this.contactOf(user);
		const thread = this.workspace.inbox.conversations.beginAsContact(contact, { body: text || 'Procedure', type: 'fin_agent_api' });
		const conversation: FinConversation = {
			id,
			user,
			single,
			status: 'thinking',
			intercomId: thread.id,
			question: null,
			events: [],
			rating: null,
			rateable: false,
		};
		this.byId.set(id, conversation);
		this.ask(conversation, text);
		return conversation;
	}

	/** @throws 400 while Fin is thinking, or after the end */
	goOn(id: string, text: string): FinConversation {
		const conversation = this.need(id);
		if (conversation.status !== 'awaiting_user_reply')
			throw invalid(`Fin does not wait for a reply in this conversation (${conversation.status})`, 'conversation_id');
		this.ask(conversation, text);
		return conversation;
	}

	escalate(conversation: FinConversation, reason: string): void {
		conversation.question = null;
		this.tellStatus(conversation, 'escalated', reason);
		this.tellStatus(conversation, 'complete');
		const thread = this.workspace.inbox.conversations.need(conversation.intercomId);
		if (thread.ai_agent) thread.ai_agent.resolution_state = 'escalated';
	}

	/** @throws 422 where Fin asked for no rating, or after a remark */
	rate(id: string, rating: string, remark: string | undefined): FinConversation {
		const conversation = this.need(id);
		if (!conversation.rateable) throw unprocessable('unprocessable_entity', 'Fin did not ask for a rating in this conversation');
		const known = conversation.rating;
		if (known?.remark !== undefined && (known.rating !== rating || (remark !== undefined && remark !== known.remark)))
			throw unprocessable('unprocessable_entity', 'The rating is locked');
		conversation.rating = { ...known, rating, ...(remark !== undefined && { remark }) };
		return conversation;
	}

	/** Answers what is due. */
	settle(): void {
		for (const conversation of this.byId.values()) {
			const { question, user } = conversation;
			if (!question || question.dueAt > this.workspace.clock.ms()) continue;
			conversation.question = null;
			this.reply(conversation, this.answer(question.text, user));
		}
	}

	clear(): void {
		this.answer = usual;
		for (const book of [this.procedures, this.connectors, this.voice, this.catalogs, this.channel, this.waiting, this.byId]) book.clear();
		this.collected = [];
	}

	/** The user by the client's own ID; made, or brought up to date. */
	contactOf({ id, name, email }: FinUser): Contact {
		const { contacts } = this.workspace;
		const known = contacts.byExternalId(id);
		if (!known)
			return contacts.create({ role: 'user', external_id: id, ...(name !== undefined && { name }), ...(email !== undefined && { email }) });
		if (email !== undefined && email !== known.email) contacts.change(known, () => (known.email = email));
		return known;
	}

	private ask(conversation: FinConversation, text: string): void {
		conversation.status = 'thinking';
		conversation.question = { text, dueAt: this.workspace.clock.ms() + this.workspace.settings.finMs };
		for (const listener of this.askers) listener(conversation);
	}

	private reply(conversation: FinConversation, { parts, escalate }: Reply): void {
		const thread = this.workspace.inbox.conversations.need(conversation.intercomId);
		thread.ai_agent = {
			source_type: 'fin_agent_api',
			source_title: null,
			last_answer_type: 'ai_answer',
			resolution_state: null,
			rating: null,
			rating_remark: null,
		};
		for (const body of parts) {
			const part = replyAsBot(this.workspace, thread, body);
			conversation.status = 'replying';
			this.tell(conversation, {
				event_name: 'fin_replied',
				message: { id: part.id, author: 'fin', body, timestamp_ms: this.moment() },
				status: 'replying',
			});
		}
		if (escalate !== undefined) return this.escalate(conversation, escalate);
		if (!conversation.single) return this.tellStatus(conversation, 'awaiting_user_reply');
		thread.state = 'closed';
		thread.ai_agent.resolution_state = 'assumed_resolution';
		this.tellStatus(conversation, 'complete');
		conversation.rateable = this.workspace.settings.finAsksForRating;
		if (conversation.rateable) this.tell(conversation, { event_name: 'csat_requested', csat: { options: RATINGS } });
	}

	private tellStatus(conversation: FinConversation, status: Status, reason?: string): void {
		conversation.status = status;
		this.tell(conversation, { event_name: 'fin_status_updated', status, ...(reason !== undefined && { reason }) });
	}

	private tell({ id, user, events }: FinConversation, about: FinEvent): void {
		const event = { ...about, conversation_id: id, user_id: user.id, created_at_ms: this.moment() };
		events.push(event);
		for (const listener of this.listeners) listener(event);
	}

	private moment(): string {
		return new Date(this.workspace.clock.ms()).toISOString();
	}
}
