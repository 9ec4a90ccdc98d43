/** A good status is not yet an answer: what does not hold what was asked for is never a success. */

import fc from 'fast-check';
import { useProperties } from './property';
import { type Case, by, useStandIn } from './run';
import { isWrite } from './stand-in/faults';
import type { Answer, World } from './stand-in/world';

const property = useProperties('answers');
const here = useStandIn();

const ID = '6762f0000000000000000001';
const COMPANY = '6762f0000000000000000c01';

function fill(world: World): void {
	world.seed('contact', { id: ID, role: 'user', email: 'a@x.com', external_id: 'x1', hung: ['tag:7'] });
	world.seed('company', { id: COMPANY, company_id: 'c1', name: 'Acme' });
	world.seed('tag', { id: '7', name: 'VIP' });
	world.seed('conversation', { id: '900', state: 'open' });
	world.seed('article', { id: '901', title: 'Title', state: 'published' });
}

const contact = { contactId: by('id', ID) };
const everybody = { searchWith: 'json', queryJson: '{"field":"created_at","operator":">","value":"0"}', returnAll: true };

interface Row extends Pick<Case, 'what' | 'node' | 'parameters'> {
	/** The description has no body for it. */
	mayBeEmpty?: boolean;
}

const rows: Row[] = [
	{ what: 'contact: get', parameters: contact },
	{ what: 'contact: getByExternalId', parameters: { externalId: 'x1' } },
	{ what: 'contact: create', parameters: { email: 'new@x.com' } },
	{ what: 'contact: update', parameters: { ...contact, updateFields: { name: 'New' } } },
	{ what: 'contact: delete', parameters: contact },
	{ what: 'contact: archive', parameters: contact },
	{ what: 'contact: addTag', parameters: { ...contact, tagId: by('id', '7') } },
	{ what: 'contact: removeTag', parameters: { ...contact, tagId: by('id', '7') } },
	{ what: 'contact: upsert', parameters: { matchBy: 'external_id', externalId: 'x1', name: 'New' } },
	{ what: 'contact: upsert', parameters: { matchBy: 'email', email: 'a@x.com', name: 'New' } },
	{ what: 'contact: findOrCreate', parameters: { matchBy: 'external_id', externalId: 'x2' } },
	{ what: 'contact: createInBulk', parameters: { email: 'new@x.com' } },
	{ what: 'contact: getAll', parameters: { returnAll: true } },
	{ what: 'contact: search', parameters: everybody },
	{ what: 'contact: getTags', parameters: { ...contact, returnAll: true } },
	{ what: 'contact: getCompanies', parameters: { ...contact, returnAll: true } },
	{ what: 'contact: update', parameters: { contactId: by('email', 'a@x.com'), updateFields: { name: 'New' } } },
	{ what: 'company: find', parameters: { returnAll: true, filters: { name: 'Acme' } } },
	{ what: 'company: getAll', parameters: { returnAll: true } },
	{ what: 'company: scroll', parameters: { returnAll: true } },
	{ what: 'company: upsert', parameters: { externalCompanyId: 'c1', additionalFields: { name: 'Acme' } } },
	{ what: 'conversation: close', parameters: { conversationId: by('id', '900'), additionalFields: { adminId: by('id', '814860') } } },
	{ what: 'note: create', parameters: { ...contact, noteText: 'Hello' } },
	{ what: 'tag: create', parameters: { tagName: 'Fresh' } },
	{ what: 'tag: getAll', parameters: { returnAll: true } },
	{ what: 'tag: delete', parameters: { tagId: by('id', '7') }, mayBeEmpty: true },
	{ what: 'dataEvent: create', parameters: { eventName: 'ordered', contactId: by('id', ID) }, mayBeEmpty: true },
	{ what: 'article: getAll', node: 'intercomKnowledge', parameters: { returnAll: true } },
	{ what: 'article: upsert', node: 'intercomKnowledge', parameters: { title: 'Title', authorId: by('id', '814860') } },
];

const none = {
	nothing: { text: '', headers: { 'content-type': 'application/json' } },
	null: { json: null },
	noBody204: { status: 204, text: '' },
	emptyObject: { json: {} },
	emptyList: { json: [] },
	text: { json: 'OK' },
	number: { json: 1 },
	errors: { json: { type: 'error.list', request_id: null, errors: [{ code: 'server_error', message: 'It went wrong' }] } },
	listWithoutEntries: { json: { type: 'list', total_count: 3, pages: { type: 'pages', page: 1, per_page: 50, total_pages: 1 } } },
	nullEntries: { json: { type: 'list', data: null, companies: null, conversations: null } },
	nameless: { json: { type: 'contact', id: null, name: 'Somebody' } },
	page: { text: '<!DOCTYPE html><title>Sign in</title>', headers: { 'content-type': 'text/html' } },
	broken: { text: '{"type":"contact","id":', headers: { 'content-type': 'application/json' } },
} satisfies Record<string, Answer>;

/** A list by itself is a list, and an object without a name is something where nothing is promised. */
function isOne({ mayBeEmpty, what, node }: Row, kind: keyof typeof none): boolean {
	// the status says that it is gone; only what does not come from Intercom is no answer
	if (/: (delete|remove)/.test(what)) return !['errors', 'page', 'broken', 'text', 'number', 'emptyList'].includes(kind);
	if (kind === 'noBody204') return mayBeEmpty === true;
	if (mayBeEmpty) return !['errors', 'page', 'broken', 'text'].includes(kind);
	if (kind === 'emptyList')
		return /: (getAll|search|getTags|getCompanies|find|scroll)$/.test(what) || (what === 'article: upsert' && node !== undefined);
	return false;
}

property.together(
	'an answer that holds nothing of what was asked for fails the item, which says what may have happened',
	(Object.keys(none) as Array<keyof typeof none>).map((kind) => ({
		name: kind,
		cases: fc.record({ row: fc.constantFrom(...rows), always: fc.boolean() }),
		runs: 6,
		holds: async ({ row, always }: { row: Row; always: boolean }) => {
			if (isOne(row, kind)) return;
			let answered = 0;
			const { of, world } = await here.run({
				...row,
				fill,
				setting: { habits: { instead: () => (always || answered++ === 0 ? none[kind] : undefined) } },
			});
			const [{ failure, json }] = of;
			const writes = world.asked.filter(isWrite);
			if (failure === undefined) {
				// it was asked for again, which does no harm
				expect(always).toBe(false);
				expect(world.asked.length).toBeGreaterThan(1);
				return;
			}
			expect(json).toEqual([]);
			const last = world.asked.at(-1)!;
			// what Intercom refuses in so many words and takes again was not done
			if (isWrite(last) && !(row.mayBeEmpty && kind === 'errors')) expect(failure).toMatch(/may have (been )?carried (it )?out/);
			// a write that is none the second time is sent again; any other one is not
			if (writes.some(({ method, path }) => method === 'POST' && /^\/(contacts|contacts\/bulk|contacts\/[^/]+\/notes)$/.test(path)))
				expect(writes.length).toBe(1);
		},
	})),
);

property(
	'where the description has no body for it, there need be none',
	fc.record({
		row: fc.constantFrom(...rows.filter(({ mayBeEmpty }) => mayBeEmpty)),
		kind: fc.constantFrom<Array<keyof typeof none>>('nothing', 'noBody204', 'emptyObject'),
	}),
	6,
	async ({ row, kind }) => {
		const { of, world } = await here.run({
			...row,
			fill,
			setting: { habits: { instead: (asked) => (isWrite(asked) ? none[kind] : undefined) } },
		});
		expect(of[0].failure).toBeUndefined();
		expect(of[0].json.length).toBe(1);
		expect(world.asked.filter(isWrite).length).toBe(1);
	},
);

property(
	'a list whose later page is none is not a shorter list',
	fc.record({
		what: fc.constantFrom('contact: getAll', 'company: getAll', 'contact: search', 'conversation: getAll'),
		kind: fc.constantFrom<Array<keyof typeof none>>(
			'nothing',
			'null',
			'emptyObject',
			'listWithoutEntries',
			'nullEntries',
			'errors',
			'broken',
		),
		at: fc.integer({ min: 1, max: 2 }),
	}),
	8,
	async ({ what, kind, at }) => {
		const many = (world: World): void => {
			for (let n = 0; n < 9; n++)
				for (const one of ['contact', 'company', 'conversation'])
					world.seed(one, { id: world.freshId(one), created_at: 1_734_537_000 + n, name: `Name ${n}` });
		};
		const seen = new Map<string, number>();
		const { of } = await here.run({
			what,
			parameters: { returnAll: true, ...(what.endsWith('search') ? everybody : {}) },
			fill: many,
			setting: {
				manner: { size: 3, next: 'object' },
				habits: {
					instead: (asked) => {
						const place = `${asked.query.toString()} ${asked.text}`;
						if (!seen.has(place)) seen.set(place, seen.size);
						return seen.get(place) === at ? none[kind] : undefined;
					},
				},
			},
		});
		expect(of[0].failure).toMatch(/\w/);
	},
);
