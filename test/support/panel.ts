/** What people see: the properties of a node for one operation, and filling them in. */

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { entriesOf, type Entry, type Part, type Row } from './rows';
import { awkwardId, type IdFor, type Sample, sampleOf } from './samples';

/** The version of nodes that are added now. */
const NEWEST = 1.1;

/** Whether a property belongs to the resource and operation, in a node of the newest version; what else it depends on is left open. */
export function isShownFor({ displayOptions }: INodeProperties, { resource, operation }: Row, version = NEWEST): boolean {
	const allows = (name: string, value: string | number): boolean => {
		const [shown, hidden] = [displayOptions?.show?.[name], displayOptions?.hide?.[name]] as Array<unknown[] | undefined>;
		return (shown === undefined || shown.includes(value)) && !hidden?.includes(value);
	};
	return allows('resource', resource.id) && allows('operation', operation.id) && allows('@version', version);
}

export const panelOf = (properties: INodeProperties[], row: Row): INodeProperties[] =>
	properties.filter((property) => isShownFor(property, row));

/** Parameter -> what is entered. */
export interface Entered {
	/** Of the parameters that are shown by themselves. */
	top: Record<string, unknown>;
	/** Of those that people add to the collection of optional fields. */
	added: Record<string, unknown>;
}

/** Puts values where the panel has their parameters. */
export function enter(panel: INodeProperties[], { top, added }: Entered): IDataObject {
	const names = Object.keys(added);
	const collection = panel.find(
		({ name, type, options = [] }) =>
			name !== 'options' && type === 'collection' && names.every((wanted) => options.some((option) => option.name === wanted)),
	);
	const missing = Object.keys(top).filter((name) => !panel.some((property) => property.name === name));
	if (missing.length || (names.length && !collection))
		throw new Error(`The panel has no place for ${missing.join(', ') || names.join(', ')}`);
	return { ...top, ...(collection && names.length ? { [collection.name]: added } : {}) } as IDataObject;
}

export interface Filled extends Entered {
	/** Where it goes -> wire name -> what is sent. */
	sent: Record<Part, Record<string, unknown>>;
	used: Entry[];
	/** Files of the item. */
	binary: NonNullable<Sample['binary']>;
}

/** What cannot be left out. */
export const isRequired = ({ field }: Entry): boolean => field.required === true || field.kind === 'search';
/** What is shown by itself. */
export const isTop = ({ field }: Entry): boolean =>
	field.required === true || field.alwaysShown === true || field.kind === 'search' || field.kind === 'attributes';

/** Every field of a row with a value of item `n`, or those that `which` names. */
export function fill({ operation }: Row, n: number, which: (entry: Entry) => boolean = () => true, idFor: IdFor = awkwardId): Filled {
	const filled: Filled = { top: {}, added: {}, sent: { path: {}, query: {}, body: {}, shared: {}, inputs: {} }, used: [], binary: {} };
	const choices: Record<string, unknown> = {};
	for (const entry of entriesOf(operation).filter(which)) {
		const { wire, field, part } = entry;
		const { entered, added, sent, binary } = sampleOf(wire, field, n, idFor);
		Object.assign(isTop(entry) ? filled.top : filled.added, entered);
		Object.assign(filled.added, added);
		Object.assign(filled.binary, binary);
		choices[`${part} ${wire}`] = entered[entry.param];
		// a field that goes with another one's value counts only then
		if (field.notSent || (field.when && ![field.when.is].flat().includes(String(choices[`${part} ${field.when.field}`])))) continue;
		for (const [name, value] of Object.entries({ ...sent, ...field.alsoSend })) {
			const there = filled.sent[part][name];
			// two ways to enter one list or object make one
			filled.sent[part][name] = wire.includes('#') ? together(there, value) : value;
		}
		filled.used.push(entry);
	}
	return filled;
}

function together(one: unknown, other: unknown): unknown {
	if (Array.isArray(one) && Array.isArray(other)) return [...(one as unknown[]), ...(other as unknown[])];
	return typeof one === 'object' && typeof other === 'object' && !Array.isArray(one) && !Array.isArray(other)
		? { ...one, ...other }
		: other;
}

/** Every value becomes an expression that looks it up in an item with these parameters. */
export const asExpressions = (parameters: IDataObject): IDataObject => expression(parameters, '') as IDataObject;

/** n8n's own structure around the values; people cannot make expressions of it. */
const STRUCTURE = new Set(['__rl', 'mappingMode', 'matchingColumns', 'schema']);

function expression(value: unknown, path: string): unknown {
	const isPlain =
		typeof value !== 'object' || value === null || (Array.isArray(value) && value.every((entry) => typeof entry !== 'object'));
	if (isPlain) return `={{ $json${path} }}`;
	if (Array.isArray(value)) return value.map((entry, index) => expression(entry, `${path}[${index}]`));
	const fixed = '__rl' in value ? ['mode'] : [];
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			STRUCTURE.has(name) || fixed.includes(name) ? inner : expression(inner, `${path}[${JSON.stringify(name)}]`),
		]),
	);
}
