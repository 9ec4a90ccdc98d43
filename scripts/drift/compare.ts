/** Where the catalog and a description of Intercom's API say different things, both ways. */

import { API_VERSIONS, type ApiVersion, has } from '../../intercom/versions';
import { leftOut, knownDifferences } from '../../catalog/left-out';
import type { CatalogNode, Field, Fields, Operation } from '../../catalog/language/types';
import { attributeSources } from '../../catalog/records/attributes';
import { endpoints } from '../../engine/plan';
import { bare, type Described, type DescribedEndpoint, type Description } from './description';

export interface Difference {
	endpoint: string;
	/** The field, where it is about one. */
	field?: string;
	what: string;
}

/** What paging and n8n's panel add by themselves. */
const PAGING = ['page', 'per_page', 'starting_after', 'pagination', 'sort', 'order', 'query', 'scroll_param', 'limit', 'cursor'];

const wireOf = (key: string): string => key.split('#')[0].split('.')[0];

/** The names under which a field is sent. */
const namesOf = (key: string, field: Field): string[] => {
	if (field.notSent) return [];
	const along = Object.keys(field.alsoSend ?? {}).map(wireOf);
	// a picker whose modes have names of their own is sent under those
	const modes = field.kind === 'ref' && field.spell && !field.spell.listed ? field.spell.modes : {};
	return [...('id' in modes ? [] : [wireOf(key)]), ...along, ...Object.values(modes).map(wireOf)];
};

/** Sent by every request: people have to fill it in, or something stands for it. */
const isAlwaysSent = (field: Field): boolean =>
	field.required === true ||
	field.sendWhenOmitted !== undefined ||
	(field.kind === 'ref' && field.fallback !== undefined) ||
	(field.kind === 'text' && field.generate !== undefined) ||
	(field.kind === 'date' && field.now === true);

interface Row {
	operation: Operation;
	fields: Array<{ name: string; field?: Field; required: boolean }>;
}

function rowOf(operation: Operation): Row {
	// of a batch, the body is one element of a list, which is not compared
	const parts: Fields[] = [operation.query ?? {}, operation.batch ? operation.batch.shared : (operation.body ?? {})];
	const entered = parts.flatMap((part) =>
		Object.entries(part).flatMap(([key, field]) =>
			namesOf(key, field).map((name) => ({ name, field: name === wireOf(key) ? field : undefined, required: isAlwaysSent(field) })),
		),
	);
	const constant = Object.keys(operation.constants ?? {}).map((key) => ({ name: wireOf(key), required: true }));
	return { operation, fields: [...entered, ...constant, ...(operation.batch ? [{ name: operation.batch.into, required: true }] : [])] };
}

/** Whether a row is meant for this version of the API. */
function isOf(operation: Operation, version: ApiVersion): boolean {
	return has(version, operation.since ?? '2.15') && (operation.until === undefined || has(operation.until, version));
}

/** Empty where nothing differs besides what is left out on purpose. Throws for a version the catalog does not know. */
export function differences(catalog: readonly CatalogNode[], description: Description): Difference[] {
	const version = API_VERSIONS.find((one) => one === description.version);
	if (!version) throw new Error(`The catalog knows no version '${description.version}'`);
	const operations = catalog.flatMap(({ resources }) => resources.flatMap((resource) => resource.operations));
	const ours = operations.filter((operation) => isOf(operation, version) && !operation.availability);
	const reached = new Set([...operations.flatMap(endpoints), ...Object.values(attributeSources).map(({ request }) => request)].map(bare));
	const left = new Set(leftOut.map(({ endpoint }) => bare(endpoint)));
	const unreached = [...description.endpoints.keys()]
		.filter((endpoint) => !reached.has(endpoint) && !left.has(endpoint))
		.map((endpoint) => ({ endpoint, what: 'is described, and no operation reaches it' }));
	const unknown = [...new Set(ours.flatMap((operation) => endpoints(operation).map(bare)))]
		.filter((endpoint) => !description.endpoints.has(endpoint))
		.map((endpoint) => ({ endpoint, what: 'is in the catalog, and not described' }));
	const fields = [...description.endpoints.values()].flatMap((described) => {
		const rows = ours
			.filter((operation) => operation.procedure === undefined && bare(endpoints(operation)[0]) === described.endpoint)
			.map(rowOf);
		return rows.length ? inFields(described, rows, version) : [];
	});
	return [...unreached, ...unknown, ...fields].filter((one) => !isLeftOut(one));
}

const isLeftOut = ({ endpoint, field }: Difference): boolean =>
	knownDifferences.some((one) => one.field === field && bare(one.endpoint) === endpoint);

function inFields({ endpoint, query, body }: DescribedEndpoint, rows: Row[], version: ApiVersion): Difference[] {
	const described = new Map([...query, ...body]);
	const entered = rows.flatMap(({ fields }) => fields);
	const missing = [...described.keys()].filter((name) => !PAGING.includes(name) && !entered.some((one) => one.name === name));
	const invented = [
		...new Set(
			entered.filter(({ name, field }) => !described.has(name) && (!field?.since || has(version, field.since))).map(({ name }) => name),
		),
	];
	return [
		...missing.map((field) => ({ endpoint, field, what: 'is described, and no operation sends it' })),
		...(described.size ? invented.map((field) => ({ endpoint, field, what: 'is sent, and not described' })) : []),
		...[...described].flatMap(([name, one]) => inField(endpoint, name, one, rows)),
	];
}

function inField(endpoint: string, field: string, { required, values }: Described, rows: Row[]): Difference[] {
	const optional =
		required && !PAGING.includes(field)
			? rows.filter((row) => row.fields.some(({ name }) => name === field) && !row.fields.some((one) => one.name === field && one.required))
			: [];
	const offered = [
		...new Set(
			rows
				.flatMap((row) => row.fields)
				.flatMap((one) =>
					one.name === field && (one.field?.kind === 'choice' || one.field?.kind === 'choices')
						? one.field.choices.map(({ value }) => value)
						: [],
				),
		),
	];
	const constants = rows.flatMap(({ operation }) =>
		operation.constants && field in operation.constants ? [String(operation.constants[field])] : [],
	);
	const known = values ?? [];
	const compared = offered.length > 0 && known.length > 0;
	return [
		...optional.map(({ operation }) => ({ endpoint, field, what: `is required, and optional in "${operation.action}"` })),
		...(compared
			? known
					.filter((value) => ![...offered, ...constants].includes(value))
					.map((value) => ({ endpoint, field, what: `takes "${value}", which is not offered` }))
			: []),
		...(compared
			? offered
					.filter((value) => !known.includes(value))
					.map((value) => ({ endpoint, field, what: `offers "${value}", which is not described` }))
			: []),
	];
}
