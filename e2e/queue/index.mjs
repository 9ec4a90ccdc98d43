// `npm run e2e -- queue`: the package in n8n's queue mode. With `--docs` the figures go into docs/scaling.md.
import { check, wholly } from '../checks.mjs';
import { say } from '../setup/machine.mjs';
import { startCluster } from './cluster.mjs';
import { crashChecks } from './crashes.mjs';
import { deliveryChecks } from './deliveries.mjs';
import { loadingChecks } from './loading.mjs';
import { pacingChecks } from './pacing.mjs';
import { pollingChecks } from './polling.mjs';
import { writeFigures } from './figures.mjs';

export const QUEUE_PARTS = {
	queueLoading: loadingChecks,
	queuePacing: pacingChecks,
	queueDeliveries: deliveryChecks,
	queueCrashes: crashChecks,
	queuePolling: pollingChecks,
};

/** `parts`: names of `QUEUE_PARTS`; all when empty. Loading always comes first, because it installs the package. */
export async function queueChecks(parts, { docs }) {
	const cluster = await check('Redis, Postgres, one main, two workers and two webhook processors start', startCluster);
	if (!cluster) return;
	const figures = {};
	const chosen = Object.entries(QUEUE_PARTS).filter(([name]) => !parts.length || parts.includes(name) || name === 'queueLoading');
	for (const [name, part] of chosen) await wholly(name, async () => await part(cluster, figures));
	say(`\n${JSON.stringify(figures, null, '\t')}`);
	if (docs) writeFigures(figures, cluster.installation);
}
