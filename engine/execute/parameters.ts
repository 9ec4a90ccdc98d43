/**
 * Row + item -> plain values: reads what people entered for one item and converts it, all without a request.
 * What still needs Intercom (a tag by its name) is left open as a `Pending`.
 */

import { entities, type EntityId } from '../../catalog/records/entities';
import { keyOf } from '../../catalog/records/identity';
import type { Field } from '../../catalog/language/types';
import { API_VERSIONS, type ApiVersion, has, STABLE_VERSION, versionFor } from '../../intercom/versions';
import { requireAllowed } from '../agents/allowed';
import { flagOr } from '../convert/flag';
import { collection } from '../convert/list';
import type { Located } from '../convert/locator';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice } from '../convert/text';
import { type Entered, NOTHING, type Read, readField } from '../fields';
import { createIfMissingParam, idFor, isLocated, spelled, spelling } from '../fields/ref';
import { AUTOMATIC_AT_ONCE, DEFAULT_TIMEOUT_SECONDS, MOST_AT_ONCE } from '../options';
import { changes, isUpdate, type Plan, type Slot, type Where } from '../plan';
import { type Output, readOutput } from './output';

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
	/** What is not sent, by its name in the row. */
	aside: Record<string, unknown>;
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
	/** Requests that may be under way at the same time; Infinity: as many as the rate limit and the answer time ask for. */
	most: number;
	timeoutMs: number;
	/** Nothing is changed: what would be sent comes out. */
	dryRun: boolean;
	/** The most characters of one text in the output; 0: all of them. */
	longestText: number;
}

/** Throws `BadValue`. */
export function readCall(plan: Plan, read: Read): Call {
	const options = collection(read('options'), 'Options');
	requireAllowed(plan.operation, options.allowedForAgents);
	const reader = new Reader(plan, read, flagOr(false, options.ignoreEmpty, 'Ignore Empty Values'));
	for (const slot of plan.slots) reader.read(slot);
	reader.dropUnaccompanied(plan.slots);
	reader.checkNeeds();
	reader.refuseEmptyUpdate();
	const { operation } = plan;
	return {
		plan,
		values: reader.values,
		aside: reader.aside,
		pending: reader.pending,
		version: chooseVersion(plan, reader.used, options.apiVersion),
		pointers: reader.pointers,
		target: reader.target,
		lanes: operation.list || (operation.repeatable === undefined && isRead(plan)) ? [] : reader.lanes,
		limit:
			operation.list && !flagOr(false, read('returnAll'), 'Return All')
				? number(read('limit') ?? DEFAULT_LIMIT, 'Limit', { whole: true, min: 1 })
				: undefined,
		output: readOutput(plan, read),
		options: {
			most: within(0, MOST_AT_ONCE, number(options.concurrency ?? AUTOMATIC_AT_ONCE, 'Requests at Once')) || Infinity,
			timeoutMs: 1000 * within(1, 3600, number(options.timeout ?? DEFAULT_TIMEOUT_SECONDS, 'Timeout')),
			dryRun: flagOr(false, options.dryRun, 'Dry Run'),
			longestText: number(options.longestText ?? 0, 'Longest Text', { whole: true, min: 0 }),
		},
	};
}

const isRead = ({ operation }: Plan): boolean => typeof operation.request === 'string' && operation.request.startsWith('GET');
const within = (min: number, max: number, value: number): number => Math.min(Math.max(Math.floor(value), min), max);
const DEFAULT_LIMIT = 50;

class Reader {
	readonly values: Call['values'] = { path: {}, query: {}, body: {}, shared: {}, inputs: {} };
	readonly aside: Call['aside'] = {};
	readonly pending: Pending[] = [];
	/** Fields that are part of the request. */
	readonly used: Slot[] = [];
	readonly pointers: Pointer[] = [];
	target?: Pointer;
	/** The field that says which record is meant. */
	private aim?: Slot;
	readonly lanes: string[] = [];
	private readonly entered: Entered;

	constructor(
		private readonly plan: Plan,
		read: Read,
		ignoreEmpty: boolean,
	) {
		this.entered = { read, ignoreEmpty, added: collection(read(plan.collection.name), plan.collection.label) };
	}

	read(slot: Slot): void {
		if (!this.isAsked(slot)) return;
		const value = readField(slot, this.entered);
		// it decides about other fields, where a value that does not exist would leave out all of them, or about the way of reading
		if (slot.field.notSent) return value === NOTHING ? undefined : void (this.aside[slot.wire] = value);
		if (value === NOTHING) this.leaveOut(slot);
		else this.use(slot, value);
	}

	/** What is sent for a field without a value, if anything is. */
	private leaveOut(slot: Slot): void {
		const { field, label, where, wire } = slot;
		if (field.sendWhenOmitted !== undefined) this.values[where][wire] = field.sendWhenOmitted;
		else if (field.kind === 'ref' && field.fallback)
			this.pending.push({ slot, located: { mode: field.fallback, value: '' }, create: false });
		else if (field.required)
			throw new BadValue(label, 'is required', 'Fill it in, or check that the expression has a value for this item.');
	}

	private use(slot: Slot, value: unknown): void {
		this.used.push(slot);
		if (value !== null) Object.assign(this.values[slot.where], slot.field.alsoSend);
		const pointer = pointerOf(slot, value);
		if (pointer) this.pointers.push(pointer);
		this.join(slot, value, pointer);
		this.put(slot, value, pointer);
	}

	/** The value in its place of the request, or open until Intercom was asked. */
	private put(slot: Slot, value: unknown, pointer: Pointer | undefined): void {
		const { field, label, where, key, wire } = slot;
		const values = this.values[where];
		if (!isLocated(field, value)) {
			// files become a list only when they are read
			if (field.kind === 'files') values[key] = value;
			else values[wire] = merged(values[wire], value, slot);
		} else if (spelled(field, value.mode) !== undefined) Object.assign(values, spelling(slot, value));
		else if (value.mode === 'id') values[wire] = idFor(field, value.value, label);
		else if (field.kind === 'ref') this.pending.push({ slot, located: value, create: this.mayCreate(field.to), pointer });
	}

	/** The first field that says which record is meant makes a lane; further ones only where the row says so. */
	private join(slot: Slot, value: unknown, pointer: Pointer | undefined): void {
		const { field, param } = slot;
		if (!identifies(field) || (this.lanes.length && !field.identifies) || (!pointer && (typeof value !== 'string' || !value.trim())))
			return;
		this.aim ??= slot;
		this.lanes.push(pointer ? keyOf(pointer.to, pointer.by, pointer.value) : JSON.stringify([param, String(value).trim()]));
		this.target ??= pointer;
	}

	/** Fields that depend on another one are there only while that has the right value. */
	private isAsked({ when }: Slot): boolean {
		return !when || when.is.includes(String(this.entered.read(when.param)).trim());
	}

	/** Leaves out what is sent only along with another field that is not there. */
	dropUnaccompanied(slots: readonly Slot[]): void {
		for (const { field, where, wire } of slots) {
			if (field.onlyWith === undefined || this.has(where, field.onlyWith)) continue;
			delete this.values[where][wire];
			this.used.splice(0, this.used.length, ...this.used.filter((slot) => slot.field !== field));
		}
	}

	/** Refuses what Intercom takes only together with a field that was not filled in. */
	checkNeeds(): void {
		for (const { field, label, where } of this.used) {
			if (field.requires === undefined || this.has(where, field.requires)) continue;
			const wanted = this.plan.slots.find((slot) => slot.where === where && slot.wire === field.requires)?.label ?? field.requires;
			throw new BadValue(
				label,
				`cannot be sent without '${wanted}'`,
				`Intercom takes the two together: fill in '${wanted}' as well, or leave out '${label}'.`,
			);
		}
	}

	/** An update in which nothing is filled in would change nothing and report success. */
	refuseEmptyUpdate(): void {
		if (!isUpdate(this.plan.operation) || this.used.some((slot) => slot.where === 'body' && slot !== this.aim && changes(slot.field)))
			return;
		const { collection } = this.plan;
		throw new BadValue(
			collection.label,
			'has nothing to change',
			"Fill in a field to change, or leave the item out. With the option 'Ignore Empty Values', a field that is empty for this item is not filled in.",
		);
	}

	private has(where: Where, wire: string): boolean {
		return wire in this.values[where] || this.pending.some(({ slot }) => slot.where === where && slot.wire === wire);
	}

	private mayCreate(to: EntityId): boolean {
		return flagOr(false, this.entered.added[createIfMissingParam(to)], `Create ${entities[to].name} If Missing`);
	}
}

/** Two lists, or two objects, entered in two ways are one; of anything else the later way wins. */
export function merged(known: unknown, value: unknown, { key, wire }: Slot): unknown {
	if (key === wire || typeof known !== 'object' || typeof value !== 'object' || known === null || value === null) return value;
	if (Array.isArray(known) && Array.isArray(value)) return [...(known as unknown[]), ...(value as unknown[])];
	return Array.isArray(known) || Array.isArray(value) ? value : { ...known, ...value };
}

/** Whether a field says which record is meant. */
const identifies = (field: Field): boolean =>
	field.identifies !== false && (field.identifies !== undefined || (field.kind === 'ref' && field.required === true));

function pointerOf({ field, label }: Slot, value: unknown): Pointer | undefined {
	if (field.kind === 'ref' && isLocated(field, value)) return { label, to: field.to, by: value.mode, value: value.value };
	return typeof field.identifies === 'object' && typeof value === 'string' && value.trim()
		? { label, to: field.identifies.record, by: field.identifies.by, value: value.trim() }
		: undefined;
}

const AUTOMATIC = 'auto';

function chooseVersion({ operation }: Plan, used: Slot[], chosen: unknown): ApiVersion {
	const needs: ApiVersion[] = [operation.since ?? '2.15', ...used.flatMap(({ field }) => field.since ?? [])];
	const version = choice([AUTOMATIC, ...API_VERSIONS], chosen ?? AUTOMATIC, 'API Version') as ApiVersion | typeof AUTOMATIC;
	if (version === AUTOMATIC) return operation.defaultVersion ?? versionFor(needs);
	if (operation.until && version !== operation.until && has(version, operation.until)) {
		throw new BadValue('API Version', `cannot be ${version} here: the operation exists until ${operation.until}`, "Choose 'Automatic'.");
	}
	if (operation.since && !has(version, operation.since)) {
		throw new BadValue('API Version', `cannot be ${version} here: the operation exists since ${operation.since}`, "Choose 'Automatic'.");
	}
	const late = used.find(({ field }) => field.since && !has(version, field.since));
	if (late)
		throw new BadValue(
			late.label,
			`does not exist in API version ${version}`,
			`Choose 'Automatic' or ${late.field.since ?? STABLE_VERSION} as 'API Version'.`,
		);
	return version;
}
