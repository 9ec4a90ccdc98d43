// What the database of a cluster says about executions, without n8n in between.
import { until } from '../setup/machine.mjs';

/** What an execution's data has once something came out of the trigger, where a node named "Ran" follows it. */
export const HAS_RUN = `d.data like '%"Ran":%'`;

/** Executions of a workflow by status: `{ success: 20 }`. */
export const statuses = ({ postgres }, { id }) =>
	Object.fromEntries(
		postgres
			.sql(`select status, count(*) from execution_entity where "workflowId" = '${id}' group by status`)
			.map(([status, count]) => [status, Number(count)]),
	);

const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);
const OPEN = ['new', 'running', 'waiting', 'unknown'];

/** A quarter of an hour: machines are slow when they are busy, and no check is about that. */
const LONG_MS = 900_000;

/** Waits until a workflow has `count` executions and none is open; answers the statuses. */
export async function settled(cluster, flow, count, ms = LONG_MS) {
	return await until(
		`${flow.name} has ${count} finished executions`,
		() => {
			const counts = statuses(cluster, flow);
			const open = OPEN.reduce((total, status) => total + (counts[status] ?? 0), 0);
			if (sum(counts) < count || open) throw new Error(`so far ${JSON.stringify(counts)}`);
			return counts;
		},
		{ ms, every: 500 },
	);
}

/** Waits until nothing changes about a workflow's executions any more. */
export async function quiet(cluster, flow, forMs) {
	let [before, since] = ['', Date.now()];
	await until(
		`${flow.name} comes to rest`,
		() => {
			const now = JSON.stringify(statuses(cluster, flow));
			if (now !== before) [before, since] = [now, Date.now()];
			return Date.now() - since >= forMs;
		},
		{ ms: LONG_MS, every: 500 },
	);
}

/** Started and stopped, in milliseconds since 1970, of every execution of a workflow. */
export const spans = ({ postgres }, { id }) =>
	postgres
		.sql(
			`select extract(epoch from "startedAt") * 1000, extract(epoch from "stoppedAt") * 1000 from execution_entity where "workflowId" = '${id}' and "stoppedAt" is not null`,
		)
		.map(([from, to]) => ({ from: Number(from), to: Number(to) }));

/** Which worker ran an execution, by the logs: ID -> name. */
export const workersOf = ({ processes }) =>
	new Map(
		Object.entries(processes).flatMap(([name, process]) =>
			[...process.text().matchAll(/Worker started execution (\d+)/g)].map(([, id]) => [id, name]),
		),
	);
