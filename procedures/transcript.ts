/** A conversation as people would read it aloud: who said what, in order, without markup. */

import { type Json, objectsOf, textOf } from '../intercom/json';
import type { Procedure } from './procedure';

type Role = 'customer' | 'teammate' | 'bot' | 'note';

interface Turn {
	role: Role;
	name: string;
	/** ISO 8601. */
	at: string | null;
	text: string;
	attachments: Array<{ name: string; url: string; contentType: string }>;
}

/** Intercom answers with the newest 500 parts at most (docs/intercom-behavior.md#newest-parts). */
const MOST_PARTS = 500;

const inner = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** Outputs `transcript`, `turns`, and whether Intercom left older parts out (`truncated`). */
export const getTranscript: Procedure = async ({ conversation_id, include_notes }, { send }) => {
	const conversation = await send('GET /conversations/{conversation_id}', {
		path: { conversation_id: String(conversation_id) },
		query: { display_as: 'plaintext' },
	});
	const parts = objectsOf(inner(conversation.conversation_parts).conversation_parts);
	const total = Number(
		inner(conversation.statistics).count_conversation_parts ?? inner(conversation.conversation_parts).total_count ?? parts.length,
	);
	const source = inner(conversation.source);
	const turns = [{ ...source, created_at: conversation.created_at, part_type: 'source' }, ...parts]
		.map(turnOf)
		.filter((turn): turn is Turn => turn !== undefined && (include_notes === true || turn.role !== 'note'));
	return {
		id: conversation.id,
		title: conversation.title ?? (plain(textOf(source.subject)) || null),
		state: conversation.state,
		transcript: turns.map(spoken).join('\n'),
		turns,
		truncated: parts.length >= MOST_PARTS || total > parts.length,
		parts_total: total,
	};
};

/** Whatever starts a new line somewhere. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const INDENT = '    ';

/**
 * A turn as text. A line that begins with `[` begins a turn, and the word after the time is its role: all else people write
 * is indented, and their names come after the role, so nothing a customer types passes for the turn of somebody else.
 */
function spoken({ role, name, at, text: said, attachments }: Turn): string {
	const files = attachments.length ? [`(files: ${attachments.map(({ name: file }) => inLine(file)).join(', ')})`] : [];
	const lines = [...(said ? said.split(LINE_BREAK) : []), ...files];
	return `[${at ?? ''}] ${role} ${inLine(name)}: ${lines.map((line, index) => (index && line.trim() ? INDENT : '') + line.trimEnd()).join('\n')}`;
}

const inLine = (name: string): string => name.split(LINE_BREAK).join(' ');

/** Undefined for parts in which nobody said anything: assignments, openings, closings. */
function turnOf(part: Json): Turn | undefined {
	const said = plain(textOf(part.body));
	const attachments = objectsOf(part.attachments).map(({ name, url, content_type }) => ({
		name: textOf(name),
		url: textOf(url),
		contentType: textOf(content_type),
	}));
	if (!said && !attachments.length) return undefined;
	const author = inner(part.author);
	const role = roleOf(part.part_type, author.type);
	const at = Number(part.created_at);
	return {
		role,
		name: textOf(author.name) || textOf(author.email) || role,
		at: at > 0 ? new Date(at * 1000).toISOString() : null,
		text: said,
		attachments,
	};
}

function roleOf(part: unknown, author: unknown): Role {
	if (part === 'note') return 'note';
	if (author === 'bot' || author === 'operator') return 'bot';
	return author === 'admin' || author === 'team' ? 'teammate' : 'customer';
}

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }));

const TAG =
	/<\/?(?:a|b|blockquote|br|code|div|em|h[1-6]|i|img|li|ol|p|pre|s|span|strong|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;

/**
 * Plain text was asked for, but texts of older API versions and imported ones still come as HTML. Text without a tag stays as
 * it is: `<ada@example.com>` and `&lt;` are what somebody typed.
 */
function plain(body: string): string {
	if (body.search(TAG) < 0) return body.trim();
	return body
		.replace(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, '\n')
		.replace(TAG, '')
		.replace(/&(#39|[a-z]+);/gi, (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole)
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
