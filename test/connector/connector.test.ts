import type { IDataObject } from 'n8n-workflow';
import type { Webhook, WebhookRequest } from '../../scripts/host';
import { type Simulator, startSimulator } from '../../simulator';
import { useHost } from '../support/host';

const TYPE = 'n8n-nodes-intercom.intercomFinConnectorTrigger';
const host = useHost();
let sim: Simulator;
beforeAll(async () => void (sim = await startSimulator()));
beforeEach(() => sim.reset());
afterAll(async () => await sim?.close());

let count = 0;
const inputs = {
	rows: [
		{ name: 'order_id', type: 'string', description: 'Which order', isRequired: true },
		{ name: 'pieces', type: 'integer', description: 'How many', isRequired: false },
		{ name: 'price', type: 'decimal', description: 'How much', isRequired: false },
		{ name: 'express', type: 'boolean', description: 'Whether it hurries', isRequired: false },
	],
};
const standard: IDataObject = { connectorName: 'Order status', connectorDescription: 'Where an order is', inputs };

const open = (parameters: IDataObject = {}, request: Partial<WebhookRequest> = {}): Webhook =>
	host.openWebhook({
		type: TYPE,
		parameters: { ...standard, ...parameters },
		credentials: { intercomAccessTokenApi: { accessToken: sim.token, region: 'custom', baseUrl: sim.url, clientSecret: '' } },
		id: `connector ${++count}`,
		respond: async ([{ json }]) => [{ state: 'shipped', asked: json.inputs }],
		...request,
	});

const connectors = () => sim.workspace.fin.connectors.all();
const keyIn = (): string => connectors()[0].draft.headers?.find(({ name }) => name === 'X-N8N-Connector-Key')?.value ?? '';
const ask = async (webhook: Webhook, values: unknown, key: string = keyIn()) => {
	const { status, body, items } = await webhook.call({
		body: typeof values === 'string' ? values : JSON.stringify(values),
		headers: { 'X-N8N-Connector-Key': key },
	});
	return { status, body: body.startsWith('{') ? (JSON.parse(body) as unknown) : body, items };
};

describe('activating the workflow', () => {
	it('makes the connector, live, with address, key, inputs, audiences and sample', async () => {
		await open({ options: { sampleResponse: '{"state":"shipped"}', audiences: ['users'], customerAuthentication: true } }).activate();
		const [connector, ...more] = connectors();
		expect(more).toEqual([]);
		expect(connector).toMatchObject({
			state: 'live',
			live: {
				name: 'Order status',
				description: 'Where an order is',
				http_method: 'post',
				body: '{"order_id":"{{order_id}}","pieces":"{{pieces}}","price":"{{price}}","express":"{{express}}"}',
				direct_fin_usage: true,
				audiences: ['users'],
				customer_authentication: true,
				mock_response: { state: 'shipped' },
				data_inputs: [
					{ name: 'order_id', type: 'string', description: 'Which order', required: true },
					{ name: 'pieces', type: 'integer' },
					{ name: 'price', type: 'decimal' },
					{ name: 'express', type: 'boolean' },
				],
			},
		});
		expect(connector.live?.url).toMatch(/^http:\/\/127\.0\.0\.1:5678\/webhook\/[\w-]+\/connector$/);
		expect(keyIn()).toMatch(/^[0-9a-f]{64}$/);
	});

	it('again, also under another name, updates the same one', async () => {
		await open().activate();
		const [{ id }] = connectors();
		await open({ connectorDescription: 'Another text' }).activate();
		await open({ connectorName: 'State of an order' }).activate();
		expect(connectors().map((connector) => [connector.id, connector.live?.name])).toEqual([[id, 'State of an order']]);
	});

	it('takes one of that name that has no address yet, and leaves one alone that calls something else', async () => {
		const begun = sim.workspace.fin.connectors.create({ name: 'Order status' });
		await open().activate();
		expect(connectors().map(({ id }) => id)).toEqual([begun.id]);
		sim.workspace.fin.connectors.create({ name: 'Stock', url: 'https://shop.example.com/stock' });
		await expect(
			open({ connectorName: 'Stock' }, { type: TYPE })
				.activate()
				.then(() => sim.reset()),
		).resolves.toBeUndefined();
		const stranger = sim.workspace.fin.connectors.create({ name: 'Stock', url: 'https://shop.example.com/stock' });
		await expect(open({ connectorName: 'Stock' }).activate()).rejects.toThrow(
			'There is a data connector called "Stock" that calls another address',
		);
		expect([connectors().length, stranger.draft.url]).toEqual([1, 'https://shop.example.com/stock']);
	});

	it('changes nothing in Intercom where that was chosen', async () => {
		await open({ inIntercom: 'byHand' }).activate();
		expect(connectors()).toEqual([]);
	});

	it.each<[string, IDataObject, string]>([
		['no name', { connectorName: ' ' }, "'Connector Name' is required"],
		['an input without description', { inputs: { rows: [{ name: 'a', type: 'string' }] } }, "'Inputs' need a description: a has none"],
		[
			'an input with a name of several words',
			{ inputs: { rows: [{ name: 'order id', description: 'x' }] } },
			"'Input 1, Name' has to consist of letters",
		],
		[
			'an input twice',
			{
				inputs: {
					rows: [
						{ name: 'a', description: 'x' },
						{ name: 'a', description: 'y' },
					],
				},
			},
			"'Inputs' have a twice",
		],
	])('is refused with %s', async (_name, parameters, message) => {
		await expect(open(parameters).activate()).rejects.toThrow(message);
		expect(connectors()).toEqual([]);
	});
});

describe('a call', () => {
	it('starts the workflow with typed inputs, and gets its answer', async () => {
		const webhook = open();
		await webhook.activate();
		const { status, body } = await ask(webhook, { order_id: '007', pieces: '3', price: '9.50', express: 'TRUE' });
		const values = { order_id: '007', pieces: 3, price: 9.5, express: true };
		expect([status, body]).toEqual([200, { state: 'shipped', asked: values }]);
		expect(webhook.runs).toMatchObject([[{ json: { inputs: values } }]]);
	});

	it('may come without what is optional', async () => {
		const webhook = open();
		await webhook.activate();
		for (const given of [{ order_id: '7' }, { order_id: '7', pieces: '', price: null }, { order_id: '7', express: '{{express}}' }])
			await ask(webhook, given);
		expect(webhook.runs.map(([{ json }]) => json.inputs)).toEqual(
			Array.from({ length: 3 }, () => ({ order_id: '7', pieces: null, price: null, express: null })),
		);
	});

	it.each<[unknown, string]>([
		[{}, "Input 'order_id' is missing"],
		[{ order_id: '{{order_id}}' }, "Input 'order_id' is missing"],
		[{ order_id: '7', pieces: '1.5' }, "Input 'pieces' must be a whole number"],
		[{ order_id: '7', price: 'a lot' }, "Input 'price' must be a number"],
		[{ order_id: '7', express: 'maybe' }, "Input 'express' must be true or false"],
		['[]', 'The body is not a JSON object'],
	])('with %j is told what is wrong, and starts nothing', async (values, error) => {
		const webhook = open();
		await webhook.activate();
		expect(await ask(webhook, values)).toMatchObject({ status: 400, body: { error } });
		expect(webhook.runs).toEqual([]);
	});

	it('without the key, or with another, starts nothing', async () => {
		const webhook = open();
		await webhook.activate();
		for (const key of ['', 'x', keyIn().slice(1), keyIn().toUpperCase(), keyIn().replace(/^./, (digit) => (digit === '0' ? '1' : '0'))])
			expect((await ask(webhook, { order_id: '7' }, key)).status).toBe(401);
		expect(
			(await webhook.call({ body: 'x'.repeat(1024 * 1024 + 1), headers: { 'Content-Type': 'text/plain', 'X-N8N-Connector-Key': keyIn() } }))
				.status,
		).toBe(413);
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('waits for better times while the credential cannot be read', async () => {
		const webhook = open();
		await webhook.activate();
		webhook.credentialFault(new Error('Database connection timed out'));
		expect((await ask(webhook, { order_id: '7' })).status).toBe(503);
	});

	it('of which the workflow gives no answer gets 500, and one that failed too', async () => {
		for (const respond of [async () => undefined, async () => Promise.reject(new Error('in the workflow'))]) {
			const webhook = open({}, { respond });
			await webhook.activate();
			expect((await ask(webhook, { order_id: '7' })).status).toBe(500);
		}
	});
});
