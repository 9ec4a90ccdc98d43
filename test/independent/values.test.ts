/** What arrives is what was meant, or the item fails before anything is sent. */

import fc from 'fast-check';
import { useProperties } from './property';
import { by, useStandIn } from './run';
import { isWrite } from './stand-in/faults';
import type { Json, World } from './stand-in/world';

const property = useProperties('values');
const here = useStandIn();

const ME = '6762f000000000000000cafe';
const REFUSED = Symbol('refused');

const attributes: Json[] = [
	{ id: 1, name: 'score', label: 'Score', data_type: 'integer' },
	{ id: 2, name: 'ratio', label: 'Ratio', data_type: 'float' },
	{ id: 3, name: 'vip', label: 'Vip', data_type: 'boolean' },
	{ id: 4, name: 'renewal', label: 'Renewal', data_type: 'date' },
	{ id: 5, name: 'note', label: 'Note', data_type: 'string' },
].map((one) => ({
	type: 'data_attribute',
	model: 'contact',
	full_name: `custom_attributes.${one.name}`,
	api_writable: true,
	custom: true,
	archived: false,
	...one,
}));

const types: Record<string, string> = { score: 'number', ratio: 'number', vip: 'boolean', renewal: 'dateTime', note: 'string' };
const schema = attributes.map(({ name, label }) => ({
	id: name,
	displayName: label,
	required: false,
	defaultMatch: false,
	display: true,
	type: types[String(name)],
	canBeUsedToMatch: false,
}));

function fill(world: World): void {
	world.seed('contact', { id: ME, role: 'user', external_id: 'me', custom_attributes: { score: 1, note: 'before' } });
	attributes.forEach((one) => world.seed('attribute', one));
}

/** Runs an operation with one value per item; what each item sent, as the text of its body. */
async function sent(
	what: string,
	values: unknown[],
	parameters: Json,
	more: Json = {},
): Promise<Array<{ failure?: string; bodies: Json[]; texts: string[]; paths: string[]; json: Json[] }>> {
	const { of, world } = await Promise.resolve(
		here.run({ what, items: values.map((v) => ({ v })), concurrency: 1, parameters, fill, ...more }),
	);
	const requests = world.asked.filter((asked) => isWrite(asked) || /search|find_by/.test(asked.path));
	// one at a time: what was sent comes in the order of the items that sent something
	const successes = of.flatMap(({ failure }, index) => (failure === undefined ? [index] : []));
	return of
		.map(({ failure, json }, index) => {
			const own = failure === undefined ? [requests[successes.indexOf(index)]].filter(Boolean) : [];
			return {
				failure,
				json,
				bodies: own.map(({ body }) => body as Json),
				texts: own.map(({ text }) => text),
				paths: own.map(({ path }) => path),
			};
		})
		.map((one, _index, all) => {
			// a value that is refused is refused before anything is sent
			expect(all.filter(({ failure }) => failure === undefined).length).toBe(requests.length);
			return one;
		});
}

type Meaning = [value: unknown, meant: unknown];

const attribute = (name: string): Json => ({
	contactId: by('id', ME),
	customAttributes: { mappingMode: 'defineBelow', value: { [name]: '={{ $json.v }}' }, schema },
});

const digits = fc.oneof(fc.integer(), fc.integer({ min: -9, max: 9 })).map((n): Meaning => [n, n]);
const textOf = (arbitrary: fc.Arbitrary<Meaning>): fc.Arbitrary<Meaning> =>
	arbitrary.map(([value, meant]): Meaning => [String(value), meant]);
const nonsense = fc
	.constantFrom<unknown[]>(' ', '\t', 'twelve', '0x10', '0b1', '12,5', '1 2', '--1', 'NaN', 'Infinity', [], {}, ['1', '2'])
	.map((value): Meaning => [value, REFUSED]);

/** Everything the item sent is what was meant; what cannot be meant was not sent. */
function judge(cases: Meaning[], results: Awaited<ReturnType<typeof sent>>, read: (body: Json) => unknown): void {
	cases.forEach(([value, meant], index) => {
		const { failure, bodies } = results[index];
		if (meant === REFUSED) expect({ value, failure, bodies }).toEqual({ value, failure: expect.any(String), bodies: [] });
		else expect({ value, failure, sent: bodies.map(read) }).toEqual({ value, failure: undefined, sent: [meant] });
	});
}

const many = (one: fc.Arbitrary<Meaning>): fc.Arbitrary<Meaning[]> => fc.array(one, { minLength: 1, maxLength: 8 });

property(
	'numbers',
	many(
		fc.oneof(
			digits,
			textOf(digits),
			nonsense,
			fc.boolean().map((flag): Meaning => [flag, REFUSED]),
			fc.constantFrom<Meaning[]>([' 12 ', 12], ['-3', -3]),
		),
	),
	25,
	async (cases) => {
		judge(
			cases,
			await sent(
				'contact: update',
				cases.map(([value]) => value),
				attribute('score'),
			),
			(body) => body.custom_attributes.score + 0,
		);
	},
);

property(
	'decimals',
	many(fc.oneof(fc.constantFrom<Meaning[]>([0.1, 0.1], ['0.1', 0.1], ['-12.50', -12.5], ['.', REFUSED]), nonsense)),
	10,
	async (cases) => {
		judge(
			cases,
			await sent(
				'contact: update',
				cases.map(([value]) => value),
				attribute('ratio'),
			),
			(body) => body.custom_attributes.ratio,
		);
	},
);

property(
	'integers beyond what a number can hold',
	fc.array(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }), { minLength: 1, maxLength: 4 }),
	8,
	async (cases) => {
		const texts = cases.map(String);
		for (const parameters of [
			attribute('score'),
			{ contactId: by('id', ME), updateFields: { customAttributesJson: "={{ '{\"score\":' + $json.v + '}' }}" } },
		]) {
			const results = await sent('contact: update', texts, parameters);
			// exactly so, or not at all
			results.forEach(({ failure, texts: bodies }, index) => failure === undefined && expect(bodies.join()).toContain(texts[index]));
		}
	},
);

const flags = fc.constantFrom<Meaning[]>(
	[true, true],
	[false, false],
	['true', true],
	['false', false],
	['maybe', REFUSED],
	[[], REFUSED],
	[' ', REFUSED],
	[2, REFUSED],
);

property('flags', many(flags), 15, async (cases) => {
	judge(
		cases,
		await sent(
			'contact: update',
			cases.map(([value]) => value),
			attribute('vip'),
		),
		(body) => body.custom_attributes.vip,
	);
	judge(
		cases,
		await sent(
			'contact: update',
			cases.map(([value]) => value),
			{ contactId: by('id', ME), updateFields: { unsubscribedFromEmails: '={{ $json.v }}' } },
		),
		(body) => body.unsubscribed_from_emails,
	);
});

const seconds = (text: string): number => Date.parse(text) / 1000;
const goodDates = fc
	.date({ min: new Date('1975-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
	.map((date): Meaning => {
		const text = `${date.toISOString().slice(0, 19)}Z`;
		return [text, seconds(text)];
	});
const badDates = fc
	.constantFrom(
		'2026-02-30T10:00:00Z',
		'2026-02-30',
		'2025-02-29T00:00:00Z',
		'2026-13-01',
		'2026-04-31T12:00:00Z',
		'2026-01-01T25:00:00Z',
		'someday',
		'2026-00-10',
		[],
		true,
	)
	.map((value): Meaning => [value, REFUSED]);

property('dates', many(fc.oneof(goodDates, badDates)), 20, async (cases) => {
	judge(
		cases,
		await sent(
			'contact: update',
			cases.map(([value]) => value),
			{ contactId: by('id', ME), updateFields: { signedUpAt: '={{ $json.v }}' } },
		),
		(body) => body.signed_up_at,
	);
	judge(
		cases,
		await sent(
			'contact: update',
			cases.map(([value]) => value),
			attribute('renewal'),
		),
		(body) =>
			typeof body.custom_attributes.renewal === 'number' ? body.custom_attributes.renewal : seconds(body.custom_attributes.renewal),
	);
});

const id = fc.constantFrom('c1', '6762f0dd1bb69f9f2193bb83', '0042', 'x y');
const idList = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const asList = fc.oneof(
	idList.map((ids): Meaning => [ids, ids]),
	idList.map((ids): Meaning => [JSON.stringify(ids), ids]),
	idList.map((ids): Meaning => [ids.join(','), ids]),
	idList.map((ids): Meaning => [ids.join(', '), ids]),
	idList.map((ids): Meaning => [ids.map((one) => ({ id: one, name: 'Ada' })), ids]),
	idList.map((ids): Meaning => [JSON.stringify(ids.map((one) => ({ id: one }))), ids]),
	idList.map((ids): Meaning => [[...ids, null], ids]),
	fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 }).map((ids): Meaning => [ids, ids.map(String)]),
	fc
		.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 })
		.map((ids): Meaning => [JSON.stringify(ids), ids.map(String)]),
);

property('lists', many(asList), 30, async (cases) => {
	const named = cases.flatMap(([, ids]) => ids as string[]);
	const there = (world: World): void => named.forEach((one) => void world.seed('contact', { id: one, role: 'user' }));
	judge(
		cases,
		await sent(
			'tag: tagContacts',
			cases.map(([value]) => value),
			{ tagName: 'VIP', contactIds: '={{ $json.v }}' },
			{ fill: there },
		),
		(body) => body.users.map(({ id: one }: Json) => one),
	);
});

property(
	'lists in a search',
	many(asList.filter(([value]) => !JSON.stringify(value).includes('id') && !(Array.isArray(value) && value.includes(null)))),
	12,
	async (cases) => {
		const condition = { field: 'external_id|text', type: 'text', operator: 'oneOf', value: '={{ $json.v }}' };
		const results = await sent(
			'contact: search',
			cases.map(([value]) => value),
			{ conditions: { condition: [condition] }, returnAll: true },
		);
		const valuesOf = ({ query }: Json): unknown => (query.operator === 'IN' ? query : query.value[0]).value;
		judge(cases, results, (body) => (valuesOf(body) as unknown[]).map(String));
	},
);

const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 20 }),
	fc.string({ unit: 'binary', maxLength: 10 }),
	fc.constantFrom('"', "it's", 'a\nb', '{"a":1}', '[1]', 'null', 'true', '1', '<b>', '{{ 1 }}', '  padded  ', '0x10', '1e9', '2026-02-30'),
);

/** Half a surrogate pair cannot be part of an address. */
const isWellFormed = (one: string): boolean => Buffer.from(one).toString() === one;

property(
	'texts',
	fc.array(
		text.filter((one) => one !== ''),
		{ minLength: 1, maxLength: 6 },
	),
	25,
	async (texts) => {
		const asTold = texts.map((one): Meaning => [one, one]);
		judge(
			asTold,
			await sent('contact: update', texts, { contactId: by('id', ME), updateFields: { name: '={{ $json.v }}' } }),
			(body) => body.name,
		);
		judge(asTold, await sent('contact: update', texts, attribute('note')), (body) => body.custom_attributes.note);
	},
);

property(
	'names in a path',
	fc.array(
		text.filter((one) => one.trim() === one && one !== '' && one !== '.' && one !== '..' && isWellFormed(one)),
		{ minLength: 1, maxLength: 6 },
	),
	15,
	async (texts) => {
		const { of, world } = await here.run({
			what: 'contact: getByExternalId',
			items: texts.map((v) => ({ v })),
			concurrency: 1,
			parameters: { externalId: '={{ $json.v }}', output: 'raw' },
			fill: (fresh) => texts.forEach((one, n) => fresh.seed('contact', { id: `${n}`, external_id: one, role: 'user' })),
		});
		expect(of.map(({ failure }) => failure)).toEqual(texts.map(() => undefined));
		expect(of.map(({ json }) => json[0].external_id)).toEqual(texts);
		expect(new Set(world.asked.map(({ path }) => decodeURIComponent(path.split('/')[3])))).toEqual(new Set(texts));
	},
);

/** JSON as people have it, names that languages find special included. */
const anyJson = fc.dictionary(
	fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'plan', 'a.b', ''), fc.string({ maxLength: 5 })),
	fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
	{ minKeys: 1, maxKeys: 4, noNullPrototype: false },
);

property('attributes given as JSON', fc.array(anyJson, { minLength: 1, maxLength: 4 }), 20, async (objects) => {
	const texts = objects.map((one) => JSON.stringify(one));
	const results = await sent('contact: update', texts, {
		contactId: by('id', ME),
		updateFields: { customAttributesJson: '={{ $json.v }}' },
	});
	results.forEach(({ failure, texts: [body] }, index) => {
		expect({ attributes: texts[index], failure }).toEqual({ attributes: texts[index], failure: undefined });
		// as text: a name like __proto__ is lost on the way through an object
		for (const [name, value] of Object.entries(JSON.parse(texts[index]) as Json))
			expect(body).toContain(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
	});
});

property(
	'flags of the panel that an expression gives as text',
	fc.record({
		returnAll: fc.constantFrom(true, false, 'true', 'false'),
		whole: fc.constantFrom<unknown[]>('raw', 'simple', true, false, 'true', 'false'),
	}),
	16,
	async ({ returnAll, whole }) => {
		const isAll = String(returnAll) === 'true';
		const isChoice = whole === 'raw' || whole === 'simple';
		const { of } = await here.run({
			what: 'contact: getAll',
			items: [{ returnAll, whole }],
			// the first version of the node has a switch for it, the later ones have a choice
			...(isChoice ? {} : { typeVersion: 1 }),
			parameters: { returnAll: '={{ $json.returnAll }}', limit: 2, [isChoice ? 'output' : 'simplify']: '={{ $json.whole }}' },
			setting: { habits: { extras: true } },
			fill: (fresh) => void Array.from({ length: 5 }, (_, n) => fresh.seed('contact', { id: `${n}`, role: 'user' })),
		});
		expect(of[0].failure).toBeUndefined();
		expect(of[0].json.length).toBe(isAll ? 5 : 2);
		// a field that no description has is in no simplified record
		expect('$odd' in of[0].json[0]).toBe(whole === 'raw' || String(whole) === 'false');
	},
);

property(
	'automatic mapping sets and clears what the item has',
	fc.record({
		score: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
		note: fc.option(fc.constantFrom('', 'after'), { nil: undefined }),
	}),
	8,
	async (item) => {
		const { of, world } = await here.run({
			what: 'contact: update',
			items: [JSON.parse(JSON.stringify(item)) as Json],
			parameters: { contactId: by('id', ME), customAttributes: { mappingMode: 'autoMapInputData', value: null, schema } },
			fill,
		});
		expect(of[0].failure).toBeUndefined();
		// an empty text clears as well, and may be sent as null
		const plain = ({ note, ...rest }: Json): Json => ({ ...rest, ...(note === undefined ? {} : { note: note || null }) });
		expect(world.effects.map(({ data }) => plain(data.custom_attributes as Json))).toEqual([
			plain(JSON.parse(JSON.stringify(item)) as Json),
		]);
	},
);
