/**
 * What a polling trigger keeps from one poll to the next, as a flat object of few and short values: n8n writes the static data
 * of a workflow as a whole.
 */

import type { Kept } from '../keeping/place';
import type { State } from './follow';
import { type Out, outsIn, textOf } from './handing/out';
import { Seen } from './seen';

/** What was asked for until a moment, before people changed the conditions. */
export interface Was {
	asked: string;
	/** Unix seconds. */
	until: number;
}

export interface Book {
	/** Which list, and from when on: another one has nothing to do with this state. */
	subject: string;
	/** The workspace it belongs to. Absent where nobody has said so. */
	workspace?: string;
	/** Tells this watch from those before it with the same subject. */
	watch: string;
	/** The conditions. */
	asked?: string;
	was: Was[];
	state: State;
	outs: Out[];
	/** The fields that are compared, and their values. */
	compared?: string;
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Undefined where there is none. What the versions before this one have kept has fewer keys. */
export function bookOf(kept: Kept | undefined): Book | undefined {
	const { subject, low, upTo, start, began, placeFrom } = kept ?? {};
	if (!kept || typeof subject !== 'string' || typeof low !== 'number' || typeof upTo !== 'number') return undefined;
	const position = textIn(kept.place);
	const times = numbersIn(kept.times);
	return {
		subject,
		watch: textIn(kept.watch) ?? '',
		workspace: textIn(kept.workspace),
		asked: textIn(kept.asked),
		was: wasIn(kept.was),
		outs: outsIn(kept.out),
		compared: textIn(kept.compared),
		state: {
			low,
			upTo,
			seen: new Seen(kept.seen),
			...(numberIn(start) === undefined ? {} : { start: numberIn(start) }),
			...(numberIn(began) === undefined ? {} : { began: numberIn(began) }),
			...(times.length ? { times } : {}),
			...(position !== undefined && typeof placeFrom === 'number' ? { place: { from: placeFrom, position } } : {}),
			...(typeof kept.open === 'string' ? { open: openIn(kept.open) } : {}),
			...(typeof kept.former === 'string' ? { former: openIn(kept.former) } : {}),
		},
	};
}

/** Only what there is: a key that is missing is none. */
export function keptOf({
	subject,
	watch,
	workspace,
	asked,
	was,
	outs,
	compared,
	state: { low, upTo, seen, start, began, times = [], place, open, former },
}: Book): Kept {
	const values: Kept = {
		subject,
		watch: watch || undefined,
		workspace,
		asked,
		was: was.length ? JSON.stringify(was.map((one) => [one.asked, one.until])) : undefined,
		low,
		upTo,
		seen: seen.text() || undefined,
		start,
		began,
		times: times.join(' ') || undefined,
		placeFrom: place?.from,
		place: place?.position,
		open: open && textOfOpen(open),
		former: former && textOfOpen(former),
		out: textOf(outs) || undefined,
		compared,
	};
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const numbersIn = (text: unknown): number[] =>
	typeof text === 'string'
		? text
				.split(' ')
				.map(Number)
				.filter((number) => number > 0)
		: [];

const textOfOpen = (open: ReadonlyMap<string, number>): string => [...open].map(([id, moment]) => `${id}:${moment.toString(36)}`).join(' ');

function openIn(text: string): Map<string, number> {
	const entries = text
		.split(' ')
		.map((entry) => [entry.slice(0, entry.lastIndexOf(':')), parseInt(entry.slice(entry.lastIndexOf(':') + 1), 36)] as const);
	return new Map(entries.filter(([id, moment]) => id !== '' && moment > 0));
}

function wasIn(text: unknown): Was[] {
	try {
		const all = JSON.parse(textIn(text) ?? '[]') as unknown;
		return (Array.isArray(all) ? all : []).flatMap((one: unknown) =>
			Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'number' ? [{ asked: one[0], until: one[1] }] : [],
		);
	} catch {
		return [];
	}
}
