/**
 * Which of the chosen fields have changed since a record was last seen. A record is a few characters per field in n8n's
 * static data; those not seen for longest are given up, and their next change is passed on because it cannot be told.
 */

import { isObject, type Json } from '../../../intercom/json';
import { shortened } from '../short';

/** So many characters at most: 9,900 records with one field, 3,800 with five. */
const MOST_TEXT = 100_000;
/** 36 bits for a record, 24 for the value of a field. */
const ID_LENGTH = 6;
const VALUE_LENGTH = 4;

export class Compared {
	/** Record -> the values of its fields; the one not seen for longest first. */
	private readonly records = new Map<string, string>();

	/** @param text what `text()` answered; that of other fields is as good as none */
	constructor(
		private readonly fields: readonly string[],
		text?: unknown,
	) {
		const [head, body = ''] = typeof text === 'string' ? text.split('\n') : [];
		if (head !== this.head) return;
		for (let at = 0; at + this.length <= body.length; at += this.length)
			this.records.set(body.slice(at, at + ID_LENGTH), body.slice(at + ID_LENGTH, at + this.length));
	}

	/** Whether the text is about these fields. */
	static isOf(fields: readonly string[], text: unknown): boolean {
		return typeof text === 'string' && text.split('\n')[0] === headOf(fields);
	}

	get most(): number {
		return Math.floor(MOST_TEXT / this.length);
	}

	get size(): number {
		return this.records.size;
	}

	/** The fields that are others than before; null where the record was not seen before. Remembers what they are now. */
	judge(record: Json): string[] | null {
		const key = keyOf(record);
		const before = this.records.get(key);
		const now = this.fields.map((field) => shortened(canonical(valueAt(record, field)), VALUE_LENGTH)).join('');
		this.put(key, now);
		if (before === undefined) return null;
		return this.fields.filter((_, index) => part(before, index) !== part(now, index));
	}

	/** Remembers a record that was not seen before. */
	meet(record: Json): void {
		const key = keyOf(record);
		if (!this.records.has(key)) this.judge(record);
	}

	/** What is remembered of records, so that it can be put back. */
	entries(records: readonly Json[]): string {
		return records
			.map(keyOf)
			.map((key) => `${key}${this.records.get(key) ?? ''}`)
			.join(' ');
	}

	/** @param text what `entries()` answered */
	putBack(text: string): void {
		for (const entry of text ? text.split(' ') : []) {
			const [key, values] = [entry.slice(0, ID_LENGTH), entry.slice(ID_LENGTH)];
			if (values.length === this.length - ID_LENGTH) this.put(key, values);
			else this.records.delete(key);
		}
	}

	text(): string {
		return `${this.head}\n${[...this.records].map(([key, values]) => key + values).join('')}`;
	}

	private get head(): string {
		return headOf(this.fields);
	}

	private get length(): number {
		return ID_LENGTH + this.fields.length * VALUE_LENGTH;
	}

	private put(key: string, values: string): void {
		this.records.delete(key);
		this.records.set(key, values);
		for (const oldest of this.records.keys()) {
			if (this.records.size <= this.most) break;
			this.records.delete(oldest);
		}
	}
}

const headOf = (fields: readonly string[]): string => JSON.stringify(fields);

const part = (values: string, index: number): string => values.slice(index * VALUE_LENGTH, (index + 1) * VALUE_LENGTH);

const keyOf = ({ id }: Json): string => shortened(String(id), ID_LENGTH);

/** A key may have dots of its own: the longest that is there counts. */
function valueAt(record: unknown, field: string): unknown {
	if (!isObject(record)) return undefined;
	if (field in record) return record[field];
	for (let at = field.lastIndexOf('.'); at > 0; at = field.lastIndexOf('.', at - 1)) {
		const inner = record[field.slice(0, at)];
		if (isObject(inner)) return valueAt(inner, field.slice(at + 1));
	}
	return undefined;
}

/** The same text for the same value, in whatever order its keys come. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	if (!isObject(value)) return JSON.stringify(value) ?? 'null';
	return `{${Object.keys(value)
		.sort()
		.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
		.join()}}`;
}
