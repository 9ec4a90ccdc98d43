/**
 * Answers that do not come from Intercom's API: a proxy's page, a firewall's refusal, a captive portal. People need a glance at
 * what they say, and nothing that could be a secret: such a page may repeat the headers of the request.
 */

const MOST_CHARACTERS = 160;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether an error's body has Intercom's shape (`error.list`), or at least nothing that says otherwise. */
export const isIntercoms = (body: unknown): boolean => (isObject(body) ? Array.isArray(body.errors) || body.type === 'error.list' : body === undefined || body === null || String(body).trim() === '');

/** The beginning of a foreign body as plain text; undefined where there is nothing to show. */
export function glimpse(body: unknown): string | undefined {
	const source = typeof body === 'string' ? body : isObject(body) ? JSON.stringify(body) : '';
	const text = source
		.slice(0, 20_000)
		.replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, (part) => titleOf(part))
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(?:#\d+|#x[\da-f]+|\w+);/gi, ' ')
		.replace(/\b(bearer|basic)\s+\S+/gi, '$1 ***')
		// nothing a person would write is that long
		.replace(/[\w+/=.~:%-]{40,}/g, '***')
		.replace(/\s+/g, ' ')
		.trim();
	return text === '' ? undefined : text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 3)}...` : text;
}

const titleOf = (head: string): string => ` ${/<title[^>]*>([^<]*)/i.exec(head)?.[1] ?? ''} `;
