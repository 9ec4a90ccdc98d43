/**
 * Everything that can be turned on a running simulator, in process (`simulator.settings.x = ...`)
 * or from outside (`POST /_simulator/settings`, `POST /_simulator/faults`).
 */
import { z } from 'zod';

export type Region = 'US' | 'EU' | 'AU';

/** One rule of misbehaviour. The first rule that matches a request and is not used up applies. */
export interface Fault {
	/** `'POST /contacts'`, with `*` for one path segment and `**` for any rest, or a RegExp over `METHOD /path`. */
	match: string | RegExp;
	kind: 'latency' | '429' | '5xx' | 'cut' | 'badJson';
	/** How many matching requests are hit; without it every one. */
	times?: number;
	/** How many matching requests pass unharmed before the first hit. */
	skip?: number;
	/** Status of a `5xx` (default 500). */
	status?: number;
	/** Milliseconds of a `latency` (default 1000). */
	ms?: number;
	/** True: the request is carried out first, only its answer is spoilt. */
	after?: boolean;
	/** Error code and message of a `5xx`. */
	code?: string;
	message?: string;
}

export interface Settings {
	/** Added to every answer, milliseconds. */
	latencyMs: number;
	/** Added besides, each time another part of it by chance, milliseconds. */
	jitterMs: number;
	/** Requests per window (docs/intercom-behavior.md#rate-limits); more are answered 429 and not carried out. */
	rateLimit: number;
	/** Length of the window in seconds. */
	windowSeconds: number;
	/** How long search shows the state before a change (docs/intercom-behavior.md#search-delay), milliseconds. */
	searchDelayMs: number;
	/** How search compares dates (docs/intercom-behavior.md#date-search). `second`: timestamps exact, Date attributes by UTC day. `day`: all by UTC day. */
	dateRule: 'second' | 'day';
	/** Whether the searches of conversations and tickets sort as asked, which is not described; or take no notice; or refuse. */
	inboxSorting: 'asked' | 'ignored' | 'refused';
	/** By how much the `Date` of answers is wrong, milliseconds. */
	dateErrorMs: number;
	/** The region of the workspace, told by `GET /me`. */
	region: Region;
	/** The region the token belongs to; another one than `region` answers 401. */
	tokenRegion: Region | null;
	/** What the app lacks the permission for: requests by `METHOD /path`, as the `match` of a fault; and how that is answered (docs/intercom-behavior.md#permissions). */
	withheld: string[];
	withheldAs: 'forbidden' | 'token_unauthorized' | 'api_plan_restricted';
	/** Version used when a request names none. */
	appVersion: string;
	/** Refuse requests without an `Intercom-Version` header. */
	strictVersion: boolean;
	/** Refuse unknown body and query fields (the real API ignores some). */
	strictFields: boolean;
	maxPageSize: number;
	/** How many companies page numbers can reach; beyond that only scroll. */
	maxListed: number;
	/** What `pages.next` of page-numbered lists holds: an address or `{ page, starting_after }`. Both exist in the field. */
	pageLinks: 'url' | 'object';
	/** Companies without contacts are absent from lists, scroll and search, as documented. */
	hideLonelyCompanies: boolean;
	/** Companies per scroll page. */
	scrollPageSize: number;
	/** An unused scroll expires after this many milliseconds (docs/intercom-behavior.md#companies). */
	scrollIdleMs: number;
	/** How long a bulk job takes, milliseconds. */
	bulkJobMs: number;
	/** How long an export takes, milliseconds; how large its file is, bytes (0: no data); and how it ends. */
	exportMs: number;
	exportBytes: number;
	exportOutcome: 'completed' | 'failed';
	/** How long Fin thinks, milliseconds; whether it offers a stream of events, and asks for a rating. */
	finMs: number;
	finStreams: boolean;
	finAsksForRating: boolean;
	/** Whether the workspace may send events of a channel of its own (managed availability). */
	customChannel: boolean;
	/** The address callers come from, as the IP allowlist sees it. */
	callerIp: string;
	/** How many parts of a conversation or ticket one answer holds at most (docs/intercom-behavior.md#newest-parts). */
	maxParts: number;
	/** So long takes every request on the clock, milliseconds; for a clock that is frozen. */
	tickMs: number;
	/** Freezes the clock at this moment (milliseconds since 1970); null is real time. */
	now: number | null;
	faults: Fault[];
}

/** Fresh defaults. */
export function defaults(): Settings {
	return {
		latencyMs: 0,
		jitterMs: 0,
		rateLimit: 1667,
		windowSeconds: 10,
		searchDelayMs: 0,
		dateRule: 'second',
		inboxSorting: 'asked',
		dateErrorMs: 0,
		region: 'US',
		tokenRegion: null,
		withheld: [],
		withheldAs: 'forbidden',
		appVersion: '2.16',
		strictVersion: false,
		strictFields: true,
		maxPageSize: 150,
		maxListed: 10_000,
		pageLinks: 'url',
		hideLonelyCompanies: true,
		scrollPageSize: 100,
		scrollIdleMs: 60_000,
		bulkJobMs: 50,
		maxParts: 500,
		exportMs: 50,
		exportBytes: 10_000,
		exportOutcome: 'completed',
		finMs: 50,
		finStreams: true,
		finAsksForRating: false,
		customChannel: true,
		callerIp: '203.0.113.7',
		tickMs: 0,
		now: null,
		faults: [],
	};
}

const region = z.enum(['US', 'EU', 'AU']);
const count = z.number().int().nonnegative();

/** A fault as JSON; a `match` written `/like this/` is a RegExp. */
export const faultJson = z
	.object({
		match: z.string().transform((text) => {
			const regex = /^\/(.+)\/([a-z]*)$/.exec(text);
			return regex ? new RegExp(regex[1], regex[2]) : text;
		}),
		kind: z.enum(['latency', '429', '5xx', 'cut', 'badJson']),
		times: count.optional(),
		skip: count.optional(),
		status: z.number().int().min(500).max(599).optional(),
		ms: count.optional(),
		after: z.boolean().optional(),
		code: z.string().optional(),
		message: z.string().optional(),
	})
	.strict();

/** Settings as JSON, any part of them. */
export const settingsJson = z
	.object({
		latencyMs: count,
		jitterMs: count,
		rateLimit: count,
		windowSeconds: z.number().positive(),
		searchDelayMs: count,
		dateRule: z.enum(['second', 'day']),
		inboxSorting: z.enum(['asked', 'ignored', 'refused']),
		dateErrorMs: z.number().int(),
		region,
		tokenRegion: region.nullable(),
		withheld: z.array(z.string()),
		withheldAs: z.enum(['forbidden', 'token_unauthorized', 'api_plan_restricted']),
		appVersion: z.string(),
		strictVersion: z.boolean(),
		strictFields: z.boolean(),
		maxPageSize: count,
		maxListed: count,
		pageLinks: z.enum(['url', 'object']),
		hideLonelyCompanies: z.boolean(),
		scrollPageSize: count,
		scrollIdleMs: count,
		bulkJobMs: count,
		maxParts: count,
		exportMs: count,
		exportBytes: count,
		exportOutcome: z.enum(['completed', 'failed']),
		finMs: count,
		finStreams: z.boolean(),
		finAsksForRating: z.boolean(),
		customChannel: z.boolean(),
		callerIp: z.string(),
		tickMs: count,
		now: z.number().nullable(),
		faults: z.array(faultJson),
	})
	.partial()
	.strict();
