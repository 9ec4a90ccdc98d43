import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { createHost, type Progress, type WorkflowJson, type WorkflowNode } from '../../scripts/host';
import { execFileSync, fs, os, path, process, root, wait } from '../../scripts/machine.js';
import { useHost } from '../support/host';

const packageDirs = ['test/host/fixture'];
const host = useHost({ packageDirs });
const type = 'n8n-nodes-fixture.fixture';

/** Nodes one after another, the first one a Manual Trigger called Start. */
function chain(...nodes: WorkflowNode[]): WorkflowJson {
	const all = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...nodes];
	const link = ({ name }: WorkflowNode) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return { nodes: all, connections: Object.fromEntries(nodes.map((node, i) => [all[i].name, link(node)])) };
}

const set = (name: string, value: string): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { assignments: { assignments: [{ id: '1', name: 'seen', type: 'string', value }] }, includeOtherFields: true },
});

const onlyBig: WorkflowNode = {
	name: 'Big?',
	type: 'n8n-nodes-base.if',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			combinator: 'and',
			conditions: [{ id: '1', leftValue: '={{ $json.a }}', rightValue: 10, operator: { type: 'number', operation: 'gt' } }],
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		},
	},
};

describe('one node', () => {
	it('gets items and resolves expressions for each of them', async () => {
		const { status, json, items, ms } = await host.runNode({
			type,
			parameters: { text: '={{ $json.a + 1 }}' },
			items: [{ a: 1 }, { a: 2 }],
		});
		expect(status).toBe('success');
		expect(json).toEqual([
			{ a: 1, text: 2 },
			{ a: 2, text: 3 },
		]);
		expect(items[1].pairedItem).toEqual({ item: 1 });
		expect(ms).toBeLessThan(15000);
	});

	it('gets one empty item where none is given, and the defaults of its parameters', async () => {
		expect((await host.runNode({ type })).json).toEqual([{ text: 'nothing' }]);
	});

	it('stops the workflow when it fails', async () => {
		const { status, error, items } = await host.runNode({ type, parameters: { operation: 'fail' }, items: [{}, { bad: true }] });
		expect(status).toBe('error');
		expect(error).toMatchObject({ name: 'NodeOperationError', message: 'This item is bad', context: { itemIndex: 1 } });
		expect(items).toEqual([]);
	});

	it('goes on after an error where it is set to', async () => {
		const { status, json } = await host.runNode({
			type,
			parameters: { operation: 'fail' },
			items: [{ bad: true }, { a: 2 }],
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('success');
		expect(json).toEqual([{ error: 'This item is bad' }, { a: 2, text: 'nothing' }]);
	});

	it('sends failed items to the error output where it is set to', async () => {
		const { outputs } = await host.runNode({
			type,
			parameters: { operation: 'fail' },
			items: [{ a: 1 }, { bad: true }],
			onError: 'continueErrorOutput',
		});
		expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([[{ a: 1, text: 'nothing' }], [{ error: 'This item is bad' }]]);
		expect(outputs[1][0]).toMatchObject({ error: { name: 'NodeOperationError' }, pairedItem: { item: 1 } });
	});

	it('does not start while a required parameter is empty', async () => {
		const { status, error } = await host.runNode({ type, parameters: { name: '' } });
		expect(status).toBe('error');
		expect(error?.message).toContain('Parameter "Name" is required');
	});

	it('makes and reads binary data, kept in memory', async () => {
		const { items } = await host.runNode({ type, parameters: { operation: 'binary' } });
		expect(items[0].binary?.copy).toMatchObject({ mimeType: 'image/png', fileExtension: 'png', bytes: 70 });

		const file = { data: Buffer.from('four').toString('base64'), mimeType: 'text/plain' };
		const read = await host.runNode({ type, parameters: { operation: 'binary' }, items: [{ json: {}, binary: { file } }] });
		expect(read.json).toEqual([{ text: 'nothing', length: 4 }]);
	});

	it('can leave hints', async () => {
		expect((await host.runNode({ type, parameters: { operation: 'hint' } })).hints).toMatchObject([{ message: 'Mind this' }]);
	});

	it('takes settings of the node', async () => {
		expect((await host.runNode({ type, items: [{ a: 1 }, { a: 2 }], settings: { executeOnce: true } })).json).toHaveLength(1);
	});

	it('handles a thousand items in no time', async () => {
		const items = Array.from({ length: 1000 }, (_, a) => ({ a }));
		const begin = Date.now();
		const { json, ms } = await host.runNode({ type, parameters: { text: '={{ $json.a }}' }, items });
		expect(json).toHaveLength(1000);
		expect(Date.now() - begin - ms).toBeLessThan(500);
	});

	it('is known by name and version', async () => {
		expect(host.packages.currentVersion(type)).toBe(2);
		await expect(host.runNode({ type: 'n8n-nodes-fixture.other' })).rejects.toThrow('n8n-nodes-fixture.other');
	});

	it('remembers nothing from one host to the next', async () => {
		const count = { type, parameters: { operation: 'count' } };
		for (let i = 0; i < 2; i += 1) {
			const other = await createHost({ packageDirs });
			expect((await other.runNode(count)).json).toEqual([{ text: 'nothing', runsSinceLoad: 1 }]);
			expect((await other.runNode(count)).json).toEqual([{ text: 'nothing', runsSinceLoad: 2 }]);
			await other.close();
		}
	});
});

describe('a workflow', () => {
	it('goes through built-in nodes, and items know where they come from', async () => {
		const workflow = chain(
			{ name: 'Mine', type },
			onlyBig,
			set('Yes', "={{ $('Start').item.json.who }} from {{ $('Mine').item.json.text }}"),
			set('No', 'small'),
		);
		workflow.connections['Big?'] = { main: ['Yes', 'No'].map((node) => [{ node, type: 'main', index: 0 }]) };
		delete workflow.connections.Yes;

		const startItems = [
			{ a: 1, who: 'Ada' },
			{ a: 20, who: 'Bo' },
			{ a: 30, who: 'Cy' },
		];
		const { status, itemsOf, runData } = await host.runWorkflow({ workflow, startItems });
		expect(status).toBe('success');
		expect(itemsOf('Yes').map(({ json }) => json.seen)).toEqual(['Bo from nothing', 'Cy from nothing']);
		expect(itemsOf('No').map(({ json }) => json.seen)).toEqual(['small']);
		expect(itemsOf('Big?', 1)).toHaveLength(1);
		expect(Object.keys(runData)).toEqual(['Start', 'Mine', 'Big?', 'Yes', 'No']);
	});

	it('uses what n8n ships, not a copy', async () => {
		const { name } = host.packages.getByNameAndVersion('n8n-nodes-base.manualTrigger').constructor;
		expect(name).toBe('ManualTrigger');
		const workflow = chain({ name: 'Once', type: 'n8n-nodes-base.removeDuplicates' });
		const { itemsOf } = await host.runWorkflow({ workflow, startItems: [{ a: 1 }, { a: 2 }, { a: 1 }] });
		expect(itemsOf('Once').map(({ json }) => json)).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('starts by itself where no items are handed in', async () => {
		const { itemsOf, status } = await host.runWorkflow({ workflow: chain({ name: 'Mine', type }) });
		expect(status).toBe('success');
		expect(itemsOf('Start')).toMatchObject([{ json: {} }]);
		expect(itemsOf('Mine')).toHaveLength(1);
	});

	it('runs by hand with pinned items, and reports what happens', async () => {
		const seen: string[] = [];
		const onProgress = (progress: Progress) =>
			seen.push(
				progress.event === 'message' ? `${progress.node} says ${JSON.stringify(progress.message)}` : `${progress.event} ${progress.node}`,
			);
		const finished: Array<[string, number[]]> = [];
		const { itemsOf } = await host.runWorkflow({
			workflow: chain({ name: 'Mine', type, parameters: { operation: 'message' } }),
			startItems: [{ a: 1 }, { a: 2 }],
			mode: 'manual',
			onProgress,
			onNodeFinished: (node, { counts }) => finished.push([node, counts]),
		});
		expect(itemsOf('Mine')).toHaveLength(2);
		expect(finished).toEqual([
			['Start', [2]],
			['Mine', [2]],
		]);
		expect(seen.filter((line) => !line.includes('says'))).toEqual([
			'nodeStarted Start',
			'nodeFinished Start',
			'nodeStarted Mine',
			'nodeFinished Mine',
		]);
		expect(seen.filter((line) => line.includes('says'))).toHaveLength(2);
	});

	it('can be cancelled', async () => {
		const items = Array.from({ length: 500 }, () => ({}));
		const run = host.runNode({ type, parameters: { operation: 'wait' }, items });
		await wait(100);
		run.cancel();
		expect((await run).status).toBe('canceled');

		const controller = new AbortController();
		const other = host.runWorkflow({
			workflow: chain({ name: 'Mine', type, parameters: { operation: 'wait' } }),
			startItems: items,
			signal: controller.signal,
		});
		controller.abort();
		expect((await other).status).toBe('canceled');
	});

	it('does not change the workflow and the items it was given', async () => {
		const workflow = chain({ name: 'Mine', type });
		const startItems = [{ a: { b: 1 } }];
		const before = JSON.stringify([workflow, startItems]);
		await host.runWorkflow({ workflow, startItems, mode: 'manual' });
		expect(JSON.stringify([workflow, startItems])).toBe(before);
	});
});

describe('credentials', () => {
	let server: FastifyInstance;
	let baseUrl: string;

	beforeAll(async () => {
		server = fastify();
		const tellRequest = ({ headers, query, body }: FastifyRequest) => ({ authorization: headers.authorization, query, body });
		server.post('/echo', async (request, reply) => {
			if (request.headers.authorization?.includes('old')) await reply.code(401).send({});
			return tellRequest(request);
		});
		server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async () => ({}));
		server.post('/token', async () => ({ access_token: 'renewed', refresh_token: 'next', token_type: 'bearer' }));
		server.get('/me', async ({ headers }, reply) => {
			if (headers.authorization === 'Bearer wrong') return await reply.code(401).send({});
			if (headers.authorization === 'Bearer broken') return await reply.code(503).send({});
			return { app: { state: headers.authorization === 'Bearer closed' ? 'closed' : 'open' } };
		});
		baseUrl = await server.listen({ host: '127.0.0.1', port: 0 });
	});
	afterAll(async () => await server.close());

	it('are added to requests as the credential type says', async () => {
		const { json } = await host.runNode({
			type,
			parameters: { operation: 'request' },
			items: [{}, {}],
			credentials: { fixtureApi: { token: 'secret', baseUrl } },
		});
		expect(json.map(({ answer }) => answer)).toEqual(
			[0, 1].map((i) => ({ authorization: 'Bearer secret', query: { from: 'fixture' }, body: { i } })),
		);
	});

	it('may be expressions, and are found by id or name before type', async () => {
		const node = (name: string, id: string): WorkflowNode => ({
			name,
			type,
			parameters: { operation: 'request' },
			credentials: { fixtureApi: { id, name } },
		});
		const { itemsOf } = await host.runWorkflow({
			workflow: chain(node('First', 'x1'), node('Second', 'x2')),
			startItems: [{ token: 'from item' }],
			credentials: { fixtureApi: { token: '={{ $json.token }}', scheme: 'Odd', baseUrl }, x2: { token: 'second', baseUrl } },
		});
		expect(itemsOf('First')[0].json.answer).toMatchObject({ authorization: 'Odd from item' });
		expect(itemsOf('Second')[0].json.answer).toMatchObject({ authorization: 'Bearer second' });
	});

	it('are missed where there are none', async () => {
		const { error } = await host.runNode({ type, parameters: { operation: 'request' } });
		expect(error?.message).toContain('credentials');
	});

	it('of OAuth2 send the access token, renewed when it is refused', async () => {
		const parameters = { operation: 'request', authentication: 'oAuth2' };
		const credential = {
			baseUrl,
			clientId: 'id',
			clientSecret: 'secret',
			oauthTokenData: { access_token: 'current', refresh_token: 'again', token_type: 'bearer' },
		};
		const fine = await host.runNode({ type, parameters, credentials: { fixtureOAuth2Api: credential } });
		expect(fine.json[0].answer).toMatchObject({ authorization: 'Bearer current' });

		credential.oauthTokenData.access_token = 'old';
		const renewed = await host.runNode({ type, parameters, credentials: { fixtureOAuth2Api: credential } });
		expect(renewed.json[0].answer).toMatchObject({ authorization: 'Bearer renewed' });
		expect(credential.oauthTokenData).toMatchObject({ access_token: 'renewed', refresh_token: 'next' });
	});

	it('are tested by their own request', async () => {
		const test = async (token: string, url = baseUrl) => await host.testCredential({ type: 'fixtureApi', data: { token, baseUrl: url } });
		expect(await test('right')).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(await test('wrong')).toEqual({ status: 'Error', message: 'This token is not known' });
		expect(await test('closed')).toEqual({ status: 'Error', message: 'This app is closed' });
		expect(await test('broken')).toEqual({ status: 'Error', message: 'Service Unavailable' });
		expect(await test('right', 'http://127.0.0.1:1')).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it('of OAuth2 without a test count as working once connected', async () => {
		const test = async (data: object) => (await host.testCredential({ type: 'fixtureOAuth2Api', data: { ...data } })).status;
		expect(await test({})).toBe('Error');
		expect(await test({ oauthTokenData: { access_token: 'a' } })).toBe('OK');
	});
});

describe('pickers', () => {
	const credentials = { fixtureApi: { token: 'secret' } };

	it('load options with the parameters of the open panel', async () => {
		const options = await host.callMethod({
			type,
			kind: 'loadOptions',
			method: 'options',
			parameters: { name: 'Ada' },
			currentNodeParameters: { text: 'Hello' },
			credentials,
		});
		expect(options).toEqual([{ name: 'Hello Ada', value: 'secret' }]);
	});

	it('see the parameters beside them in a collection', async () => {
		const parameters = { rules: [{ key: 'first' }, { key: 'second' }] };
		const options = await host.callMethod({ type, kind: 'loadOptions', method: 'sibling', parameters, path: 'parameters.rules[1].field' });
		expect(options).toEqual([{ name: 'sibling', value: 'second' }]);
	});

	it('search lists page by page', async () => {
		const page = await host.callMethod({ type, kind: 'listSearch', method: 'search', filter: 'ann', paginationToken: 'p2' });
		expect(page).toEqual({ results: [{ name: 'ann', value: 'p2' }], paginationToken: 'next' });
	});

	it('map fields', async () => {
		const { fields } = await host.callMethod({ type, kind: 'resourceMapping', method: 'fields' });
		expect(fields).toMatchObject([{ id: 'email', displayName: 'echo' }]);
	});

	it('are named in the error where they do not exist', async () => {
		await expect(host.callMethod({ type, kind: 'loadOptions', method: 'nothing' })).rejects.toThrow('nothing');
	});
});

it('leaves nothing behind: no file, no output, no open handle', () => {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'host-test-'));
	const tmp = path.join(home, 'tmp');
	fs.mkdirSync(tmp);
	const program = path.join(root, 'test/host/fixture/program.ts');
	const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', program], {
		cwd: root,
		env: { PATH: process.env.PATH, HOME: home, TMPDIR: tmp, TSX_DISABLE_CACHE: '1' },
		timeout: 20_000,
	});
	expect(output.toString()).toBe('success\n');
	expect(fs.readdirSync(home)).toEqual(['tmp']);
	expect(fs.readdirSync(tmp)).toEqual([]);
	fs.rmSync(home, { recursive: true });
});
