/**
 * Lists and their pages, in every shape that Intercom's description, its changelog and the field know: `next` as an
 * object, as a URL, as a number, absent, null or empty; empty pages in the middle; records that come twice because
 * something was inserted meanwhile.
 */

import type { Answer, Asked, Json } from './world';
import { refusal } from './world';

export interface Manner {
	/** How the way to the next page is said. */
	next: 'object' | 'objectWithPage' | 'url' | 'pageUrl' | 'number' | 'numberInObject' | 'relativeUrl';
	/** How the end is said. */
	end: 'absent' | 'null' | 'emptyText' | 'noPages' | 'emptyObject';
	/** Records on a page, however many were asked for. */
	size: number;
	/** Before which pages (from 0) an empty page comes. */
	gaps: number[];
	/** How many records are put in front after each page that was read: what pages by number hand out twice. */
	inserted: number;
	/** The first record of the list comes again as the first of this page. */
	echo?: number;
	/** An answer that would go on for ever. */
	endless?: 'sameCursor' | 'circle';
	/** Cursors hold characters that a URL encodes. */
	cursor: 'plain' | 'base64' | 'json';
}

export const plainManner: Manner = { next: 'object', end: 'absent', size: 50, gaps: [], inserted: 0, cursor: 'plain' };

export interface ListShape {
	/** How the description says that this list is paged. */
	by: 'cursor' | 'page' | 'body' | 'none';
	/** Where the records are. */
	key: string;
	type?: string;
}

interface Step {
	/** Index of the first record. */
	from: number;
	/** How many pages with records came before. */
	page: number;
	/** How many answers came before. */
	no: number;
	/** The empty page before this one has been shown. */
	empty?: boolean;
}

/** One list of one world: remembers the ways onward that it gave. */
export class Pager {
	private readonly ways = new Map<string, Step>();
	private serial = 0;
	private grown = 0;

	constructor(
		private readonly manner: Manner,
		private readonly shape: ListShape,
		private readonly base: string,
	) {}

	answer(asked: Asked, records: Json[], freshRecord?: () => Json): Answer {
		const step = this.find(asked);
		if (!step)
			return refusal(
				400,
				'parameter_invalid',
				`starting_after is not valid: ${asked.query.get('starting_after') ?? JSON.stringify(asked.body?.pagination)}`,
			);
		const { by, key, type = 'list' } = this.shape;
		if (by === 'none') return { json: { type, [key]: records } };

		const { size } = this.manner;
		const rest = records.slice(step.from);
		const isGap = !step.empty && this.manner.gaps.includes(step.page) && rest.length > 0;
		const shown = isGap ? [] : rest.slice(0, size);
		if (this.manner.echo !== undefined && step.page === this.manner.echo && step.page > 0 && shown.length) shown.unshift(records[0]);
		if (this.shape.by === 'page' && this.manner.inserted && freshRecord && !isGap) {
			for (let n = 0; n < this.manner.inserted && this.grown < 6; n++, this.grown++) records.unshift(freshRecord());
		}
		const onward: Step = isGap
			? { from: step.from, page: step.page, no: step.no + 1, empty: true }
			: { from: step.from + size, page: step.page + 1, no: step.no + 1 };
		const isLast = !isGap && rest.length <= size;
		const pages = this.pagesOf(asked, step, isLast && !this.manner.endless ? undefined : onward, records.length);
		return { json: { type, [key]: shown, total_count: records.length, ...(pages === undefined ? {} : { pages }) } };
	}

	private find(asked: Asked): Step | undefined {
		const inBody = asked.body?.pagination?.starting_after ?? asked.body?.starting_after;
		const cursor = asked.query.get('starting_after') ?? (inBody === undefined ? null : String(inBody));
		if (cursor !== null && cursor !== '') return this.ways.get(cursor);
		const page = asked.query.get('page') ?? asked.body?.page ?? asked.body?.pagination?.page;
		if (page !== null && page !== undefined) {
			// pages are counted by the size that the answers name
			return (
				this.ways.get(`page ${page}`) ??
				(Number(page) >= 1 ? { from: (Number(page) - 1) * this.manner.size, page: Number(page) - 1, no: Number(page) - 1 } : undefined)
			);
		}
		return { from: 0, page: 0, no: 0 };
	}

	private pagesOf(asked: Asked, step: Step, onward: Step | undefined, total: number): Json | undefined {
		const { size, end, next: form, endless } = this.manner;
		const common = {
			type: 'pages',
			page: step.no + 1,
			per_page: size,
			total_pages: Math.max(1, Math.ceil(total / size)) + this.manner.gaps.length,
		};
		if (!onward) {
			if (end === 'noPages') return undefined;
			return { ...common, ...(end === 'absent' ? {} : { next: end === 'null' ? null : end === 'emptyText' ? '' : {} }) };
		}
		// a number by itself can only be the number of a page; a cursor that is a number says that it is a cursor
		const isNumbered = this.shape.by === 'page' || form === 'number';
		const cursor = this.cursorFor(onward, endless, step);
		const number = `${onward.no + 1}`;
		if (isNumbered || form === 'pageUrl') this.ways.set(`page ${number}`, onward);
		if (form === 'number') return { ...common, next: Number(number) };
		const url = new URL(`${this.base}${asked.path}`);
		url.searchParams.set('per_page', String(size));
		if (isNumbered || form === 'pageUrl') url.searchParams.set('page', number);
		else url.searchParams.set('starting_after', cursor);
		if (form === 'relativeUrl') return { ...common, next: `${url.pathname}${url.search}` };
		if (form === 'url' || form === 'pageUrl' || isNumbered)
			return { ...common, next: isNumbered && form === 'objectWithPage' ? { page: Number(number), per_page: size } : url.href };
		if (form === 'numberInObject') return { ...common, next: { per_page: size, starting_after: Number(cursor) } };
		return { ...common, next: { per_page: size, starting_after: cursor, ...(form === 'objectWithPage' ? { page: onward.no + 1 } : {}) } };
	}

	private cursorFor(onward: Step, endless: Manner['endless'], step: Step): string {
		if (endless === 'sameCursor') onward = step;
		const round = endless === 'circle' ? step.page % 2 : endless === 'sameCursor' ? 0 : ++this.serial;
		const isNumber = this.manner.next === 'numberInObject';
		const cursor = isNumber
			? String(70000 + round)
			: this.manner.cursor === 'base64'
				? `WzE3MzQ1Mzc0M+/${round}=/==`
				: this.manner.cursor === 'json'
					? `[${round},"a&b=c%d"]`
					: `after-${round}`;
		this.ways.set(cursor, endless === 'circle' ? { from: 0, page: 1 - (step.page % 2), no: 0 } : onward);
		return cursor;
	}
}
