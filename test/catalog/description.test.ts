/** What is generated for n8n from the catalog: the properties of every node and the methods behind its pickers. */

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { nodes } from '../../catalog/nodes';
import { nodeFrom } from '../../engine';
import { readCall } from '../../engine/execute/parameters';
import { planOf } from '../../engine/plan';
import { enter, fill, isShownFor, panelOf } from '../support/panel';
import { entriesOf, type Row, rows, titledRows } from '../support/rows';

type Inside = INodeProperties | INodePropertyCollection | INodePropertyOptions;

const generated = new Map(nodes.map((node) => [node.id, nodeFrom(node)]));
const propertiesOf = (id: string): INodeProperties[] => generated.get(id)?.properties ?? [];

const isCollection = (one: Inside): one is INodePropertyCollection => 'values' in one;
const isProperty = (one: Inside): one is INodeProperties => 'type' in one;

/** Every list of properties that stand side by side: the top level, the entries of collections, the values of forms. */
function siblings(properties: INodeProperties[]): INodeProperties[][] {
	const inner = properties.flatMap(({ options = [] }) =>
		(options as Inside[]).flatMap((one) => (isCollection(one) ? siblings(one.values) : [])),
	);
	const collections = properties.flatMap(({ type, options = [] }) =>
		type === 'collection' ? siblings((options as Inside[]).filter(isProperty)) : [],
	);
	return [properties, ...inner, ...collections];
}

const everything = (id: string): INodeProperties[] => siblings(propertiesOf(id)).flat();

/** Two properties that can never be seen at the same time. */
function exclude({ displayOptions: a }: INodeProperties, { displayOptions: b }: INodeProperties): boolean {
	const [one, other] = [a?.show ?? {}, b?.show ?? {}] as Array<Record<string, unknown[]>>;
	return Object.keys(one).some((name) => other[name] && !one[name].some((value) => other[name].includes(value)));
}

const sorted = (names: string[]): string[] => [...names].sort((a, b) => a.localeCompare(b));
const twice = (values: unknown[]): unknown[] => values.filter((value, index) => values.indexOf(value) !== index);
const namesOf = ({ options = [] }: INodeProperties): string[] =>
	(options as Inside[]).map((one) => (isProperty(one) ? one.displayName : one.name));

describe.each(nodes.map(({ id }): [string] => [id]))('the node %s', (id) => {
	const node = nodes.find((one) => one.id === id);
	const resources = node?.resources ?? [];

	it('lets people choose among all of its resources', () => {
		const [resource, ...others] = propertiesOf(id).filter(({ name }) => name === 'resource');
		expect(others).toEqual([]);
		expect(resource).toMatchObject({ displayName: 'Resource', type: 'options', noDataExpression: true });
		expect((resource.options as INodePropertyOptions[]).map(({ value }) => value).sort()).toEqual(resources.map((one) => one.id).sort());
	});

	it('has exactly one list of operations per resource, or n8n would show no actions', () => {
		const lists = propertiesOf(id).filter(({ name }) => name === 'operation');
		expect(lists.map(({ displayOptions }) => displayOptions)).toEqual(resources.map((resource) => ({ show: { resource: [resource.id] } })));
		for (const [index, list] of lists.entries()) {
			const options = list.options as INodePropertyOptions[];
			expect(list).toMatchObject({ displayName: 'Operation', type: 'options', noDataExpression: true });
			expect(options.map(({ value }) => value).sort()).toEqual(resources[index].operations.map((operation) => operation.id).sort());
			expect(options.map(({ value }) => value)).toContain(list.default);
			expect(options.filter(({ action, description }) => !action || !description)).toEqual([]);
		}
	});

	it('has unique actions', () => {
		const options = propertiesOf(id).flatMap(({ name, options: list = [] }) =>
			name === 'operation' ? (list as INodePropertyOptions[]) : [],
		);
		expect(twice(options.map(({ action }) => action))).toEqual([]);
	});

	it('has sorted choices and collections, without two of the same name or value', () => {
		for (const property of everything(id)) {
			const names = namesOf(property);
			const values = ((property.options ?? []) as Inside[]).map((one) => ('value' in one ? one.value : one.name));
			expect([property.name, names]).toEqual([property.name, sorted(names)]);
			expect([property.name, twice(property.type === 'collection' || property.type === 'fixedCollection' ? [] : [...values])]).toEqual([
				property.name,
				[],
			]);
		}
	});

	it('shows no two properties of one name at the same time', () => {
		for (const list of siblings(propertiesOf(id))) {
			for (const [index, property] of list.entries()) {
				const clash = list.slice(index + 1).find((other) => other.name === property.name && !exclude(property, other));
				expect([property.name, clash]).toEqual([property.name, undefined]);
			}
		}
	});

	it('has a method for every picker, and a picker for every method', () => {
		const named = (keys: string[]) =>
			[
				...new Set(
					everything(id).flatMap((property) =>
						[...JSON.stringify(property).matchAll(/"(\w+)":"(\w+)"/g)].flatMap(([, key, value]) => (keys.includes(key) ? [value] : [])),
					),
				),
			].sort();
		const { listSearch, loadOptions, resourceMapping } = generated.get(id)?.methods ?? {};
		expect(Object.keys(listSearch ?? {}).sort()).toEqual(named(['searchListMethod']));
		expect(Object.keys(loadOptions ?? {}).sort()).toEqual(named(['loadOptionsMethod']));
		expect(Object.keys(resourceMapping ?? {}).sort()).toEqual(named(['resourceMapperMethod']));
		const reloads = everything(id).flatMap(({ typeOptions }) => typeOptions?.loadOptionsDependsOn ?? []);
		expect(reloads.filter((path) => !propertiesOf(id).some(({ name }) => name === path.split('.')[0]))).toEqual([]);
	});

	it('has nothing that n8n would take for an expression, but for the hidden type of a condition', () => {
		const found = everything(id).flatMap((property) => {
			const values = [property.default, ...((property.options ?? []) as Inside[]).flatMap((one) => ('value' in one ? [one.value] : []))];
			return values.filter((value) => typeof value === 'string' && value.startsWith('=')).map(() => `${property.type} ${property.name}`);
		});
		expect([...new Set(found)].filter((one) => one !== 'hidden type')).toEqual([]);
	});

	it('has a default of the right kind for every property', () => {
		const right: Record<string, (value: unknown, property: INodeProperties) => boolean> = {
			boolean: (value) => typeof value === 'boolean',
			number: (value) => typeof value === 'number',
			multiOptions: (value) => Array.isArray(value),
			options: (value, { options = [], typeOptions }) =>
				Boolean(typeOptions?.loadOptionsMethod) || (options as INodePropertyOptions[]).some((one) => one.value === value),
			collection: (value) => JSON.stringify(value) === '{}',
			fixedCollection: (value) => JSON.stringify(value) === '{}',
			resourceLocator: (value, { modes = [] }) => modes.some(({ name }) => name === (value as { mode: string }).mode),
			resourceMapper: (value) => typeof value === 'object',
		};
		expect(
			everything(id)
				.filter((property) => !(right[property.type] ?? ((value: unknown) => typeof value === 'string'))(property.default, property))
				.map(({ name }) => name),
		).toEqual([]);
	});

	it('asks for required values only at the top: n8n does not check them inside collections', () => {
		expect(
			siblings(propertiesOf(id))
				.slice(1)
				.flat()
				.filter((property) => property.required)
				.map(({ name }) => name),
		).toEqual([]);
	});

	it('stays small enough to open quickly', () => {
		// n8n evaluates every top-level property at each execution; 375 of them still opened in 1.6 seconds
		expect(propertiesOf(id).length).toBeLessThan(230);
		// the choice of output on conversations and tickets took 8,000; how long the panel takes to open is measured in n8n (e2e)
		expect(Buffer.byteLength(JSON.stringify(propertiesOf(id)))).toBeLessThan(210_000);
	});
});

const paramOf = ({ operation }: Row, wire: string): string => entriesOf(operation).find((entry) => entry.wire === wire)?.param ?? '';

describe('the panel of an operation shows what is read, and nothing else', () => {
	it.each(titledRows())('%s', (_title, row) => {
		const panel = panelOf(propertiesOf(row.node.id), row);
		// the states that make a difference: what to match by, how to search, all or some
		for (const [n, state] of [
			{ searchWith: 'conditions', returnAll: false },
			{ searchWith: 'json', returnAll: true },
		].entries()) {
			const parameters: Record<string, unknown> = { limit: 5, ...enter(panel, fill(row, n)), queryJson: '{ "field": "name" }', ...state };
			const read = new Set(['authentication', 'resource', 'operation']);
			readCall(planOf(row.resource, row.operation), (name) => {
				read.add(name);
				return parameters[name];
			});
			const shown = panel.filter(({ displayOptions }) =>
				Object.entries(displayOptions?.show ?? {}).every(
					([name, values]) => ['resource', 'operation'].includes(name) || values?.includes(parameters[name] as string),
				),
			);
			const helps = entriesOf(row.operation)
				.filter(({ field }) => field.notSent)
				.map(({ param }) => param);
			expect(shown.map(({ name }) => name).filter((name) => !read.has(name) && !helps.includes(name))).toEqual([]);
			const applies = entriesOf(row.operation).filter(
				({ field: { required, when } }) => required && (!when || [when.is].flat().includes(String(parameters[paramOf(row, when.field)]))),
			);
			expect(applies.map(({ param }) => param).filter((name) => !shown.some((property) => property.name === name))).toEqual([]);
		}
	});

	it('and in the order of the row, the record first', () => {
		const wrong = rows.filter((row) => {
			const shown = panelOf(propertiesOf(row.node.id), row).map(({ name }) => name);
			const wanted = planOf(row.resource, row.operation)
				.slots.filter(({ place, field }) => place === 'top' && !['attributes', 'search', 'later'].includes(field.kind))
				.map(({ param }) => param);
			return shown.filter((name) => wanted.includes(name)).join() !== wanted.join();
		});
		expect(wrong.map(({ title }) => title)).toEqual([]);
	});

	it('and no property belongs to an operation that does not exist', () => {
		for (const { id } of nodes) {
			const orphans = propertiesOf(id).filter(
				(property) => !rows.some((row) => row.node.id === id && [1, 1.1, 1.2].some((version) => isShownFor(property, row, version))),
			);
			expect(orphans.map(({ name }) => name)).toEqual([]);
			for (const { displayOptions } of propertiesOf(id)) {
				const { resource = [], operation = [] } = (displayOptions?.show ?? {}) as Record<string, string[]>;
				// every combination that a property is shown for is one that people can choose
				for (const one of resource) for (const other of operation) expect(rows.map(({ title }) => title)).toContain(`${one}: ${other}`);
			}
		}
	});
});
