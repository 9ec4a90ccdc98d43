/** The record that an item names is the one that is written, and no other: every way of pointing at one. */

import fc from 'fast-check';
import { useProperties } from './property';
import { type Case, by, useStandIn } from './run';
import type { Json, World } from './stand-in/world';

const property = useProperties('identity');
const here = useStandIn();

/** Names that are easily taken for one another. */
const externalIds = ['0015g00000ABCDE', '0015g00000abcde', '0015g00000AbCdE', '42', '042', 'a/b c%2F', 'ünï?x=1&y'];
const emails = ['ada@x.com', 'Ada@X.com', 'ada+news@x.com', 'ada@x.co', "o'neil@x.com"];
const names = ['Acme', 'ACME', 'Acme Ltd', 'Acme Ltd.', 'Acme & Sons', 'Überall'];

const contact = fc.record({
	role: fc.constantFrom('user', 'lead'),
	email: fc.option(fc.constantFrom(...emails), { nil: null }),
	external_id: fc.option(fc.constantFrom(...externalIds), { nil: null }),
	updated_at: fc.integer({ min: 1, max: 9 }),
});
const company = fc.record({ company_id: fc.constantFrom(...externalIds), name: fc.constantFrom(...names) });
const tag = fc.record({ name: fc.constantFrom(...names) });

const habits = fc.record({
	numericIds: fc.boolean(),
	containers: fc.constantFrom('list' as const, 'null' as const, 'absent' as const),
	extras: fc.boolean(),
	companyAs: fc.constantFrom('record' as const, 'list' as const),
	fuzzyNames: fc.boolean(),
});

const sameText = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase();

/** Intercom would not hold two users with one email or external ID, nor two companies with one company ID. */
function seedPeople(world: World, contacts: Json[], companies: Json[], tags: Json[]): void {
	contacts.forEach((one) => {
		const there = world.all('contact');
		if (one.external_id !== null && there.some(({ external_id }) => external_id === one.external_id)) return;
		if (one.role === 'user' && one.email !== null && there.some((other) => other.role === 'user' && sameText(other.email, one.email)))
			return;
		world.seed('contact', { id: world.freshId('contact'), name: null, ...one });
	});
	companies.forEach((one) => {
		if (!world.all('company').some(({ company_id }) => company_id === one.company_id))
			world.seed('company', { id: world.freshId('company'), ...one });
	});
	tags.forEach((one) => {
		// one workspace has one tag of a name, whatever the case
		if (!world.all('tag').some(({ name }) => sameText(name, one.name))) world.seed('tag', { id: world.freshId('tag'), ...one });
	});
	world.seed('conversation', { id: '900', state: 'open' });
	world.seed('contact', { id: '6762f000000000000000cafe', role: 'lead', email: null, external_id: null });
	world.seed('tag', { id: '7', name: 'no one asks for this' });
}

/** A contact that nobody looks for; tags are put on it. */
const HOLDER = '6762f000000000000000cafe';

interface Way {
	mode: string;
	pool: string[];
	/** The records that may be meant. */
	meant: (world: World, value: string) => Json[];
	/** Of several, those that may go first. */
	first?: (records: Json[], value: string) => Json[];
	/** Whether the only one there is surely meant; otherwise the item may fail as well. */
	isSure?: (record: Json, value: string) => boolean;
}

const contactWays: Way[] = [
	{
		mode: 'email',
		pool: emails,
		meant: (world, value) => world.all('contact').filter(({ email }) => email !== null && sameText(email, value)),
		first: (records) => records.filter(({ role }) => role === 'user'),
	},
	{
		mode: 'externalId',
		pool: externalIds,
		meant: (world, value) => world.all('contact').filter(({ external_id }) => external_id === value),
	},
];
/** Intercom itself finds whom an email names here: nothing is looked up. */
const ownWays = contactWays.filter(({ mode }) => mode !== 'email');
const companyWays: Way[] = [
	{ mode: 'companyId', pool: externalIds, meant: (world, value) => world.all('company').filter(({ company_id }) => company_id === value) },
	{
		mode: 'name',
		pool: names,
		meant: (world, value) => world.all('company').filter(({ name }) => sameText(name, value)),
		first: (records, value) => records.filter(({ name }) => name === value),
		isSure: ({ name }, value) => name === value,
	},
];
const tagWays: Way[] = [
	{ mode: 'name', pool: names, meant: (world, value) => world.all('tag').filter(({ name }) => sameText(name, value)) },
];

interface Deed extends Pick<Case, 'what'> {
	parameter: string;
	ways: Way[];
	kind: string;
	/** What else the operation needs; `mark` is the item's own. */
	rest: (mark: string) => Json;
	/** What the record shows afterwards. */
	did: string;
}

const deeds: Deed[] = [
	{
		what: 'contact: update',
		parameter: 'contactId',
		ways: contactWays,
		kind: 'contact',
		did: 'changed',
		rest: () => ({ updateFields: { name: '={{ $json.mark }}' } }),
	},
	{ what: 'contact: delete', parameter: 'contactId', ways: contactWays, kind: 'contact', did: 'deleted', rest: () => ({}) },
	{ what: 'contact: archive', parameter: 'contactId', ways: contactWays, kind: 'contact', did: 'changed', rest: () => ({}) },
	{
		what: 'note: create',
		parameter: 'contactId',
		ways: contactWays,
		kind: 'note',
		did: 'created',
		rest: () => ({ noteText: '={{ $json.mark }}' }),
	},
	{
		what: 'conversation: addContact',
		parameter: 'contactId',
		ways: ownWays,
		kind: 'conversation',
		did: 'attached',
		rest: () => ({ conversationId: by('id', '900') }),
	},
	{
		what: 'conversation: replyAsContact',
		parameter: 'contactId',
		ways: ownWays,
		kind: 'part',
		did: 'created',
		rest: () => ({ conversationId: by('id', '900'), messageBody: '={{ $json.mark }}' }),
	},
	{
		what: 'contact: addTag',
		parameter: 'contactId',
		ways: contactWays,
		kind: 'contact',
		did: 'attached',
		rest: () => ({ tagId: by('id', '7') }),
	},
	{
		what: 'contact: addTag',
		parameter: 'tagId',
		ways: tagWays,
		kind: 'contact',
		did: 'attached',
		rest: () => ({ contactId: by('id', '6762f000000000000000cafe') }),
	},
	{
		what: 'contact: merge',
		parameter: 'fromContactId',
		ways: contactWays,
		kind: 'contact',
		did: 'deleted',
		rest: () => ({ intoContactId: by('id', HOLDER) }),
	},
	{
		what: 'contact: addCompany',
		parameter: 'companyId',
		ways: companyWays,
		kind: 'contact',
		did: 'attached',
		rest: () => ({ contactId: by('id', HOLDER) }),
	},
	{
		what: 'company: update',
		parameter: 'companyId',
		ways: companyWays,
		kind: 'company',
		did: 'changed',
		rest: () => ({ updateFields: { plan: '={{ $json.mark }}' } }),
	},
	{ what: 'company: delete', parameter: 'companyId', ways: companyWays, kind: 'company', did: 'deleted', rest: () => ({}) },
	{
		what: 'note: createForCompany',
		parameter: 'companyId',
		ways: companyWays,
		kind: 'note',
		did: 'created',
		rest: () => ({ noteText: '={{ $json.mark }}' }),
	},
	{ what: 'tag: delete', parameter: 'tagId', ways: tagWays, kind: 'tag', did: 'deleted', rest: () => ({}) },
];

/** The record an effect is about, as the item would name it. */
const targetOf = (effect: { kind: string; id: string; data: Json }): string =>
	(({ note: effect.data.of, part: effect.data.author, conversation: effect.data.other })[effect.kind] ??
		(['tag', 'company'].includes(String(effect.data.kind)) && effect.id === HOLDER ? effect.data.other : effect.id)) as string;

const population = {
	contacts: fc.array(contact, { maxLength: 7 }),
	companies: fc.array(company, { maxLength: 6 }),
	tags: fc.array(tag, { maxLength: 4 }),
	habits,
};

for (const deed of deeds) {
	property(
		`${deed.what}, ${deed.parameter} given in any way`,
		fc.record({
			...population,
			wayAt: fc.nat(),
			picks: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
			concurrency: fc.constantFrom(1, 10),
		}),
		14,
		async ({ contacts, companies, tags, habits, wayAt, picks, concurrency }) => {
			const way = deed.ways[wayAt % deed.ways.length];
			// each record once: what is deleted is not there for the next item
			const values = [...new Set(picks.map((pick) => way.pool[pick % way.pool.length]))];
			const isByName = way.mode === 'email' || way.mode === 'name';
			const once = values.filter((value, index) => !isByName || values.findIndex((other) => sameText(other, value)) === index);
			const items = once.map((value, index) => ({ value, mark: `item-${index}` }));
			let before: Map<string, Json[]> = new Map();
			const { of, world } = await here.run({
				what: deed.what,
				items,
				concurrency,
				parameters: { [deed.parameter]: by(way.mode, '={{ $json.value }}'), ...deed.rest('') },
				setting: { habits },
				fill: (fresh) => {
					seedPeople(fresh, contacts, companies, tags);
					before = new Map(once.map((value) => [value, way.meant(fresh, value).map((one) => ({ ...one }))]));
				},
			});
			const allowed = new Map<string, string>();
			items.forEach(({ value, mark }, index) => {
				const meant = before.get(value)!;
				const choice = meant.length > 1 && way.first ? way.first(meant, value) : meant;
				const single = choice.length === 1 ? String(choice[0].id) : undefined;
				if (single) allowed.set(single, mark);
				const { failure } = of[index];
				// nothing there, or no telling which one: the item fails
				if (single === undefined) expect({ item: index, value, failure }).toEqual({ item: index, value, failure: expect.any(String) });
				// exactly one: it works; several of which one goes first may fail as well
				if (meant.length === 1 && way.isSure?.(meant[0], value) !== false)
					expect({ item: index, value, failure }).toEqual({ item: index, value, failure: undefined });
				// names the records between which it could not choose: of those that go first, where there are such
				if (meant.length > 1 && failure !== undefined)
					for (const { id } of choice.length > 1 ? choice : meant) expect(failure).toContain(String(id));
				const own = world.effects.filter((effect) => effect.kind === deed.kind && targetOf(effect) === single);
				expect(own.filter(({ did }) => did === deed.did).length).toBe(failure === undefined ? 1 : 0);
			});
			for (const effect of world.effects) {
				expect([...allowed.keys()]).toContain(targetOf(effect));
				const mark =
					(effect.did === 'attached' ? undefined : (effect.data.name ?? effect.data.plan)) ??
					(effect.kind === 'note' || effect.kind === 'part' ? effect.data.body : undefined);
				if (mark !== undefined) expect(String(mark)).toContain(allowed.get(targetOf(effect)));
			}
		},
	);
}

property(
	'two items that name different records in one way each write their own, in any order',
	fc.record({
		pair: fc.uniqueArray(fc.constantFrom(...externalIds), { minLength: 2, maxLength: 4 }),
		what: fc.constantFrom('contact' as const, 'company' as const),
		habits,
	}),
	15,
	async ({ pair, what, habits }) => {
		const { of, world } = await here.run({
			what: `${what}: update`,
			items: pair.map((value, index) => ({ value, mark: `item-${index}` })),
			parameters: {
				[`${what}Id`]: by(what === 'contact' ? 'externalId' : 'companyId', '={{ $json.value }}'),
				updateFields: { name: '={{ $json.mark }}' },
			},
			setting: { habits },
			fill: (fresh) =>
				pair.forEach((value) =>
					what === 'contact'
						? fresh.seed('contact', { id: fresh.freshId('contact'), role: 'user', external_id: value, email: null })
						: fresh.seed('company', { id: fresh.freshId('company'), company_id: value, name: value }),
				),
		});
		expect(of.map(({ failure }) => failure)).toEqual(pair.map(() => undefined));
		expect(world.all(what).map((one) => [one.external_id ?? one.company_id, one.name])).toEqual(
			pair.map((value, index) => [value, `item-${index}`]),
		);
	},
);

property(
	'a look-up that failed once is made again by the next item',
	fc.record({
		fails: fc.integer({ min: 4, max: 6 }),
		deed: fc.constantFrom('tag', 'me', 'team'),
		status: fc.constantFrom(400, 403, 404, 422),
	}),
	6,
	async ({ fails, deed, status }) => {
		const paths = { tag: '/tags', me: '/me', team: '/teams' } as const;
		const parameters = { tag: { tagId: by('name', 'VIP') }, me: { messageBody: 'Hello' }, team: { teamId: by('name', 'Support') } }[deed];
		let refused = 0;
		const items = Array.from({ length: 12 }, (_, n) => ({ n }));
		const { of } = await here.run({
			what: { tag: 'conversation: addTag', me: 'conversation: reply', team: 'conversation: assignToTeam' }[deed],
			items,
			concurrency: 1,
			parameters: { conversationId: by('id', '900'), ...parameters },
			setting: {
				plan: {
					faultFor: ({ path }) =>
						path === paths[deed as keyof typeof paths] && refused++ < fails ? { kind: 'refuse', status, body: 'intercom' } : undefined,
				},
			},
			fill: (fresh) => {
				seedPeople(fresh, [], [], []);
				fresh.seed('tag', { id: '17', name: 'VIP' });
				fresh.seed('team', { id: '8', name: 'Support' });
			},
		});
		expect(of.filter(({ failure }) => failure === undefined).length).toBeGreaterThanOrEqual(items.length - fails);
	},
);

property(
	'the address of a record in Intercom names the record',
	fc.record({
		host: fc.constantFrom('app.intercom.com', 'app.eu.intercom.com', 'app.au.intercom.com'),
		tail: fc.constantFrom('', '/', '?view=List', '#part', '/all-conversations'),
		kind: fc.constantFrom('contact' as const, 'company' as const),
	}),
	8,
	async ({ host, tail, kind }) => {
		const id = '6762f0dd1bb69f9f2193bb83';
		const path = kind === 'contact' ? `users/${id}` : `companies/${id}`;
		const { of, world } = await here.run({
			what: `${kind}: update`,
			parameters: { [`${kind}Id`]: by('url', `https://${host}/a/apps/ws303/${path}${tail}`), updateFields: { name: 'New' } },
			fill: (fresh) => void [fresh.seed('contact', { id, role: 'user' }), fresh.seed('company', { id, name: 'Old' })],
		});
		expect(of[0].failure).toBeUndefined();
		expect(world.effects.map(({ kind: what, id: which, data }) => [what, which, data])).toEqual([[kind, id, { name: 'New' }]]);
	},
);
