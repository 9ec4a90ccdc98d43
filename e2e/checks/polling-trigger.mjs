// The Intercom Polling Trigger in n8n, with a simulated workspace of its own in which nothing happens but what is done here.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until } from '../setup/machine.mjs';
import { startSimulator } from '../setup/simulator.mjs';
import { workspaceCredential } from '../setup/world.mjs';
import { pollingTrigger, workflow } from '../talk/workflow.mjs';

/** n8n polls once a minute at most. */
const MINUTE = 60_000;
/** Requests with less time than this between them belong to one poll. */
const PAUSE = 20_000;

export async function pollingChecks({ rest, n8n, credential: { type } }) {
	heading('The Intercom Polling Trigger (n8n polls once a minute, so this takes a while)');
	const simulator = await startSimulator({ log: 'simulator-polling' });
	try {
		const credential = { ...(await rest.createCredential('Intercom (polled)', type, workspaceCredential(simulator))), type };
		await polling({ rest, n8n, simulator, credential });
	} finally {
		await simulator.program.stop();
	}
}

async function polling({ rest, n8n, simulator, credential }) {
	const trigger = pollingTrigger(credential, { event: 'contactNewOrUpdated' });
	const flow = await rest.createWorkflow(workflow('Polling', trigger));

	/** When polls began so far. */
	const polls = async () => {
		const searches = (await simulator.requests()).filter(({ path }) => path === '/contacts/search');
		return searches.map(({ at }) => at).filter((at, index, all) => index === 0 || at - all[index - 1] > PAUSE);
	};
	/** Lets n8n poll so many times more. */
	const pass = async (count) => {
		await simulator.forgetRequests();
		// the last one may still be under way when it is seen: one more shows that those before it are over
		await until(`n8n has polled ${count} times`, async () => (await polls()).length > count, { ms: (count + 4) * MINUTE, every: 1000 });
	};
	const items = async (count) => {
		const executions = await rest.executionsWhen(flow, count, 5 * MINUTE);
		assert.deepEqual(
			executions.filter(({ status }) => status !== 'success'),
			[],
		);
		return (await Promise.all(executions.map(async ({ id }) => (await rest.execution(id)).output(trigger.name)))).map((output) => {
			assert.equal(output.length, 1, 'an execution has one contact, because they changed minutes apart');
			return [output[0].id, output[0].name];
		});
	};
	let contact;

	await check('it activates, and what is there already starts nothing', async () => {
		await rest.activate(flow);
		await until('Intercom is asked for the first time', async () => (await polls()).length > 0, { ms: 2 * MINUTE });
		assert.deepEqual(await rest.executions(flow), []);
	});

	await check('a contact created after the activation is exactly one execution with that contact', async () => {
		contact = await simulator.api('POST', '/contacts', { role: 'user', email: 'polled@e2e.example', name: 'Paula Polled' });
		assert.deepEqual(await items(1), [[contact.id, 'Paula Polled']]);
	});

	await check('an update of it is one more, and three polls later nothing has come twice', async () => {
		await simulator.api('PUT', `/contacts/${contact.id}`, { name: 'Paula Changed' });
		const both = [
			[contact.id, 'Paula Polled'],
			[contact.id, 'Paula Changed'],
		];
		assert.deepEqual(await items(2), both);
		await pass(3);
		assert.deepEqual(await items(2), both);
	});

	await check('after a restart of n8n nothing comes twice, and what happened meanwhile is not missed', async () => {
		await n8n.restart({
			meanwhile: async () =>
				await simulator.api('POST', '/contacts', { role: 'lead', email: 'meanwhile@e2e.example', name: 'Mia Meanwhile' }),
		});
		const names = async (count) => (await items(count)).map(([, name]) => name);
		assert.deepEqual(await names(3), ['Paula Polled', 'Paula Changed', 'Mia Meanwhile']);
		await pass(1);
		assert.deepEqual(await names(3), ['Paula Polled', 'Paula Changed', 'Mia Meanwhile']);
	});
	await rest.deactivate(flow);
}
