// What the database of a cluster says about executions, without n8n in between.
import { until } from '../setup/machine.mjs';

/** Executions of a workflow by status: `{ success: 20 }`. */
export const statuses = ({ postgres }, { id }) => Object.fromEntries(postgres.sql(`select status, count(*) from execution_entity where "workflowId" = '${id}' group by status`).map(([status, count]) => [status, Number(count)]));

const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);
const OPEN = ['new', 'running', 'waiting', 'unknown'];

/** Waits until a workflow has `count` executions and none is open; answers the statuses. */
export async function settled(cluster, flow, count, ms = 300_000) {
	return await until(`${flow.name} has ${count} finished executions`, () => {
		const counts = statuses(cluster, flow);
		const open = OPEN.reduce((total, status) => total + (counts[status] ?? 0), 0);
		if (sum(counts) < count || open) throw new Error(`so far ${JSON.stringify(counts)}`);
		return counts;
	}, { ms, every: 500 });
}

/** Started and stopped, in milliseconds since 1970, of every execution of a workflow. */
export const spans = ({ postgres }, { id }) =>
	postgres.sql(`select extract(epoch from "startedAt") * 1000, extract(epoch from "stoppedAt") * 1000 from execution_entity where "workflowId" = '${id}' and "stoppedAt" is not null`).map(([from, to]) => ({ from: Number(from), to: Number(to) }));

/** The value below which `part` of the list lies. */
export const percentile = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
