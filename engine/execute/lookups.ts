/**
 * Names -> IDs: a tag by its name, a company by your own ID, a contact by its email, an option of a list by its label.
 * Every name is asked for once per execution, however many items carry it, also while the first question is still under way.
 * What Intercom answers is not believed without a look: a record counts if its value equals what was asked for (catalog/records/identity.ts).
 */

import { type Attribute, attributeSources } from '../../catalog/records/attributes';
import { entities, type EntityId, type Lookup } from '../../catalog/records/entities';
import { comparable, equalTo, keyOf, meant, named } from '../../catalog/records/identity';
import { RECORD } from '../../intercom/answers';
import { IntercomError } from '../../intercom/errors';
import type { Json } from '../../intercom/json';
import { rethrown } from '../../intercom/rethrown';
import { itemsOf, type PagingKind } from '../../intercom/paging';
import { STABLE_VERSION } from '../../intercom/versions';
import { located } from '../convert/locator';
import { BadValue } from '../convert/refusal';
import type { Session } from '../session';
import { listAttributes } from '../fields/attributes';
import type { Read } from '../fields/kind';
import { idFor, spelling } from '../fields/ref';
import { paramOf } from '../words';
import { Once } from './once';
import type { Call, Pending } from './parameters';

export class Lookups {
	private readonly once = new Once();

	constructor(private readonly session: Session) {}

	/** Puts IDs where names were given, and notes them in the call. A second time does nothing. Rejects with `BadValue`. */
	async settle(call: Call): Promise<void> {
		for (let pending = call.pending[0]; pending; pending = call.pending[0]) {
			const { slot, pointer } = pending;
			const id = await this.idOf(pending);
			Object.assign(call.values[slot.where], spelling(slot, { mode: 'id', value: idFor(slot.field, id, slot.label) }));
			if (pointer) pointer.found = id;
			call.pending.shift();
		}
	}

	/** The ID. Rejects with `BadValue` when there is no such record, or several. */
	async idOf({ slot, located: { mode, value }, create }: Pending): Promise<string> {
		const to = (slot.field as { to: EntityId }).to;
		if (mode === 'me') return await this.once.ask('me', async () => await this.me(slot.label));
		const lookup = entities[to].lookups?.find((one) => one.mode === mode) as Lookup;
		// names of the same letters may be different records
		const asked = lookup.compare === 'name' ? value.trim() : comparable(lookup.compare, value);
		try {
			return await this.once.ask(JSON.stringify([to, mode, asked, create]), async () => await this.find(to, lookup, value, create));
		} catch (error) {
			if (error instanceof Missing) throw missing(slot.label, to, lookup, value);
			if (error instanceof Several) throw several(slot.label, lookup, value, error);
			throw rethrown(error);
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
			const slot = {
				wire: 'id',
				key: 'id',
				field: { kind: 'ref', to: of.entity },
				where,
				param: '',
				label: entities[of.entity].name,
				place: 'top',
			} as const;
			const id = owner.mode === 'id' ? owner.value : await this.idOf({ slot, located: owner, create: false });
			const attributes = await this.attributesOf(field.model, of.brace, id);
			for (const name of names)
				chosen[name] = optionId(
					attributes.find((attribute) => attribute.name === name),
					chosen[name],
					label,
				);
		}
	}

	private async attributesOf(model: keyof typeof attributeSources, brace: string, id: string): Promise<Attribute[]> {
		const { request, since, entries, read } = attributeSources[model];
		return await this.once.ask(JSON.stringify([model, id]), async () =>
			entries(
				(await this.session.send({ endpoint: request, version: since ?? STABLE_VERSION, path: { [brace]: id }, holds: RECORD }))
					.body as Json,
			).flatMap((entry) => read(entry) ?? []),
		);
	}

	/** The admin the credential belongs to. */
	private async me(label: string): Promise<string> {
		const { body } = await this.session.send({ endpoint: 'GET /me', version: STABLE_VERSION });
		const { id } = (body ?? {}) as Json;
		if (id === undefined || id === null || id === '')
			throw new BadValue(label, 'is empty, and Intercom does not say which admin the credential belongs to', 'Choose the admin.');
		return String(id);
	}

	private async find(to: EntityId, lookup: Lookup, value: string, create: boolean): Promise<string> {
		const candidates = await this.candidates(lookup, value);
		const [record, ...others] = meant(to, lookup.mode, value, candidates);
		if (others.length) throw new Several(named(to, [record, ...others]), others.length + 1);
		if (record) return String(record.id);
		const { create: making } = lookup;
		if (!create || !making) throw new Missing(to);
		// names that differ in case only are not made twice
		const made = await this.once.ask(
			`create ${keyOf(to, lookup.mode, value)}`,
			async () =>
				(
					await this.session.send({
						endpoint: making.request,
						version: STABLE_VERSION,
						body: making.body(value),
						repeatable: true,
						holds: RECORD,
					})
				).body as Json,
		);
		if (!candidates.includes(made)) candidates.push(made);
		return String(made.id);
	}

	/** Records that may be the one. Lists that serve every value are read once. */
	private async candidates({ find }: Lookup, value: string): Promise<Json[]> {
		if (!find) return [];
		const { request, path, query, body, items = 'data', paging } = find;
		const asking = {
			endpoint: request,
			version: STABLE_VERSION,
			...(path ? { path: { value } } : {}),
			...(query ? { query: { [query]: value } } : {}),
			...(body ? { body: body(value), repeatable: true } : {}),
		};
		if (!path && !query && !body) return await this.once.ask(request, async () => await this.ask(asking, items, paging));
		try {
			return await this.ask(asking, items, paging);
		} catch (error) {
			// of one value, "not found" is an answer; of a whole list it would be a fault
			if (error instanceof IntercomError && error.status === 404) return [];
			throw rethrown(error);
		}
	}

	private async ask(request: Parameters<Session['send']>[0], items: string, paging: PagingKind | undefined): Promise<Json[]> {
		if (paging) return await this.session.readWhole({ request, items, paging: { kind: paging, pageSize: 50, bareFirst: true } });
		if (request.endpoint.startsWith('GET')) return await this.session.readWhole({ request, items });
		return itemsOf((await this.session.send({ ...request, holds: { list: items } })).body, items);
	}
}

/** An option by its ID, or by its label as records are found by name; an empty value clears the attribute. */
function optionId(attribute: Attribute | undefined, value: unknown, label: string): unknown {
	if (value === '' || value === null) return null;
	const ids = attribute?.ids ?? {};
	if (!attribute || !Object.keys(ids).length || Object.values(ids).includes(String(value))) return value;
	const found = equalTo('name', value, Object.keys(ids), (choice) => choice);
	if (!found.length)
		throw new BadValue(`${label}: ${attribute.label}`, `cannot be ${JSON.stringify(value)}`, `Use one of: ${Object.keys(ids).join(', ')}.`);
	if (found.length > 1)
		throw new BadValue(
			`${label}: ${attribute.label}`,
			`could be several options: ${JSON.stringify(value)}`,
			`Write it exactly: ${found.join(', ')}.`,
		);
	return ids[found[0]];
}

class Missing extends Error {}
class Several extends Error {
	constructor(
		readonly records: string,
		readonly count: number,
	) {
		super();
	}
}
const several = (label: string, lookup: Lookup, value: string, { records, count }: Several): BadValue =>
	new BadValue(label, `names ${count} records (${lookup.label.toLowerCase()}): ${value}`, `Give it by its ID: ${records}.`);

const missing = (label: string, to: EntityId, lookup: Lookup, value: string): BadValue => {
	const name = entities[to].name.toLowerCase();
	const way = lookup.label.replace(/^By /, '');
	return new BadValue(
		label,
		`cannot be found: no ${name} has the ${way.charAt(0).toLowerCase()}${way.slice(1)} ${value}`,
		lookup.create
			? `Check the spelling, or turn on '${lookup.create.label}' in the additional fields.`
			: `Check the spelling, or give the ${name} by its ID.`,
	);
};
