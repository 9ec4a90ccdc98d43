/** The words people read, in n8n's style: labels in Title Case, sentences in sentence case. */

import { nodes } from '../../catalog/nodes';
import type { Field } from '../../catalog/language/types';
import { endpointsOf, entriesOf, methodOf, type Row, rows } from '../support/rows';

const except = (holds: (row: Row) => boolean, shown: (row: Row) => string): string[] =>
	rows.filter((row) => !holds(row)).map((row) => `${row.title}: ${shown(row)}`);

/** Words that stay small in a title, and words that are never small. */
const SMALL = /^(a|an|and|as|at|but|by|for|if|in|nor|of|off|on|or|per|the|to|up|via)$/;
const PROPER = /^(Fin|Help|Center|Messenger|WhatsApp|AI|API|HTML|ID|IDs|IP|JSON|SMS|URL)$/;

const isTitle = (text: string): boolean =>
	text.split(/[\s(]+/).every((word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && SMALL.test(word)) || /^i(OS|Phone)$/.test(word));
const isSentenceCase = (text: string): boolean =>
	/^[A-Z]/.test(text) &&
	text
		.split(/[\s,;:()]+/)
		.slice(1)
		.every((word) => !/^[A-Z]/.test(word) || PROPER.test(word));
/** One sentence has no full stop, several have them all. */
const isPunctuated = (text: string): boolean => (/[.!?]\s/.test(text) ? /[.!?]$/.test(text) : !/[.!?]$/.test(text));
const isClean = (text: string): boolean => !/\s{2}|[`<>]|\u2026|\b(e\.g|i\.e|etc|simply|please)\b/i.test(text);

const fields: Array<[string, Field]> = rows.flatMap(({ title, operation }) =>
	entriesOf(operation).flatMap(({ wire, field }) => [
		[`${title}: ${wire}`, field] as [string, Field],
		...(field.kind === 'rows'
			? Object.entries(field.fields).map(([inner, one]): [string, Field] => [`${title}: ${wire}.${inner}`, one])
			: []),
	]),
);
const exceptFields = (holds: (field: Field) => boolean, shown: (field: Field) => unknown): string[] =>
	fields.filter(([, field]) => !holds(field)).map(([title, field]) => `${title}: ${String(shown(field))}`);

/** What people call a resource besides. */
const SPOKEN: Record<string, string[]> = { finConversation: ['Fin'] };

describe('the name of an operation', () => {
	const name = ({ operation }: Row) => operation.name;

	it('is in Title Case', () => expect(except((row) => isTitle(name(row)), name)).toEqual([]));
	it('has no article, and does not repeat the resource', () => {
		expect(except((row) => !/\b(a|an|the)\b/i.test(name(row)), name)).toEqual([]);
		expect(except((row) => !new RegExp(`^(Get Many|\\w+) ${row.resource.name}s?$`, 'i').test(name(row)), name)).toEqual([]);
	});
	it('is one of those n8n uses for what it does', () => {
		const usual: Record<string, RegExp> = {
			create: /^(Create|Submit)$/,
			update: /^Update$/,
			get: /^Get$/,
			getAll: /^Get Many$/,
			delete: /^Delete$/,
			upsert: /^Create or Update$/,
			search: /^(Search|Get Many by .+)$/,
		};
		expect(except(({ operation: { id, name: given } }) => !(id in usual) || usual[id].test(given), name)).toEqual([]);
	});
});

describe('the action of an operation, which is also its name on the canvas and for AI agents', () => {
	const action = ({ operation }: Row) => operation.action;

	it('is in sentence case, without articles before the resource, and without a full stop', () => {
		const hasArticle = ({ resource, operation }: Row): boolean =>
			new RegExp(`\\b(a|an|the)( \\w+)? ${resource.name}`, 'i').test(operation.action);
		expect(except((row) => isSentenceCase(action(row)) && !hasArticle(row) && !/[.:]/.test(action(row)), action)).toEqual([]);
	});
	it('says what it is about', () => {
		const about = ({ resource, operation }: Row) =>
			[resource.name, ...(SPOKEN[resource.id] ?? []), `${resource.name}s`, resource.name.replace(/y$/, 'ies')].some((word) =>
				operation.action.toLowerCase().includes(word.toLowerCase()),
			);
		expect(except(about, action)).toEqual([]);
	});
	it('begins like the name where that is usual', () => {
		expect(
			except(
				({ operation }) =>
					!/^(Get Many|Create or Update)/.test(operation.name) ||
					operation.action.startsWith(
						operation.name.replace(/^Get Many.*|^Create or Update.*/, (text) => (text.startsWith('Get') ? 'Get many' : 'Create or update')),
					),
				action,
			),
		).toEqual([]);
	});
	it('fits on the canvas', () => expect(except((row) => action(row).length <= 60, action)).toEqual([]));
});

describe('what an operation is about', () => {
	const about = ({ operation }: Row) => operation.about;

	it('is one sentence without a full stop, or several with them', () =>
		expect(except((row) => isPunctuated(about(row)), about)).toEqual([]));
	it('says more than the action', () =>
		expect(except((row) => about(row).toLowerCase() !== row.operation.action.toLowerCase(), about)).toEqual([]));
	it('begins with a capital and has no ornaments', () =>
		expect(except((row) => /^[A-Z]/.test(about(row)) && isClean(about(row)), about)).toEqual([]));
	it('warns that a deletion is for good', () =>
		expect(except(({ operation }) => !operation.deletes || /permanently/.test(operation.about), about)).toEqual([]));
	it('says "upsert" where it is one, and "list" where there are many', () => {
		expect(except(({ operation }) => operation.id !== 'upsert' || /\(upsert\)/.test(operation.about), about)).toEqual([]);
		expect(except(({ operation }) => !/^Get Many/.test(operation.name) || /\blist\b/.test(operation.about), about)).toEqual([]);
	});
	it('does not promise a change where there is none', () => {
		expect(
			except(
				(row) =>
					methodOf(endpointsOf(row.operation)[0]) !== 'GET' ||
					row.operation.procedure !== undefined ||
					!/^(Create|Update|Delete|Add|Remove)\b/.test(about(row)),
				about,
			),
		).toEqual([]);
	});
});

describe('a resource', () => {
	const resources = nodes.flatMap((node) => node.resources);

	it('has a singular name in Title Case', () =>
		expect(resources.filter(({ name }) => !isTitle(name) || /[^su]s$/.test(name)).map(({ name }) => name)).toEqual([]));
	it('is described in one sentence without a full stop', () =>
		expect(
			resources.filter(({ about }) => !/^[A-Z]/.test(about) || !isPunctuated(about) || !isClean(about)).map(({ about }) => about),
		).toEqual([]));
});

describe('a field', () => {
	it('has a label in Title Case with ID, URL and JSON in capitals', () => {
		expect(
			exceptFields(
				({ label }) => label === undefined || (isTitle(label) && !/\b(Id|Ids|Url|Urls|Json|Api)\b/.test(label)),
				({ label }) => label,
			),
		).toEqual([]);
	});
	it('is described in one sentence without a full stop, or several with them', () => {
		expect(
			exceptFields(
				({ about }) => about === undefined || (/^[A-Z]/.test(about) && isPunctuated(about) && isClean(about)),
				({ about }) => about,
			),
		).toEqual([]);
	});
	it('that is true or false says "Whether"', () =>
		expect(
			exceptFields(
				({ kind, about }) => kind !== 'flag' || /^Whether /.test(about ?? ''),
				({ about }) => about,
			),
		).toEqual([]));
	it('says more than its label', () =>
		expect(
			exceptFields(
				({ label, about }) => about === undefined || about.toLowerCase() !== label?.toLowerCase(),
				({ about }) => about,
			),
		).toEqual([]));
	it('has an example without "e.g.", which the panel adds', () =>
		expect(
			exceptFields(
				({ example }) => example === undefined || !/^e\.g/.test(example),
				({ example }) => example,
			),
		).toEqual([]));
	it('has choices in Title Case', () => {
		expect(
			exceptFields(
				(field) =>
					!('choices' in field) ||
					field.choices.every(({ name, about = '' }) => /^[A-Za-z]/.test(name) && isTitle(name.replace(/:/g, '')) && isPunctuated(about)),
				(field) => 'choices' in field && field.choices.map(({ name }) => name).join(', '),
			),
		).toEqual([]);
	});
});
