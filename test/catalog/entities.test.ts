/** The other tables of the catalog: records that parameters point at, fields to search by, and what is left of simplified records. */

import { entities, type Entity, type EntityId } from '../../catalog/records/entities';
import { meant } from '../../catalog/records/identity';
import { operators, searchModels, searchTypeOf, SEARCH_LIMITS, sortChoices } from '../../catalog/records/search';
import { type Shape, shapes } from '../../catalog/records/shapes';
import type { Field, Fields, SearchModel } from '../../catalog/language/types';
import { API_VERSIONS } from '../../intercom/versions';
import { bracesOf, entriesOf, methodOf, rows } from '../support/rows';

const twice = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);
const allFields = (fields: Fields): Field[] =>
	Object.values(fields).flatMap((field) => [field, ...(field.kind === 'rows' ? allFields({ ...field.fields, ...field.more }) : [])]);
const used = new Set(
	rows
		.flatMap(({ operation }) => entriesOf(operation).flatMap(({ field }) => allFields({ field })))
		.flatMap((field) => ('to' in field ? [field.to] : [])),
);
const all = Object.entries(entities) as Array<[EntityId, Entity]>;

describe.each(all)('a parameter that points at a record: %s', (id, entity) => {
	it('is used by an operation', () => expect(used).toContain(id));

	it('has a singular name in Title Case and an example', () => {
		expect(entity.name).toMatch(/^[A-Z][a-z]*( [A-Z][a-z]*)*$/);
		expect(entity.exampleId).toMatch(/^[\w.-]+$/);
	});

	it('finds the ID in the address of its page, and in nothing else', () => {
		if (!entity.url) return;
		const { pattern, example } = entity.url;
		for (const address of [example, example.replace('app.intercom.com', 'app.eu.intercom.com')])
			expect(new RegExp(pattern).exec(address)?.[1]).toMatch(/^([0-9a-f]{20,}|\d+)$/);
		expect(new RegExp(pattern).test('https://example.com/6762f0dd1bb69f9f2193bb83')).toBe(false);
		for (const [other, { url }] of all) if (other !== id && url) expect(new RegExp(pattern).test(url.example)).toBe(false);
	});

	it('has a list whose entries have a title even if Intercom gives no more than an ID', () => {
		if (!entity.list) return;
		const { title, idKey = 'id', of, request, search, since } = entity.list;
		expect(title({ [idKey]: 'an-id' })).toBe('an-id');
		expect(bracesOf(request)).toEqual(of ? [of.brace] : []);
		if (of) expect(Object.keys(entities)).toContain(of.entity);
		for (const version of [since, search?.since]) if (version) expect(API_VERSIONS).toContain(version);
		if (search) expect(JSON.stringify([search.body?.('what is typed'), search.query?.('what is typed')])).toContain('what is typed');
	});

	it("can be named in ways that differ from each other and from n8n's own", () => {
		const lookups = entity.lookups ?? [];
		expect(twice([...lookups.map(({ mode }) => mode), 'list', 'id', 'url'])).toEqual([]);
		for (const { mode, label, example, find, read, create } of lookups) {
			expect(label).toMatch(/^By [A-Z]/);
			expect(example).not.toMatch(/^e\.g/);
			// without a request it is only for fields that are spelled by how the record is chosen
			if (!find) continue;
			expect([find.path, find.query, find.body].filter(Boolean).length).toBeLessThanOrEqual(1);
			expect(bracesOf(find.request)).toEqual(find.path ? ['value'] : []);
			if (find.body)
				expect([methodOf(find.request), JSON.stringify(find.body('a name'))]).toEqual(['POST', expect.stringContaining('a name')]);
			// whatever Intercom answers, only an entry that carries the value is the one
			const entry = (value: string) => ({ id: value, name: value, email: value, external_id: value, company_id: value });
			expect(read?.(entry('a name'))).toBe('a name');
			expect(meant(id, mode, ' a name ', [entry('other'), entry('a name')])).toEqual([entry('a name')]);
			expect(meant(id, mode, 'a name', [entry('other'), { id: '1' }, { ...entry('a name'), id: undefined }])).toEqual([]);
			if (create)
				expect([JSON.stringify(create.body('a name')), create.label]).toEqual([
					expect.stringContaining('a name'),
					`Create ${entity.name} If Missing`,
				]);
		}
	});
});

it('there are no two tables of the same name', () => expect(twice(all.map(([, { name }]) => name))).toEqual([]));

describe.each(Object.entries(searchModels) as Array<[SearchModel, (typeof searchModels)[SearchModel]]>)(
	'the fields to search by of a %s',
	(model, { fields }) => {
		it('are known once, by a label of their own', () => {
			expect(twice(fields.map(({ name }) => name))).toEqual([]);
			expect(twice(fields.map(({ label }) => label))).toEqual([]);
		});
		it('do not carry the sign that separates name and type in the panel', () =>
			expect(fields.filter(({ name }) => !/^[a-z][a-z0-9_.]*$/.test(name))).toEqual([]));
		it('can be sorted by unless they are IDs of other records', () => {
			expect(sortChoices(model).map(({ value }) => value)).toEqual(fields.filter(({ type }) => type !== 'id').map(({ name }) => name));
		});
	},
);

describe('the ways to compare', () => {
	it.each(Object.entries(operators))(
		'of %s: each with its own value, name and sign, none of which n8n would take for an expression',
		(_type, list) => {
			for (const key of ['value', 'name', 'sign'] as const) expect(twice(list.map((operator) => operator[key]))).toEqual([]);
			expect(list.filter(({ value }) => !/^[a-z][a-zA-Z]*$/.test(value))).toEqual([]);
			expect(list.filter(({ sign }) => !['=', '!=', 'IN', 'NIN', '>', '<', '~', '!~', '^', '$'].includes(sign))).toEqual([]);
		},
	);
	it('of a custom attribute follow from its type', () => {
		expect(['string', 'integer', 'float', 'boolean', 'date', 'datetime', undefined, 'unheard of'].map(searchTypeOf)).toEqual([
			'text',
			'number',
			'number',
			'flag',
			'date',
			'date',
			'text',
			'text',
		]);
	});
	it('are limited as Intercom limits them', () => expect(SEARCH_LIMITS).toEqual({ levels: 2, perGroup: 15 }));
});

describe.each(Object.entries(shapes) as Array<[string, Shape]>)(
	'what is left of a %s when it is simplified',
	(_id, { keep, dates, top = {}, details = {}, asked = [], fields }) => {
		it('is at most ten fields, the ID first, each once', () => {
			expect(keep.length).toBeLessThanOrEqual(10);
			expect(keep[0]).toBe('id');
			expect(twice([...keep])).toEqual([]);
		});
		it('is at most ten fields with the summary too, which says nothing twice', () => {
			const shown = [
				...keep.filter((name) => !(name in details)),
				...Object.keys(top),
				...(Object.keys(details).length ? ['details'] : []),
			];
			expect(shown.length).toBeLessThanOrEqual(10);
			expect(shown[0]).toBe('id');
			expect(twice([...keep, ...Object.keys(top), ...asked])).toEqual([]);
			expect(twice([...Object.keys(details), ...Object.keys(top), ...asked])).toEqual([]);
			expect([...keep, ...Object.keys(top), ...asked]).not.toContain('details');
		});
		it('has readable dates', () => {
			expect(dates.filter((name) => !keep.includes(name))).toEqual([]);
			expect(keep.filter((name) => /_at$/.test(name) && !dates.includes(name))).toEqual([]);
		});
		it('can be chosen field by field, and everything else of the record too', () => {
			expect(twice([...fields])).toEqual([]);
			expect([...keep, ...Object.keys(top), ...Object.keys(details), ...asked].filter((name) => !fields.includes(name))).toEqual([]);
			expect(fields.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
		});
	},
);

it('what people ask for is not taken away again', () => {
	const added = rows.flatMap(({ title, operation }) =>
		entriesOf(operation).flatMap(({ part, wire }) =>
			part === 'query' && operation.simplify && /^include_(?!archived)/.test(wire) ? [`${title}: ${wire}`] : [],
		),
	);
	// what each of these adds to the answer
	const adds: Record<string, string[]> = {
		include_merge_history: ['merge_history'],
		include_monitors: ['monitor_evaluations'],
		include_scorecards: ['scorecards'],
		// inside the first message and the parts
		include_translations: ['source', 'conversation_parts'],
		include_email_history: ['source'],
		include_bodies: ['request_url', 'request_body', 'response_body', 'raw_response_body'],
	};
	expect(added.length).toBeGreaterThan(5);
	for (const what of added) {
		const [title, wire] = [what.slice(0, what.lastIndexOf(': ')), what.slice(what.lastIndexOf(': ') + 2)];
		const { asked = [], keep, top = {} } = shapes[rows.find((row) => row.title === title)?.operation.simplify ?? 'contact'] as Shape;
		expect([title, [...asked, ...keep, ...Object.keys(top)]]).toEqual([title, expect.arrayContaining(adds[wire])]);
	}
});
