/**
 * Names -> IDs: a tag by its name, a company by your own ID, a contact by its email, an option of a list by its label.
 * Every name is asked for once per execution, however many items carry it, also while the first question is still under way.
 */

import { type Attribute, attributeSources } from '../../catalog/attributes';
import { entities, type EntityId, type Lookup } from '../../catalog/entities';
import { IntercomError } from '../../intercom/errors';
import { itemsOf, type PagingKind } from '../../intercom/paging';
import { STABLE_VERSION } from '../../intercom/versions';
import type { Session } from '../session';
import { paramOf } from '../plan';
import { listAttributes } from './attributes';
import { type Call, idFor, type Pending, type Read } from './parameters';
import { BadValue, located } from './values';

type Json = Record<string, unknown>;

export class Lookups {
	private readonly found = new Map<string, Promise<string>>();
	/** Lists that serve every name: all tags, all admins. */
	private readonly lists = new Map<string, Promise<Json[]>>();
	/** Attributes by the record they belong to. */
	private readonly attributes = new Map<string, Promise<Attribute[]>>();

	constructor(private readonly session: Session) {}

	/** Puts IDs where names were given. Rejects with `BadValue`. */
	async settle(call: Call): Promise<void> {
		for (const pending of call.pending) {
			const { slot } = pending;
			call.values[slot.where][slot.wire] = await this.resolve(pending);
		}
	}

	/** The value for the request. Rejects with `BadValue` when there is no such record, or several. */
	async resolve({ slot, located, create }: Pending): Promise<unknown> {
		const to = (slot.field as { to: EntityId }).to;
		const lookup = located.mode === 'me' ? ME : (entities[to].lookups?.find(({ mode }) => mode === located.mode) as Lookup);
		const key = `${to} ${located.mode} ${located.value.toLowerCase()} ${create}`;
		const id = this.found.get(key) ?? this.find(to, lookup, located.value, create);
		this.found.set(key, id);
		try {
			return idFor(slot.field, await id, slot.label);
		} catch (error) {
			// an answer that failed must not stand in for the next item's
			this.found.delete(key);
			if (error instanceof Missing) throw missing(slot.label, to, lookup, located.value);
			if (error instanceof Several) throw several(slot.label, lookup, located.value, error.ids);
			throw asIs(error);
		}
	}

	/**
	 * Where Intercom wants the IDs of options (`byId`): their labels in the form become IDs, IDs stay. Without the record
	 * that the attributes belong to there is no form. Rejects with `BadValue` for a label that does not exist.
	 */
	async settleOptions({ plan, values }: Call, read: Read): Promise<void> {
		for (const { field, where, wire } of plan.slots) {
			const chosen = values[where][wire] as Json | undefined;
			if (field.kind !== 'attributes' || !attributeSources[field.model].byId || !chosen) continue;
			const { label, of } = attributeSources[field.model];
			const names = listAttributes(field.model, read).filter((name) => name in chosen);
			const owner = of && located(read(paramOf('id', { kind: 'ref', to: of.entity })), entities[of.entity].name, undefined);
			if (!of || !owner || !names.length) continue;
			const slot = { wire: 'id', key: 'id', field: { kind: 'ref', to: of.entity }, where, param: '', label: entities[of.entity].name, place: 'top' } as const;
			const id = owner.mode === 'id' ? owner.value : String(await this.resolve({ slot, located: owner, create: false }));
			const attributes = await this.attributesOf(field.model, of.brace, id);
			for (const name of names) chosen[name] = optionId(attributes.find((attribute) => attribute.name === name), chosen[name], label);
		}
	}

	private async attributesOf(model: keyof typeof attributeSources, brace: string, id: string): Promise<Attribute[]> {
		const key = `${model} ${id}`;
		const { request, since, entries, read } = attributeSources[model];
		const ask = async () => entries((await this.session.send({ endpoint: request, version: since ?? STABLE_VERSION, path: { [brace]: id } })).body as Json).flatMap((entry) => read(entry) ?? []);
		const attributes = this.attributes.get(key) ?? ask();
		this.attributes.set(key, attributes);
		try {
			return await attributes;
		} catch (error) {
			this.attributes.delete(key);
			throw asIs(error);
		}
	}

	private async find(to: EntityId, lookup: Lookup, value: string, create: boolean): Promise<string> {
		const candidates = await this.candidates(lookup, value);
		const matches = candidates.filter((candidate) => !lookup.matches || lookup.matches(candidate, value));
		if (lookup.alone && matches.length > 1) throw new Several(matches.map(({ id }) => String(id)));
		if (matches.length) return String(matches[0].id);
		if (!create || !lookup.create) throw new Missing(to);
		const made = await this.session.send({ endpoint: lookup.create.request, version: STABLE_VERSION, body: lookup.create.body(value), repeatable: true });
		return String((made.body as Json).id);
	}

	private async candidates({ find }: Lookup, value: string): Promise<Json[]> {
		if (!find) return [];
		const { request, path, query, body, items, paging } = find;
		const shared = !path && !query && !body;
		const known = shared ? this.lists.get(request) : undefined;
		if (known) return await known;
		const answer = this.ask(
			{ endpoint: request, version: STABLE_VERSION, ...(path ? { path: { value } } : {}), ...(query ? { query: { [query]: value } } : {}), ...(body ? { body: body(value), repeatable: true } : {}) },
			items ?? 'data',
			paging,
		);
		if (shared) this.lists.set(request, answer);
		return await answer;
	}

	private async ask(request: Parameters<Session['send']>[0], items: string, paging: PagingKind | undefined): Promise<Json[]> {
		try {
			if (paging) return await this.session.readAll({ request, items, paging: { kind: paging, pageSize: 50, bareFirst: true } });
			return itemsOf((await this.session.send(request)).body, items);
		} catch (error) {
			if (error instanceof IntercomError && error.status === 404) return [];
			throw asIs(error);
		}
	}
}

/** An option by its label, in any case; an empty value clears the attribute. */
function optionId(attribute: Attribute | undefined, value: unknown, label: string): unknown {
	if (value === '' || value === null) return null;
	const ids = attribute?.ids ?? {};
	if (!attribute || !Object.keys(ids).length || Object.values(ids).includes(String(value))) return value;
	const wanted = String(value).trim().toLowerCase();
	const found = Object.keys(ids).find((choice) => choice.trim().toLowerCase() === wanted);
	if (found === undefined) throw new BadValue(`${label}: ${attribute.label}`, `cannot be ${JSON.stringify(value)}`, `Use one of: ${Object.keys(ids).join(', ')}.`);
	return ids[found];
}

/** The admin the credential belongs to. */
const ME: Lookup = { mode: 'me', label: 'Current Admin', example: '', find: { request: 'GET /me' } };

class Missing extends Error {}
class Several extends Error {
	constructor(readonly ids: string[]) {
		super();
	}
}
const asIs = (error: unknown): unknown => error;

const several = (label: string, lookup: Lookup, value: string, ids: string[]): BadValue => new BadValue(label, `names ${ids.length} records (${lookup.label.toLowerCase()}): ${value}`, `Give it by its ID: ${ids.join(', ')}.`);

const missing = (label: string, to: EntityId, lookup: Lookup, value: string): BadValue => {
	const name = entities[to].name.toLowerCase();
	return new BadValue(
		label,
		`names no ${name} that exists (${lookup.label.toLowerCase()}): ${value}`,
		lookup.create ? `Check the spelling, or turn on '${lookup.create.label}' in the additional fields.` : `Check the spelling, or give the ${name} by its ID.`,
	);
};
