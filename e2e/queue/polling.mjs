// The main is killed in the middle of a poll: while Intercom is asked, while n8n stores the poll's state, while it stores the execution.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until, wait } from '../setup/machine.mjs';
import { node, pollingTrigger, workflow } from '../talk/workflow.mjs';
import { HAS_RUN, settled } from './counting.mjs';

/** n8n polls once a minute. */
const MINUTE = 60_000;
/** Longer than any of this takes, also on a busy machine. */
const LONG_S = 3600;
const PATIENCE_MS = 15 * MINUTE;

/** Each moment with a watch of its own, so that one kill shows all three. */
const MOMENTS = {
	reading: {
		what: 'while Intercom is asked',
		event: 'contactNew',
		asked: '/contacts/search',
		make: async ({ api }) => (await api('POST', '/contacts', { role: 'user', external_id: `polled ${Date.now()}` })).id,
	},
	state: {
		what: 'while n8n stores the state of the poll',
		event: 'articleNew',
		asked: '/articles',
		make: async ({ api }) => (await api('POST', '/articles', { title: `Polled ${Date.now()}`, author_id: await adminOf(api) })).id,
	},
	execution: {
		what: 'while n8n stores the execution',
		event: 'conversationNew',
		asked: '/conversations/search',
		make: async ({ api }) => await conversation(api),
	},
};

const adminOf = async (api) => Number((await api('GET', '/admins')).admins[0].id);

async function conversation(api) {
	const {
		data: [contact],
	} = await api('GET', '/contacts?per_page=1');
	return (await api('POST', '/conversations', { from: { type: contact.role, id: contact.id }, body: 'Polled' })).conversation_id;
}

export async function pollingChecks(cluster, figures) {
	heading('The main is killed in the middle of a poll (n8n polls once a minute, so this takes a while)');
	figures.polling = [];
	await check('each record comes out of the trigger exactly once', async () => {
		await cluster.processes.main.stop();
		// n8n's default of two connections would both be held by writes that wait
		await cluster.add('main', 'main', { DB_POSTGRESDB_POOL_SIZE: '10' });
		const rows = await killed(cluster);
		figures.polling.push(...rows);
		assert.deepEqual(
			rows.map(({ runs }) => runs),
			[1, 1, 1],
			JSON.stringify(rows),
		);
	});
	await cluster.processes.main.stop();
	await cluster.add('main', 'main');
}

async function killed(cluster) {
	const { rest, postgres, simulator, processes, credential } = cluster;
	await simulator.forgetRequests();
	const flows = {};
	const asked = async () => new Set((await simulator.requests()).map(({ path }) => path));
	for (const [name, { event }] of Object.entries(MOMENTS)) {
		flows[name] = await rest.createWorkflow(
			workflow(`Killed ${name}`, pollingTrigger(credential, { event }), node('Ran', 'n8n-nodes-base.noOp')),
		);
		await rest.activate(flows[name]);
	}
	await until(
		'each has polled once',
		async () => {
			const paths = await asked();
			return Object.values(MOMENTS).every(({ asked: path }) => paths.has(path));
		},
		{ ms: PATIENCE_MS, every: 500 },
	);
	// the answer to that first poll has to be stored before something new may happen
	await wait(5000);

	slowly(postgres, 'slow_state', 'workflow_entity', 'before update of "staticData"', `new.id = '${flows.state.id}'`);
	slowly(postgres, 'slow_execution', 'execution_entity', 'before insert', `new."workflowId" = '${flows.execution.id}'`);
	await simulator.faults({ match: 'POST /contacts/search', kind: 'latency', ms: LONG_S * 1000 });
	await simulator.forgetRequests();
	const ids = {};
	for (const [name, { make }] of Object.entries(MOMENTS)) ids[name] = await make(simulator);
	const sleeping = () => postgres.sql(`select pid from pg_stat_activity where wait_event = 'PgSleep'`).length;
	await until(
		'all three are in the middle',
		async () => {
			if (!(await asked()).has(MOMENTS.reading.asked)) throw new Error('contacts were not asked for');
			const count = sleeping();
			if (count < 2) throw new Error(`${count} of 2 writes are under way`);
			return true;
		},
		{ ms: PATIENCE_MS, every: 200 },
	);

	await processes.main.kill();
	postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`);
	postgres.sql('drop trigger slow_state on workflow_entity');
	postgres.sql('drop trigger slow_execution on execution_entity');
	await simulator.faults();
	await processes.main.begin();
	await simulator.forgetRequests();
	const polls = async (path) => (await simulator.requests()).filter((request) => request.path === path).map(({ at }) => at);
	await until(
		'each has polled twice more',
		async () => {
			for (const { asked: path } of Object.values(MOMENTS)) {
				const times = await polls(path);
				if (times.length < 2 || times.at(-1) - times[0] < MINUTE) return false;
			}
			return true;
		},
		{ ms: PATIENCE_MS, every: 1000 },
	);
	await wait(5000);
	const rows = [];
	for (const [name, { what }] of Object.entries(MOMENTS)) {
		await settled(cluster, flows[name], 0);
		const [[count]] = postgres.sql(
			`select count(*) from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${flows[name].id}' and d.data like '%"${ids[name]}"%' and ${HAS_RUN}`,
		);
		rows.push({ what, runs: Number(count) });
		await rest.deactivate(flows[name]);
	}
	return rows;
}

/** From now on this write waits in the database, as if its disk were very slow. */
function slowly({ sql }, name, table, moment, condition) {
	sql(`create or replace function ${name}() returns trigger language plpgsql as $$ begin perform pg_sleep(${LONG_S}); return new; end $$`);
	sql(`create trigger ${name} ${moment} on ${table} for each row when (${condition}) execute function ${name}()`);
}
