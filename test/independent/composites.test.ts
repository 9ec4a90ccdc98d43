/** Operations of several requests: what they make of a workspace, whatever comes in between. */

import fc from 'fast-check';
import { type Property, useProperties } from './property';
import { by, useStandIn } from './run';
import { type Fault, isMute, isWrite } from './stand-in/faults';
import type { Effect, Json, World } from './stand-in/world';

const property = useProperties('composites');
const here = useStandIn();

const externalIds = ['0015g00000ABCDE', '0015g00000abcde', '42', '042'];
const emails = ['ada@x.com', 'Ada@X.com', 'ADA@x.com', 'bob@x.com'];
const sameText = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase();

const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constantFrom('cut' as const, 'lost' as const) }),
	fc.record({
		kind: fc.constantFrom('refuse' as const, 'doneBut' as const),
		status: fc.constantFrom(500, 503),
		body: fc.constantFrom('intercom' as const, 'html' as const),
	}),
);

interface UpsertCase {
	by: 'email' | 'external_id';
	role: 'user' | 'lead';
	/** What each item names. */
	keys: number[];
	there: Array<{ key: number; role: 'user' | 'lead' }>;
	late: boolean;
	caseSensitiveSearch: boolean;
	concurrency: number;
	/** Of the n-th request. */
	faults: Array<Fault | null>;
}

const upserts = (limit: number): fc.Arbitrary<UpsertCase> =>
	fc.record({
		by: fc.constantFrom('email' as const, 'external_id' as const),
		role: fc.constantFrom('user' as const, 'lead' as const),
		keys: fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
		there: fc.array(fc.record({ key: fc.nat(3), role: fc.constantFrom('user' as const, 'lead' as const) }), { maxLength: 3 }),
		late: fc.boolean(),
		caseSensitiveSearch: fc.boolean(),
		concurrency: fc.constantFrom(1, 10),
		faults: fc.array(fc.option(fault, { freq: 2 }), { maxLength: limit }),
	});

/** Seeds the contacts that were there, as Intercom would hold them. */
function seedContacts(world: World, { there, by: way }: UpsertCase): void {
	for (const { key, role } of there) {
		const record = way === 'email' ? { email: emails[key], external_id: null } : { email: null, external_id: externalIds[key] };
		const isTaken = world
			.all('contact')
			.some((other) =>
				way === 'email'
					? role === 'user' && other.role === 'user' && sameText(other.email, record.email)
					: other.external_id === record.external_id,
			);
		if (!isTaken) world.seed('contact', { id: world.freshId('contact'), role: way === 'email' ? role : 'user', name: 'before', ...record });
	}
}

async function upsert(what: 'upsert' | 'findOrCreate', one: UpsertCase): Promise<void> {
	const pool = one.by === 'email' ? emails : externalIds;
	const items = one.keys.map((key, index) => ({ key: pool[key], mark: `item-${index}` }));
	const classOf = (key: string): string => (one.by === 'email' ? key.toLowerCase() : key);
	let seeded: Json[] = [];
	let count = 0;
	const muted = new Set<string>();
	const { of, world } = await here.run({
		what: `contact: ${what}`,
		items,
		concurrency: one.concurrency,
		parameters: {
			matchBy: one.by,
			[one.by === 'email' ? 'email' : 'externalId']: '={{ $json.key }}',
			roleWhenCreated: one.role,
			name: '={{ $json.mark }}',
		},
		fill: (fresh) => {
			seedContacts(fresh, one);
			seeded = fresh.all('contact').map((record) => ({ ...record }));
		},
		setting: {
			habits: { lateSearch: one.late, caseSensitiveSearch: one.caseSensitiveSearch },
			plan: {
				faultFor: (asked) => {
					const met = one.faults[count++] ?? undefined;
					if (met && isMute(met) && isWrite(asked)) muted.add(String(items.findIndex(({ mark }) => asked.text.includes(`"${mark}"`))));
					return met;
				},
			},
		},
	});

	const keyOf = (record: Json): string => classOf(String(one.by === 'email' ? record.email : record.external_id));
	for (const key of new Set(items.map((item) => classOf(item.key)))) {
		const own = items.flatMap((item, index) => (classOf(item.key) === key ? [index] : []));
		const before = seeded.filter((record) => keyOf(record) === key);
		const users = before.filter(({ role }) => role === 'user');
		const effects = world.effects.filter((effect) => keyOf(world.shelf('contact').get(effect.id)!) === key);
		const created = effects.filter(({ did }) => did === 'created');
		const told = {
			key,
			before: before.map(({ id, role }) => `${role} ${id}`),
			effects: effects.map(({ did, id, data }) => `${did} ${id} ${data.name}`),
			items: own.map((index) => ({ index, failure: of[index].failure, id: of[index].json[0]?.id })),
		};

		// one contact for what is one, unless nobody could know that there is one already
		const couldNotKnow = one.late && one.role === 'lead' && own.some((index) => muted.has(String(index)));
		// whose email is written otherwise is hidden from a search that looks at the letters
		const isBlind = one.caseSensitiveSearch && one.by === 'email' && (one.role === 'lead' || before.length > 0);
		if (!couldNotKnow && !isBlind)
			expect({ ...told, created: created.length }).toEqual({ ...told, created: Math.min(created.length, before.length ? 0 : 1) });
		// where there was one of its kind, that one
		const allowed = new Set([...(users.length ? users : before).map(({ id }) => String(id)), ...created.map(({ id }) => id)]);
		if (!isBlind)
			for (const { id } of effects) expect({ ...told, allowed: [...allowed] }).toEqual({ ...told, allowed: expect.arrayContaining([id]) });
		// in the order of the items
		const order = effects.map(({ data }) => Number(String(data.name).slice(5)));
		expect({ ...told, order }).toEqual({ ...told, order: [...order].sort((a, b) => a - b) });
		for (const index of own) {
			const mine = effects.filter(({ data }) => data.name === `item-${index}`);
			expect(mine.filter(({ did }) => did === 'created').length).toBeLessThanOrEqual(1);
			if (of[index].failure !== undefined) continue;
			// what is reported is the record that was written, or found
			const id = String(of[index].json[0].id);
			if (what === 'upsert')
				expect({ ...told, index, wrote: mine.map((effect) => effect.id) }).toEqual({ ...told, index, wrote: expect.arrayContaining([id]) });
			else expect(keyOf(world.shelf('contact').get(id)!)).toBe(key);
		}
		if (what === 'findOrCreate') expect(effects.filter(({ did }) => did !== 'created')).toEqual([]);
		// without faults everything works, if there is no more than one that it can be
		if (!one.faults.some(Boolean) && (users.length === 1 || before.length <= 1) && !isBlind)
			expect(told.items.map(({ failure }) => failure)).toEqual(own.map(() => undefined));
	}
}

property(
	'Create or Update of contacts: one contact for one name, the last item wins',
	upserts(0),
	70,
	async (one) => await upsert('upsert', one),
);
property('Find or Create of contacts: nobody who is there is changed', upserts(0), 30, async (one) => await upsert('findOrCreate', one));

const inTrouble = (what: 'upsert' | 'findOrCreate', n: number): Property<UpsertCase> => ({
	name: `${what} #${n}`,
	cases: upserts(9).map((one) => ({ ...one, keys: n % 2 ? one.keys : [...one.keys].reverse() })),
	runs: 3,
	holds: async (one) => await upsert(what, one),
});
property.together(
	'the same when requests fail in between',
	[0, 1, 2, 3, 4, 5, 6, 7].map((n) => inTrouble(n % 3 ? 'upsert' : 'findOrCreate', n)),
);

const companyIds = ['0015g00000ABCDE', '0015g00000abcde', '42', '042'];

property(
	'Create or Update of companies: one company for one company ID, whose case counts, and the last item wins',
	fc.record({
		wanted: fc.array(fc.constantFrom(...companyIds), { minLength: 1, maxLength: 8 }),
		there: fc.uniqueArray(fc.constantFrom(...companyIds), { maxLength: 2 }),
		numericIds: fc.boolean(),
		concurrency: fc.constantFrom(1, 10),
	}),
	20,
	async ({ wanted, there, numericIds, concurrency }) => {
		const { of, world } = await here.run({
			what: 'company: upsert',
			items: wanted.map((company, index) => ({ company, name: `item ${index}` })),
			concurrency,
			parameters: { externalCompanyId: '={{ $json.company }}', name: '={{ $json.name }}' },
			setting: { habits: { numericIds } },
			fill: (fresh) => there.forEach((company_id) => fresh.seed('company', { id: fresh.freshId('company'), company_id, name: 'before' })),
		});
		expect(of.map(({ failure }) => failure)).toEqual(wanted.map(() => undefined));
		expect(world.effects.length).toBe(wanted.length);
		const names = Object.fromEntries(world.all('company').map(({ company_id, name }) => [company_id, name]));
		expect(world.all('company').length).toBe(new Set([...there, ...wanted]).size);
		expect(names).toEqual(
			Object.fromEntries([...there, ...wanted].map((id) => [id, wanted.includes(id) ? `item ${wanted.lastIndexOf(id)}` : 'before'])),
		);
	},
);

const tagNames = ['VIP', 'vip', 'Beta', 'Größe', 'a,b'];
const attachments = (effects: Effect[]): string[] =>
	effects.filter(({ did }) => did === 'attached').map(({ id, data }) => `${id} ${data.other}`);

property(
	'a tag that is missing is created once, and every record gets it',
	fc.record({
		wanted: fc.array(fc.constantFrom(...tagNames), { minLength: 1, maxLength: 6 }),
		there: fc.uniqueArray(fc.constantFrom(...tagNames), { maxLength: 2, comparator: sameText }),
		numericIds: fc.boolean(),
		create: fc.boolean(),
		concurrency: fc.constantFrom(1, 10),
		on: fc.constantFrom('contact' as const, 'conversation' as const, 'ticket' as const),
	}),
	25,
	async ({ wanted, there, create, concurrency, on, numericIds }) => {
		const ids = wanted.map((_, index) => (on === 'contact' ? `6762f000000000000000000${index}` : `90${index}`));
		const { of, world } = await here.run({
			what: `${on}: addTag`,
			items: wanted.map((tag, index) => ({ tag, id: ids[index] })),
			concurrency,
			parameters: {
				[`${on}Id`]: by('id', '={{ $json.id }}'),
				tagId: by('name', '={{ $json.tag }}'),
				additionalFields: { createTagIfMissing: create },
			},
			setting: { habits: { numericIds } },
			fill: (fresh) => {
				ids.forEach((id) => fresh.seed(on, { id }));
				there.forEach((name) => fresh.seed('tag', { id: fresh.freshId('tag'), name }));
			},
		});
		const isThere = (name: string): boolean => there.some((other) => sameText(other, name));
		expect(of.map(({ failure }) => failure === undefined)).toEqual(wanted.map((name) => create || isThere(name)));
		const tags = world.all('tag');
		expect(new Set(tags.map(({ name }) => String(name).toLowerCase())).size).toBe(tags.length);
		expect(attachments(world.effects).sort()).toEqual(
			wanted
				.flatMap((name, index) => (create || isThere(name) ? [`${ids[index]} ${tags.find((tag) => sameText(tag.name, name))!.id}`] : []))
				.sort(),
		);
		expect(tags.length).toBe(new Set([...there, ...(create ? wanted : [])].map((name) => name.toLowerCase())).size);
	},
);

const titles = ['Getting started', 'Getting started 2', 'Refunds', 'Größe'];

property(
	'Create or Update of articles: by title, whatever shape the list of articles has',
	fc.record({
		wanted: fc.array(fc.constantFrom(...titles), { minLength: 1, maxLength: 5 }),
		there: fc.uniqueArray(fc.constantFrom(...titles), { maxLength: 3 }),
		manner: fc.record({
			size: fc.integer({ min: 1, max: 2 }),
			next: fc.constantFrom('url' as const, 'object' as const, 'objectWithPage' as const, 'pageUrl' as const),
			gaps: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
			end: fc.constantFrom('null' as const, 'absent' as const),
		}),
		concurrency: fc.constantFrom(1, 10),
	}),
	30,
	async ({ wanted, there, manner, concurrency }) => {
		const { of, world } = await here.run({
			what: 'article: upsert',
			node: 'intercomKnowledge',
			items: wanted.map((title, index) => ({ title, mark: `item-${index}` })),
			concurrency,
			parameters: {
				matchBy: 'title',
				title: '={{ $json.title }}',
				bodyFormat: 'html',
				body: '=<p>{{ $json.mark }}</p>',
				stateAfterwards: 'published',
				additionalFields: { authorWhenCreated: by('id', '814860') },
			},
			setting: { manner },
			fill: (fresh) =>
				there.forEach((title, index) =>
					fresh.seed('article', {
						id: `${500 + index}`,
						type: 'article',
						title,
						body: '<p>before</p>',
						state: 'published',
						author_id: 814860,
					}),
				),
		});
		expect(of.map(({ failure }) => failure)).toEqual(wanted.map(() => undefined));
		expect(
			world
				.all('article')
				.map(({ title }) => title)
				.sort(),
		).toEqual([...new Set([...there, ...wanted])].sort());
		for (const { title, body } of world.all('article')) {
			const last = wanted.lastIndexOf(String(title));
			expect(body).toContain(last < 0 ? 'before' : `item-${last}`);
		}
	},
);

const turn = fc.record({
	part_type: fc.constantFrom('comment', 'note', 'assignment', 'close'),
	body: fc.option(fc.constantFrom('<p>Hello</p>', '<p>Is it <b>you</b>?</p>', ''), { nil: null }),
	author: fc.option(
		fc.record({ type: fc.constantFrom('admin', 'user', 'lead', 'bot', 'team'), name: fc.option(fc.constant('Ada'), { nil: null }) }),
		{ nil: null },
	),
});

property(
	'a transcript has every comment, and says when parts are missing',
	fc.record({
		turns: fc.array(turn, { maxLength: 6 }),
		source: fc.option(fc.constant({ body: '<p>Opening</p>', author: { type: 'user', name: 'Bob' } }), { nil: null }),
		total: fc.nat(9),
		shape: fc.constantFrom('list', 'bare'),
	}),
	25,
	async ({ turns, source, total, shape }) => {
		const parts = turns.map((one, index) => ({
			type: 'conversation_part',
			id: String(index),
			created_at: 1_734_537_000 + index,
			...one,
			body: one.body && `${one.body.slice(0, -4)} #${index}#</p>`,
		}));
		const { of } = await here.run({
			what: 'conversation: getTranscript',
			parameters: { conversationId: by('id', '900'), additionalFields: { includeNotes: true } },
			fill: (fresh) =>
				void fresh.seed('conversation', {
					id: '900',
					source,
					conversation_parts:
						shape === 'list' || parts.length
							? { type: 'conversation_part.list', conversation_parts: parts, total_count: Math.max(total, parts.length) }
							: null,
					statistics: null,
				}),
		});
		expect(of[0].failure).toBeUndefined();
		const text = JSON.stringify(of[0].json[0]);
		parts.forEach(
			({ body, part_type: kind }, index) => body && (kind === 'comment' || kind === 'note') && expect(text).toContain(`#${index}#`),
		);
		if (source) expect(text).toContain('Opening');
		if (total > parts.length && parts.length) expect(text).toMatch(/true|missing|left out|older/);
	},
);
