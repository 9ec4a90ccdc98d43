/**
 * Which records were passed on already, by second. Only the seconds that are read again are kept, and a record is
 * six characters of it, so that thousands fit into n8n's static data.
 */

import { shortened } from '../short';

/** So many at most; beyond that the oldest seconds are given up, together with the reading again. */
export const MOST_SEEN = 20_000;

/** 36 bits: two records of the same second do not meet by chance. */
const KEY_LENGTH = 6;
/** Of what versions before this one have written. */
const OLD_KEY_LENGTH = 8;
/** How what this version writes begins. */
const MARK = '2';
/** Begins the second up to which everything counts as passed on, and a second with what does not. */
const FLOOR = '!';
const OPEN = '~';

const keyOf = (identity: string): string => shortened(identity, KEY_LENGTH);

/** Second -> keys. */
type Seconds = Map<number, Set<string>>;

export class Seen {
	private readonly seconds: Seconds = new Map();
	/** Everything before this second was passed on, but for what is in `open`. */
	private floor = 0;
	private readonly open: Seconds = new Map();

	/** @param text what `text()` answered, also that of the version before; anything else is empty */
	constructor(text?: unknown) {
		const [first, ...rest] = typeof text === 'string' ? text.split(' ') : [];
		const isOld = first !== MARK;
		let before = { [OPEN]: 0, '': 0 };
		for (const entry of isOld ? [first ?? '', ...rest] : rest) {
			if (entry.startsWith(FLOOR)) this.floor = parseInt(entry.slice(1), 36) || 0;
			const kind = entry.startsWith(OPEN) ? OPEN : '';
			const [moment, keys = ''] = entry.slice(kind.length).split(':');
			const second = parseInt(moment, 36) + (isOld ? 0 : before[kind]);
			if (!(second > 0) || !keys) continue;
			before = { ...before, [kind]: second };
			const length = isOld ? OLD_KEY_LENGTH : KEY_LENGTH;
			for (let at = 0; at + length <= keys.length; at += length)
				put(kind ? this.open : this.seconds, second, keys.slice(at, at + KEY_LENGTH));
		}
	}

	get size(): number {
		return sizeOf(this.seconds);
	}

	/** @param second Unix seconds  @param identity what tells one change of one record from every other */
	has(second: number, identity: string): boolean {
		if (second >= this.floor) return this.lists(second, identity);
		return this.open.get(second)?.has(keyOf(identity)) !== true;
	}

	/** Whether it was passed on, of what nothing is taken for granted. */
	lists(second: number, identity: string): boolean {
		return this.seconds.get(second)?.has(keyOf(identity)) === true;
	}

	add(second: number, identity: string): void {
		if (second < this.floor) this.open.get(second)?.delete(keyOf(identity));
		else put(this.seconds, second, keyOf(identity));
	}

	/** As if the others had never been passed on, but for everything before `floor` that is not among them. */
	reopen(others: Seen, floor: number): void {
		this.floor = Math.max(this.floor, floor);
		for (const [second, keys] of others.seconds) {
			for (const key of keys) {
				if (second < this.floor) put(this.open, second, key);
				else this.seconds.get(second)?.delete(key);
			}
		}
	}

	/**
	 * Forgets everything before `low`, and the oldest seconds if there is too much. A wrong clock may have moved `low` into the future:
	 * the last `spareSeconds` of what was passed on are kept in any case.
	 * @returns the second from which on everything is remembered: what is older must not be read again
	 */
	trim(low: number, { most = MOST_SEEN, spareSeconds = 0 } = {}): number {
		const spared = [...this.seconds.keys()].reduce((newest, second) => Math.max(newest, second), 0) - spareSeconds;
		for (const second of this.seconds.keys()) if (second < low && second < spared) this.seconds.delete(second);
		for (const second of this.open.keys()) if (second < low) this.open.delete(second);
		if (low >= this.floor) this.floor = 0;
		let { size } = this;
		let from = low;
		for (const second of [...this.seconds.keys()].sort((a, b) => a - b)) {
			if (size <= most) break;
			size -= this.seconds.get(second)?.size ?? 0;
			this.seconds.delete(second);
			from = second + 1;
		}
		// what is to be passed on once more still has to be read
		if (this.floor) this.floor = Math.max(this.floor, from);
		return this.floor ? low : from;
	}

	/** Empty where nothing is remembered. */
	text(): string {
		const parts = [...(this.floor ? [FLOOR + this.floor.toString(36)] : []), ...textsOf(this.open, OPEN), ...textsOf(this.seconds, '')];
		return parts.length ? [MARK, ...parts].join(' ') : '';
	}
}

function put(seconds: Seconds, second: number, key: string): void {
	seconds.set(second, (seconds.get(second) ?? new Set()).add(key));
}

const sizeOf = (seconds: Seconds): number => [...seconds.values()].reduce((size, keys) => size + keys.size, 0);

/** Each second as its distance from the one before. */
function textsOf(seconds: Seconds, kind: string): string[] {
	let before = 0;
	return [...seconds]
		.filter(([, keys]) => keys.size)
		.sort(([a], [b]) => a - b)
		.map(([second, keys]) => {
			const text = `${kind}${(second - before).toString(36)}:${[...keys].join('')}`;
			before = second;
			return text;
		});
}
