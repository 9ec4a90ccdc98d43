/**
 * Queue mode: several processes take webhooks, others run the executions. Those that take webhooks know of each other only what
 * n8n has saved; who comes second is found in the first step of the execution, by n8n's table of processed data.
 */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Memory } from '../../engine/triggers/memory';
import { createHost, type Host, ProcessedTable, type Webhook } from '../../scripts/host';
import { FIN_TRIGGER, replied, signed as signedByFin } from './fin-support';
import { type Json, notification, outputs, signed, TRIGGER, useTriggers } from './support';

const setting = useTriggers();
const topic = 'contact.user.created';

let hosts: Host[];
beforeAll(async () => {
	hosts = await Promise.all(Array.from({ length: 4 }, async () => await createHost()));
});
afterAll(async () => {
	for (const host of hosts) await host.close();
});

let workflows = 0;

/** A trigger at two processors, with two workers behind them. Nothing that one processor saves reaches the other one. */
function cluster(type = TRIGGER) {
	const table = new ProcessedTable();
	const id = `queue ${++workflows}`;
	const queue = { table, workers: hosts.slice(2).map(({ packages }) => packages) };
	const open = (host: Host): Webhook =>
		host.openWebhook({
			type,
			parameters: { events: ['*'] },
			credentials: setting.credentials(),
			id,
			node: { id: 'the trigger', name: 'Trigger' },
			queue,
		});
	const processors = hosts.slice(0, 2).map(open);
	return {
		table,
		processors,
		/** Each of them at each of these processors, all at the same moment. */
		async at(where: Webhook[], sent: Json[]): Promise<void> {
			const sign = type === TRIGGER ? signed : signedByFin;
			const answers = await Promise.all(
				sent.flatMap((one) => where.map(async (processor) => await processor.call(sign(JSON.stringify(one))))),
			);
			expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		},
		/** What came out of the trigger. */
		outputs: () => processors.flatMap(outputs),
		executions: () => processors.reduce((total, { executions }) => total + executions(), 0),
	};
}

const sent = (count: number): Json[] => Array.from({ length: count }, (_, index) => notification(topic, { id: `notif_${index}` }));
const idsOf = (all: Json[]): string[] => all.map(({ notificationId }) => String(notificationId)).sort();
const idsSent = (all: Json[]): string[] => all.map(({ id }) => String(id)).sort();

describe('the same notification at the same moment at two processors', () => {
	it('comes out of the trigger once: 300 notifications, 600 executions', async () => {
		const { at, processors, outputs: out, executions } = cluster();
		const all = sent(300);
		await at(processors, all);
		expect(idsOf(out())).toEqual(idsSent(all));
		expect(executions()).toBe(600);
	});

	it('once also with the Fin Trigger', async () => {
		const { at, processors, outputs: out, executions } = cluster(FIN_TRIGGER);
		const all = Array.from({ length: 50 }, (_, index) => replied({}, { id: `message ${index}` }));
		await at(processors, all);
		expect(
			out()
				.map(({ message }) => (message as Json).id)
				.sort(),
		).toEqual(all.map(({ message }) => (message as Json).id).sort());
		expect(executions()).toBe(100);
	});

	it('comes out as it is, without a trace of the comparison', async () => {
		const {
			at,
			processors: [one],
		} = cluster();
		await at([one], sent(1));
		expect(Object.keys(one.runs[0][0])).toEqual(['json']);
	});
});

it('a second attempt at another processor that was not told of the first comes out no more', async () => {
	const {
		at,
		processors: [one, other],
		outputs: out,
		executions,
	} = cluster();
	const all = sent(20);
	await at([one], all);
	await at([other], all);
	expect(idsOf(out())).toEqual(idsSent(all));
	expect(executions()).toBe(40);
});

it('the same notification starts every workflow that it is meant for', async () => {
	const [one, other] = [cluster(), cluster()];
	const all = sent(3);
	for (const { at, processors } of [one, other]) await at(processors, all);
	expect([one, other].map(({ outputs: out }) => out().length)).toEqual([3, 3]);
});

describe('an execution that is run once more', () => {
	it('by n8n, because its worker was lost: puts out what it did before, be it one item or nothing', async () => {
		const {
			at,
			processors: [one, other],
		} = cluster();
		await at([one], sent(1));
		await at([other], sent(1));
		expect([(await one.rerun('webhook')).length, (await other.rerun('webhook')).length]).toEqual([1, 0]);
		expect([(await one.rerun('webhook')).length, (await other.rerun('webhook')).length]).toEqual([1, 0]);
	});

	it('by a user who asks for it: puts out the event', async () => {
		const {
			at,
			processors: [one, other],
		} = cluster();
		await at([one, other], sent(1));
		for (const processor of [one, other]) expect(await processor.rerun('retry')).toHaveLength(1);
	});
});

describe('a table that cannot be asked', () => {
	it.each([1, 2, 3, 4, 5, 8])('costs no event, whichever %i questions fail', async (count) => {
		const { at, processors, table, outputs: out } = cluster();
		const all = sent(5);
		table.fail(count);
		await at([processors[0]], all);
		await at([processors[1]], all);
		expect([...new Set(idsOf(out()))]).toEqual(idsSent(all));
	});

	it('fails once: the event still comes out once', async () => {
		const { at, processors, table, outputs: out } = cluster();
		table.fail(1);
		await at([processors[0]], sent(1));
		await at([processors[1]], sent(1));
		expect(out()).toHaveLength(1);
	});
});

it('where one process does everything, the table is not asked', async () => {
	const table = new ProcessedTable();
	const webhook = setting.open({}, { queue: { table, workers: [setting.host.packages] } });
	for (const one of [...sent(10), ...sent(10)]) await webhook.call(signed(JSON.stringify(one)));
	expect([webhook.runs.length, table.asked]).toEqual([10, 0]);
});

describe('rows of the table', () => {
	const MINUTE = 60_000;
	let loaded: typeof import('../../engine/triggers/receiving/first-step');
	let clock = Date.UTC(2026, 0, 1);
	beforeAll(() => void jest.spyOn(Date, 'now').mockImplementation(() => clock));
	afterAll(() => jest.restoreAllMocks());

	/** First steps in one process, of executions of one workflow. */
	async function worker(table: ProcessedTable, workflow: string, staticData: Json = {}) {
		let executions = 0;
		await jest.isolateModulesAsync(async () => void (loaded = await import('../../engine/triggers/receiving/first-step')));
		const { firstStep } = loaded;
		return async (event: string): Promise<INodeExecutionData[][]> => {
			const node = { id: 'node', name: 'Trigger' };
			const host = {
				getInputData: () => [{ json: {}, intercomEvent: event }],
				getMode: () => 'webhook',
				getExecutionId: () => `${workflow} ${++executions}`,
				getWorkflow: () => ({ id: workflow }),
				getNode: () => ({ ...node }),
				getExecuteData: () => ({ node }),
				getWorkflowStaticData: () => staticData,
				logger: { warn: (text: string) => fail(text) },
				helpers: table.helpersFor(workflow, node as never),
			};
			const output = await firstStep(host as unknown as IExecuteFunctions);
			expect(node.id).toBe('node');
			return output;
		};
	}

	it('are there for a quarter of an hour, and taken away by the executions that follow', async () => {
		const table = new ProcessedTable();
		const step = await worker(table, 'tidy');
		for (let event = 0; event < 100; event++) await step(`event ${event}`);
		clock += 14 * MINUTE;
		expect(await step('event 0')).toEqual([[]]);
		expect(table.size).toBe(100);
		clock += 2 * MINUTE;
		for (let event = 100; event < 120; event++) await step(`event ${event}`);
		expect(table.size).toBe(20);
	});

	it('that a process before this one has made are found by what the trigger keeps', async () => {
		const memory = new Memory();
		for (let event = 0; event < 50; event++) memory.attempt(`event ${event}`)(true);
		const keys = memory
			.text()
			.split(' ')
			.map((entry) => entry.slice(0, 16));
		const table = new ProcessedTable();
		const before = await worker(table, 'restarted');
		for (const key of keys) await before(key);
		expect(table.size).toBe(50);
		clock += 16 * MINUTE;
		const after = await worker(table, 'restarted', { seen: memory.text() });
		for (let event = 50; event < 60; event++) await after(`event ${event}`);
		expect(table.size).toBe(10);
	});
});
