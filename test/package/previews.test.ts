/** What the editor shows of an operation that has not run yet, beside what it really puts out. `npm run previews` writes them. */

import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import { nodes } from '../../catalog/nodes';
import { fs, path } from '../../scripts/machine.js';
import type { Schema } from '../../scripts/previews/description';
import { folderOf, newestOf } from '../../scripts/previews/place';
import { useIntercom } from '../support/intercom';
import { entriesOf, type Row, rows } from '../support/rows';

const setting = useIntercom({ seed: 'demo' });
const fileOf = ({ node, resource, operation }: Row): string => path.join(folderOf(node.id), resource.id, `${operation.id}.json`);
const previewOf = (row: Row): Schema => JSON.parse(fs.readFileSync(fileOf(row), 'utf8')) as Schema;

it('every operation has one, for the version of the nodes that are added now, and there are no others', () => {
	const all = nodes.flatMap(({ id }) =>
		(fs.readdirSync(folderOf(id), { recursive: true }) as string[])
			.filter((file) => file.endsWith('.json'))
			.map((file) => path.join(folderOf(id), file)),
	);
	expect(all.sort()).toEqual(rows.map(fileOf).sort());
	for (const { id } of nodes) {
		const { version } = setting.host.packages.getByNameAndVersion(`n8n-nodes-intercom.${id}`).description as INodeTypeDescription;
		expect(String(Math.max(...[version].flat()))).toBe(newestOf(id));
	}
});

it('they name fields and types, and hold no texts of the API description', () => {
	const odd = (schema: Schema): boolean =>
		Object.keys(schema).some((key) => !['type', 'properties', 'items'].includes(key)) ||
		[...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])].some(odd);
	expect(rows.filter((row) => odd(previewOf(row))).map(({ title }) => title)).toEqual([]);
	expect(rows.filter((row) => previewOf(row).type !== 'object').map(({ title }) => title)).toEqual([]);
});

it('what an operation has no word for is one with nothing to show', () => {
	expect(rows.filter((row) => !Object.keys(previewOf(row).properties ?? {}).length).map(({ title }) => title)).toEqual([
		'procedure: collectInput',
	]);
});

/** Where a value is not what the preview says. */
function wrong(value: unknown, schema: Schema | undefined, place: string): string[] {
	if (value === null || value === undefined) return [];
	if (!schema) return [`${place}: missing`];
	const type = Array.isArray(value) ? 'array' : typeof value === 'number' ? 'number' : typeof value;
	const said = schema.type === 'integer' ? 'number' : schema.type;
	if (type !== said) return [`${place}: ${said}, but is ${type}`];
	if (Array.isArray(value)) return schema.items ? value.flatMap((entry) => wrong(entry, schema.items, `${place}[]`)) : [];
	if (typeof value !== 'object' || !schema.properties) return [];
	return Object.entries(value).flatMap(([name, inner]) => wrong(inner, schema.properties?.[name], place ? `${place}.${name}` : name));
}

const isSimple = ({ operation }: Row): boolean =>
	operation.list !== undefined &&
	!operation.procedure &&
	!entriesOf(operation).some(({ field }) => field.required || field.kind === 'search');
/** Operations that take nothing but one record. */
const takesOne = ({ operation }: Row): boolean =>
	!operation.list &&
	String(operation.request).startsWith('GET') &&
	!operation.answer &&
	entriesOf(operation).filter(({ field }) => field.required).length === 1 &&
	entriesOf(operation).some(({ field, part }) => field.kind === 'ref' && part === 'path');

async function outputOf(row: Row, parameters: IDataObject = {}): Promise<IDataObject[]> {
	const { items, error } = await setting.host.runNode({
		type: row.type,
		parameters: { resource: row.resource.id, operation: row.operation.id, ...parameters },
		credentials: setting.credentials as never,
	});
	return error ? [] : items.map(({ json }) => json);
}

describe('what comes out is what the preview says', () => {
	it('lists, and one record of each', async () => {
		const seen: string[] = [];
		const different: string[] = [];
		const compare = (row: Row, items: IDataObject[]) => {
			if (items.length) seen.push(row.title);
			different.push(...new Set(items.flatMap((item) => wrong(item, previewOf(row), '')).map((line) => `${row.title} ${line}`)));
		};
		for (const row of rows.filter(isSimple)) {
			const items = await outputOf(row, { limit: 5 });
			compare(row, items);
			const id = items[0]?.id;
			if (id === undefined || row.operation.id !== 'getAll') continue;
			for (const one of rows.filter((other) => other.resource.id === row.resource.id && takesOne(other))) {
				const { param } = entriesOf(one.operation).find(({ field }) => field.kind === 'ref') as { param: string };
				compare(one, await outputOf(one, { [param]: { __rl: true, mode: 'id', value: String(id) } }));
			}
		}
		expect(different).toEqual([]);
		expect(seen.length).toBeGreaterThan(40);
	});
});
