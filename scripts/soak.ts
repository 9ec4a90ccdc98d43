/**
 * `npm run soak`: one simulated week of the Intercom Polling Trigger, in n8n's own poll context against a simulated
 * workspace, once under each rule by which Intercom compares dates. What happened is compared with what came out: exit code
 * 0 if nothing is lost and nothing doubled. The weeks are always the same; `SEED=new` plays others, `SEED=n` those of a seed,
 * `CHANGES=n` smaller ones.
 */
import type { Poller } from './host';
import { createHost } from './host';
import { StaticDatabase } from './host/database';
import { print, process, seedOf } from './machine.js';
import { Random } from '../simulator/seed/random';
import { type Simulator, startSimulator } from '../simulator';

const CHANGES = Number(process.env.CHANGES ?? 50_000);
const SEED = seedOf(process.env.SEED);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;
const MONDAY = Date.UTC(2026, 2, 9);
/** Who was there before. */
const SETTLERS = 2000;
const BURSTS = 40;
const BURST_SIZE = Math.min(300, Math.floor(CHANGES / BURSTS / 2));
/** Nobody is changed again before every poll had a chance to see it: an index 12 minutes late, a machine that was off for 50. */
const REST = 2 * HOUR;
const MAX_ITEMS = 200;
const DEATHS = ['unsaved', 'beforeTheExecution', 'beforeTheState'] as const;

/** What happens in the week. Each change is noted as `id@second`. */
class Week {
	readonly happened: string[] = [];
	private readonly ids: string[] = [];
	private readonly touched = new Map<string, number>();

	constructor(
		private readonly sim: Simulator,
		private readonly random: Random,
	) {
		for (let i = 0; i < SETTLERS; i++) this.ids.push(sim.workspace.contacts.create({ role: 'user', external_id: `settler-${i}` }).id);
		const alone = CHANGES - BURSTS * BURST_SIZE;
		for (let i = 0; i < alone; i++) sim.agenda.add(MONDAY + Math.floor(random.next() * WEEK), () => this.change());
		for (let burst = 0; burst < BURSTS; burst++) {
			const at = MONDAY + Math.floor(random.next() * WEEK);
			// an import: many in the same second
			for (let i = 0; i < BURST_SIZE; i++) sim.agenda.add(at, () => this.change());
		}
	}

	private change(): void {
		const { sim, random } = this;
		const luck = random.next();
		sim.settings.searchDelayMs = luck < 0.7 ? 0 : Math.floor(random.next() * (luck < 0.95 ? MINUTE : 12 * MINUTE));
		const known = random.next() < 0.15 ? undefined : this.rested();
		const contact = known
			? sim.workspace.contacts.update(known, { name: `Change ${this.happened.length}` })
			: sim.workspace.contacts.create({ role: 'lead', name: `Visitor ${this.happened.length}` });
		if (!known) this.ids.push(contact.id);
		this.touched.set(contact.id, sim.clock.ms());
		this.happened.push(`${contact.id}@${contact.updated_at}`);
	}

	/** Somebody whose last change is long enough ago. */
	private rested() {
		for (let tries = 0; tries < 50; tries++) {
			const id = this.random.pick(this.ids);
			if ((this.touched.get(id) ?? 0) < this.sim.clock.ms() - REST) return this.sim.workspace.contacts.get(id);
		}
		return undefined;
	}
}

interface Adventures {
	polls: number;
	executions: number;
	refused: number;
	died: number;
	/** Executions that could not be created, in a process that goes on. */
	failed: number;
	restarts: number;
	offline: number;
	requests: number;
}

/** Polls every minute until the week is over and everything is in the index. */
async function live(sim: Simulator, poller: Poller, random: Random): Promise<Adventures> {
	const seen: Adventures = { polls: 0, executions: 0, refused: 0, died: 0, failed: 0, restarts: 0, offline: 0, requests: 0 };
	const end = MONDAY + WEEK + HOUR;
	while (sim.clock.ms() < end) {
		const luck = random.next();
		if (luck < 0.0007) {
			seen.offline += 1;
			sim.advance(Math.floor((20 + random.next() * 30) * MINUTE));
		}
		sim.advance(MINUTE);
		const isRefused = luck > 0.99;
		// a token that is not valid for a moment
		if (isRefused) sim.settings.tokenRegion = 'EU';
		const dies = luck > 0.987 && !isRefused;
		const fails = luck > 0.974 && luck <= 0.984;
		await poller.tick(dies ? { dies: random.pick(DEATHS) } : { fails });
		sim.settings.tokenRegion = null;
		const restarts = luck > 0.984 && luck <= 0.987;
		if (restarts) poller.restart();
		seen.polls += 1;
		seen.refused += Number(isRefused);
		seen.died += Number(dies);
		seen.failed += Number(fails);
		seen.restarts += Number(restarts);
		seen.requests += sim.requests.length;
		sim.requests.length = 0;
	}
	seen.executions = poller.executions();
	return seen;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

async function soak(rule: 'second' | 'day', cursors: 'memory' | 'durable'): Promise<boolean> {
	const random = new Random(SEED);
	const host = await createHost();
	const sim = await startSimulator({ now: MONDAY - HOUR, tickMs: 250, dateRule: rule });
	const week = new Week(sim, random);
	sim.advance(HOUR - MINUTE);
	const database = new StaticDatabase();
	const poller = host.openPoll({
		type: 'n8n-nodes-intercom.intercomPollingTrigger',
		parameters: { event: 'contactNewOrUpdated', output: 'raw', options: { maxItems: MAX_ITEMS } },
		credentials: { intercomAccessTokenApi: { accessToken: sim.token, region: 'custom', baseUrl: sim.url } },
		cursors,
		database,
	});
	await poller.activate();
	const seen = await live(sim, poller, random);
	const came = poller.runs.flat().map(({ json }) => `${String(json.id)}@${String(json.updated_at)}`);
	await host.close();
	await sim.close();

	const once = new Set(came);
	const expected = new Set(week.happened);
	const lost = week.happened.filter((one) => !once.has(one)).length;
	const doubled = came.length - once.size;
	const invented = came.filter((one) => !expected.has(one)).length;
	const largest = Math.max(...poller.runs.map((items) => items.length));
	print(`\nDates compared by the ${rule}, cursor kept in ${cursors === 'memory' ? "the workflow's memory" : 'the database'}`);
	print(
		`  ${week.happened.length} changes, ${BURSTS} times ${BURST_SIZE} of them in one second; ${came.length} came out: ${lost} lost, ${doubled} doubled, ${invented} that never happened`,
	);
	print(
		`  ${seen.polls} polls, ${seen.requests} requests, ${seen.executions} executions, ${seen.executions - poller.runs.length} of them had nothing left to do, the largest of ${largest} items`,
	);
	print(
		`  the state was written ${database.writes.length} times, ${Math.round(mean(database.writes))} characters on average, ${Math.max(...database.writes)} at most`,
	);
	print(
		`  ${seen.refused} polls refused, ${seen.died} processes that died around a hand-out, ${seen.failed} polls whose execution could not be created, ${seen.restarts} restarts, ${seen.offline} times off for 20 to 50 minutes`,
	);
	return lost + doubled + invented === 0 && week.happened.length === CHANGES;
}

async function main(): Promise<void> {
	print(`One week, ${CHANGES} changes, seed ${SEED} (repeat with SEED=${SEED})`);
	const began = Date.now();
	const results = [await soak('second', 'memory'), await soak('day', 'durable')];
	print(`\n${results.every(Boolean) ? 'Nothing lost, nothing doubled' : 'FAILED'} (${Math.round((Date.now() - began) / 1000)} s)`);
	process.exitCode = results.every(Boolean) ? 0 : 1;
}

void main();
