/** Values of n8n parameters: text as it stands, or an expression that begins with "=". */

export type Json = Record<string, unknown>;

export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

/** A value as JavaScript, as it stands inside an n8n expression. */
export function script(value: unknown): string {
	if (!isExpression(value)) return literal(value ?? null);
	const pieces = value.slice(1).split(/\{\{([\s\S]*?)\}\}/);
	const parts = pieces.flatMap((piece, index) => (index % 2 ? [`(${piece.trim()})`] : piece === '' ? [] : [literal(piece)]));
	// a lone expression keeps its type, as n8n has it; anything beside it makes a text
	return parts.length === 0 ? '""' : parts.length === 1 ? parts[0] : ['""', ...parts].join(' + ');
}

/** Two braces would begin or end an expression, also inside a text. */
const literal = (value: unknown): string => JSON.stringify(value).replace(/([{}])(?=\1)/g, '$1" + "');

/** `{ name: value }` with values that may be expressions -> what a JSON parameter takes. */
export function jsonOf(pairs: Array<{ name: unknown; value: unknown }>): string {
	if (!pairs.some(({ name, value }) => isExpression(name) || isExpression(value)))
		return JSON.stringify(Object.fromEntries(pairs.map(({ name, value }) => [String(name), value])));
	return `={{ ({ ${pairs.map(({ name, value }) => `[${script(name)}]: ${script(value)}`).join(', ')} }) }}`;
}

/** A record chosen in a resource locator. */
export const by = (mode: string, value: unknown): Json => ({ __rl: true, mode, value });

/** Without what was not filled in. */
export const filled = (values: Json): Json =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
