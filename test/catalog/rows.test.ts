/** Every row of the catalog, checked against the rules that rows are written by. */

import { attributeSources } from '../../catalog/records/attributes';
import { entities } from '../../catalog/records/entities';
import { nodes } from '../../catalog/nodes';
import type { Field, Fields } from '../../catalog/language/types';
import { bracesOf, endpointsOf, entriesOf, methodOf, type Row, rows, titledRows } from '../support/rows';
import { faultsOf, node as nodeSchema, operation as operationSchema } from './schema';

/** Rows of which something does not hold. */
const except = (holds: (row: Row) => boolean): string[] => rows.filter((row) => !holds(row)).map(({ title }) => title);
const twice = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);

const endpointOf = ({ operation }: Row): string => endpointsOf(operation)[0];

/** Every field of a row, those inside lists of forms included. */
const allFields = ({ operation }: Row): Array<[wire: string, field: Field]> =>
	entriesOf(operation).flatMap(({ wire, field }) => [
		[wire, field] as [string, Field],
		...(field.kind === 'rows' ? Object.entries({ ...field.fields, ...field.more }) : []),
	]);

const exceptFields = (holds: (field: Field, wire: string) => boolean): string[] =>
	rows.flatMap((row) =>
		allFields(row)
			.filter(([wire, field]) => !holds(field, wire))
			.map(([wire]) => `${row.title}: ${wire}`),
	);

describe('the catalog is written in its own words only', () => {
	it.each(titledRows())('%s', (_title, { operation }) => expect(faultsOf(operationSchema, operation)).toEqual([]));

	it('also its resources and nodes', () => expect(nodes.flatMap((node) => faultsOf(nodeSchema, node))).toEqual([]));

	it('and a key nobody knows would be noticed, also inside a list of forms', () => {
		const { operation } = rows[0];
		const odd = { kind: 'rows', row: 'Odd', fields: { name: { kind: 'text', requird: true } } };
		expect(faultsOf(operationSchema, { ...operation, pages: true })).toHaveLength(1);
		expect(faultsOf(operationSchema, { ...operation, body: { list: odd } })).toEqual([expect.stringContaining('requird')]);
	});
});

describe('nothing exists twice', () => {
	it('no operation of a resource', () => expect(twice(rows.map(({ node, title }) => `${node.id} ${title}`))).toEqual([]));
	it('no action in the whole package: it is what an AI agent chooses by', () =>
		expect(twice(rows.map(({ operation }) => operation.action.toLowerCase()))).toEqual([]));
	it('no resource', () => expect(twice(nodes.flatMap(({ resources }) => resources.map(({ id }) => id)))).toEqual([]));
	it('no value and no name of a choice', () => {
		expect(
			exceptFields(
				(field) =>
					!('choices' in field) ||
					(twice(field.choices.map(({ value }) => value)).length === 0 && twice(field.choices.map(({ name }) => name)).length === 0),
			),
		).toEqual([]);
	});
});

describe('an endpoint', () => {
	const plain = (row: Row) => !row.operation.procedure;

	it('has a required field for every brace of its path, and a brace for every such field', () => {
		expect(
			except(
				(row) =>
					!plain(row) ||
					bracesOf(endpointOf(row)).sort().join() ===
						Object.keys(row.operation.path ?? {})
							.sort()
							.join(),
			),
		).toEqual([]);
		expect(
			except(({ operation }) =>
				Object.values(operation.path ?? {}).every((field) => field.required && ['text', 'ref', 'choice', 'number'].includes(field.kind)),
			),
		).toEqual([]);
	});
	it('is one, unless the operation is a procedure, which lists all it may ask for and has inputs only', () => {
		expect(
			except(
				({ operation: { procedure, request, inputs } }) =>
					(procedure !== undefined) === (typeof request !== 'string') && (procedure !== undefined) === (inputs !== undefined),
			),
		).toEqual([]);
		expect(
			except(
				({ operation: { procedure, path, query, body, constants: fixed, list, answer, batch } }) =>
					!procedure || ![path, query, body, fixed, list, answer, batch].some(Boolean),
			),
		).toEqual([]);
		expect(except(({ operation }) => twice([...endpointsOf(operation)]).length === 0)).toEqual([]);
	});
	it('says whether it may be sent again only where its method does not say it', () => {
		const promised = (row: Row) => ['GET', 'PUT', 'DELETE'].includes(methodOf(endpointOf(row)));
		expect(except((row) => row.operation.repeatable === undefined || row.operation.repeatable !== promised(row))).toEqual([]);
	});
	it('that starts a job is never sent again, whatever its method', () => {
		const starts = rows.filter((row) => methodOf(endpointOf(row)) !== 'GET' && /\/(bulk|bulk\/\w+|enqueue)$/.test(endpointOf(row)));
		expect(starts.length).toBeGreaterThan(6);
		expect(starts.filter((row) => row.operation.repeatable ?? methodOf(endpointOf(row)) === 'PUT').map(({ title }) => title)).toEqual([]);
	});
	it('that sets a state may be sent again, one that adds may not: every PUT, PATCH and DELETE was looked at', () => {
		const never = rows.filter(
			(row) =>
				['PUT', 'PATCH', 'DELETE'].includes(methodOf(endpointOf(row))) &&
				!row.operation.procedure &&
				!(row.operation.repeatable ?? methodOf(endpointOf(row)) !== 'PATCH'),
		);
		expect(never.map(endpointOf).sort()).toEqual(['PUT /companies/bulk', 'PUT /contacts/bulk']);
	});
	it('that takes something away without being a DELETE says so, and may be sent again', () => {
		const untags = (row: Row) =>
			methodOf(endpointOf(row)) !== 'DELETE' &&
			/untag/.test(JSON.stringify(row.operation.body ?? {})) &&
			/^(remove|untag)/.test(row.operation.id);
		expect(except((row) => (row.operation.removes === true) === untags(row))).toEqual([]);
		expect(except((row) => !row.operation.removes || row.operation.repeatable === true)).toEqual([]);
	});
	it('has no body if it is a GET, and no field twice below and beside itself in the body', () => {
		expect(except((row) => methodOf(endpointOf(row)) !== 'GET' || !(row.operation.body || row.operation.batch))).toEqual([]);
		// a record that is spelled by how it is chosen is not sent under the field's own name
		const names = (fields: Fields = {}): string[] =>
			Object.entries(fields).flatMap(([wire, field]) =>
				field.kind === 'ref' && field.spell && !field.spell.listed ? [] : [wire.split('#')[0]],
			);
		expect(
			except(({ operation: { body } }) => !names(body).some((wire) => names(body).some((other) => other.startsWith(`${wire}.`)))),
		).toEqual([]);
		expect(except(({ operation: { body, constants: fixed = {} } }) => !names(body).some((wire) => wire in fixed))).toEqual([]);
	});
	it('that answers with a file or text is a reading one, and names the file by its own path', () => {
		const special = (row: Row) => row.operation.answer;
		expect(except((row) => !special(row) || (!row.operation.list && !row.operation.simplify && !row.operation.batch))).toEqual([]);
		expect(
			except((row) => bracesOf(JSON.stringify(special(row) ?? {}).slice(1)).every((brace) => brace in (row.operation.path ?? {}))),
		).toEqual([]);
	});
	it('that makes a record go away says so', () => {
		expect(except(({ operation }) => (/^delete/.test(operation.id) && !operation.batch) === (operation.deletes === true))).toEqual([]);
		expect(except((row) => !row.operation.deletes || methodOf(endpointOf(row)) === 'DELETE' || /delete/.test(endpointOf(row)))).toEqual([]);
	});
});

describe('a list', () => {
	const lists = rows.filter(({ operation }) => operation.list);

	it('says how much a page holds exactly if it has pages', () => {
		expect(
			lists.filter(({ operation: { list } }) => (list?.paging === undefined) !== (list?.pageSize === undefined)).map(({ title }) => title),
		).toEqual([]);
		expect(lists.filter(({ operation: { list } }) => list?.undocumented && !list.paging).map(({ title }) => title)).toEqual([]);
		expect(lists.filter(({ operation: { list } }) => list?.paging === 'either' && !list.undocumented).map(({ title }) => title)).toEqual(
			[],
		);
	});
	it('pages in the body only where there is one', () => {
		expect(
			lists.filter(({ operation: { list, body, constants } }) => list?.paging === 'body' && !body && !constants).map(({ title }) => title),
		).toEqual([]);
	});
	it('is what "Get Many" and "Search" give', () => {
		expect(except(({ operation: { name, list } }) => !/^(Get Many|Search)\b/.test(name) || list !== undefined)).toEqual([]);
	});
	it('can be read again after a fault', () => {
		expect(lists.filter((row) => methodOf(endpointOf(row)) === 'POST' && !row.operation.repeatable).map(({ title }) => title)).toEqual([]);
	});
});

describe('a batch', () => {
	it('has a body for its elements', () => expect(except(({ operation: { batch, body } }) => !batch || body !== undefined)).toEqual([]));
	it('sends no more than 100 people or companies at once, as Intercom takes them', () => {
		expect(
			except(({ resource, operation: { batch } }) => !batch || !['contact', 'company'].includes(resource.id) || batch.size === 100),
		).toEqual([]);
	});
});

describe('a field', () => {
	it('goes with the value of another one only if that one is a choice of the same part and has the value', () => {
		expect(
			except(({ operation }) => {
				const entries = entriesOf(operation);
				return entries.every(({ field: { when }, part }) => {
					const other = when && entries.find((entry) => entry.part === part && entry.wire === when.field)?.field;
					return (
						!when ||
						(other?.kind === 'choice' &&
							Boolean(other.required || other.alwaysShown) &&
							[when.is].flat().every((is) => other.choices.some(({ value }) => value === is)))
					);
				});
			}),
		).toEqual([]);
	});
	it('starts with a value it can have', () => {
		expect(
			exceptFields((field) => {
				if (field.initial === undefined) return true;
				if (field.kind === 'choice') return field.choices.some(({ value }) => value === field.initial);
				return (
					typeof field.initial ===
					({ flag: 'boolean', number: 'number', text: 'string', file: 'string', files: 'string' } as Record<string, string>)[field.kind]
				);
			}),
		).toEqual([]);
	});
	it('that is shown by itself and is never empty says what it starts with, because that is sent', () => {
		expect(
			exceptFields(
				(field) =>
					!(field.required || field.alwaysShown) || !['choice', 'flag', 'number'].includes(field.kind) || field.initial !== undefined,
			),
		).toEqual([]);
	});
	it('offers to create a record only where Intercom can make one of a name', () => {
		expect(
			exceptFields(
				(field) => field.kind !== 'ref' || !field.mayCreate || entities[field.to].lookups?.some(({ create }) => create) === true,
			),
		).toEqual([]);
	});
	it('that stands for a record under several names has a name for every mode that needs one', () => {
		expect(
			exceptFields(
				(field) =>
					field.kind !== 'ref' ||
					!field.spell ||
					Object.keys(field.spell.modes).every(
						(mode) => mode === 'id' || entities[field.to].lookups?.some((lookup) => lookup.mode === mode),
					),
			),
		).toEqual([]);
		expect(exceptFields((field) => field.kind !== 'ref' || [field.spell, field.each, field.numeric].filter(Boolean).length < 2)).toEqual(
			[],
		);
	});
	it('may fall back on the admin of the credential only if it points at an admin', () => {
		expect(exceptFields((field) => field.kind !== 'ref' || !field.fallback || field.to === 'admin')).toEqual([]);
	});
	it('that goes beside or needs another one, or by whose value a list is ordered, names one that is there', () => {
		expect(
			except(({ operation }) =>
				entriesOf(operation).every(
					({ part, field: { onlyWith: beside } }) =>
						beside === undefined || entriesOf(operation).some((other) => other.part === part && other.wire === beside),
				),
			),
		).toEqual([]);
		expect(
			except(({ operation }) =>
				entriesOf(operation).every(
					({ part, field: { requires: needs } }) =>
						needs === undefined || entriesOf(operation).some((other) => other.part === part && other.wire === needs),
				),
			),
		).toEqual([]);
		expect(
			exceptFields((field) => field.kind !== 'rows' || field.keyBy === undefined || field.fields[field.keyBy]?.required === true),
		).toEqual([]);
	});
	it('with files belongs to one item, not to a batch', () => {
		expect(except(({ operation: { batch, body = {} } }) => !batch || !Object.values(body).some(({ kind }) => kind === 'files'))).toEqual(
			[],
		);
	});
	it('inside a list of forms needs nothing that only fields outside have', () => {
		const inner = rows.flatMap((row) =>
			entriesOf(row.operation).flatMap(({ field }) =>
				field.kind === 'rows'
					? Object.entries({ ...field.fields, ...field.more }).map(([wire, one]) => ({ title: `${row.title}: ${wire}`, wire, one }))
					: [],
			),
		);
		expect(inner.length).toBeGreaterThan(0);
		expect(
			inner
				.filter(
					({ wire, one }) =>
						wire.includes('.') ||
						one.since ||
						one.when ||
						one.alwaysShown ||
						one.notSent ||
						one.alsoSend ||
						one.onlyWith ||
						one.requires ||
						one.sendWhenOmitted !== undefined ||
						['rows', 'files', 'later', 'attributes', 'search'].includes(one.kind),
				)
				.map(({ title }) => title),
		).toEqual([]);
	});
});

describe('the name of a parameter', () => {
	/** Names of n8n's and of every node here. */
	const RESERVED = [
		'resource',
		'operation',
		'authentication',
		'options',
		'returnAll',
		'limit',
		'simplify',
		'output',
		'fields',
		'additionalFields',
		'updateFields',
		'filters',
		'searchWith',
		'match',
		'conditions',
		'conditionGroups',
		'queryJson',
		'requestOptions',
		'descriptionType',
		'toolDescription',
	];
	const forms = Object.values(attributeSources).map(({ param }) => param);
	const isOwn = ({ param, field }: { param: string; field: Field }) =>
		field.kind === 'attributes'
			? attributeSources[field.model].param === param
			: ![...RESERVED, ...forms, ...forms.map((form) => `${form}Json`)].includes(param) && !/^create\w+IfMissing$/.test(param);

	it('is camelCase and none that n8n or the node uses itself', () => {
		expect(
			except(({ operation }) =>
				entriesOf(operation).every(({ param, field }) => /^[a-z][a-zA-Z0-9]*$/.test(param) && isOwn({ param, field })),
			),
		).toEqual([]);
	});
	it('means one field among those that are entered in the same place', () => {
		expect(
			rows.flatMap(({ title, operation }) => {
				const top = ({ field: { required, alwaysShown: top, kind } }: { field: Field }) =>
					Boolean(required || top || kind === 'attributes' || kind === 'search');
				return twice(
					entriesOf(operation).map(
						(entry) => `${title}: ${entry.param} ${top(entry) ? 'at the top' : 'added'} ${[entry.field.when?.is ?? ''].flat().join()}`,
					),
				);
			}),
		).toEqual([]);
	});
});
