/**
 * Every operation the simulator knows, with every field filled in, against the simulator at its strictest: it refuses
 * fields, endpoints and versions that Intercom's own description does not have.
 */

import { entities } from '../../catalog/records/entities';
import { routes } from '../../simulator/routes';
import { enter, fill, panelOf } from '../support/panel';
import { useIntercom } from '../support/intercom';
import { endpointsOf, type Row, titledRows } from '../support/rows';

const intercom = useIntercom({ seed: 'demo' });

const bare = (endpoint: string): string => endpoint.replace(/\{\w+\}/g, '{}');
const known = new Set(routes.map(({ method, path }) => bare(`${method} ${path}`)));
/** JSON that is not any: languages, building blocks. */
const SHAPED = ['translated_content#json', 'json_blocks'];
const isKnown = ({ operation }: Row): boolean => endpointsOf(operation).every((endpoint) => known.has(bare(endpoint)));

/** IDs of real records, so that requests get past the door. */
const ids: Record<string, string[]> = {};

const listed = async (endpoint: string, items: string): Promise<string[]> =>
	((JSON.parse(await ask(endpoint)) as Record<string, Array<{ id: unknown }> | undefined>)[items] ?? []).map(({ id }) => String(id));

beforeAll(async () => {
	for (const [id, { list }] of Object.entries(entities)) if (list && !list.of) ids[id] = await listed(list.request, list.items);
});

/** Words of a refusal that is about the form of the request; that a record does not exist, or cannot do this now, is not. */
const ABOUT_FORM =
	/unknown field|takes no request body|request body not specified|not specified|is invalid:|not a URL|not available in current API version|requested URL|version could not be found/;

/** Texts that have one right value, which no sample can guess. */
const CHOOSY = ['ipAllowlist: update: type'];

async function ask(endpoint: string, body?: unknown): Promise<string> {
	const [method, path] = endpoint.split(' ');
	const headers = {
		Authorization: `Bearer ${intercom.sim.token}`,
		'Intercom-Version': 'Preview',
		...(body ? { 'Content-Type': 'application/json' } : {}),
	};
	return await (await fetch(intercom.sim.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })).text();
}

describe('no request has anything that Intercom does not know, or lacks what it asks for', () => {
	it.each(titledRows(isKnown))('%s', async (_title, row) => {
		const panel = panelOf(intercom.host.packages.getByNameAndVersion(row.type).description.properties, row);
		const filled = fill(
			row,
			0,
			({ wire }) => !SHAPED.includes(wire) && !CHOOSY.includes(`${row.title}: ${wire}`),
			(to, n) => ids[to]?.[n] ?? '1',
		);
		const { json } = await intercom.run(row.title, enter(panel, filled), [{ json: {}, binary: filled.binary }], {
			type: row.type,
			onError: 'continueRegularOutput',
		});
		expect(intercom.sim.requests.length).toBeGreaterThan(0);
		const refusals = json.filter(({ error }) => error !== undefined).map(({ error, message }) => `${String(error)} ${String(message)}`);
		expect(refusals.filter((text) => ABOUT_FORM.test(text))).toEqual([]);
	});
});

it('the simulator knows most of the operations, and is strict', async () => {
	expect(titledRows(isKnown).length).toBeGreaterThan(60);
	expect(await ask('POST /contacts', { role: 'user', external_id: 'strict', surname: 'Strict' })).toMatch(ABOUT_FORM);
	expect(await ask('POST /contacts', { role: 'user', external_id: 'strict', name: 7 })).toMatch(ABOUT_FORM);
	expect(await ask('GET /contacts?limit=1')).toMatch(ABOUT_FORM);
});
