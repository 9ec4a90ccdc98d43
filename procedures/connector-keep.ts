/**
 * A data connector that points at one address, and one only: found by the address it calls, else by its exact name, and
 * updated; created where there is none. Source: the API description's tag Data Connectors.
 */

import type { Json } from '../intercom/json';
import { type Calls, Refusal } from './procedure';

/** What a connector is to be; wire names. */
export interface ConnectorWish extends Json {
	name: string;
	url: string;
}

/** Outputs the connector with `outcome`: `created` or `updated`. Rejects with `Refusal` where it cannot be told which one is meant. */
export async function keepConnector(wish: ConnectorWish, calls: Pick<Calls, 'list' | 'send'>): Promise<Json> {
	const found = await connectorFor(wish, calls);
	const saved =
		found === undefined
			? await calls.send('POST /data_connectors', { body: wish })
			: await calls.send('PATCH /data_connectors/{connector_id}', { path: { connector_id: found }, body: wish, repeatable: true });
	const id = String(saved.id ?? found);
	// what was changed is a draft until the connector is set live
	const live = await calls.send('PATCH /data_connectors/{connector_id}', {
		path: { connector_id: id },
		body: { state: 'live' },
		repeatable: true,
	});
	return { outcome: found === undefined ? 'created' : 'updated', ...live };
}

/** So many are looked into for their address, which the list does not tell. */
const MOST_LOOKED_INTO = 100;

async function connectorFor({ name, url }: ConnectorWish, { list, send }: Pick<Calls, 'list' | 'send'>): Promise<string | undefined> {
	const all = await list('GET /data_connectors', { paging: 'query', pageSize: 50 });
	const addressOf = async ({ id }: Json): Promise<unknown> =>
		(await send('GET /data_connectors/{connector_id}', { path: { connector_id: String(id) }, query: { state_version: 'draft' } })).url;
	const named = all.filter((connector) => connector.name === name);
	const others = all.filter((connector) => connector.name !== name).slice(0, MOST_LOOKED_INTO);
	for (const connector of [...named, ...others]) if ((await addressOf(connector)) === url) return String(connector.id);
	if (!named.length) return undefined;
	if (named.length > 1)
		throw new Refusal(
			`There are ${named.length} data connectors called "${name}"`,
			'Give this one another name, or rename the others in Intercom.',
		);
	const address = await addressOf(named[0]);
	// one without an address was begun for this; a trigger that got a new address left its old one behind
	if (address === undefined || address === null || address === '' || isTrigger(address)) return String(named[0].id);
	throw new Refusal(
		`There is a data connector called "${name}" that calls another address`,
		'Give this one another name, so that nothing is overwritten.',
	);
}

const isTrigger = (address: unknown): boolean => typeof address === 'string' && /\/webhook\/[\w-]+\/connector$/.test(address);
