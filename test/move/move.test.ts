/** Moving workflows from n8n's built-in Intercom node: every operation of the old node, run by n8n's engine after the move. */

import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import { move, type Node, type Workflow } from '../../scripts/move/workflow';
import { execFileSync, fs, os, path, process, root } from '../../scripts/machine.js';
import { useWire } from '../support/wire';

const OLD = 'n8n-nodes-base.intercom';
const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const found = { data: [{ type: 'contact', id: 'c1', external_id: 'u 1', email: 'ada@example.com', role: 'user' }], total_count: 1 };
const { host, recorder, credentials } = useWire(({ method, path: at }) => ({
	body:
		at === '/contacts/search'
			? found
			: at === '/companies' && method === 'GET'
				? { type: 'company', id: 'k1', company_id: 'acme', name: 'Acme' }
				: { ...found, type: 'contact', id: 'c1', external_id: 'u 1', companies: [] },
}));

const workflowOf = (parameters: IDataObject, more: Partial<Node> = {}): Workflow => ({
	name: 'Mine',
	nodes: [
		START,
		{
			id: 'a',
			name: 'Old',
			type: OLD,
			typeVersion: 1,
			position: [200, 0],
			parameters,
			credentials: { intercomApi: { id: '1', name: 'Old' } },
			...more,
		},
	],
	connections: { Start: { main: [[{ node: 'Old', type: 'main', index: 0 }]] } },
});
const form = { customAttributesUi: { customAttributesValues: [{ name: 'plan', value: 'gold' }] } };
const additional = {
	email: 'new@example.com',
	name: 'Ada',
	phone: '+353',
	avatar: 'https://example.com/a.png',
	unsubscribedFromEmails: true,
};
const fields = {
	name: 'Ada',
	phone: '+353',
	avatar: { type: 'avatar', image_url: 'https://example.com/a.png' },
	unsubscribed_from_emails: true,
	custom_attributes: { plan: 'gold' },
};
const query = (...conditions: Array<[string, string]>) => ({
	operator: 'AND',
	value: conditions.map(([field, value]) => ({ field, operator: '=', value })),
});

/** `resource operation`, what the old node holds, and the request that reaches Intercom. */
const CASES: Array<[string, IDataObject, { method: string; path: string; query?: object; body?: object }]> = [
	[
		'lead create',
		{ resource: 'lead', email: 'ada@example.com', additionalFields: { ...additional, email: '' }, ...form },
		{ method: 'POST', path: '/contacts', body: { role: 'lead', email: 'ada@example.com', ...fields, avatar: expect.anything() as object } },
	],
	[
		'lead update',
		{ resource: 'lead', operation: 'update', value: 'c1', additionalFields: additional, ...form },
		{ method: 'PUT', path: '/contacts/c1', body: { email: 'new@example.com', ...fields, avatar: expect.anything() as object } },
	],
	[
		'lead update',
		{ resource: 'lead', operation: 'update', updateBy: 'userId', value: 'u 1', additionalFields: { name: 'Ada' } },
		{ method: 'PUT', path: '/contacts/c1', body: { name: 'Ada' } },
	],
	['lead get', { resource: 'lead', operation: 'get', selectBy: 'id', value: 'c1' }, { method: 'GET', path: '/contacts/c1' }],
	[
		'lead get',
		{ resource: 'lead', operation: 'get', selectBy: 'email', value: 'ada@example.com' },
		{ method: 'POST', path: '/contacts/search', body: { query: query(['role', 'lead'], ['email', 'ada@example.com']) } },
	],
	[
		'lead get',
		{ resource: 'lead', operation: 'get', selectBy: 'phone', value: '+353' },
		{ method: 'POST', path: '/contacts/search', body: { query: query(['role', 'lead'], ['phone', '+353']) } },
	],
	[
		'lead getAll',
		{ resource: 'lead', operation: 'getAll', filters: { email: 'ada@example.com' }, limit: 7 },
		{
			method: 'POST',
			path: '/contacts/search',
			body: { query: query(['role', 'lead'], ['email', 'ada@example.com']), pagination: { per_page: 7 } },
		},
	],
	['lead delete', { resource: 'lead', operation: 'delete', deleteBy: 'id', value: 'c1' }, { method: 'DELETE', path: '/contacts/c1' }],
	[
		'user create',
		{ identifierType: 'userId', idValue: 'u 1', additionalFields: additional, ...form },
		{ method: 'PUT', path: '/contacts/c1', body: { email: 'new@example.com', ...fields, avatar: expect.anything() as object } },
	],
	[
		'user create',
		{ identifierType: 'email', idValue: 'ada@example.com', jsonParameters: true, customAttributesJson: '{"seats": 3}' },
		{ method: 'PUT', path: '/contacts/c1', body: { custom_attributes: { seats: 3 } } },
	],
	[
		'user update',
		{ operation: 'update', value: 'c1', additionalFields: { userId: 'u 2' } },
		{ method: 'PUT', path: '/contacts/c1', body: { external_id: 'u 2' } },
	],
	[
		'user update',
		{ operation: 'update', updateBy: 'email', value: 'ada@example.com', additionalFields: { name: 'Ada' } },
		{ method: 'PUT', path: '/contacts/c1', body: { name: 'Ada' } },
	],
	['user get', { operation: 'get', selectBy: 'id', value: 'c1' }, { method: 'GET', path: '/contacts/c1' }],
	['user get', { operation: 'get', selectBy: 'userId', value: 'u 1' }, { method: 'GET', path: '/contacts/find_by_external_id/u%201' }],
	[
		'user getAll',
		{ operation: 'getAll', returnAll: true, filters: { tag_id: '7', segment_id: 's1' } },
		{ method: 'POST', path: '/contacts/search', body: { query: query(['role', 'user'], ['tag_id', '7'], ['segment_id', 's1']) } },
	],
	['user getAll', { operation: 'getAll', filters: { company_id: 'acme' } }, { method: 'GET', path: '/companies/k1/contacts' }],
	['user delete', { operation: 'delete', id: 'c1' }, { method: 'DELETE', path: '/contacts/c1' }],
	[
		'company create',
		{
			resource: 'company',
			companyId: 'acme',
			additionalFields: { name: 'Acme', size: 5, plan: 'gold', monthlySpend: 10, website: 'https://acme.example', industry: 'Rockets' },
			...form,
		},
		{
			method: 'POST',
			path: '/companies',
			body: {
				company_id: 'acme',
				name: 'Acme',
				size: 5,
				plan: 'gold',
				monthly_spend: 10,
				website: 'https://acme.example',
				industry: 'Rockets',
				custom_attributes: { plan: 'gold' },
			},
		},
	],
	[
		'company update',
		{ resource: 'company', operation: 'update', companyId: 'acme', additionalFields: { size: 6 } },
		{ method: 'POST', path: '/companies', body: { company_id: 'acme', size: 6 } },
	],
	[
		'company get',
		{ resource: 'company', operation: 'get', selectBy: 'companyId', value: 'acme' },
		{ method: 'GET', path: '/companies', query: { company_id: 'acme' } },
	],
	['company get', { resource: 'company', operation: 'get', selectBy: 'id', value: 'k1' }, { method: 'GET', path: '/companies/k1' }],
	['company getAll', { resource: 'company', operation: 'getAll', filters: {} }, { method: 'POST', path: '/companies/list' }],
	[
		'company getAll',
		{ resource: 'company', operation: 'getAll', filters: { segment_id: 's1' } },
		{ method: 'GET', path: '/companies', query: { segment_id: 's1' } },
	],
	[
		'company users',
		{ resource: 'company', operation: 'users', listBy: 'id', value: 'k1' },
		{ method: 'GET', path: '/companies/k1/contacts' },
	],
];

it('every operation of the built-in node is among the cases', () => {
	const { properties } = host.packages.getByNameAndVersion(OLD, 1).description as INodeTypeDescription;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => `${String(displayOptions?.show?.resource?.[0])} ${String((option as { value: unknown }).value)}`),
		);
	expect(operations).toHaveLength(15);
	expect(operations.filter((operation) => !CASES.some(([name]) => name === operation))).toEqual([]);
});

it.each(CASES)('%s', async (_name, parameters, request) => {
	const { workflow, report } = move(workflowOf(parameters));
	expect(report.left).toEqual([]);
	const { status, error } = await host.runWorkflow({ workflow: workflow as never, credentials: credentials() });
	expect([status, error?.message]).toEqual(['success', undefined]);
	expect(recorder.requests).toContainEqual(
		expect.objectContaining({
			...request,
			...(request.query ? { query: expect.objectContaining(request.query) as object } : {}),
			...(request.body ? { body: expect.objectContaining(request.body) as object } : {}),
		}),
	);
});

it('expressions go along, also in the names and values of custom attributes', async () => {
	const { workflow } = move(
		workflowOf({
			identifierType: 'email',
			idValue: '={{ $json.mail }}',
			customAttributesUi: {
				customAttributesValues: [
					{ name: '={{ $json.key }}', value: 'No. {{ $json.n }}' },
					{ name: 'exact', value: '={{ $json.n }}' },
					{ name: 'mixed', value: '=No. {{ $json.n }}!' },
				],
			},
		}),
	);
	const { error } = await host.runWorkflow({
		workflow: workflow as never,
		startItems: [{ mail: 'ada@example.com', key: 'tier', n: 3 }],
		credentials: credentials(),
	});
	expect(error?.description ?? error?.message).toBeUndefined();
	expect(recorder.requests.at(-1)?.body).toMatchObject({ custom_attributes: { tier: 'No. {{ $json.n }}', exact: 3, mixed: 'No. 3!' } });
});

describe('nothing is dropped', () => {
	it('what the new API cannot do is said, in the report and in the notes of the node', () => {
		const { workflow, report } = move(
			workflowOf(
				{ identifierType: 'email', idValue: 'a@example.com', additionalFields: { utmSource: 'x', sessionCount: 2, companies: ['acme'] } },
				{ notes: 'Mine' },
			),
		);
		expect(report.look.map(({ what }) => what)).toEqual([
			expect.stringMatching(/'Session Count', 'UTM Source'/),
			expect.stringMatching(/Add to Company/),
		]);
		expect(workflow.nodes[1].notes).toMatch(/^Mine\n.*UTM Source.*\n.*Add to Company/);
	});
	it.each<[string, IDataObject, RegExp]>([
		['a choice that is an expression', { operation: 'get', selectBy: '={{ $json.by }}', value: '1' }, /'selectBy' is an expression/],
		['users of a company and a tag', { operation: 'getAll', filters: { company_id: 'acme', tag_id: '7' } }, /Filter node/],
		[
			'companies of a segment and a tag',
			{ resource: 'company', operation: 'getAll', filters: { segment_id: 's', tag_id: 't' } },
			/Filter node/,
		],
		['an operation of another version', { resource: 'event', operation: 'create' }, /no operation event: create/],
	])('%s stays as it is', (_name, parameters, why) => {
		const before = workflowOf(parameters);
		const { workflow, report } = move(before);
		expect(workflow).toEqual(before);
		expect(report).toEqual({ moved: [], left: [{ node: 'Old', why: expect.stringMatching(why) as string }], look: [] });
	});
	it('place, name, connections, settings and other nodes stay; the tool for AI agents becomes the tool of ours', () => {
		const settings = { onError: 'continueErrorOutput', disabled: true, retryOnFail: true };
		const before = workflowOf(
			{ operation: 'delete', id: 'c1', toolDescription: 'Removes', descriptionType: 'manual' },
			{ type: `${OLD}Tool`, ...settings },
		);
		before.nodes.push({ name: 'Code', type: 'n8n-nodes-base.set', parameters: { value: '={{ $json.user_id }}' } });
		const { workflow, report } = move(before);
		expect(workflow).toMatchObject({
			name: 'Mine',
			connections: before.connections,
			nodes: [
				START,
				{
					id: 'a',
					name: 'Old',
					type: 'n8n-nodes-intercom.intercomTool',
					typeVersion: 1.1,
					position: [200, 0],
					...settings,
					parameters: { toolDescription: 'Removes', descriptionType: 'manual' },
				},
				before.nodes[2],
			],
		});
		expect(workflow.nodes[1].credentials).toBeUndefined();
		expect(report.look).toContainEqual({ node: 'Code', what: 'it reads user_id, which may be external_id now' });
	});
});

it('npm run move writes a new file, keeps the old one, and ends with 1 where a node had to stay', () => {
	const place = fs.mkdtempSync(path.join(os.tmpdir(), 'moved-'));
	const [from, to] = ['mine.json', 'mine.moved.json'].map((name) => path.join(place, name));
	const before = JSON.stringify([workflowOf({ operation: 'delete', id: 'c1' }), workflowOf({ resource: 'event' })]);
	fs.writeFileSync(from, before);
	const run = () => {
		try {
			return execFileSync(process.execPath, [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'scripts/move.ts', from], {
				cwd: root,
				encoding: 'utf8',
				stdio: 'pipe',
			});
		} catch (error) {
			return error as { status: number; stdout: string; stderr: string };
		}
	};
	expect(run()).toMatchObject({
		status: 1,
		stdout: expect.stringMatching(/moved {3}Old -> contact: delete[\s\S]*LEFT {4}Old: it has no operation event: create/) as string,
	});
	expect([fs.readFileSync(from, 'utf8'), (JSON.parse(fs.readFileSync(to, 'utf8')) as Workflow[]).length]).toEqual([before, 2]);
	expect(run()).toMatchObject({ stderr: expect.stringMatching(/EEXIST/) as string });
	fs.rmSync(place, { recursive: true });
});
