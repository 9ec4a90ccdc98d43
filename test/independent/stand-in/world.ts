/** What the stand-in holds and what it has carried out. Nothing here knows the nodes or the simulator. */

export type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** One change, as the server carried it out: which record, what was done, with which values. */
export interface Effect {
	/** The number of the request that caused it. */
	request: number;
	/** `contact`, `company`, `tag`, `note`... */
	kind: string;
	id: string;
	did: 'created' | 'changed' | 'deleted' | 'attached' | 'detached';
	/** What was sent; for `attached` and `detached` also the other record. */
	data: Json;
}

/** A request as it arrived. */
export interface Asked {
	no: number;
	method: string;
	/** Without the query, still percent-encoded. */
	path: string;
	query: URLSearchParams;
	body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
	text: string;
	headers: Record<string, string | string[] | undefined>;
}

export interface Answer {
	status?: number;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as it is. */
	text?: string | Buffer;
	headers?: Record<string, string>;
}

let worlds = 0;

/** A workspace of its own, reached by its own token: nothing that nodes remember of one reaches another. */
export class World {
	/** What the addresses of its files are signed with. */
	readonly signature = `c2lnbmVk${++worlds}`;
	readonly effects: Effect[] = [];
	readonly asked: Asked[] = [];
	private readonly shelves = new Map<string, Map<string, Json>>();
	private last = 1000;

	shelf(kind: string): Map<string, Json> {
		if (!this.shelves.has(kind)) this.shelves.set(kind, new Map());
		return this.shelves.get(kind)!;
	}

	all = (kind: string): Json[] => [...this.shelf(kind).values()];

	/** Puts a record there without anybody having asked for it. */
	seed(kind: string, record: Json): Json {
		this.shelf(kind).set(String(record.id), record);
		return record;
	}

	/** IDs as Intercom makes them: 24 hexadecimal digits for contacts and companies, digits for the rest. */
	freshId(kind: string): string {
		this.last++;
		return kind === 'contact' || kind === 'company' ? `6762f0${this.last.toString(16).padStart(18, '0')}` : String(this.last);
	}

	note(effect: Effect): void {
		this.effects.push(effect);
	}
}

/** An error as the description has it. */
export function refusal(status: number, code: string, message: string): Answer {
	return { status, json: { type: 'error.list', request_id: '9bc4fc62-7cdf-4f72-a56e-02af4836d499', errors: [{ code, message }] } };
}

export const notFound = (what = 'Resource'): Answer => refusal(404, 'not_found', `${what} Not Found`);
