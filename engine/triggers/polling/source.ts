/** What a watch asks people for, and what it reads, as a list by what happened when. */

import { ANY, type Watch, type WatchedEvent } from '../../../catalog/triggers/watches';
import { RECORD } from '../../../intercom/answers';
import type { IntercomRequest } from '../../../intercom/client';
import { IntercomError } from '../../../intercom/errors';
import type { Json } from '../../../intercom/json';
import { type ListRequest, readPages } from '../../../intercom/paging';
import { NOWHERE, type Position } from '../../../intercom/position';
import { steadyNow } from '../../../intercom/steady';
import { pageAt, type Page as ListPage } from '../../../intercom/walking';
import type { Call } from '../../execute/parameters';
import { toListRequest } from '../../execute/requests';
import { type Plan, planOf } from '../../plan';
import { CancelledError, type Session } from '../../session';
import { OutOfTime, type Page, PositionLost, type Question, type Row, type Source, type Traits } from './follow';
import { IntercomClock } from './reading/clock';
import { within } from './within';

/** The parameters of a watch: those of its row. */
export const watchPlan = ({ source, noun }: Watch): Plan =>
	planOf({ id: source.id, name: noun, about: source.about, operations: [source] }, source);

/** Searches need a moment to search from. */
const BEGINNING = 1;

export class WatchedList implements Source {
	readonly traits: Traits;
	readonly one?: (id: string) => Promise<Row | undefined>;
	/** Records that were read and have not changed since they were created. */
	readonly unchanged: Json[] = [];
	private isUnsortable = false;

	constructor(
		private readonly watch: Watch,
		private readonly event: WatchedEvent,
		private readonly call: Call,
		private readonly session: Pick<Session, 'send'>,
		private readonly clock = new IntercomClock(),
	) {
		clock.begin();
		this.traits = traitsOf(watch, event);
		if (this.traits.lagSeconds > 0) this.one = async (id) => await this.single(id);
	}

	async page(question: Question, position?: string): Promise<Page> {
		const place = position === undefined ? { page: 1 } : (JSON.parse(position) as Position | typeof NOWHERE);
		if (place === NOWHERE)
			throw new IntercomError('answer', 'Intercom says that the list goes on, but not where', { request: this.request.endpoint });
		try {
			return this.pageOf(await pageAt(this.list(question), place, this), place);
		} catch (error) {
			if (!this.isUnsortable && isAboutSorting(error)) {
				this.isUnsortable = true;
				return await this.page(question, position);
			}
			throw failure(error, position);
		}
	}

	now(): number {
		return this.clock.now();
	}

	isSure(): boolean {
		return this.clock.isSure;
	}

	took(): number {
		return this.clock.took();
	}

	async askTime(): Promise<number> {
		// one page of one entry: whatever it holds, the answer says what time it is
		try {
			await pageAt({ ...this.list({ from: this.now(), way: 'descending' }), limit: 1 }, { page: 1 }, this);
			return this.now();
		} catch (error) {
			if (!this.isUnsortable && isAboutSorting(error)) {
				this.isUnsortable = true;
				return await this.askTime();
			}
			throw failure(error);
		}
	}

	/** Some records, the newest first as far as Intercom sorts them; for a test in the editor. */
	async sample(most: number): Promise<Json[]> {
		const { ask } = this.watch;
		const from = ask.by === 'parameter' && ask.sampleDays ? (await this.askTime()) - ask.sampleDays * 86_400 : BEGINNING;
		for await (const page of readPages({ ...this.list({ from, way: 'descending' }), limit: most }, this)) {
			const found = page.flatMap((record) => this.row(record).found ?? []);
			if (page.length)
				return found
					.sort((a, b) => b.at - a.at)
					.slice(0, most)
					.map(({ json }) => json);
		}
		return [];
	}

	/** Every answer says what time it is at Intercom. */
	readonly send = async (request: IntercomRequest): ReturnType<Session['send']> => {
		const asked = steadyNow();
		const answer = await this.session.send(request);
		const moment = Date.parse(answer.headers.date ?? '');
		if (!Number.isNaN(moment)) this.clock.hear(moment, steadyNow() - asked);
		return answer;
	};

	private async single(id: string): Promise<Row | undefined> {
		const { lag } = this.watch;
		if (!lag) return undefined;
		const name = /\{(\w+)\}/.exec(lag.one)?.[1] ?? 'id';
		try {
			const { body } = await this.send({ endpoint: lag.one, version: this.request.version, path: { [name]: id }, holds: RECORD });
			return this.row(body as Json);
		} catch (error) {
			if (error instanceof IntercomError && (error.status === 404 || error.status === 410)) return undefined;
			throw failure(error);
		}
	}

	private get request(): IntercomRequest {
		return toListRequest(this.call).request;
	}

	private list({ from, until, way }: Question): ListRequest {
		const list = { ...toListRequest(this.call), limit: undefined };
		return { ...list, request: this.asked(list.request, { from, until, way }) };
	}

	private asked(request: IntercomRequest, { from, until, way }: Question): IntercomRequest {
		const { ask } = this.watch;
		if (ask.by === 'nothing') return request;
		if (ask.by === 'search') {
			const { query, ...also } = this.call.values.body;
			return {
				...request,
				body: {
					query: within(this.event.at, from, until, query, withoutAny(also)),
					...(this.isUnsortable ? {} : { sort: { field: this.event.at, order: way } }),
				},
			};
		}
		// whether the moment itself belongs to the span is not documented
		const span = { [ask.from]: from - 1, ...(ask.until && until !== undefined ? { [ask.until]: until + 1 } : {}) };
		return request.endpoint.startsWith('GET')
			? { ...request, query: { ...request.query, ...span } }
			: { ...request, body: { ...(request.body as Json), ...span } };
	}

	private pageOf({ items, total, next, lastPage }: ListPage, { page, perPage }: Position): Page {
		const isNumbered =
			this.traits.kind !== 'search' &&
			lastPage !== undefined &&
			(next === undefined || (next !== NOWHERE && next.cursor === undefined && !next.link));
		const size = typeof next === 'object' ? next.perPage : perPage;
		const numbered = (number: number): string => JSON.stringify({ page: number, ...(size === undefined ? {} : { perPage: size }) });
		return {
			rows: items.map((record) => this.row(record)),
			...(total === undefined ? {} : { total }),
			...(next === undefined
				? {}
				: { next: JSON.stringify(next), isAnchored: next !== NOWHERE && isAnchored(next.cursor, items.at(-1), this.sortedBy) }),
			...(isNumbered && page > 1 ? { before: numbered(page - 1) } : {}),
			...(isNumbered ? { last: numbered(lastPage) } : {}),
		};
	}

	private get sortedBy(): string {
		return this.watch.newestFirst ?? this.event.at;
	}

	/** A record without the moment has not come to it yet: a call that is not over. */
	private row(record: Json): Row {
		const { at: name, differsFrom: not } = this.event;
		const at = seconds(record[name]);
		// what was never changed has no moment of change in some lists
		const order = seconds(record[this.sortedBy]) ?? seconds(record.created_at);
		if (at !== undefined && not !== undefined && seconds(record[not]) === at) this.unchanged.push(record);
		const isFound = at !== undefined && (not === undefined || seconds(record[not]) !== at);
		return {
			id: String(record.id ?? JSON.stringify(record)),
			...(order === undefined ? {} : { order }),
			...(isFound ? { found: { identity: JSON.stringify([record.id ?? record, record[name]]), at, json: record } } : {}),
			...(at === undefined && this.traits.lagSeconds > 0 ? { isOpen: true } : {}),
			json: record,
		};
	}
}

function traitsOf({ ask, newestFirst, documented = false, reorders = false, lag }: Watch, { at }: WatchedEvent): Traits {
	const kind = ask.by === 'search' ? 'search' : ask.by === 'parameter' && ask.until ? 'spans' : 'newestFirst';
	return {
		kind,
		isDocumented: documented,
		isFixed: kind === 'spans',
		isSteady: kind === 'search' ? at === 'created_at' : !reorders,
		reorders: reorders && at !== newestFirst,
		lagSeconds: at === newestFirst ? 0 : (lag?.seconds ?? 0),
	};
}

/** Whether a position names the last record of its page: Intercom's hold its moment and its ID in base64. */
function isAnchored(cursor: string | number | undefined, last: Json | undefined, sortedBy: string): boolean {
	if (typeof cursor !== 'string' || !last) return false;
	const text = `${cursor} ${Buffer.from(cursor, 'base64').toString('latin1')}`;
	const moment = seconds(last[sortedBy]);
	return (
		(last.id !== undefined && String(last.id).length > 3 && text.includes(String(last.id))) ||
		(moment !== undefined && text.includes(String(moment)))
	);
}

const isRefused = (error: unknown): error is IntercomError =>
	error instanceof IntercomError && error.kind === 'http' && [400, 404, 410, 422].includes(error.status ?? 0);

/** A search that is not meant to sort refuses the whole question. */
const isAboutSorting = (error: unknown): boolean => isRefused(error) && /sort/i.test([error.message, error.code, error.field].join(' '));

/** @param position a request that names a position is refused when that is not known any more */
function failure(error: unknown, position?: string): unknown {
	// a poll is cancelled when its time is over
	if (error instanceof CancelledError) return new OutOfTime('Intercom did not answer in the time that a poll has');
	return position !== undefined && isRefused(error) ? new PositionLost(error.message, { cause: error }) : error;
}

/** Where anything will do, there is no condition. */
const withoutAny = (values: Json): Json => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ANY));

/** Unix seconds of a moment in a record, which is Unix seconds or ISO 8601. */
function seconds(moment: unknown): number | undefined {
	const value = typeof moment === 'string' ? Date.parse(moment) / 1000 : moment;
	return typeof value === 'number' && Number.isFinite(value) ? Math.floor(value) : undefined;
}
