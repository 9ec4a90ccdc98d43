/**
 * A procedure is an operation that takes more than one request. It is a function over plain values and the
 * ways of asking Intercom below; it knows nothing of n8n.
 */

import type { Endpoint, IntercomRequest } from '../intercom/client';
import type { Json } from '../intercom/json';
import type { PagingKind } from '../intercom/paging';
import type { HostedRegion, Region } from '../intercom/regions';
import type { ApiVersion } from '../intercom/versions';

/** What a procedure can do. Every call is paced, retried and versioned like that of a plain row. */
export interface Calls {
	/** Shared by all items of one execution: what an earlier item made, for those that come after it. */
	memo: Map<string, string>;
	/** What `make` gives, asked for once per execution however many items want it. */
	once: <T>(key: string, make: () => Promise<T>) => Promise<T>;
	/** A list, or (with a body) a search, to its end. Rejects with `IntercomError`, or `Refusal` where it has to be cut off; `partial`: what was read will do then, and the node shows a hint. */
	list: (
		endpoint: Endpoint,
		how?: { items?: string; query?: Json; body?: Json; paging?: PagingKind; pageSize?: number; undocumented?: boolean; partial?: boolean },
	) => Promise<Json[]>;
	/** Sends one request and answers its JSON body: a record with an `id`, unless `holds` says otherwise. Rejects with `IntercomError`. */
	send: (
		endpoint: Endpoint,
		parts?: Pick<IntercomRequest, 'path' | 'query' | 'body' | 'form' | 'repeatable' | 'holds'> & { version?: ApiVersion },
	) => Promise<Json>;
	/** The version that `send` names unless it is told another one. */
	version: ApiVersion;
	/** The credential without its secrets. */
	credential: Credential;
	/** `GET /me` with the same token at the API of another region. Rejects with `IntercomError`. */
	askRegion: (region: HostedRegion) => Promise<Json>;
	/** The moment, in milliseconds. */
	now: () => number;
	/** Lets time pass. Rejects when the execution is cancelled. */
	wait: (ms: number) => Promise<void>;
	/** A file of Intercom's; it is fetched where the item is made, piece by piece. */
	download: (endpoint: Endpoint, parts?: { path?: Record<string, string>; query?: Json }) => Download;
	/** The JSON events of a stream (Server-Sent Events) until it ends, fails or takes longer than this. Asked without the credential. */
	events: (address: string, limitMs: number) => AsyncIterable<Json>;
}

/** What can be said of a credential without telling a secret. */
export interface Credential {
	kind: 'accessToken' | 'oAuth2';
	region: Region;
	/** The host that requests go to. */
	host: string;
	/** Whether they are filled in. */
	clientSecret: boolean;
	finSigningSecret: boolean;
}

/** The content of a file that is on its way. */
export type FileStream = NodeJS.ReadableStream;

/** A file that is on its way, and what the server says of it. */
export interface Arrival {
	stream: FileStream;
	name?: string;
	type?: string;
	/** The host it comes from. */
	from: string;
}

/** A file that can be fetched. */
export interface Download {
	request: Endpoint;
	/** Asks for it, anew with every call. Rejects with `IntercomError`. */
	begin: () => Promise<Arrival>;
}

/** The item of a file: what is known of it, and where its content comes from; name and type are those it has if the server says nothing. */
export class FileAnswer {
	constructor(
		readonly json: Json,
		readonly file: { name: string; type: string; download: Download },
		/** What is there already if the file cannot be fetched, and how to go on with it. */
		readonly unfinished?: { what: string; advice: string },
	) {}
}

/** A file of the input item: what a field of kind `file` gives a procedure. */
export interface InputFile {
	name: string;
	type: string;
	/** Bytes, where n8n knows. */
	size?: number;
	/** The content from the beginning; may be asked for again. */
	chunks: () => AsyncIterable<Uint8Array>;
}

/** Wire name -> converted value of every field in `inputs`. */
export type Values = Record<string, unknown>;

/** Answers the record to output, or a file. */
export type Procedure = (values: Values, calls: Calls) => Promise<Json | Json[] | FileAnswer>;

/** A procedure's own refusal: what is the matter, and what to do about it. */
export class Refusal extends Error {
	override name = 'Refusal';

	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}
