/** The words in which endpoints are written down: one `route(...)` per endpoint, in `routes/`. */
import { z } from 'zod';
import type { Clock } from '../clock';
import type { Settings } from '../settings';
import type { Workspace } from '../workspace';
import type { Since, Version } from './versions';

/** What a handler gets. */
export interface Call<Q = unknown, B = unknown> {
	workspace: Workspace;
	settings: Settings;
	clock: Clock;
	version: Version;
	/** Base address, without a slash at the end. */
	origin: string;
	/** Path without query. */
	path: string;
	params: Record<string, string>;
	query: Q;
	body: B;
	/** The `Accept` header. */
	accept?: string;
}

/** An answer with another status than 200. */
export class Answer {
	constructor(
		readonly status: number,
		/** JSON, unless the headers name another content type: then text, or a stream of bytes. */
		readonly body: unknown,
		readonly headers: Record<string, string> = {},
	) {}
}

export interface Route {
	method: string;
	/** Path as documented, with `{id}`. */
	path: string;
	since?: Since;
	/** Last version that has it. */
	until?: string;
	query: z.ZodTypeAny;
	body?: z.ZodTypeAny;
	/** The body is a multipart form. */
	multipart?: boolean;
	/** Told when a fault answered in place of the handler. */
	onBroken?: (workspace: Workspace) => void;
	/** Returns the body of a 200, or an `Answer`. May throw a `Refusal`. */
	handle: (call: Call) => unknown;
}

interface Needs<Q extends z.ZodRawShape, B extends z.ZodTypeAny> {
	/** First version that has the endpoint. */
	since?: Since;
	/** Last version that has it. */
	until?: string;
	query?: Q;
	body?: B;
	/** The body is a multipart form of up to 100 MB. */
	multipart?: boolean;
	onBroken?: (workspace: Workspace) => void;
}

/** Writes down one endpoint. @param name like `'POST /contacts/{id}/tags'` */
export function route<Q extends z.ZodRawShape = Record<never, never>, B extends z.ZodTypeAny = z.ZodUndefined>(
	name: string,
	needs: Needs<Q, B>,
	handle: (call: Call<z.infer<z.ZodObject<Q>>, z.infer<B>>) => unknown,
): Route {
	const [method, path] = name.split(' ');
	return {
		method,
		path,
		since: needs.since,
		until: needs.until,
		query: z.object(needs.query ?? {}).strict(),
		body: needs.body,
		multipart: needs.multipart,
		onBroken: needs.onBroken,
		handle: handle as Route['handle'],
	};
}
