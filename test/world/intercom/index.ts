/**
 * Intercom, as far as triggers ask it: lists and searches of records that keep changing while they are read. Written from
 * Intercom's API reference (developers.intercom.com); where that says nothing, every world behaves in a way of its own.
 */

import type { Dice } from '../dice';
import type { Time } from '../time';
import { answerOf, type Asked } from './lists';
import { FIELDS, type Happening, type Kind, Records, type Row, rowOf } from './records';
import type { Ways } from './ways';

export type { Happening, Kind, Row } from './records';

export interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** What went wrong with answers, by kind. */
export interface Faults {
	refusals: number;
	cuts: number;
	wrongClocks: number;
	lostCursors: number;
}

/** One workspace. */
export class Intercom {
	/** All that has ever happened, in order. */
	readonly happened: Happening[] = [];
	readonly faults: Faults = { refusals: 0, cuts: 0, wrongClocks: 0, lostCursors: 0 };
	/** Requests that change something: triggers have no reason to. */
	readonly writes: string[] = [];
	requests = 0;
	private readonly records = new Map<Kind, Records>();
	private count = 0;

	constructor(
		private readonly time: Time,
		private readonly dice: Dice,
		readonly ways: Ways,
		readonly appId = 'ws_world',
	) {}

	/** Something new, or a change of what is there. @param fields what changes */
	touch(kind: Kind, id?: string, fields: readonly string[] = FIELDS[kind] ?? []): void {
		const { time, ways } = this;
		const records = this.of(kind);
		const at = Math.floor(time.ms / 1000);
		const name = id ?? String(++this.count + 1000 * this.appId.length);
		const before = id === undefined ? undefined : records.real.get(id);
		// a data event is there at once
		records.set(name, rowOf(kind, name, at, fields, before), ways.lateSeconds);
		this.happened.push({ kind, id: name, at, ms: time.ms, what: before ? 'change' : 'new', fields: [...fields] });
	}

	/** A record goes away: deleted, archived, merged. */
	remove(kind: Kind, id: string): void {
		this.of(kind).set(id, undefined, 0);
		this.happened.push({ kind, id, at: Math.floor(this.time.ms / 1000), ms: this.time.ms, what: 'gone', fields: [] });
	}

	/** The IDs of what there is. */
	ids(kind: Kind, fits: (row: Row) => boolean = () => true): string[] {
		return [...this.of(kind).real].filter(([, row]) => fits(row)).map(([id]) => id);
	}

	/** Answers a request, or undefined for a connection that is cut. It takes its time. */
	async answer(method: string, url: string, query: Record<string, unknown>, body: unknown): Promise<Answer | undefined> {
		const { ways, time, dice, faults } = this;
		const number = ++this.requests;
		const { pathname } = new URL(url);
		if (method !== 'GET' && !/\/search$/.test(pathname)) this.writes.push(`${method} ${pathname}`);
		const before = Math.floor(ways.answerMs * dice.next());
		await time.sleep(before);
		const reply = (): Omit<Answer, 'headers'> & { more?: Record<string, string> } => {
			if (ways.faultEvery && number % ways.faultEvery === 0) return this.fault();
			if (pathname === '/me')
				return { statusCode: 200, body: { type: 'admin', id: '1', app: { type: 'app', id_code: this.appId, region: 'US' } } };
			const asked: Asked = { method, path: pathname, query, body: (body ?? {}) as Asked['body'], ms: time.ms };
			const answer = answerOf(asked, ways, (kind) => this.of(kind));
			if (answer === 'lostCursor') faults.lostCursors++;
			if (answer === 'lostCursor')
				return {
					statusCode: 400,
					body: { type: 'error.list', errors: [{ code: 'client_error', message: 'bad cursor, please start over' }] },
				};
			return answer
				? { statusCode: 200, body: answer }
				: { statusCode: 404, body: { type: 'error.list', errors: [{ code: 'not_found', message: `${method} ${pathname}` }] } };
		};
		// what the answer holds is fixed now; it is on its way for a while
		const { statusCode, body: content, more } = reply();
		await time.sleep(ways.answerMs - before);
		if (statusCode === 0) {
			faults.cuts++;
			return undefined;
		}
		if (statusCode >= 429) faults.refusals++;
		return { statusCode, headers: { 'content-type': 'application/json', ...this.clock(number), ...this.limit(), ...more }, body: content };
	}

	private of(kind: Kind): Records {
		const records = this.records.get(kind) ?? new Records(this.time, this.dice);
		this.records.set(kind, records);
		return records;
	}

	private fault(): Omit<Answer, 'headers'> & { more?: Record<string, string> } {
		switch (this.dice.one(['cut', '500', '503', '429'] as const)) {
			case 'cut':
				return { statusCode: 0, body: undefined };
			case '500':
				return { statusCode: 500, body: { type: 'error.list', errors: [{ code: 'server_error' }] } };
			case '503':
				return { statusCode: 503, body: '<html>Service Unavailable</html>', more: { 'content-type': 'text/html' } };
			case '429':
				return { statusCode: 429, body: { type: 'error.list', errors: [{ code: 'rate_limit_exceeded' }] }, more: { 'retry-after': '2' } };
		}
	}

	private clock(number: number): Record<string, string> {
		const { wrongClock } = this.ways;
		const isWrong = wrongClock.every > 0 && number % wrongClock.every === 0;
		if (isWrong) this.faults.wrongClocks++;
		return { date: new Date(this.time.ms + (isWrong ? wrongClock.byMs : 0)).toUTCString() };
	}

	private limit(): Record<string, string> {
		return this.ways.tellsLimit
			? {
					'x-ratelimit-limit': '1667',
					'x-ratelimit-remaining': '1600',
					'x-ratelimit-reset': String(Math.floor(this.time.ms / 10_000) * 10 + 10),
				}
			: {};
	}
}
