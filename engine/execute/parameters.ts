/**
 * Row + item -> plain values: reads what people entered for one item and converts it, all without a request.
 * What still needs Intercom (a tag by its name) is left open as a `Pending`.
 */

import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { entities, type EntityId } from '../../catalog/entities';
import { keyOf } from '../../catalog/identity';
import type { Field, Fields } from '../../catalog/types';
import { API_VERSIONS, type ApiVersion, has, STABLE_VERSION, versionFor } from '../../intercom/versions';
import { type Later, laterParams } from '../describe/later';
import { initialOf, MORE_PARAM } from '../describe/fields';
import { createIfMissingParam } from '../describe/node';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_SECONDS } from '../describe/options';
import { labelOf, paramOf, type Plan, type Slot, type Where } from '../plan';
import { readAttributes } from './attributes';
import { type Output, readOutput } from './output';
import { readSearch } from './search';
import { BadValue, convert, digits, each, hours, isEmpty, located, type Located, NOTHING } from './values';

/** How to read a parameter of this item; answers `undefined` for what is not there. */
export type Read = (name: string) => unknown;

/** A value that Intercom has to find first. */
export interface Pending {
	slot: Slot;
	located: Located;
	/** Make the record if there is none. */
	create: boolean;
	pointer?: Pointer;
}

/** How a call points at a record. */
export interface Pointer {
	/** The parameter. */
	label: string;
	to: EntityId;
	/** `id`, or the mode of a look-up. */
	by: string;
	value: string;
	/** The ID that was found by it. */
	found?: string;
}

export interface Call {
	plan: Plan;
	values: Record<Where, Record<string, unknown>>;
	pending: Pending[];
	version: ApiVersion;
	/** Every record the call points at; the first that says which one is meant is the target. */
	pointers: Pointer[];
	target?: Pointer;
	/** Items that share a lane touch the same record and keep their order. */
	lanes: string[];
	/** Absent: not a list, or all. */
	limit?: number;
	output: Output;
	options: CallOptions;
}

export interface CallOptions {
	concurrency: number;
	timeoutMs: number;
}

/** Throws `BadValue`. */
export function readCall(plan: Plan, read: Read): Call {
	const options = (read('options') ?? {}) as IDataObject;
	const reader = new Reader(plan, read, options.ignoreEmpty === true);
	for (const slot of plan.slots) reader.take(slot);
	reader.dropLonely(plan.slots);
	reader.checkNeeds();
	const { operation } = plan;
	return {
		plan,
		values: reader.values,
		pending: reader.pending,
		version: chooseVersion(plan, reader.used, options.apiVersion),
		pointers: reader.pointers,
		target: reader.target,
		lanes: operation.list || operation.repeatable === undefined && isRead(plan) ? [] : reader.lanes,
		limit: operation.list && read('returnAll') !== true ? readLimit(read('limit')) : undefined,
		output: readOutput(plan, read),
		options: {
			concurrency: clamp(Number(options.concurrency ?? DEFAULT_CONCURRENCY), 1, 50, DEFAULT_CONCURRENCY),
			timeoutMs: 1000 * clamp(Number(options.timeout ?? DEFAULT_TIMEOUT_SECONDS), 1, 3600, DEFAULT_TIMEOUT_SECONDS),
		},
	};
}

const isRead = ({ operation }: Plan): boolean => typeof operation.request === 'string' && operation.request.startsWith('GET');
const clamp = (value: number, min: number, max: number, fallback: number): number => (Number.isFinite(value) ? Math.min(Math.max(Math.floor(value), min), max) : fallback);

function readLimit(value: unknown): number {
	const limit = Number(value ?? 50);
	if (!Number.isInteger(limit) || limit < 1) throw new BadValue('Limit', `has to be a whole number above 0, not ${JSON.stringify(value)}`);
	return limit;
}

class Reader {
	readonly values: Call['values'] = { path: {}, query: {}, body: {}, shared: {}, inputs: {} };
	readonly pending: Pending[] = [];
	/** Fields that are part of the request. */
	readonly used: Slot[] = [];
	readonly pointers: Pointer[] = [];
	target?: Pointer;
	readonly lanes: string[] = [];
	private readonly extras: IDataObject;

	constructor(
		private readonly plan: Plan,
		private readonly read: Read,
		private readonly ignoreEmpty: boolean,
	) {
		this.extras = (read(plan.collection.name) ?? {}) as IDataObject;
	}

	take(slot: Slot): void {
		if (slot.field.local || (slot.when && !slot.when.is.includes(String(this.read(slot.when.param))))) return;
		const value = this.valueOf(slot);
		if (value === NOTHING || value === undefined) {
			if (slot.field.otherwise !== undefined) this.values[slot.where][slot.wire] = slot.field.otherwise;
			else if (slot.field.kind === 'ref' && slot.field.fallback) this.pending.push({ slot, located: { mode: slot.field.fallback, value: '' }, create: false });
			else if (slot.field.required) throw new BadValue(slot.label, 'is required', 'Fill it in, or check that the expression has a value for this item.');
			return;
		}
		this.used.push(slot);
		if (value !== null) Object.assign(this.values[slot.where], slot.field.along);
		const pointer = pointerOf(slot, value);
		if (pointer) this.pointers.push(pointer);
		this.join(slot, value, pointer);
		if (isLocated(slot.field, value) && spelled(slot.field, value.mode) !== undefined) {
			Object.assign(this.values[slot.where], spelling(slot, value));
			return;
		}
		if (isLocated(slot.field, value) && value.mode !== 'id') {
			this.pending.push({ slot, located: value, create: this.extras[createIfMissingParam(refOf(slot.field).to)] === true, pointer });
			return;
		}
		// files become a list only when they are read
		if (slot.field.kind === 'files') this.values[slot.where][slot.key] = value;
		else this.values[slot.where][slot.wire] = isLocated(slot.field, value) ? idFor(slot.field, value.value, slot.label) : joined(this.values[slot.where][slot.wire], value, slot);
	}

	/** The first field that says which record is meant makes a lane; further ones only where the row says so. */
	private join({ field, param }: Slot, value: unknown, pointer: Pointer | undefined): void {
		if (!identifies(field) || (this.lanes.length && !field.identifies) || (!pointer && (typeof value !== 'string' || !value.trim()))) return;
		this.lanes.push(pointer ? keyOf(pointer.to, pointer.by, pointer.value) : JSON.stringify([param, String(value).trim()]));
		this.target ??= pointer;
	}

	/** Leaves out what is sent only along with another field that is not there. */
	dropLonely(slots: readonly Slot[]): void {
		for (const { field, where, wire } of slots) {
			if (field.beside === undefined || this.has(where, field.beside)) continue;
			delete this.values[where][wire];
			this.used.splice(0, this.used.length, ...this.used.filter((slot) => slot.field !== field));
		}
	}

	/** Refuses what Intercom takes only together with a field that was not filled in. */
	checkNeeds(): void {
		for (const { field, label, where } of this.used) {
			if (field.needs === undefined || this.has(where, field.needs)) continue;
			const wanted = this.plan.slots.find((slot) => slot.where === where && slot.wire === field.needs)?.label ?? field.needs;
			throw new BadValue(label, `cannot be sent without '${wanted}'`, `Intercom takes the two together: fill in '${wanted}' as well, or leave out '${label}'.`);
		}
	}

	private has(where: Where, wire: string): boolean {
		return wire in this.values[where] || this.pending.some(({ slot }) => slot.where === where && slot.wire === wire);
	}

	private valueOf(slot: Slot): unknown {
		const { field, label } = slot;
		if (field.kind === 'attributes') return readAttributes(field.model, this.read, this.extras, this.ignoreEmpty);
		if (field.kind === 'search') return readSearch(field.over, this.read, field.optional);
		const raw = field.kind === 'later' ? this.laterOf(slot) : slot.place === 'top' ? this.read(slot.param) : this.extras[slot.param];
		const value = valueOf(field, raw, label, slot.place === 'top' || this.ignoreEmpty);
		return this.ignoreEmpty && isEmptyList(value) ? NOTHING : value;
	}

	private laterOf({ place, param }: Slot): Later | undefined {
		if (place === 'collection') return (this.extras[param] as { moment?: Later } | undefined)?.moment;
		const names = laterParams(param);
		return { mode: this.read(names.mode), amount: this.read(names.amount), unit: this.read(names.unit), at: this.read(names.at) };
	}
}

/** Two lists, or two objects, entered in two ways are one; of anything else the later way wins. */
export function joined(known: unknown, value: unknown, { key, wire }: Slot): unknown {
	if (key === wire || typeof known !== 'object' || typeof value !== 'object' || known === null || value === null) return value;
	if (Array.isArray(known) && Array.isArray(value)) return [...(known as unknown[]), ...(value as unknown[])];
	return Array.isArray(known) || Array.isArray(value) ? value : { ...known, ...value };
}

/** Whether a field says which record is meant. */
const identifies = (field: Field): boolean => field.identifies !== false && (field.identifies !== undefined || (field.kind === 'ref' && field.required === true));

function pointerOf({ field, label }: Slot, value: unknown): Pointer | undefined {
	if (isLocated(field, value)) return { label, to: refOf(field).to, by: value.mode, value: value.value };
	return typeof field.identifies === 'object' && typeof value === 'string' && value.trim() ? { label, to: field.identifies.record, by: field.identifies.by, value: value.trim() } : undefined;
}

/** A value of another kind may look the same and is just data: attributes can be called anything. */
const isLocated = (field: Field, value: unknown): value is Located => field.kind === 'ref' && typeof value === 'object' && value !== null;
const refOf = (field: Field): Extract<Field, { kind: 'ref' }> => field as Extract<Field, { kind: 'ref' }>;

const spelled = (field: Field, mode: string): string | undefined => refOf(field).spell?.modes[mode];

/** A record under the name that fits how it is identified. */
function spelling({ field, wire }: Slot, { mode, value }: Located): Record<string, unknown> {
	const name = spelled(field, mode) ?? wire;
	return refOf(field).spell?.listed ? { [wire]: [{ [name]: value }] } : { [name]: value };
}

/** The wire form of an ID. */
export function idFor(field: Field, id: string, label: string): unknown {
	const { each: listed, numeric } = refOf(field);
	if (numeric) return digits(id, label);
	return listed ? each(listed, [id]) : id;
}

/** `skipEmpty`: an empty value means "not given"; otherwise it is what people want to send. */
function valueOf(field: Field, raw: unknown, label: string, skipEmpty: boolean): unknown {
	if (raw === undefined) return (field.kind === 'text' && field.generate) || (field.kind === 'date' && field.now) ? emptied(field, label, true) : NOTHING;
	if (field.kind === 'ref') {
		const entity = entities[field.to];
		const found = located(raw, label, entity.url && { pattern: entity.url.pattern, name: entity.name });
		if (found && found.mode !== 'id' && !entity.lookups?.some(({ mode }) => mode === found.mode)) throw new BadValue(label, `cannot be given by ${found.mode}`);
		return found ?? emptied(field, label, skipEmpty);
	}
	if (field.kind === 'rows') return rowsOf(field, raw, label);
	if (field.kind === 'hours') return some(hours(field.week === true, raw, label));
	// an empty list as JSON is what somebody entered
	if (field.kind === 'json' && raw !== '' && raw !== null) return convert(field, raw, label);
	if (isEmpty(raw)) return emptied(field, label, skipEmpty);
	const value = convert(field, raw, label);
	return isEmptyList(value) ? emptied(field, label, skipEmpty) : value;
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** What an empty value becomes: null where Intercom takes it, an empty text or list where that is a value of its own. */
function emptied(field: Field, label: string, skip: boolean): unknown {
	if (field.kind === 'text' && field.generate) return randomUUID();
	if (field.kind === 'date' && field.now) return convert(field, Date.now(), label);
	if (skip || field.required) return NOTHING;
	if (field.nullable) return null;
	switch (field.kind) {
		case 'text':
		case 'url':
			return '';
		case 'texts':
		case 'choices':
		case 'refs':
			return [];
		default:
			throw new BadValue(label, 'is empty', "Remove the field, or turn on the option 'Ignore Empty Values' to leave out fields without a value.");
	}
}

const some = (entries: unknown[]): unknown => (entries.length ? entries : NOTHING);

function rowsOf(field: Extract<Field, { kind: 'rows' }>, raw: unknown, label: string): unknown {
	const entries = Array.isArray(raw) ? raw : ((raw as { rows?: unknown[] } | null)?.rows ?? []);
	const rows = entries.flatMap((entry, index) => {
		const form = (entry ?? {}) as IDataObject;
		return isUntouched(field, form) ? [] : [rowOf(field, form, `${label} ${index + 1}`)];
	});
	if (!rows.length) return NOTHING;
	return field.keyBy === undefined ? rows : keyed(rows, field.keyBy, label);
}

/** `[{ locale: 'fr', title }]` -> `{ fr: { title } }` */
function keyed(rows: IDataObject[], keyBy: string, label: string): IDataObject {
	const result: IDataObject = {};
	for (const { [keyBy]: key, ...rest } of rows) {
		if (String(key) in result) throw new BadValue(label, `has ${String(key)} twice`);
		result[String(key)] = rest;
	}
	return result;
}

/** A form in which nothing was entered: all of it is empty, or as the panel starts with it. Such a form is not sent. */
function isUntouched({ fields, more = {} }: { fields: Fields; more?: Fields }, entry: IDataObject): boolean {
	const isBlank = ([wire, field]: [string, Field]): boolean => {
		const raw = entry[paramOf(wire, field)] ?? entry[wire];
		if (raw === undefined || isEmpty(raw)) return true;
		return field.kind === 'ref' && typeof raw === 'object' ? isEmpty((raw as { value?: unknown }).value ?? '') : raw === initialOf(field);
	};
	return [...Object.entries(fields), ...Object.entries(more)].every(isBlank) && !Object.keys(entry[MORE_PARAM] ?? {}).length;
}

/** One entry of a list of forms; what is empty there was not filled in. */
function rowOf({ fields, more }: { fields: Fields; more?: Fields }, entry: IDataObject, place: string): IDataObject {
	const row: IDataObject = {};
	const take = (wanted: Fields, from: IDataObject, skipEmpty: boolean): void => {
		for (const [wire, field] of Object.entries(wanted)) {
			const label = `${place}: ${labelOf(wire, field)}`;
			const value = valueOf(field, from[paramOf(wire, field)] ?? from[wire], label, skipEmpty);
			if (value !== NOTHING) row[wire] = (isLocated(field, value) ? inForm(field, value, label) : value) as IDataObject;
			else if (field.required) throw new BadValue(label, 'is required');
		}
	};
	take(fields, entry, true);
	// what was added is meant, also when it is empty; an object from an expression has it beside the rest
	if (more) take(more, (entry[MORE_PARAM] ?? entry) as IDataObject, entry[MORE_PARAM] === undefined);
	return row;
}

function inForm(field: Field, { mode, value }: Located, label: string): unknown {
	if (mode !== 'id') throw new BadValue(label, `cannot be given by ${mode} here`, 'Give it by its ID.');
	return idFor(field, value, label);
}

function chooseVersion({ operation }: Plan, used: Slot[], chosen: unknown): ApiVersion {
	const needs: ApiVersion[] = [operation.since ?? '2.15', ...used.flatMap(({ field }) => field.since ?? [])];
	if (!API_VERSIONS.includes(chosen as ApiVersion)) return operation.speaks ?? versionFor(needs);
	const version = chosen as ApiVersion;
	if (operation.until && version !== operation.until && has(version, operation.until)) {
		throw new BadValue('API Version', `cannot be ${version} here: the operation exists until ${operation.until}`, "Choose 'Automatic'.");
	}
	if (operation.since && !has(version, operation.since)) {
		throw new BadValue('API Version', `cannot be ${version} here: the operation exists since ${operation.since}`, "Choose 'Automatic'.");
	}
	const late = used.find(({ field }) => field.since && !has(version, field.since));
	if (late) throw new BadValue(late.label, `does not exist in API version ${version}`, `Choose 'Automatic' or ${late.field.since ?? STABLE_VERSION} as 'API Version'.`);
	return version;
}
