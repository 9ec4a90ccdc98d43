/** A list is read to its end, in whatever shape its pages come, or it says that it was not. */

import fc from 'fast-check';
import { useProperties } from './property';
import type { INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { type Case, by, useStandIn } from './run';
import type { Manner } from './stand-in/lists';
import type { Json, World } from './stand-in/world';

const property = useProperties('lists');
const here = useStandIn();

interface List extends Pick<Case, 'what' | 'node' | 'parameters'> {
	kind: string;
	paging: 'cursor' | 'body' | 'page' | 'scroll';
}

const json = (query: Json): Json => ({ searchWith: 'json', queryJson: JSON.stringify(query) });
const everybody = json({ field: 'created_at', operator: '>', value: '0' });

/** The kinds of paging, by what the description says of each endpoint. */
const lists: List[] = [
	{ what: 'contact: getAll', kind: 'contact', paging: 'cursor' },
	{ what: 'conversation: getAll', kind: 'conversation', paging: 'cursor' },
	{ what: 'macro: getAll', kind: 'macro', paging: 'cursor' },
	{ what: 'dataConnector: getAll', node: 'intercomFin', kind: 'connector', paging: 'cursor' },
	{
		what: 'note: getAll',
		kind: 'notes of 6762f000000000000000cafe',
		paging: 'cursor',
		parameters: { contactId: by('id', '6762f000000000000000cafe') },
	},
	{ what: 'contact: search', kind: 'contact', paging: 'body', parameters: everybody },
	{ what: 'conversation: search', kind: 'conversation', paging: 'body', parameters: everybody },
	{ what: 'ticket: search', kind: 'ticket', paging: 'body', parameters: everybody },
	{ what: 'company: getAll', kind: 'company', paging: 'page' },
	{ what: 'company: find', kind: 'company', paging: 'page' },
	{ what: 'conversation: getDeleted', kind: 'deleted conversation', paging: 'page' },
	{ what: 'call: getAll', kind: 'call', paging: 'page' },
	{ what: 'customObject: getAll', kind: 'object', paging: 'page', parameters: { objectType: 'Order' } },
	{ what: 'article: getAll', node: 'intercomKnowledge', kind: 'article', paging: 'page' },
	{ what: 'collection: getAll', node: 'intercomKnowledge', kind: 'collection', paging: 'page' },
	{ what: 'internalArticle: getAll', node: 'intercomKnowledge', kind: 'internal article', paging: 'page' },
	{ what: 'newsItem: getAll', node: 'intercomKnowledge', kind: 'news item', paging: 'page' },
	{ what: 'newsfeed: getAll', node: 'intercomKnowledge', kind: 'newsfeed', paging: 'page' },
	{ what: 'externalPage: getAll', node: 'intercomKnowledge', kind: 'external page', paging: 'page' },
	{ what: 'contentSnippet: getAll', node: 'intercomKnowledge', kind: 'snippet', paging: 'page' },
	{ what: 'folder: getAll', node: 'intercomKnowledge', kind: 'folder', paging: 'page' },
	{ what: 'company: scroll', kind: 'company', paging: 'scroll' },
];

const filled =
	(kind: string, count: number) =>
	(world: World): void => {
		if (kind.startsWith('notes of')) world.seed('contact', { id: kind.slice(9), role: 'user' });
		for (let n = 0; n < count; n++)
			world.seed(kind, {
				id: world.freshId(kind),
				created_at: 1_734_537_000 + n,
				name: `Name ${n}`,
				title: `Title ${n}`,
				company_id: `c${n}`,
				external_id: `x${n}`,
			});
	};

const manner = (extra: Partial<{ [Key in keyof Manner]: fc.Arbitrary<Manner[Key]> }> = {}) =>
	fc.record({
		next: fc.constantFrom<Manner['next'][]>('object', 'objectWithPage', 'url', 'pageUrl', 'number', 'numberInObject', 'relativeUrl'),
		end: fc.constantFrom<Manner['end'][]>('absent', 'null', 'emptyText', 'noPages', 'emptyObject'),
		size: fc.integer({ min: 1, max: 7 }),
		gaps: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
		inserted: fc.integer({ min: 0, max: 2 }),
		cursor: fc.constantFrom<Manner['cursor'][]>('plain', 'base64', 'json'),
		echo: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
		...extra,
	});

const idsOf = (json: Json[]): string[] => json.map(({ id }) => String(id));

property(
	'Return All hands over every record, once',
	fc.record({
		list: fc.constantFrom(...lists),
		count: fc.integer({ min: 0, max: 17 }),
		manner: manner(),
		numericIds: fc.boolean(),
		containers: fc.constantFrom('list' as const, 'null' as const, 'absent' as const),
		extras: fc.boolean(),
	}),
	160,
	async ({ list, count, manner, ...habits }) => {
		const { of, world, result } = await here.run({
			...list,
			parameters: { returnAll: true, output: 'raw', ...list.parameters },
			setting: { manner, habits },
			fill: filled(list.kind, count),
		});
		expect(result.status).toBe('success');
		expect(of[0].failure).toBeUndefined();
		const got = idsOf(of[0].json);
		const there = world
			.all(list.kind)
			.filter(({ fresh }) => !fresh)
			.map(({ id }) => String(id));
		// what was there before the run is there, whatever was put in front of it meanwhile
		expect(got.filter((id) => !world.shelf(list.kind).get(id)?.fresh).sort()).toEqual(expect.arrayContaining(there.sort()));
		if (list.paging === 'page' || manner.echo === undefined) expect(new Set(got).size).toBe(got.length);
		expect(world.effects).toEqual([]);
	},
);

property(
	'a search read in parallel hands over every record, once, however dates are compared',
	fc.record({
		list: fc.constantFrom(...lists.filter(({ paging }) => paging === 'body')),
		// the first pages say how many there are, and it is worth cutting from three thousand on
		count: fc.integer({ min: 2900, max: 3400 }),
		days: fc.integer({ min: 30, max: 3000 }),
		dayZone: fc.option(fc.integer({ min: -12, max: 14 }), { nil: undefined }),
		cursor: fc.constantFrom<Manner['cursor'][]>('plain', 'base64', 'json'),
		next: fc.constantFrom<Manner['next'][]>('object', 'objectWithPage', 'url'),
	}),
	5,
	async ({ list, count, days, dayZone, cursor, next }) => {
		const now = Math.floor(Date.now() / 1000);
		const fill = (world: World): void => {
			// most of them lately
			for (let n = 0; n < count; n++)
				world.seed(list.kind, {
					id: world.freshId(list.kind),
					created_at: now - Math.floor((n / count) ** 2 * days * 86_400),
					external_id: `x${n}`,
				});
		};
		const { of, world, result } = await here.run({
			...list,
			parameters: { returnAll: true, output: 'raw', ...list.parameters, additionalFields: { inParallel: true } },
			setting: { manner: { size: 150, cursor, next }, habits: { dayZone } },
			fill,
		});
		expect([result.status, of[0].failure]).toEqual(['success', undefined]);
		expect(idsOf(of[0].json).sort()).toEqual(
			world
				.all(list.kind)
				.map(({ id }) => String(id))
				.sort(),
		);
		if (days > 100 && count > 3000) expect(world.asked.length).toBeGreaterThan(Math.ceil(count / 150) + 2);
	},
);

property(
	'a limit is kept, and what comes under it is the beginning of the list',
	fc.record({
		list: fc.constantFrom(...lists),
		count: fc.integer({ min: 0, max: 12 }),
		limit: fc.integer({ min: 1, max: 9 }),
		manner: manner({ inserted: fc.constant(0), echo: fc.constant(undefined) }),
	}),
	50,
	async ({ list, count, limit, manner }) => {
		const { of, world, result } = await here.run({
			...list,
			parameters: { returnAll: false, limit, output: 'raw', ...list.parameters },
			setting: { manner },
			fill: filled(list.kind, count),
		});
		expect(result.status).toBe('success');
		expect(idsOf(of[0].json)).toEqual(
			world
				.all(list.kind)
				.slice(0, limit)
				.map(({ id }) => String(id)),
		);
	},
);

property(
	'an answer that would go on for ever ends, and the node says so',
	fc.record({
		list: fc.constantFrom(...lists.filter(({ paging }) => paging === 'cursor' || paging === 'body')),
		count: fc.integer({ min: 1, max: 9 }),
		manner: manner({
			endless: fc.constantFrom<NonNullable<Manner['endless']>[]>('sameCursor', 'circle'),
			next: fc.constantFrom<Manner['next'][]>('object', 'url', 'numberInObject'),
			gaps: fc.constant([]),
			inserted: fc.constant(0),
			echo: fc.constant(undefined),
		}),
	}),
	25,
	async ({ list, count, manner }) => {
		const { of, world, result } = await here.run({
			...list,
			parameters: { returnAll: true, output: 'raw', ...list.parameters },
			setting: { manner },
			fill: filled(list.kind, count),
		});
		expect(world.asked.length).toBeLessThan(60);
		const isSaid = of[0].failure !== undefined || result.error !== undefined || result.hints.length > 0;
		expect(isSaid).toBe(true);
	},
);

property(
	'several items each get their own list, whatever happens to single requests',
	fc.record({
		count: fc.integer({ min: 1, max: 9 }),
		items: fc.integer({ min: 2, max: 5 }),
		list: fc.constantFrom(...lists.filter(({ paging }) => paging !== 'scroll')),
		manner: manner({ gaps: fc.constant([]), inserted: fc.constant(0), echo: fc.constant(undefined) }),
		broken: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 }),
		fault: fc.constantFrom('cut' as const, 'lost' as const, 'torn' as const),
	}),
	12,
	async ({ list, count, items, manner, broken, fault }) => {
		const { of, world } = await here.run({
			...list,
			items: Array.from({ length: items }, (_, n) => ({ n })),
			parameters: { returnAll: true, output: 'raw', ...list.parameters },
			setting: { manner, plan: { faultFor: ({ no }) => (broken.includes(no) ? { kind: fault } : undefined) } },
			fill: filled(list.kind, count),
		});
		const there = world.all(list.kind).map(({ id }) => String(id));
		for (const { json, failure } of of) if (failure === undefined) expect(idsOf(json)).toEqual(there);
		expect(of.filter(({ failure }) => failure === undefined).length).toBeGreaterThanOrEqual(items - broken.length);
	},
);

property(
	'companies beyond what pages reach come all the same, or the node points to the scroll and keeps what was read',
	fc
		.record({
			size: fc.integer({ min: 2, max: 5 }),
			reach: fc.integer({ min: 4, max: 12 }),
			count: fc.integer({ min: 0, max: 20 }),
			onError: fc.constantFrom('continueRegularOutput' as const, 'continueErrorOutput' as const),
		})
		// the first page is always within reach
		.map((one) => ({ ...one, reach: Math.max(one.reach, one.size) })),
	15,
	async ({ size, reach, count, onError }) => {
		const { of, world, result } = await here.run({
			what: 'company: getAll',
			onError,
			parameters: { returnAll: true, output: 'raw' },
			setting: { manner: { size, next: 'url' }, habits: { pagesReach: reach } },
			fill: filled('company', count),
		});
		const all = world.all('company').map(({ id }) => String(id));
		const { failure, json } = of[0];
		if (failure !== undefined) return void expect(failure).toMatch(/scroll/i);
		const got = idsOf(json);
		expect(new Set(got).size).toBe(got.length);
		if (got.length < all.length) expect(JSON.stringify(result.hints)).toMatch(/scroll/i);
		else expect([...got].sort()).toEqual([...all].sort());
	},
);

/** The lists that the panel offers to pick a record from, as it declares them. */
const pickers = [
	{ parameter: 'contactId', kind: 'contact', resource: 'contact', operation: 'get' },
	{ parameter: 'companyId', kind: 'company', resource: 'company', operation: 'get' },
	{ parameter: 'conversationId', kind: 'conversation', resource: 'conversation', operation: 'get' },
	{ parameter: 'ticketId', kind: 'ticket', resource: 'ticket', operation: 'get' },
	{ parameter: 'tagId', kind: 'tag', resource: 'tag', operation: 'get' },
	{ parameter: 'articleId', kind: 'article', node: 'intercomKnowledge', resource: 'article', operation: 'get' },
	{ parameter: 'collectionId', kind: 'collection', node: 'intercomKnowledge', resource: 'collection', operation: 'get' },
];

property(
	'a picker offers every record, page by page',
	fc.record({
		picker: fc.constantFrom(...pickers),
		count: fc.integer({ min: 0, max: 12 }),
		manner: manner({ inserted: fc.constant(0), echo: fc.constant(undefined) }),
		numericIds: fc.boolean(),
	}),
	40,
	async ({ picker: { parameter, kind, node = 'intercom', resource, operation }, count, manner, numericIds }) => {
		const type = `n8n-nodes-intercom.${node}`;
		const properties: INodeProperties[] = here.host.packages.getByNameAndVersion(type).description.properties;
		const shown = properties.find(
			({ name, displayOptions }) =>
				name === parameter && displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(operation),
		);
		const method = shown?.modes?.find(({ type: mode }) => mode === 'list')?.typeOptions?.searchListMethod;
		expect(method).toEqual(expect.any(String));
		const { world, credentials, end } = here.standIn.begin({ manner, habits: { numericIds } });
		filled(kind, count)(world);
		const offered: string[] = [];
		let paginationToken: string | undefined;
		let rounds = 0;
		do {
			const answer: INodeListSearchResult = await here.host.callMethod({
				type,
				kind: 'listSearch',
				method: method!,
				parameters: { resource, operation },
				paginationToken,
				credentials: credentials as never,
			});
			offered.push(...answer.results.map(({ value }) => String(value)));
			paginationToken = answer.paginationToken as string | undefined;
		} while (paginationToken && ++rounds < 60);
		end();
		expect([...offered].sort()).toEqual(
			world
				.all(kind)
				.map(({ id }) => String(id))
				.sort(),
		);
	},
);
