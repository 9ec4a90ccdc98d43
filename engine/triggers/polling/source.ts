/** What a watch asks people for, and what it reads, as a list by what happened when. */

import { ANY, type Watch, type WatchedEvent } from '../../../catalog/watches';
import type { IntercomRequest } from '../../../intercom/client';
import { type ListRequest, type Note, readPages } from '../../../intercom/paging';
import type { Call } from '../../execute/parameters';
import { toListRequest } from '../../execute/requests';
import { type Plan, planOf } from '../../plan';
import type { Session } from '../../session';
import type { Found, Source } from './follow';
import { within } from './within';

type Json = Record<string, unknown>;

/** The parameters of a watch: those of its row. */
export const watchPlan = ({ source, noun }: Watch): Plan => planOf({ id: source.id, name: noun, about: source.about, operations: [source] }, source);

/** Searches need a moment to search from. */
const BEGINNING = 1;

export class WatchedList implements Source {
	readonly newestFirst: boolean;
	readonly lagSeconds: number;
	readonly moves: boolean;
	/** What is to be known of the lists that were read beside their items. */
	readonly notes: Note[] = [];
	readonly told = (note: Note): void => void this.notes.push(note);
	private clock?: number;

	constructor(
		private readonly watch: Watch,
		private readonly event: WatchedEvent,
		private readonly call: Call,
		private readonly session: Session,
	) {
		this.newestFirst = this.sorts || watch.newestFirst !== undefined;
		this.lagSeconds = watch.lagSeconds ?? 0;
		this.moves = watch.reorders === true && event.at !== watch.newestFirst;
	}

	async *read(from: number, until: number | undefined): AsyncGenerator<Found[]> {
		for await (const page of readPages(this.list(from, until), this)) yield page.flatMap((record) => this.found(record));
	}

	now(): number {
		return this.clock ?? Math.floor(Date.now() / 1000);
	}

	async askTime(): Promise<number> {
		// one page of one entry: whatever it holds, the answer says what time it is
		await readPages({ ...this.list(this.now(), undefined), limit: 1 }, this).next();
		return this.now();
	}

	/** Some records, the newest first as far as Intercom sorts them; for a test in the editor. */
	async sample(most: number): Promise<Found[]> {
		const { ask } = this.watch;
		const from = ask.by === 'parameter' && ask.sampleDays ? (await this.askTime()) - ask.sampleDays * 86_400 : BEGINNING;
		for await (const page of readPages({ ...this.list(from, undefined), limit: most }, this)) {
			if (page.length) return page.flatMap((record) => this.found(record)).sort((a, b) => b.at - a.at).slice(0, most);
		}
		return [];
	}

	/** For `readPages`: every answer says what time it is at Intercom. */
	readonly send = async (request: IntercomRequest): ReturnType<Session['send']> => {
		const answer = await this.session.send(request);
		const moment = Date.parse(answer.headers.date ?? '');
		if (!Number.isNaN(moment)) this.clock = Math.floor(moment / 1000);
		return answer;
	};

	private get sorts(): boolean {
		return this.watch.ask.by === 'search' && this.watch.ask.sorts === true;
	}

	private list(from: number, until: number | undefined): ListRequest {
		const list = { ...toListRequest(this.call), limit: undefined };
		return { ...list, request: this.asked(list.request, from, until) };
	}

	private asked(request: IntercomRequest, from: number, until: number | undefined): IntercomRequest {
		const { ask } = this.watch;
		if (ask.by === 'nothing') return request;
		if (ask.by === 'search') {
			const { query, ...also } = this.call.values.body;
			return { ...request, body: { query: within(this.event.at, from, until, query, chosen(also)), ...(this.sorts ? { sort: { field: this.event.at, order: 'descending' } } : {}) } };
		}
		// whether the moment itself belongs to the span is not documented
		const span = { [ask.from]: from - 1, ...(ask.until && until !== undefined ? { [ask.until]: until + 1 } : {}) };
		return request.endpoint.startsWith('GET') ? { ...request, query: { ...request.query, ...span } } : { ...request, body: { ...(request.body as Json), ...span } };
	}

	/** A record without the moment has not come to it yet: a call that is not over. */
	private found(record: Json): Found[] {
		const { at: name, not } = this.event;
		const at = seconds(record[name]);
		if (at === undefined || (not !== undefined && seconds(record[not]) === at)) return [];
		const order = seconds(record[this.sorts ? name : (this.watch.newestFirst ?? '')]);
		return [{ identity: JSON.stringify([record.id ?? record, record[name]]), at, ...(order === undefined ? {} : { order }), json: record }];
	}
}

/** Where anything will do, there is no condition. */
const chosen = (values: Json): Json => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ANY));

/** Unix seconds of a moment in a record, which is Unix seconds or ISO 8601. */
function seconds(moment: unknown): number | undefined {
	const value = typeof moment === 'string' ? Date.parse(moment) / 1000 : moment;
	return typeof value === 'number' && Number.isFinite(value) ? Math.floor(value) : undefined;
}
