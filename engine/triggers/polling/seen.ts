/**
 * Which records were passed on already, by second. Only the seconds that are read again are kept, and a record is
 * eight characters of it, so that thousands fit into n8n's static data.
 */

import { shortened } from '../short';

/** So many at most; beyond that the oldest seconds are given up, together with the reading again. */
export const MOST_SEEN = 20_000;

/** 48 bits: two records of the same second never meet by chance. */
const KEY_LENGTH = 8;

const keyOf = (identity: string): string => shortened(identity, KEY_LENGTH);

export class Seen {
	private readonly seconds = new Map<number, Set<string>>();

	/** @param text what `text()` answered; anything else is empty */
	constructor(text?: unknown) {
		for (const entry of typeof text === 'string' ? text.split(' ') : []) {
			const [second, keys = ''] = entry.split(':');
			const moment = parseInt(second, 36);
			if (moment > 0) for (let at = 0; at + KEY_LENGTH <= keys.length; at += KEY_LENGTH) this.put(moment, keys.slice(at, at + KEY_LENGTH));
		}
	}

	get size(): number {
		let size = 0;
		for (const keys of this.seconds.values()) size += keys.size;
		return size;
	}

	/** @param second Unix seconds  @param identity what tells one change of one record from every other */
	has(second: number, identity: string): boolean {
		return this.seconds.get(second)?.has(keyOf(identity)) === true;
	}

	add(second: number, identity: string): void {
		this.put(second, keyOf(identity));
	}

	/**
	 * Forgets everything before `low`, and the oldest seconds if there is too much.
	 * @returns the second from which on everything is remembered: what is older must not be read again
	 */
	trim(low: number, most = MOST_SEEN): number {
		for (const second of this.seconds.keys()) if (second < low) this.seconds.delete(second);
		let { size } = this;
		let from = low;
		for (const second of [...this.seconds.keys()].sort((a, b) => a - b)) {
			if (size <= most) break;
			size -= this.seconds.get(second)?.size ?? 0;
			this.seconds.delete(second);
			from = second + 1;
		}
		return from;
	}

	text(): string {
		return [...this.seconds].map(([second, keys]) => `${second.toString(36)}:${[...keys].join('')}`).join(' ');
	}

	private put(second: number, key: string): void {
		const keys = this.seconds.get(second) ?? new Set();
		this.seconds.set(second, keys.add(key));
	}
}
