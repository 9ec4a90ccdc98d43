/**
 * A search over many records, cut into spans of time that are read several at a time.
 *
 * Each record belongs to the one span that its own moment lies in, and is taken only from the answers to that span: so none comes
 * twice. Whether Intercom compares by the second or by the day, and of which time zone, nobody can know beforehand: so each span is asked
 * for with two days more at both ends, which is more than the longest day, and what lies outside is left out to the second: so
 * none is missing. The moment must be one that never changes, that every record has, and that the list is sorted by, if it is sorted at all.
 *
 * What is not as expected (a record without a moment or far from its span, a span that is cut off, fewer records than Intercom counts, a
 * question that is refused) ends in the list being read as a whole, as if it had not been cut.
 */

import { IntercomError } from './errors';
import { isObject, type Json } from './json';
import { identityOf } from './answers';
import type { ListRequest, Reader } from './paging';
import { Reading } from './reading';
import { rethrown } from './rethrown';
import { type Page, pageAt } from './walking';

export interface Spans {
	/** The field with the moment, Unix seconds. */
	by: string;
	/** The oldest first. */
	ascending?: boolean;
}

const DAY = 86_400;
const MARGIN = 2 * DAY;
/** Shorter ones would be margin for the most part. */
const SHORTEST = 20 * DAY;
/** Where the cutting begins: Intercom is of 2011. What is older belongs to the first span, which has no beginning. */
const BEGINNING = 1_293_840_000;
/** Pages of a list that is worth cutting, and of a span that is not. */
const PAGES_TO_CUT = 20;
const PAGES_OF_SPAN = 3;
/** Spans for each request that may be under way. */
const SPANS_PER_REQUEST = 2;
/** So many times as large a span is cut further. */
const TOO_LARGE = 2;
const MOST_PARTS = 8;
/** Intercom's searches take so many conditions in a group. */
const MOST_CONDITIONS = 15;

/** Our clock and Intercom's may differ by as much; seconds. */
const CLOCKS_DIFFER = 300;

/** Absent ends are open. */
interface Span {
	from?: number;
	until?: number;
}

/** Reads a search to its end, cut where that is worth it. */
export class SpanReading<T> {
	private count = 0;
	/** Of them, those created since the reading began. */
	private later = 0;
	private began = 0;
	private isDoubtful = false;
	private failure?: Error;
	private running = 0;
	private waiting: Array<() => void> = [];
	private perSpan = Infinity;

	constructor(
		private readonly list: ListRequest,
		private readonly spans: Spans,
		private readonly reader: Reader,
		private readonly convert?: (records: Json[]) => T[],
	) {}

	/** Each record once; span after span, and in each in Intercom's order. Rejects with `IntercomError`. */
	async all(): Promise<T[]> {
		const first = await pageAt(this.list, { page: 1 }, this.reader);
		const { total = 0 } = first;
		this.began = Math.floor(Date.now() / 1000) - CLOCKS_DIFFER;
		const { pageSize = Infinity } = this.list.paging ?? {};
		if (
			first.next === undefined ||
			total < PAGES_TO_CUT * pageSize ||
			!this.within({ from: 0, until: 1 }) ||
			!first.items.every((item) => this.momentOf(item) !== undefined)
		)
			return await this.whole(first);
		this.perSpan = Math.max(PAGES_OF_SPAN * pageSize, Math.ceil(total / (SPANS_PER_REQUEST * this.atOnce)));
		const found = await this.cut({}, total).catch((error: unknown) => {
			if (error !== NOT_CUT && !isRefusal(error)) throw rethrown(error);
			return undefined;
		});
		return found && !(await this.lacks(total)) ? found : await this.whole();
	}

	private get atOnce(): number {
		return this.reader.atOnce?.() ?? 1;
	}

	private async whole(first?: Page): Promise<T[]> {
		return await new Reading(this.list, this.reader, this.convert, first).all();
	}

	/** Whether something may be missing: what was deleted meanwhile does not count. */
	private async lacks(total: number): Promise<boolean> {
		if (this.isDoubtful) return true;
		// what was created meanwhile must not make up for what no span has found
		if (this.count - this.later >= total) return false;
		const now = await pageAt({ ...this.list, limit: 1 }, { page: 1 }, this.reader);
		return this.count < (now.total ?? now.items.length);
	}

	/** The records of a span that has `total`, in parts. */
	private async cut(span: Span, total: number): Promise<T[]> {
		const parts = cutUp(span, Math.min(MOST_PARTS, Math.max(2, Math.ceil(total / this.perSpan))));
		const outcomes = await Promise.allSettled(parts.map(async (part) => await this.part(part)));
		const failed = outcomes.find(({ status }) => status === 'rejected');
		if (failed) throw rethrown(this.failure ?? (failed as PromiseRejectedResult).reason);
		const found = outcomes.map((outcome) => (outcome as PromiseFulfilledResult<T[]>).value);
		return (this.spans.ascending ? found : found.reverse()).flat();
	}

	/** One span: read by whoever has asked for its first page, or cut further when that has ended. */
	private async part(span: Span): Promise<T[]> {
		const list: ListRequest = {
			...this.list,
			request: { ...this.list.request, body: { ...(this.list.request.body as Json), query: this.within(span) } },
		};
		const reader: Reader = { ...this.reader, send: async (request) => await this.send(request), told: () => this.doubt() };
		const read = await this.inTurn(async () => {
			const first = await pageAt(list, { page: 1 }, reader);
			const { total = first.next === undefined ? first.items.length : Infinity } = first;
			if (!first.items.every((item) => isNear(this.momentOf(item), span))) throw (this.failure ??= NOT_CUT);
			if (total > TOO_LARGE * this.perSpan && cutUp(span, 2).length > 1) return total;
			return await new Reading(list, reader, (records) => this.made(records, span), first).all();
		});
		return typeof read === 'number' ? await this.cut(span, read) : read;
	}

	private made(records: Json[], { from = -Infinity, until = Infinity }: Span): T[] {
		const own = records.filter((record) => {
			const moment = this.momentOf(record);
			if (moment === undefined) this.doubt();
			return moment !== undefined && moment >= from && moment < until;
		});
		this.count += own.length;
		this.later += own.filter((record) => (this.momentOf(record) as number) >= this.began).length;
		return this.convert?.(own) ?? (own as T[]);
	}

	/** What is read from here on would be thrown away. */
	private doubt(): void {
		this.isDoubtful = true;
		this.failure ??= NOT_CUT;
	}

	private momentOf(record: Json): number | undefined {
		const value = record[this.spans.by];
		return typeof value === 'number' && Number.isFinite(value) && identityOf(record) !== undefined ? value : undefined;
	}

	/** What people search for, within a span; undefined where Intercom would not take so many conditions or levels. */
	private within({ from, until }: Span): Json | undefined {
		const { query } = this.list.request.body as Json;
		if (!isObject(query)) return undefined;
		const bound = (operator: string, value: number): Json => ({ field: this.spans.by, operator, value });
		const bounds = [
			...(from === undefined ? [] : [bound('>', from - MARGIN)]),
			...(until === undefined ? [] : [bound('<', until + MARGIN)]),
		];
		const { operator, value } = query;
		if (operator === 'AND' && Array.isArray(value) && value.length + bounds.length <= MOST_CONDITIONS)
			return { operator, value: [...(value as unknown[]), ...bounds] };
		const isDeep =
			Array.isArray(value) && value.some((member) => isObject(member) && (member.operator === 'AND' || member.operator === 'OR'));
		return isDeep ? undefined : { operator: 'AND', value: [query, ...bounds] };
	}

	/** After one span has failed nothing more is asked for. */
	private async send(request: Parameters<Reader['send']>[0]): ReturnType<Reader['send']> {
		if (this.failure) throw this.failure;
		try {
			return await this.reader.send(request);
		} catch (error) {
			throw (this.failure ??= rethrown(error) as Error);
		}
	}

	/** As many spans at a time as requests are worth having under way. */
	private async inTurn<R>(task: () => Promise<R>): Promise<R> {
		while (this.running >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
		this.running++;
		try {
			return await task();
		} finally {
			this.running--;
			for (const go of this.waiting.splice(0)) go();
		}
	}
}

/** Spans of the same length, the oldest first, none shorter than is worth it. */
function cutUp({ from, until }: Span, wanted: number): Span[] {
	const [low, high] = [from ?? Math.min(BEGINNING, until ?? Infinity), until ?? Math.max(Math.floor(Date.now() / 1000), from ?? 0)];
	const parts = Math.max(1, Math.min(wanted, Math.floor((high - low) / SHORTEST)));
	const borders = [from, ...Array.from({ length: parts - 1 }, (_, index) => Math.floor(low + ((index + 1) * (high - low)) / parts)), until];
	return Array.from({ length: parts }, (_, index) => ({ from: borders[index], until: borders[index + 1] }));
}

/** Intercom takes no notice of the bounds, or in a way that nobody knows of. */
const NOT_CUT = new Error('The list cannot be cut');
const isNear = (moment: number | undefined, { from = -Infinity, until = Infinity }: Span): boolean =>
	moment !== undefined && moment >= from - 2 * MARGIN && moment <= until + 2 * MARGIN;

/** A question that Intercom takes uncut only. */
const isRefusal = (error: unknown): boolean =>
	error instanceof IntercomError && error.kind === 'http' && (error.status === 400 || error.status === 422);
