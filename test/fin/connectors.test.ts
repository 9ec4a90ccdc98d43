/** Data connectors: made, set live, taken back, deleted; and what happened when they were used. */

import { by, useIntercom } from '../support/intercom';

const type = 'n8n-nodes-intercom.intercomFin';
const world = useIntercom();
const run = async (what: string, parameters: Record<string, unknown> = {}) => await world.run(what, parameters, [{}], { type });
const fields = {
	connectorUrl: 'https://shop.example/orders/{{order_id}}',
	httpMethod: 'get',
	headers: { rows: [{ name: 'Accept', value: 'application/json' }] },
	dataInputs: { rows: [{ name: 'order_id', type: 'string', description: 'Number of the order', isRequired: true, defaultValue: '' }] },
	audiences: ['users', 'leads'],
	mockResponse: '{ "order": { "status": "sent" } }',
};
const create = async (): Promise<string> =>
	String((await run('dataConnector: create', { connectorName: 'Orders', additionalFields: fields })).json[0].id);

it('are made as drafts, with headers and inputs as forms', async () => {
	await create();
	expect(world.sim.requests[0].body).toEqual({
		name: 'Orders',
		url: 'https://shop.example/orders/{{order_id}}',
		http_method: 'get',
		headers: [{ name: 'Accept', value: 'application/json' }],
		data_inputs: [{ name: 'order_id', type: 'string', description: 'Number of the order', required: true }],
		audiences: ['users', 'leads'],
		mock_response: { order: { status: 'sent' } },
	});
	const { json } = await run('dataConnector: getAll', { returnAll: true, output: 'raw' });
	expect(json).toEqual([expect.objectContaining({ state: 'draft', response_fields: [expect.objectContaining({ path: 'order.status' })] })]);
});

it('go live and back, and are deleted as drafts only; refusals say what to do', async () => {
	const dataConnectorId = by('list', await create());
	const update = async (updateFields: object) => await run('dataConnector: update', { dataConnectorId, updateFields });
	expect((await update({ state: 'live' })).json[0]).toMatchObject({ state: 'live' });
	expect(world.sim.requests.at(-1)).toMatchObject({ method: 'PATCH', body: { state: 'live' } });
	const early = await run('dataConnector: delete', { dataConnectorId });
	expect(early.error).toMatchObject({
		message: expect.stringContaining('The data connector is live') as string,
		description: expect.stringContaining("Set its state to Draft with 'Update' first") as string,
	});
	world.sim.workspace.fin.connectors.all()[0].usedBy.push('workflow');
	expect((await update({ state: 'draft' })).error?.message).toContain('The data connector is in use');
	world.sim.workspace.fin.connectors.all()[0].usedBy.length = 0;
	await update({ connectorName: 'Orders 2' });
	expect((await run('dataConnector: get', { dataConnectorId })).json[0].name).toBe('Orders');
	expect((await run('dataConnector: get', { dataConnectorId, additionalFields: { stateVersion: 'draft' } })).json[0].name).toBe('Orders 2');
	await update({ state: 'draft' });
	expect((await run('dataConnector: delete', { dataConnectorId })).json).toEqual([expect.objectContaining({ deleted: true })]);
});

it('one that cannot go live says so', async () => {
	const { json } = await run('dataConnector: create', { connectorName: 'Empty' });
	const { error } = await run('dataConnector: update', { dataConnectorId: by('id', String(json[0].id)), updateFields: { state: 'live' } });
	expect(error).toMatchObject({
		httpCode: '409',
		message: expect.stringContaining('cannot be changed to this state now') as string,
		description: expect.stringContaining('needs a URL and a method') as string,
	});
});

it('tell what happened: of the last hour or as asked, with bodies only if wanted', async () => {
	const dataConnectorId = by('id', await create());
	const { connectors } = world.sim.workspace.fin;
	const [connector] = connectors.all();
	const now = world.sim.clock.seconds();
	for (let use = 0; use < 40; use++)
		connectors.execute(connector, { success: use % 4 > 0, error_type: use % 4 > 0 ? null : '3rd_party_error', at: now - use * 60 });
	connectors.execute(connector, { at: now - 7200 });
	const all = async (filters: object, more = {}) =>
		(await run('executionResult: getAll', { dataConnectorId, returnAll: true, filters, ...more })).json;
	expect(await all({})).toHaveLength(40);
	expect(world.sim.requests.filter(({ path }) => path.endsWith('execution_results'))).toHaveLength(2);
	expect(await all({ outcome: 'false', errorType: '3rd_party_error' })).toHaveLength(10);
	expect(await all({ startedAfter: new Date((now - 10_000) * 1000).toISOString() })).toHaveLength(41);
	const [plain] = await all({}, { output: 'raw' });
	const [full] = await all({ includeBodies: true }, { output: 'raw' });
	expect([plain.response_body, full.response_body]).toEqual([undefined, '{"status":"ok"}']);
	const one = await run('executionResult: get', { dataConnectorId, executionResultId: by('list', String(full.id)), output: 'raw' });
	expect(one.json[0]).toMatchObject({ request_url: 'https://shop.example/orders/{{order_id}}' });
});
