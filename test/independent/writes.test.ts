/** What is written is written once, whatever becomes of the answer; and what an item reports is what happened. */

import fc from 'fast-check';
import { type Property, useProperties } from './property';
import { type Case, by, useStandIn } from './run';
import { type Fault, type Foreign, foreignBodies, isMute, isWrite } from './stand-in/faults';
import type { Effect, Json, World } from './stand-in/world';

const property = useProperties('writes');
const here = useStandIn();

const COUNT = 4;
const ids = Array.from({ length: COUNT }, (_, n) => `6762f000000000000000000${n}`);
const numbers = Array.from({ length: COUNT }, (_, n) => `90${n}`);

function everything(world: World): void {
	ids.forEach((id, n) => {
		world.seed('contact', {
			id,
			role: 'user',
			email: `p${n}@x.com`,
			external_id: `x${n}`,
			hung: ['tag:7', 'company:6762f0000000000000000c01', 'subscription:5'],
		});
		world.seed('company', { id: `6762f0000000000000000c0${n}`, company_id: `c${n}`, name: `Company ${n}` });
	});
	numbers.forEach((id) => {
		world.seed('conversation', { id, state: 'open', hung: ['tag:7', `contact:${ids[0]}`] });
		world.seed('ticket', { id, hung: ['tag:7', 'conversation:900'] });
		world.seed('article', { id, title: `Title ${id}`, state: 'draft' });
		world.seed('folder', { id, name: 'Folder' });
	});
	world.seed('tag', { id: '7', name: 'VIP' });
	world.seed('tag', { id: '8', name: 'Beta' });
	world.seed('subscription', { id: '5' });
}

interface Deed extends Pick<Case, 'what' | 'node' | 'parameters'> {
	/** The names of the records, one per item. */
	names?: string[];
	/** The effect that one item stands for. */
	is: (effect: Effect, name: string, mark: string) => boolean;
	/** Whether it is sent again when the answer got lost: doing it twice is doing it once. */
	again?: 'must' | 'may';
	/** Items share requests. */
	bulk?: boolean;
}

const contactName = { contactId: by('id', '={{ $json.name }}') };
const conversationName = { conversationId: by('id', '={{ $json.name }}') };
const onItself =
	(kind: string, did: Effect['did'], more: (effect: Effect) => boolean = () => true) =>
	(effect: Effect, name: string) =>
		effect.kind === kind && effect.did === did && effect.id === name && more(effect);
const marked = (kind: string, did: Effect['did']) => (effect: Effect, _name: string, mark: string) =>
	effect.kind === kind && effect.did === did && JSON.stringify(effect.data).includes(mark);

const deeds: Deed[] = [
	{
		what: 'contact: create',
		parameters: { email: '={{ $json.mark }}@new.com', name: '={{ $json.mark }}' },
		is: marked('contact', 'created'),
	},
	{
		what: 'contact: update',
		names: ids,
		parameters: { ...contactName, updateFields: { name: '={{ $json.mark }}' } },
		is: marked('contact', 'changed'),
		again: 'must',
	},
	{ what: 'contact: delete', names: ids, parameters: contactName, is: onItself('contact', 'deleted'), again: 'must' },
	{
		what: 'contact: removeTag',
		names: ids,
		parameters: { ...contactName, tagId: by('id', '7') },
		is: onItself('contact', 'detached'),
		again: 'must',
	},
	{
		what: 'contact: removeCompany',
		names: ids,
		parameters: { ...contactName, companyId: by('id', '6762f0000000000000000c01') },
		is: onItself('contact', 'detached'),
		again: 'must',
	},
	{
		what: 'contact: removeSubscription',
		names: ids,
		parameters: { ...contactName, subscriptionId: by('id', '5') },
		is: onItself('contact', 'detached'),
		again: 'must',
	},
	{
		what: 'contact: addTag',
		names: ids,
		parameters: { ...contactName, tagId: by('id', '8') },
		is: onItself('contact', 'attached'),
		again: 'may',
	},
	{ what: 'note: create', names: ids, parameters: { ...contactName, noteText: '={{ $json.mark }}' }, is: marked('note', 'created') },
	{
		what: 'conversation: reply',
		names: numbers,
		parameters: { ...conversationName, messageBody: '={{ $json.mark }}', additionalFields: { adminId: by('id', '814860') } },
		is: marked('part', 'created'),
	},
	{
		what: 'conversation: close',
		names: numbers,
		parameters: { ...conversationName, additionalFields: { adminId: by('id', '814860') } },
		is: (effect, name) => effect.kind === 'part' && effect.data.of === name,
	},
	{ what: 'conversation: delete', names: numbers, parameters: conversationName, is: onItself('conversation', 'deleted'), again: 'must' },
	{
		what: 'conversation: removeContact',
		names: numbers,
		parameters: { ...conversationName, contactId: by('id', ids[0]), additionalFields: { adminId: by('id', '814860') } },
		is: onItself('conversation', 'detached'),
		again: 'must',
	},
	{
		what: 'conversation: removeTag',
		names: numbers,
		parameters: { ...conversationName, tagId: by('id', '7'), additionalFields: { adminId: by('id', '814860') } },
		is: onItself('conversation', 'detached'),
		again: 'must',
	},
	{
		what: 'ticket: delete',
		names: numbers,
		parameters: { ticketId: by('id', '={{ $json.name }}') },
		is: onItself('ticket', 'deleted'),
		again: 'must',
	},
	{
		what: 'ticket: unlinkConversation',
		names: numbers,
		parameters: { ticketId: by('id', '={{ $json.name }}'), conversationId: by('id', '900') },
		is: onItself('ticket', 'detached'),
		again: 'must',
	},
	{
		what: 'ticket: removeTag',
		names: numbers,
		parameters: { ticketId: by('id', '={{ $json.name }}'), tagId: by('id', '7'), additionalFields: { adminId: by('id', '814860') } },
		is: onItself('ticket', 'detached'),
		again: 'must',
	},
	{ what: 'tag: create', parameters: { tagName: '={{ $json.mark }}' }, is: marked('tag', 'created'), again: 'may' },
	{
		what: 'article: create',
		node: 'intercomKnowledge',
		parameters: { title: '={{ $json.mark }}', authorId: by('id', '814860') },
		is: marked('article', 'created'),
	},
	{
		what: 'article: delete',
		node: 'intercomKnowledge',
		names: numbers,
		parameters: { articleId: by('id', '={{ $json.name }}') },
		is: onItself('article', 'deleted'),
		again: 'must',
	},
	{
		what: 'folder: delete',
		node: 'intercomKnowledge',
		names: numbers,
		parameters: { folderId: by('id', '={{ $json.name }}') },
		is: onItself('folder', 'deleted'),
		again: 'must',
	},
	{ what: 'contact: createInBulk', parameters: { email: '={{ $json.mark }}@new.com' }, is: marked('contact job', 'created'), bulk: true },
	{
		what: 'contact: updateInBulk',
		names: ids,
		parameters: { ...contactName, additionalFields: { name: '={{ $json.mark }}' } },
		is: marked('contact job', 'created'),
		bulk: true,
	},
	{
		what: 'company: upsertInBulk',
		parameters: { externalCompanyId: '={{ $json.mark }}' },
		is: marked('company job', 'created'),
		bulk: true,
	},
	{
		what: 'company: updateInBulk',
		names: ids.map((_, n) => `6762f0000000000000000c0${n}`),
		parameters: { companyId: by('id', '={{ $json.name }}'), additionalFields: { plan: '={{ $json.mark }}' } },
		is: marked('company job', 'created'),
		bulk: true,
	},
];

const foreign = fc.constantFrom(...(Object.keys(foreignBodies) as Foreign[]));
const status = fc.constantFrom(500, 502, 503, 504);
const mute: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constant('doneBut' as const), status, body: foreign }),
	fc.record({ kind: fc.constantFrom('lost' as const, 'torn' as const) }),
);
const before: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constant('refuse' as const), status, body: foreign }),
	fc.record({ kind: fc.constant('cut' as const) }),
);

/** `faults[n]` is what the first write of item n meets. */
async function tryOut(deed: Deed, faults: Array<Fault | undefined>, concurrency: number) {
	const names = deed.names ?? ids;
	const items = faults.map((_, index) => ({ name: names[index], mark: `item-${index}-` }));
	const met = new Map<number, number>();
	const outcome = await here.run({
		...deed,
		items,
		concurrency,
		fill: everything,
		setting: {
			plan: {
				faultFor: (asked) => {
					if (!isWrite(asked)) return undefined;
					const index = items.findIndex(({ name, mark }) => asked.text.includes(mark) || (!deed.bulk && asked.path.includes(`/${name}`)));
					if (index < 0) return undefined;
					met.set(index, (met.get(index) ?? 0) + 1);
					return met.get(index) === 1 ? faults[index] : undefined;
				},
			},
		},
	});
	return {
		...outcome,
		items,
		effectsOf: items.map(({ name, mark }) => outcome.world.effects.filter((effect) => deed.is(effect, name, mark))),
		sent: items.map((_, index) => met.get(index) ?? 0),
	};
}

const doneOnce = (deed: Deed): Property<{ faults: Array<Fault | null>; concurrency: number }> => ({
	name: deed.what,
	cases: fc.record({
		faults: fc.array(fc.option(fc.oneof(mute, before), { freq: 2 }), { minLength: COUNT, maxLength: COUNT }),
		concurrency: fc.constantFrom(1, 10),
	}),
	runs: 4,
	holds: async ({ faults: chosen, concurrency }) => {
		const faults = chosen.map((fault) => fault ?? undefined);
		const { of, world, effectsOf, sent } = await tryOut(deed, faults, concurrency);
		effectsOf.forEach((effects, index) => {
			const fault = faults[index];
			const story = { item: index, fault: fault?.kind, sent: sent[index], effects: effects.length, failure: of[index].failure };
			// nothing happens twice, unless twice is once
			if (!deed.again) expect({ ...story, effects: Math.min(effects.length, 1) }).toEqual(story);
			// what succeeded happened
			if (of[index].failure === undefined) expect({ ...story, effects: Math.max(effects.length, 1) }).toEqual(story);
			if (deed.bulk) return;
			// what met nothing succeeded; so did what has to be sent again
			if (!fault || deed.again === 'must') expect({ ...story, failure: undefined }).toEqual(story);
			// an answer that does not come does not send a second one
			if (!deed.again && fault && isMute(fault)) expect({ ...story, sent: 1 }).toEqual(story);
		});
		// and nothing else
		for (const effect of world.effects) expect(effectsOf.some((effects) => effects.includes(effect))).toBe(true);
	},
});

property.together('whatever becomes of the answer, it is done once, and said so', deeds.map(doneOnce));

property(
	'a record that was not there is not reported as removed',
	fc.record({
		deed: fc.constantFrom(...deeds.filter(({ what }) => /delete|remove|unlink/.test(what))),
		there: fc.array(fc.boolean(), { minLength: COUNT, maxLength: COUNT }),
		concurrency: fc.constantFrom(1, 10),
	}),
	10,
	async ({ deed, there, concurrency }) => {
		const names = deed.names!;
		const { of } = await here.run({
			...deed,
			items: names.map((name) => ({ name })),
			concurrency,
			fill: (world) => {
				everything(world);
				for (const kind of ['contact', 'conversation', 'ticket', 'article', 'folder'])
					names.forEach(
						(name, index) =>
							void (!there[index] && world.shelf(kind).has(name) && Object.assign(world.shelf(kind).get(name) as Json, { gone: true })),
					);
			},
		});
		expect(of.map(({ failure }) => failure === undefined)).toEqual(there);
	},
);
