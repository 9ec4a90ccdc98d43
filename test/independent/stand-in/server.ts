/**
 * A second Intercom, written from its API description and from what is known of it in the field. It shares nothing with
 * the simulator: no code, no record shapes, no idea of how pages or errors look. It believes nothing of the nodes either:
 * it keeps a log of what it carried out, and the tests judge by that log.
 */

import { open } from './door.js';
import { calm, deliver, type Fault, isWrite, type Plan } from './faults';
import { type ListShape, type Manner, Pager, plainManner } from './lists';
import { routes } from './routes';
import { type Answer, type Asked, type Json, refusal, World } from './world';

/** What a handler works with. */
export interface Call {
	world: World;
	asked: Asked;
	/** The variable parts of the path, decoded. */
	ids: string[];
	body: Json;
	/** One of the lists of this workspace, in the manner of this run. */
	page: (shape: ListShape, records: Json[], freshRecord?: () => Json) => Answer;
	/** Notes that something was carried out. */
	did: (kind: string, id: string, what: 'created' | 'changed' | 'deleted' | 'attached' | 'detached', data?: Json) => void;
	/** How this run wants things that Intercom does one way or the other. */
	habits: Habits;
	url: string;
	/** How many records a page has. */
	size: number;
}

/** What Intercom does one way here and another way there. */
export interface Habits {
	/** IDs of records other than contacts come as numbers. */
	numericIds?: boolean;
	/** `tags`, `notes`... of a record: full, empty, null or left out. */
	containers?: 'list' | 'null' | 'absent';
	/** Fields that no description has. */
	extras?: boolean;
	/** A new contact is not found by search. */
	lateSearch?: boolean;
	/** A company asked for by name or company ID comes by itself or as a list. */
	companyAs?: 'record' | 'list';
	/** What only resembles the name asked for comes as well, and first. */
	fuzzyNames?: boolean;
	/** Search by email compares letters as they are written. */
	caseSensitiveSearch?: boolean;
	/** Search compares moments by the whole day of a time zone, so many hours from UTC; absent: by the second. */
	dayZone?: number;
	/** How many companies the pages of their list reach. */
	pagesReach?: number;
	/** Answers in place of the routes. */
	instead?: (asked: Asked) => Answer | undefined;
}

export interface Setting {
	manner?: Partial<Manner>;
	habits?: Habits;
	plan?: Plan;
	/** Headers of every answer, asked for at each. */
	headers?: (asked: Asked) => Record<string, string>;
	/** A request that gets no answer from the routes: `drop` and the like. */
	raw?: (asked: Asked, response: import('node:http').ServerResponse) => boolean;
}

export interface StandIn {
	url: string;
	/** A new, empty workspace and the token that opens it; several may be open at a time. */
	begin: (setting?: Setting) => { world: World; token: string; credentials: Record<string, Json>; end: () => void };
	/** Requests that came with the token of a workspace that has ended: somebody did not stop. */
	stray: Asked[];
	close: () => Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
	let serial = 0;
	const workspaces = new Map<string, { world: World; setting: Setting; pagers: Map<string, Pager> }>();
	const stray: Asked[] = [];

	const door = await open(async ({ method, url, headers, body }, response) => {
		const [path, query = ''] = url.split('?');
		const text = body.toString('utf8');
		// the addresses of files carry no token, but are signed
		const token = path.startsWith('/signed/') ? path.split('/')[2] : String(headers.authorization).replace(/^Bearer /, '');
		const current = workspaces.get(token);
		const asked: Asked = {
			no: current?.world.asked.length ?? 0,
			method,
			path,
			query: new URLSearchParams(query),
			text,
			body: parse(text),
			headers,
		};
		if (!current) {
			stray.push(asked);
			return deliver(response, undefined, refusal(401, 'unauthorized', 'Access Token Invalid'));
		}
		const { world, setting } = current;
		world.asked.push(asked);
		if (setting.raw?.(asked, response)) return;
		const fault = (setting.plan ?? calm).faultFor(asked);
		const isCarriedOut = !fault || fault.kind === 'lost' || fault.kind === 'torn' || fault.kind === 'doneBut';
		const answer = isCarriedOut ? handle(current, asked, door.url) : {};
		// an answer without a body has no middle
		const worse: Fault | undefined = fault?.kind === 'torn' && !isWrite(asked) ? { kind: 'lost' } : fault;
		deliver(response, worse, answer, setting.headers?.(asked));
	});

	return {
		url: door.url,
		stray,
		begin: (setting = {}) => {
			const token = `dG9rOj${(++serial).toString(36)}-secret-of-this-run`;
			const world = new World();
			workspaces.set(token, { world, setting, pagers: new Map() });
			workspaces.set(world.signature, workspaces.get(token)!);
			const end = (): void => void [workspaces.delete(token), workspaces.delete(world.signature)];
			return { world, token, end, credentials: { intercomAccessTokenApi: { accessToken: token, region: 'custom', baseUrl: door.url } } };
		},
		close: door.close,
	};
}

function parse(text: string): unknown {
	try {
		return text === '' ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
}

function handle(
	{ world, setting, pagers }: { world: World; setting: Setting; pagers: Map<string, Pager> },
	asked: Asked,
	url: string,
): Answer {
	const own = setting.habits?.instead?.(asked);
	if (own) return own;
	const parts = asked.path.split('/').slice(1);
	for (const [method, pattern, handler] of routes) {
		if (method !== asked.method) continue;
		const wanted = pattern.split('/').slice(1);
		if (wanted.length !== parts.length || !wanted.every((part, n) => part === ':' || part === parts[n])) continue;
		const ids = parts.filter((_, n) => wanted[n] === ':').map(decodeURIComponent);
		const call: Call = {
			world,
			asked,
			ids,
			body: (asked.body ?? {}) as Json,
			habits: setting.habits ?? {},
			url,
			size: setting.manner?.size ?? plainManner.size,
			did: (kind, id, did, data = {}) => world.note({ request: asked.no, kind, id, did, data }),
			page: (shape, records, freshRecord) => {
				const key = `${asked.method} ${asked.path}`;
				if (!pagers.has(key)) pagers.set(key, new Pager({ ...plainManner, ...setting.manner }, shape, url));
				return pagers.get(key)!.answer(asked, records, freshRecord);
			},
		};
		return handler(call);
	}
	return refusal(404, 'not_found', 'The requested resource was not found');
}
