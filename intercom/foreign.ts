/**
 * Answers that are not Intercom's: a proxy's page, a firewall's refusal, a captive portal. Errors quote their beginning without anything
 * that could be a secret, because such pages may echo request headers.
 */

const MOST_CHARACTERS = 160;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether an error body is empty or has Intercom's shape (`error.list`). */
export const isIntercoms = (body: unknown): boolean =>
	isObject(body)
		? Array.isArray(body.errors) || body.type === 'error.list'
		: body === undefined || body === null || String(body).trim() === '';

/** The beginning of a foreign body as plain text; undefined if it is empty. */
export function glimpse(body: unknown): string | undefined {
	const source = typeof body === 'string' ? body : isObject(body) ? JSON.stringify(body) : '';
	const text = source
		.slice(0, 20_000)
		.replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, (part) => titleOf(part))
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(?:#\d+|#x[\da-f]+|\w+);/gi, ' ')
		.replace(/\b(bearer|basic)\s+\S+/gi, '$1 ***')
		// tokens: no word is that long
		.replace(/[\w+/=.~:%-]{40,}/g, '***')
		.replace(/\s+/g, ' ')
		.trim();
	return text === '' ? undefined : text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 3)}...` : text;
}

const titleOf = (head: string): string => ` ${/<title[^>]*>([^<]*)/i.exec(head)?.[1] ?? ''} `;
