/** What Intercom takes as a canvas, from its reference alone: this must not know how the package checks its own. */

type Json = Record<string, unknown>;

/** Component -> what it cannot do without. */
const NEEDS: Record<string, string[]> = {
	text: ['text'],
	image: ['url', 'width', 'height'],
	list: ['items'],
	button: ['id', 'label', 'action'],
	input: ['id'],
	textarea: ['id'],
	dropdown: ['id', 'options'],
	checkbox: ['id', 'label', 'option'],
	'single-select': ['id', 'options'],
	'data-table': ['items'],
	divider: [],
	spacer: [],
};

const LARGEST = 65_536;

/** Why Intercom would show a broken card; undefined where it would not. */
export function brokenBecause(answer: unknown): string | undefined {
	const { canvas, results } = (answer ?? {}) as {
		canvas?: { content?: { components?: unknown }; content_url?: unknown; stored_data?: unknown };
		results?: unknown;
	};
	if (canvas === undefined) return results === undefined ? 'The answer has neither canvas nor results' : undefined;
	if (canvas.content_url !== undefined) return undefined;
	const components = canvas.content?.components;
	if (!Array.isArray(components)) return 'The canvas has no components';
	for (const part of [canvas.content, canvas.stored_data ?? {}])
		if (Buffer.byteLength(JSON.stringify(part)) > LARGEST) return 'More than 64 KB';
	const ids = (components as Json[]).flatMap(({ id }) => (id === undefined ? [] : [id]));
	if (new Set(ids).size < ids.length) return 'Two components have one ID';
	for (const component of components as Json[]) {
		const needs = NEEDS[String(component.type)];
		if (!needs) return `There is no component ${String(component.type)}`;
		const missing = needs.find((name) => component[name] === undefined);
		if (missing !== undefined) return `${String(component.type)} needs ${missing}`;
	}
	return undefined;
}
