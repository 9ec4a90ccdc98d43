/** What `npm run drift` finds, and that the simulator knows every endpoint of the catalog: an invented one passes nothing. */

import { knownDifferences } from '../../catalog/left-out';
import { nodes } from '../../catalog/nodes';
import type { CatalogNode, Operation } from '../../catalog/language/types';
import { attributeSources } from '../../catalog/records/attributes';
import { entities } from '../../catalog/records/entities';
import { families } from '../../catalog/triggers/topics/families';
import { watches } from '../../catalog/triggers/watches';
import { differences } from '../../scripts/drift/compare';
import { bare, readDescription } from '../../scripts/drift/description';
import { routes } from '../../simulator/routes';
import { endpointsOf, rows } from '../support/rows';

/** Endpoints that the simulator does not have, with the reason. */
const NOT_SIMULATED: ReadonlyArray<{ endpoint: string; why: string }> = [
	{ endpoint: 'POST /conversations/last/reply', why: 'The simulator takes "last" for the ID in POST /conversations/{}/reply' },
];

const description = `
openapi: 3.0.1
info: { version: '2.16' }
paths:
  "/ships/{ship_id}":
    get:
      parameters:
        - { name: ship_id, in: path, required: true }
        - { name: include, in: query, schema: { type: string, enum: [crew, cargo] } }
  "/ships":
    post:
      requestBody: { content: { application/json: { schema: { "$ref": "#/components/schemas/ship" } } } }
  "/harbours":
    get: {}
components:
  schemas:
    ship:
      required: [name]
      properties:
        name: { type: string }
        kind: { type: string, enum: [brig, sloop] }
        home: { oneOf: [{ type: object }, { type: string }] }
`;

const create: Operation = {
	id: 'create',
	name: 'Create',
	action: 'Create ship',
	about: 'Create a ship',
	request: 'POST /ships',
	body: {
		name: { kind: 'text', required: true },
		kind: {
			kind: 'choice',
			choices: [
				{ value: 'brig', name: 'Brig' },
				{ value: 'sloop', name: 'Sloop' },
			],
		},
		'home.port': { kind: 'text' },
	},
};
const get: Operation = {
	id: 'get',
	name: 'Get',
	action: 'Get ship',
	about: 'Get a ship',
	request: 'GET /ships/{id}',
	path: { id: { kind: 'text', required: true } },
	query: {
		include: {
			kind: 'choice',
			choices: [
				{ value: 'crew', name: 'Crew' },
				{ value: 'cargo', name: 'Cargo' },
			],
		},
	},
};
const list: Operation = { id: 'getAll', name: 'Get Many', action: 'Get many harbours', about: 'Get harbours', request: 'GET /harbours' };

const found = (...operations: Operation[]) => {
	const catalog: CatalogNode[] = [{ id: 'fleet', resources: [{ id: 'ship', name: 'Ship', about: 'Ships', operations }] }];
	return differences(catalog, readDescription(description)).map(({ endpoint, field, what }) =>
		[endpoint, field, what].filter(Boolean).join(' '),
	);
};

describe('a description of the API against the catalog', () => {
	it('rows that say the same differ in nothing', () => expect(found(create, get, list)).toEqual([]));

	it.each<[string, Operation[], string]>([
		['an endpoint that no operation reaches', [create, get], 'GET /harbours is described, and no operation reaches it'],
		[
			'an endpoint that is invented',
			[create, get, { ...list, request: 'GET /islands' }],
			'GET /islands is in the catalog, and not described',
		],
		[
			'a field that no operation sends',
			[create, { ...get, query: {} }, list],
			'GET /ships/{} include is described, and no operation sends it',
		],
		[
			'a field that is invented',
			[{ ...create, body: { ...create.body, colour: { kind: 'text' } } }, get, list],
			'POST /ships colour is sent, and not described',
		],
		[
			'a required field that is optional',
			[{ ...create, body: { ...create.body, name: { kind: 'text' } } }, get, list],
			'POST /ships name is required, and optional in "Create ship"',
		],
		[
			'a value that is not offered',
			[{ ...create, body: { ...create.body, kind: { kind: 'choice', choices: [{ value: 'brig', name: 'Brig' }] } } }, get, list],
			'POST /ships kind takes "sloop", which is not offered',
		],
		[
			'a value that is invented',
			[
				create,
				{ ...get, query: { include: { kind: 'choice', choices: ['crew', 'cargo', 'rats'].map((value) => ({ value, name: value })) } } },
				list,
			],
			'GET /ships/{} include offers "rats", which is not described',
		],
	])('notices %s', (_what, operations, difference) => expect(found(...operations)).toContain(difference));

	it('refuses a version that the catalog does not know, and text that is no description', () => {
		expect(() => differences(nodes, readDescription(description.replace('2.16', '9.9')))).toThrow("The catalog knows no version '9.9'");
		expect(() => readDescription('ships: []')).toThrow('This is no OpenAPI description');
	});

	it('leaves out on purpose only what rows really have or lack', () => {
		const reached = new Set(rows.flatMap(({ operation }) => endpointsOf(operation)).map(bare));
		expect(knownDifferences.filter(({ endpoint, why }) => !reached.has(bare(endpoint)) || !why)).toEqual([]);
	});
});

it('the simulator knows every endpoint that the catalog names, apart from those listed with a reason', () => {
	const known = new Set([
		...routes.map(({ method, path }) => bare(`${method} ${path}`)),
		...NOT_SIMULATED.map(({ endpoint }) => bare(endpoint)),
	]);
	const named = [
		...rows.flatMap(({ operation }) => [...endpointsOf(operation), ...(operation.list?.beyond ? [operation.list.beyond.scroll] : [])]),
		...watches.flatMap(({ source, lag }) => [...endpointsOf(source), ...(lag ? [lag.one] : [])]),
		...Object.values(entities).flatMap(({ list: of, lookups = [] }) => [
			...(of ? [of.request, ...(of.search ? [of.search.request] : [])] : []),
			...lookups.flatMap(({ find, create: making }) => [...(find ? [find.request] : []), ...(making ? [making.request] : [])]),
		]),
		...Object.values(attributeSources).map(({ request }) => request),
		...Object.values(families).flatMap(({ fetch }) => (fetch ? [fetch.endpoint] : [])),
	].map(bare);
	expect(named.length).toBeGreaterThan(rows.length);
	expect([...new Set(named)].filter((endpoint) => !known.has(endpoint))).toEqual([]);
});
