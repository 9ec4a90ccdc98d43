import { fs, later, path, process, root, spawn } from '../../scripts/machine.js';
import { readOptions } from '../../scripts/start/options';
import { neededAttributes, readRows, readWorkflow, sync, type Row, type SyncResult } from '../../scripts/start/sync';
import { startSimulator, type Simulator } from '../../simulator';
import { useHost } from '../support/host';

// programs are started here, and n8n takes a while to load where the machine is busy
jest.setTimeout(60_000);

const host = useHost();
const rows = readRows();
const workflow = readWorkflow();

async function startWorkspace(settings: Parameters<typeof startSimulator>[0] = {}): Promise<Simulator> {
	const simulator = await startSimulator({ seed: 'demo', ...settings });
	for (const attribute of neededAttributes(workflow)) simulator.workspace.attributes.create({ model: 'contact', ...attribute });
	return simulator;
}

const credentialOf = ({ url, token }: Simulator) => ({ accessToken: token, region: 'custom', baseUrl: url });
const run = async (simulator: Simulator, some: Row[]): Promise<SyncResult> =>
	await sync(host, { credential: credentialOf(simulator), rows: some });

/** What the workspace knows of the person with this ID in the CRM; one entry for each time it is there. */
const known = ({ workspace }: Simulator, externalId: string) =>
	workspace.contacts
		.all()
		.filter((contact) => contact.external_id === externalId)
		.map((contact) => ({
			email: contact.email,
			name: contact.name,
			phone: contact.phone,
			signedUpAt: contact.signed_up_at,
			attributes: contact.custom_attributes,
			companies: workspace.companiesOf(contact).map(({ company_id, name }) => ({ company_id, name })),
			tags: contact.tags.map(({ id }) => workspace.tags.need(id).name),
		}));

/** What a person has to look like after all rows about them: each cell as the last row that fills it has it. */
function expected(externalId: string, all: Row[]) {
	const filled = all
		.filter((row) => row.external_id === externalId)
		.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')));
	const { email, first_name, last_name, phone, signed_up_at, company_id, company_name, plan, monthly_spend, newsletter } = Object.assign(
		{},
		...filled,
	) as Record<string, string | undefined>;
	return {
		email,
		name: [first_name, last_name].filter(Boolean).join(' '),
		phone: phone ?? null,
		signedUpAt: Math.floor(Date.parse(String(signed_up_at)) / 1000),
		attributes: {
			...(plan && { crm_plan: plan }),
			...(monthly_spend && { crm_monthly_spend: Number(monthly_spend) }),
			crm_newsletter: newsletter === 'true',
		},
		companies: company_id ? [{ company_id, name: company_name }] : [],
		tags: plan ? [`Plan: ${plan}`] : [],
	};
}

describe('the file', () => {
	const types = workflow.nodes.filter(({ type }) => !type.endsWith('stickyNote'));

	it('can be imported: known types in their current versions, ids of its own, connections and expressions that lead somewhere', () => {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		for (const { type, typeVersion } of workflow.nodes) expect(typeVersion).toBe(host.packages.currentVersion(type));
		const targets = Object.values(workflow.connections).flatMap(({ main }) => main.flat().map((connection) => connection?.node));
		const mentioned = [...JSON.stringify(workflow.nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		for (const name of [...Object.keys(workflow.connections), ...targets, ...mentioned]) expect(names).toContain(name);
	});

	it('uses only parameters that its nodes have', () => {
		for (const { name, type, parameters = {} } of types) {
			const { properties } = host.packages.getByNameAndVersion(type).description;
			for (const [parameter, value] of Object.entries(parameters)) {
				const found = properties.filter((property) => property.name === parameter);
				expect([name, found.map((property) => property.name)[0]]).toEqual([name, parameter]);
				if (found[0].type !== 'collection') continue;
				const entries = found.flatMap(({ options = [] }) => options.map((option) => option.name));
				for (const entry of Object.keys(value as object)) expect(entries).toContain(entry);
			}
		}
	});

	it('is laid out so that no node covers another', () => {
		for (const [index, { name, position: [x, y] = [0, 0] }] of types.entries()) {
			const near = types
				.slice(index + 1)
				.filter(({ position: [otherX, otherY] = [0, 0] }) => Math.abs(x - otherX) < 200 && Math.abs(y - otherY) < 150);
			expect([name, near.map((node) => node.name)]).toEqual([name, []]);
		}
	});

	it('has no secret in it, only the name of a credential', () => {
		for (const { credentials } of types)
			if (credentials) expect(credentials).toEqual({ intercomAccessTokenApi: { id: null, name: 'Intercom Access Token' } });
	});
});

describe('five hundred rows into a workspace that allows 200 requests a second', () => {
	let simulator: Simulator;
	let result: SyncResult;
	let before: number;
	const invalid = ['crm-0139', 'crm-0391'];
	const people = [...new Set(rows.map((row) => row.external_id))].filter((id) => !invalid.includes(id));

	beforeAll(async () => {
		simulator = await startWorkspace({ latencyMs: 5, rateLimit: 200, windowSeconds: 1 });
		before = simulator.workspace.contacts.all().length;
		result = await run(simulator, rows);
	}, 120_000);
	afterAll(async () => await simulator.close());

	it('ends well, with a person created for every ID and updated for every further row', () => {
		expect(result).toMatchObject({ broken: undefined, created: 486, updated: 12 });
		expect(simulator.workspace.contacts.all()).toHaveLength(before + people.length);
	});

	it('leaves every person with a valid row in the workspace exactly once: fields, attributes, company and plan tag as the last row has them', () => {
		expect(people).toHaveLength(486);
		for (const id of people) expect([id, known(simulator, id)]).toEqual([id, [expected(id, rows)]]);
	});

	it('counts each of them once', () => {
		const wanted = people.map((id) => expected(id, rows));
		expect(result.attached).toBe(wanted.filter(({ companies }) => companies.length).length);
		expect(result.tagged).toBe(wanted.filter(({ tags }) => tags.length).length);
		expect(result.untagged).toBe(0);
	});

	it('creates each company once', () => {
		const ids = simulator.workspace.companies
			.all()
			.map(({ company_id }) => company_id)
			.filter((id) => id.startsWith('co-'));
		expect(ids.sort()).toEqual([...new Set(rows.map(({ company_id }) => company_id as string))].filter(Boolean).sort());
		expect(simulator.requests.filter(({ method, path: asked }) => method === 'POST' && asked === '/companies')).toHaveLength(40);
	});

	it('reports exactly the two rows with an invalid address, by line, step and reason', () => {
		expect(result.failures).toEqual([
			{
				line: 142,
				external_id: 'crm-0139',
				step: 'Create or Update Contact',
				error: expect.stringContaining("'Email' is not an email address: no-at-sign.example.com"),
				message: expect.any(String),
			},
			{
				line: 404,
				external_id: 'crm-0391',
				step: 'Create or Update Contact',
				error: expect.stringContaining("'Email' is not an email address: two@@example.org"),
				message: expect.any(String),
			},
		]);
		for (const id of invalid) expect(known(simulator, id)).toEqual([]);
	});

	it('keeps its pace below the limit, so that hardly a request is refused and none fails for it', () => {
		expect(simulator.requests.length).toBeGreaterThan(1900);
		expect(simulator.requests.filter(({ status }) => status === 429).length).toBeLessThan(20);
	});

	it('creates nothing and updates everybody when it runs again', async () => {
		Object.assign(simulator.settings, { rateLimit: 100_000, latencyMs: 0 });
		const companies = simulator.workspace.companies.all().length;
		simulator.requests.length = 0;
		const again = await run(simulator, rows);
		expect(again).toMatchObject({
			broken: undefined,
			created: 0,
			updated: 498,
			attached: result.attached,
			tagged: result.tagged,
			untagged: 0,
			failures: result.failures,
		});
		expect(simulator.requests.filter(({ method, path: asked }) => method === 'POST' && asked === '/contacts')).toEqual([]);
		expect(simulator.workspace.contacts.all()).toHaveLength(before + people.length);
		expect(simulator.workspace.companies.all()).toHaveLength(companies);
		for (const id of people) expect([id, known(simulator, id)]).toEqual([id, [expected(id, rows)]]);
	}, 120_000);
});

describe('a few rows', () => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startWorkspace();
	});
	afterAll(async () => await simulator.close());
	beforeEach(() => {
		simulator.settings.faults = [];
		simulator.requests.length = 0;
	});

	const ada: Row = {
		line: 2,
		external_id: 'x-1',
		email: 'ada@example.com',
		first_name: 'Ada',
		last_name: 'Byron',
		phone: '+14155550100',
		company_id: 'x-co',
		company_name: 'X',
		plan: 'free',
		signed_up_at: '2026-01-31',
		monthly_spend: '1.50',
		newsletter: 'true',
	};
	const bo: Row = { ...ada, line: 3, external_id: 'x-2', email: 'bo@example.com', first_name: 'Bo' };

	it('move people to the tag of their new plan, and leave their other tags alone', async () => {
		await run(simulator, [ada, bo]);
		const [contact] = simulator.workspace.contacts.all().filter(({ external_id }) => external_id === ada.external_id);
		simulator.workspace.tag(contact, simulator.workspace.tags.ensure('VIP'));
		const later = { ...ada, plan: 'enterprise' };
		expect(await run(simulator, [later, bo])).toMatchObject({ created: 0, updated: 2, tagged: 2, untagged: 1, failures: [] });
		expect(known(simulator, 'x-1')[0].tags.sort()).toEqual(['Plan: enterprise', 'VIP']);
		expect(known(simulator, 'x-2')[0].tags).toEqual(['Plan: free']);
	});

	it('leave alone what a cell without a value says nothing about', async () => {
		await run(simulator, [ada]);
		const empty = Object.fromEntries(
			Object.entries(ada).map(([name, cell]) => [name, name === 'line' || name === 'external_id' ? cell : '']),
		) as Row;
		expect(await run(simulator, [empty])).toMatchObject({ updated: 1, attached: 0, tagged: 0, untagged: 0, failures: [] });
		expect(known(simulator, 'x-1')).toEqual([{ ...expected('x-1', [ada]), tags: expect.arrayContaining(['Plan: free']) }]);
	});

	it('report a company that cannot be made under the row that names it first, and each person that then cannot be attached', async () => {
		simulator.settings.faults = [{ match: 'POST /companies', kind: '5xx' }];
		const lost = { company_id: 'lost-co', company_name: 'Lost' };
		const { created, attached, tagged, failures } = await run(simulator, [
			{ ...ada, external_id: 'y-1', email: 'y1@example.com', line: 7, ...lost },
			{ ...bo, external_id: 'y-2', email: 'y2@example.com', line: 8, ...lost },
		]);
		expect({ created, attached, tagged }).toEqual({ created: 2, attached: 0, tagged: 2 });
		expect(
			failures.map(({ line, external_id, step, error }) => ({ line, external_id, step, error: error.replace(/ \[item \d+\]/, '') })),
		).toEqual([
			{ line: 7, external_id: 'y-1', step: 'Create or Update Company', error: 'Intercom has a fault - Create or update company' },
			{ line: 7, external_id: 'y-1', step: 'Add to Company', error: expect.stringContaining('lost-co') },
			{ line: 8, external_id: 'y-2', step: 'Add to Company', error: expect.stringContaining('lost-co') },
		]);
	});

	it('break the workflow off before anything is written when the credential is wrong', async () => {
		const result = await sync(host, { credential: { ...credentialOf(simulator), accessToken: 'wrong' }, rows: [ada, bo] });
		expect(result).toMatchObject({
			broken: expect.stringContaining('Intercom refused the credential'),
			created: 0,
			updated: 0,
			failures: [],
		});
		expect(simulator.requests.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual(['GET /tags']);
	});

	it('count nothing as done in a step that was broken off', async () => {
		simulator.settings.faults = [{ match: 'GET /contacts/**', kind: 'latency', ms: 5_000 }];
		const cancel = new AbortController();
		later(1_000, () => cancel.abort());
		const result = await sync(host, { credential: credentialOf(simulator), rows: [ada, bo], signal: cancel.signal });
		expect(result).toMatchObject({ broken: expect.stringContaining('cancel'), created: 0, updated: 0, attached: 0, tagged: 0 });
	});

	it('need no line number', async () => {
		const { failures } = await run(simulator, [{ ...ada, line: undefined as never, email: 'nobody' }]);
		expect(failures).toMatchObject([{ external_id: 'x-1', step: 'Create or Update Contact' }]);
	});
});

describe('npm start', () => {
	/** Runs the program as `npm start` does after building. */
	async function start(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
		const clean = { ...process.env, INTERCOM_TOKEN: '', INTERCOM_REGION: '', INTERCOM_BASE_URL: '' };
		const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'scripts/start.ts', ...args], {
			cwd: root,
			env: { ...clean, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
		const code = await new Promise<number>((resolve) => child.once('close', (exitCode) => resolve(exitCode ?? -1)));
		return { code, output };
	}

	it('shows what it does, what came out and how fast, and writes the failed rows to a file', async () => {
		const { code, output } = await start(['--limit', '150', '--latency', '1']);
		expect({ code, output }).toMatchObject({ code: 0 });
		for (const words of [
			/rows +150 of/,
			/simulated, with .* 1 ms an answer/,
			/Create or Update Contact +\d+ +1 +\d+/,
			/contacts created +\d+/,
			/142 {2}crm-0139 +Create or Update Contact +'Email' is not an/,
			/requests in .* none refused/,
			/One after another/,
		]) {
			expect(output).toMatch(words);
		}
		for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
		const file = fs.readFileSync(path.join(root, 'out/crm-sync-failures.csv'), 'utf8');
		expect(file).toMatch(
			/^line,external_id,step,reason\n142,crm-0139,Create or Update Contact,"'Email' is not an email address: no-at-sign\.example\.com - An address is [^"\n]+"\n$/,
		);
	});

	it('explains itself, and says what it cannot do', async () => {
		const [help, nonsense] = await Promise.all([start(['--help']), start(['--limit', 'few'])]);
		expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--latency <ms>') });
		expect(nonsense).toMatchObject({ code: 1, output: expect.stringContaining('--limit needs a whole number from 1 on') });
	});

	it('takes options in any order and refuses unknown ones', () => {
		expect(readOptions([])).toEqual({ help: false, real: false, yes: false, latencyMs: 60 });
		expect(readOptions(['--yes', '--latency', '0', '--real', '--limit', '7'])).toEqual({
			help: false,
			real: true,
			yes: true,
			latencyMs: 0,
			limit: 7,
		});
		expect(() => readOptions(['--fast'])).toThrow('There is no option --fast');
		expect(() => readOptions(['--latency'])).toThrow('--latency needs a whole number');
		expect(() => readOptions(['--limit', '0'])).toThrow('--limit needs a whole number');
	});

	describe('--real', () => {
		let simulator: Simulator;
		const real = async (...args: string[]) =>
			await start(['--real', '--limit', '10', ...args], { INTERCOM_TOKEN: simulator.token, INTERCOM_BASE_URL: simulator.url });
		const writes = () => simulator.requests.filter(({ method, path: asked }) => method !== 'GET' && asked !== '/contacts/search').length;
		beforeEach(async () => {
			simulator = await startWorkspace();
		});
		afterEach(async () => await simulator.close());

		it('names the workspace and writes nothing before somebody agrees', async () => {
			const { code, output } = await real();
			expect(code).toBe(1);
			expect(output).toContain('REAL workspace:\n  Simulated Workspace (simulatr, region US), as Ada Owner <ada@simulator.example>\n');
			expect(output).toContain('--yes');
			expect(writes()).toBe(0);
		});

		it('writes when told so beforehand', async () => {
			const { code, output } = await real('--yes');
			expect({ code, created: /contacts created +(\d+)/.exec(output)?.[1] }).toEqual({ code: 0, created: '10' });
			expect(known(simulator, 'crm-0001')).toEqual([expected('crm-0001', rows)]);
		});

		it('asks for the attributes that the workspace lacks', async () => {
			simulator.reset();
			const { code, output } = await real('--yes');
			expect(code).toBe(1);
			expect(output).toContain('crm_monthly_spend (float), crm_newsletter (boolean), crm_plan (string)');
			expect(writes()).toBe(0);
		});

		it('needs a token and a region that exists', async () => {
			const [bare, nowhere] = await Promise.all([
				start(['--real']),
				start(['--real'], { INTERCOM_TOKEN: 'some', INTERCOM_REGION: 'mars' }),
			]);
			expect(bare).toEqual({ code: 1, output: expect.stringContaining('INTERCOM_TOKEN') });
			expect(nowhere).toEqual({ code: 1, output: expect.stringContaining('us, eu or au, not mars') });
		});

		it('says so when Intercom does not know the token', async () => {
			const { code, output } = await start(['--real'], { INTERCOM_TOKEN: 'unknown', INTERCOM_BASE_URL: simulator.url });
			expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Is the token right') });
		});
	});
});
