/**
 * A workflow as an earlier version of the package saved it, and what it did: which requests reached Intercom, and what came out.
 * The files beside this one are never edited: what users have saved cannot be edited either.
 */

import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Host } from '../../scripts/host';
import { fs, path, root } from '../../scripts/machine';
import { inObjects, type Wire, wireOf } from '../support/expected';
import type { Recorder, Reply } from '../support/recorder';
import { endpointsOf, rows } from '../support/rows';

type Json = Record<string, unknown>;

/** What Intercom answers while it runs. */
export interface Answer {
	/** Name of a record in the file; a record of nothing but its ID where left out. */
	record?: string;
	/** Where a list has its records. */
	list?: string;
	kind?: 'text' | 'file';
	/** False: looks for a record in vain, so that it creates one. */
	finds?: boolean;
	/** Fields of its records that hold a moment of the last hour; what is watched has to be new. */
	moments?: string[];
	/** `METHOD /path` as a pattern -> the body, where something else is needed. */
	special?: Record<string, unknown>;
}

export interface Saved {
	/** "contact: create", and what is filled in. */
	name: string;
	node: { type: string; typeVersion: number; parameters: IDataObject };
	binary?: IDataObject;
	answer?: Answer;
	/** What is sent to a webhook trigger. */
	event?: IDataObject;
	requests: Wire[];
	output: IDataObject[];
}

export interface Recording {
	version: string;
	records: Record<string, IDataObject>;
	workflows: Saved[];
}

export const folder = path.join(root, 'test/compat');
const KEY = 'saved with the credential';

/** Every version's recordings, by file: "0.1.0/intercom.json". */
export function recordings(): Array<[string, Recording]> {
	const versions = (fs.readdirSync(folder) as string[]).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
	return versions.flatMap((version) =>
		(fs.readdirSync(path.join(folder, version)) as string[]).map((file): [string, Recording] => [
			`${version}/${file}`,
			JSON.parse(fs.readFileSync(path.join(folder, version, file), 'utf8')) as Recording,
		]),
	);
}

/** Runs one with today's package. Rejects with the error that the node ends with. */
export async function play(
	saved: Omit<Saved, 'requests' | 'output'>,
	records: Recording['records'],
	{ host, recorder }: { host: Host; recorder: Recorder },
): Promise<Pick<Saved, 'requests' | 'output'>> {
	recorder.reset();
	recorder.answer = answersOf(saved.answer ?? {}, records, recorder);
	const items = await outputOf(saved, host, recorder.url);
	return {
		requests: recorder.requests
			.filter(({ path: at }) => at !== FILE)
			.map(wireOf)
			.map((wire) => steady(wire) as Wire),
		output: items.map(({ json, binary }) => steady({ ...json, ...(binary ? { $binary: Object.keys(binary) } : {}) }) as IDataObject),
	};
}

async function outputOf(
	{ node, binary, event }: Omit<Saved, 'requests' | 'output'>,
	host: Host,
	baseUrl: string,
): Promise<Array<{ json: IDataObject; binary?: object }>> {
	const credentials = {
		intercomAccessTokenApi: { accessToken: 'wire-token', region: 'custom', baseUrl, clientSecret: KEY, finSigningSecret: KEY },
	};
	const { type, typeVersion, parameters } = node;
	if (event) return await delivered(host, { type, typeVersion, parameters, credentials }, event);
	if (type.endsWith('PollingTrigger')) return await host.openPoll({ type, typeVersion, parameters, credentials }).test();
	const { error, items } = await host.runNode({
		type,
		typeVersion,
		parameters,
		credentials,
		items: [{ json: { note: 'an item' }, ...(binary ? { binary } : {}) } as never],
	});
	if (error) throw new Error(`${error.message}: ${String(error.description)}`);
	return items;
}

async function delivered(
	host: Host,
	request: Parameters<Host['openWebhook']>[0],
	event: IDataObject,
): Promise<Array<{ json: IDataObject }>> {
	const body = JSON.stringify({ ...event, ...(event.topic ? { created_at: nowSeconds() } : {}) });
	const sign = (hash: string) => `${hash}=${createHmac(hash, KEY).update(body).digest('hex')}`;
	const webhook = host.openWebhook({ ...request, id: `saved ${body.length} ${Math.random()}` });
	const { status, items = [] } = await webhook.call({
		body,
		headers: { 'X-Hub-Signature': sign('sha1'), 'X-Fin-Agent-API-Webhook-Signature': sign('sha256') },
	});
	await webhook.close();
	if (status !== 200) throw new Error(`The event was answered with ${status}`);
	return items;
}

const FILE = '/elsewhere/file';
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function answersOf(
	{ record, list, kind, finds = true, moments = [], special = {} }: Answer,
	records: Recording['records'],
	recorder: Recorder,
): Recorder['answer'] {
	const one: Json = {
		...(record ? records[record] : {}),
		id: '4711',
		beyond_simplified: true,
		...(moments.length ? { created_at: nowSeconds() - 3600 } : {}),
		...Object.fromEntries(moments.map((name) => [name, nowSeconds() - 1800])),
	};
	const many = list === undefined ? {} : inObjects({ [list]: [1, 2, 3].map((n) => ({ ...one, id: `record-${n}` })) });
	const isSearch = (at: string): boolean => at.endsWith('/search');
	return ({ method, path: at }): Reply => {
		const set = Object.entries(special).find(([pattern]) => new RegExp(`^${pattern}$`).test(`${method} ${at}`));
		if (set) return { body: set[1] };
		if (at === '/me') return { body: { type: 'admin', id: '4711', app: { id_code: 'workspace' } } };
		if (at === FILE) return { body: 'content' };
		if (kind === 'text') return { body: 'some text' };
		if (kind === 'file') return { status: 302, headers: { location: recorder.url + FILE } };
		if (!finds && method === 'GET')
			return { status: 404, body: { type: 'error.list', errors: [{ code: 'not_found', message: 'Not found' }] } };
		if (!finds && isSearch(at)) return { body: { data: [] } };
		return { body: { ...heldBy(method, at), ...one, ...many } };
	};
}

/** What an answer of Intercom cannot lack, under the names that the catalog has for the endpoint; the recordings need not say it. */
const heldBy = (method: string, at: string): Json =>
	Object.fromEntries(
		rows.flatMap(({ operation }) =>
			Array.isArray(operation.holds) && endpointsOf(operation).some((endpoint) => isAt(endpoint, method, at))
				? operation.holds.map((name: string) => [name, `the ${name}`])
				: [],
		),
	);
const isAt = (endpoint: string, method: string, at: string): boolean =>
	new RegExp(`^${endpoint.replace(/\{\w+\}/g, '[^/]+')}$`).test(`${method} ${at}`);

/** What differs from run to run: moments of the run, and IDs that were made for it. */
function steady(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(steady);
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, steady(inner)]));
	if (typeof value === 'number') return isNow(value * 1000) || isNow(value) ? 'now' : value;
	if (typeof value !== 'string') return value;
	if (/^\d{10}$/.test(value) && isNow(Number(value) * 1000)) return 'now';
	if (/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/.test(value)) return 'a new ID';
	if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && isNow(Date.parse(value))) return 'now';
	return value.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://intercom');
}
/** Or thirty days ago, which is how far the test of a trigger looks back. */
const isNow = (ms: number): boolean => [0, 30].some((days) => Math.abs(Date.now() - days * DAY_MS - ms) < DAY_MS);
const DAY_MS = 86_400_000;
