/**
 * The way from n8n to Intercom for one execution or one picker: which credential, which address, which shared
 * pacer, and n8n's HTTP helper as the transport.
 */

import { createHash } from 'node:crypto';
import { sleep as pause } from 'n8n-workflow';
import { rethrown } from '../intercom/rethrown';
import type { Json } from '../intercom/json';
import { type Credential, type Download, Refusal } from '../procedures/procedure';
import { IntercomClient, type IntercomRequest, type WireResponse } from '../intercom/client';
import { IntercomError } from '../intercom/errors';
import { Deadlines } from '../intercom/pacing/deadlines';
import { type Line, type LineOptions, type Shared, sharedFor, type Sleep, type Turnstile } from '../intercom/pacing';
import { type ListRequest, type Note, type Reader, readAll, readAllAs, readPage } from '../intercom/paging';
import { baseUrlFor, type HostedRegion, type Region, REGION_HOSTS } from '../intercom/regions';
import { steadyNow } from '../intercom/steady';
import { STABLE_VERSION } from '../intercom/versions';
import { requireReading } from './agents/dry-run';
import { credentialTypeOf } from './credentials';
import { eventsAt } from './events';
import { fetchFile } from './files/fetch';
import { type Host, transportOf } from './transport';

export type { FileStream } from '../procedures/procedure';
export type { Host } from './transport';

export class CancelledError extends Error {
	override name = 'CancelledError';
}

/** Credential -> the workspace it belongs to. */
const workspaces = new WeakMap<Shared, { id?: string; untilMs: number }>();
/** So long it is not asked again for what Intercom does not say. */
const UNKNOWN_MS = 600_000;

const STEP_MS = 200;

/**
 * Waits in steps, so that a cancelled execution ends at once (n8n's own sleep cannot be interrupted on older hosts). Time
 * counts by the clock and by the steps, whichever is more: steps take longer on a busy host, and a host that shortens them
 * means it.
 */
export const sleep: Sleep = async (ms, signal) => {
	const end = performance.now() + ms;
	for (let left = ms; left > 0; left = Math.min(left - STEP_MS, end - performance.now())) {
		if (signal?.aborted) throw new CancelledError('The execution was cancelled');
		await pause(Math.min(left, STEP_MS));
	}
};

/** What a session is made of, whatever it grants one request. */
interface Parts {
	host: Host;
	baseUrl: string;
	client: IntercomClient;
	line: Line;
	shared: Shared;
	signal: AbortSignal | undefined;
	credential: Credential;
	/** A session with the same credential at another address. */
	at: (baseUrl: string) => Session;
	/** Only what changes nothing is sent. */
	dry?: boolean;
}

export class Session {
	private constructor(
		private readonly parts: Parts,
		private readonly timeoutMs: number,
	) {}

	/**
	 * `authentication`: the value of the parameter of that name. `timeoutMs`: how long one request may take, its answer included.
	 * `pace`: who it is that sends; see `LineOptions`.
	 */
	static async open(host: Host, authentication: unknown, timeoutMs: number, pace: LineOptions = {}): Promise<Session> {
		const { signal } = pace;
		const type = credentialTypeOf(authentication);
		const credential = await host.getCredentials(type);
		const at = (baseUrl: string): Session => {
			const shared = sharedFor(fingerprint(baseUrl, credential), sleep);
			const line = shared.pacer.line(pace);
			const client = new IntercomClient({
				baseUrl,
				transport: transportOf(host, type, tokenOf(credential)),
				line,
				deadlines: new Deadlines(sleep, steadyNow, signal),
				sleep,
				signal,
			});
			return new Session(
				{ host, baseUrl, client, line, shared, signal, credential: withoutSecrets(type, credential, baseUrl), at },
				timeoutMs,
			);
		};
		return at(baseUrlFor(credential.region as string | undefined, credential.baseUrl as string | undefined));
	}

	/** What can be said of the credential without its secrets. */
	get credential(): Credential {
		return this.parts.credential;
	}

	/** Whom the token belongs to at the API of another region. Rejects with `IntercomError`. */
	async askRegion(region: HostedRegion): Promise<Json> {
		const { body } = await this.parts
			.at(REGION_HOSTS[region])
			.within(this.timeoutMs)
			.send({ endpoint: 'GET /me', version: STABLE_VERSION });
		return body as Json;
	}

	/** The same session with another time for each request. */
	within(timeoutMs: number): Session {
		return new Session(this.parts, timeoutMs);
	}

	/** The same session, but whatever would change something is rejected with `Unsent`. */
	get dry(): Session {
		return new Session({ ...this.parts, dry: true }, this.timeoutMs);
	}

	/** How many items are worth working on at the same time, at this moment. */
	get worthwhile(): number {
		return this.parts.line.worthwhile;
	}

	/** Intercom refused what was sent last for the rate (429). */
	get isRefused(): boolean {
		return this.parts.line.refused;
	}

	/** Rejects with `IntercomError`, `CancelledError`, `Unsent`, or the `Refusal` that whoever opened the session ended it with. */
	async send(request: IntercomRequest): Promise<WireResponse> {
		const { client, signal, dry } = this.parts;
		if (dry) requireReading(request);
		if (signal?.aborted) throw endedBy(signal);
		try {
			return await client.send(request, this.timeoutMs);
		} catch (error) {
			throw signal?.aborted ? endedBy(signal) : rethrown(error);
		}
	}

	/** A file that Intercom gives, or says where it is. */
	download(request: IntercomRequest): Download {
		const { host, baseUrl } = this.parts;
		const fetching = {
			host,
			timeoutMs: this.timeoutMs,
			send: async (asked: IntercomRequest) => await this.send(asked),
			wait: async (ms: number) => await this.wait(ms),
		};
		return { request: request.endpoint, begin: async () => await fetchFile(request, baseUrl, fetching) };
	}

	/** The events at an address that Intercom gave; see `eventsAt`. */
	events(address: string, limitMs: number): AsyncIterable<Record<string, unknown>> {
		const { host, signal } = this.parts;
		return eventsAt(host, address, { limitMs, timeoutMs: this.timeoutMs, signal });
	}

	/**
	 * The ID of the workspace that the credential belongs to, asked for once per process; undefined where Intercom does not
	 * say. Rejects with `IntercomError` where the credential is refused.
	 */
	async workspace(): Promise<string | undefined> {
		const known = workspaces.get(this.parts.shared);
		if (known && (known.id !== undefined || steadyNow() < known.untilMs)) return known.id;
		const id = await this.whose();
		workspaces.set(this.parts.shared, { id, untilMs: steadyNow() + UNKNOWN_MS });
		return id;
	}

	private async whose(): Promise<string | undefined> {
		try {
			const { body } = await this.send({ endpoint: 'GET /me', version: STABLE_VERSION });
			const { app } = (body ?? {}) as { app?: { id_code?: unknown } };
			return typeof app?.id_code === 'string' ? app.id_code : undefined;
		} catch (error) {
			if (error instanceof IntercomError && error.kind === 'http' && [400, 403, 404].includes(error.status ?? 0)) return undefined;
			throw rethrown(error);
		}
	}

	/** Lets time pass. Rejects with `CancelledError`. */
	async wait(ms: number): Promise<void> {
		await sleep(ms, this.parts.signal);
	}

	/** One page of a list; see `readPage`. */
	async readPage(list: ListRequest, token?: string): ReturnType<typeof readPage> {
		return await readPage(list, token, async (request) => await this.send(request));
	}

	/** A list to its end, for whoever draws conclusions from what is not in it. Rejects with `Refusal` where it is cut off. */
	async readWhole(list: ListRequest): Promise<Array<Record<string, unknown>>> {
		return await this.readAll(list, ({ kind, text }) => {
			if (kind === 'cut')
				throw new Refusal(
					text,
					'What is not among them would be taken for missing, so nothing was done. Give the record by its ID, or run it again.',
				);
		});
	}

	/** A list up to its limit; see `readAll`. `told` hears what people should know beside the items. */
	async readAll(list: ListRequest, told?: (note: Note) => void): Promise<Array<Record<string, unknown>>> {
		return await readAll(list, this.reader(told));
	}

	/** The same, each record as `convert` makes it; see `readAllAs`. */
	async readAllAs<T>(
		list: ListRequest,
		convert: (records: Array<Record<string, unknown>>) => T[],
		told?: (note: Note) => void,
	): Promise<T[]> {
		return await readAllAs(list, this.reader(told), convert);
	}

	private reader(told?: (note: Note) => void): Reader {
		const { signal, shared } = this.parts;
		const scroll: Pick<Turnstile, 'pass'> = { pass: async (task) => await shared.scroll.pass(task, signal) };
		return { send: async (request) => await this.send(request), sleep, signal, scroll, told, atOnce: () => this.worthwhile };
	}
}

const endedBy = ({ reason }: AbortSignal): Error =>
	reason instanceof Refusal ? reason : new CancelledError('The execution was cancelled');

/** Tells credentials apart without keeping them. */
function fingerprint(baseUrl: string, credential: Record<string, unknown>): string {
	return createHash('sha256')
		.update(`${baseUrl} ${tokenOf(credential)}`)
		.digest('hex');
}

function withoutSecrets(type: string, credential: Record<string, unknown>, baseUrl: string): Credential {
	const isSet = (name: string): boolean => typeof credential[name] === 'string' && credential[name].trim() !== '';
	const region = credential.region as string | undefined;
	const known = region === 'custom' && !isSet('baseUrl') ? 'us' : region;
	return {
		kind: type === 'intercomAppOAuth2Api' ? 'oAuth2' : 'accessToken',
		region: known === 'custom' || Object.hasOwn(REGION_HOSTS, known ?? '') ? (known as Region) : 'us',
		host: /^\w+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(baseUrl)?.[1] ?? '',
		clientSecret: isSet('clientSecret'),
		finSigningSecret: isSet('finSigningSecret'),
	};
}

const tokenOf = (credential: Record<string, unknown>): string =>
	String(credential.accessToken ?? (credential.oauthTokenData as { access_token?: unknown } | undefined)?.access_token);
