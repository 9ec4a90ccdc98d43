/** One history: a workspace, a workflow and what befalls them, all of it drawn from one seed; and what must be true afterwards. */

import { createHmac } from 'node:crypto';
import { Dice } from './dice';
import { Intercom, type Happening, type Kind, type Ways } from './intercom';
import { Database, type Misfortune, Process, SECRET, type TriggerNode } from './n8n';
import { Time } from './time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What a watch looks at: every record once, or the latest state of every record that was changed. */
const WATCHES: Record<string, { kind: Kind; what: 'new' | 'updated' | 'both'; at: string }> = {
	contactNew: { kind: 'contact', what: 'new', at: 'created_at' },
	contactUpdated: { kind: 'contact', what: 'updated', at: 'updated_at' },
	contactNewOrUpdated: { kind: 'contact', what: 'both', at: 'updated_at' },
	companyNew: { kind: 'company', what: 'new', at: 'created_at' },
	conversationNew: { kind: 'conversation', what: 'new', at: 'created_at' },
	conversationNewOrUpdated: { kind: 'conversation', what: 'both', at: 'updated_at' },
	ticketNew: { kind: 'ticket', what: 'new', at: 'created_at' },
	ticketUpdated: { kind: 'ticket', what: 'updated', at: 'updated_at' },
	articleNew: { kind: 'article', what: 'new', at: 'created_at' },
	articleNewOrUpdated: { kind: 'article', what: 'both', at: 'updated_at' },
	callNew: { kind: 'call', what: 'new', at: 'created_at' },
	conversationDeleted: { kind: 'deleted', what: 'new', at: 'deleted_at' },
};

/** What came of a history, and what of it is against the promises. */
export interface Outcome {
	seed: number;
	violations: string[];
	counts: Counts;
}

export interface Counts {
	histories: number;
	polls: number;
	requests: number;
	happenings: number;
	/** Records that had to be output by polling. */
	due: number;
	lost: number;
	/** In an execution that was under way when its process ended: n8n shows it as failed. */
	interrupted: number;
	/** Output twice although nothing had failed or ended. */
	doubled: number;
	/** Output once more after a process ended or an execution could not be created. */
	repeated: number;
	deliveries: number;
	forged: number;
	forgedAccepted: number;
	eventsLost: number;
	eventsDoubled: number;
	eventsRepeated: number;
	crashes: number;
	refusedExecutions: number;
	hangUps: number;
}

export const noCounts = (): Counts => ({ histories: 0, polls: 0, requests: 0, happenings: 0, due: 0, lost: 0, interrupted: 0, doubled: 0, repeated: 0, deliveries: 0, forged: 0, forgedAccepted: 0, eventsLost: 0, eventsDoubled: 0, eventsRepeated: 0, crashes: 0, refusedExecutions: 0, hangUps: 0 });

export function add(total: Counts, more: Counts): void {
	for (const name of Object.keys(total) as Array<keyof Counts>) total[name] += more[name];
}

function waysOf(dice: Dice): Ways {
	const pageSize = dice.one([1, 2, 3, 5, 20, 150]);
	return {
		contactDates: dice.one(['second', 'day']),
		zoneHours: dice.whole(-11, 13),
		sortsInbox: dice.is(0.5),
		greaterIncludes: dice.is(0.5),
		cursors: dice.one(['place', 'record']),
		pageSize,
		// all that a history makes can be read within one poll
		answerMs: dice.one(pageSize < 20 ? [5, 60, 300] : [5, 60, 400, 1500]),
		tellsLimit: dice.is(0.8),
		lateSeconds: dice.one([0, 0, 2, 30, 120]),
		faultEvery: dice.is(0.3) ? dice.whole(3, 20) : 0,
		wrongClockEvery: dice.is(0.2) ? dice.whole(5, 20) : 0,
	};
}

export async function play(seed: number, log: string[] = []): Promise<Outcome> {
	return await new History(seed, log).play();
}

class History {
	private readonly dice: Dice;
	private readonly time: Time;
	private readonly intercom: Intercom;
	private readonly database: Database;
	private readonly misfortune: Misfortune;
	private readonly nodes: TriggerNode[];
	private readonly counts = noCounts();
	private readonly violations: string[] = [];
	private readonly minutes: number;
	private main!: Process;
	private readonly processors: Process[] = [];
	/** Runs what webhooks start; undefined where each process does so by itself. */
	private worker?: Process;
	/** Milliseconds: when each poller was switched on. */
	private began = 0;
	private readonly events = new Map<string, { trigger: string; accepted: number; isForged: boolean; isRisky: boolean }>();

	constructor(
		private readonly seed: number,
		private readonly log: string[],
	) {
		const dice = (this.dice = new Dice(seed));
		this.time = new Time(Date.UTC(2026, dice.whole(0, 11), dice.whole(1, 28), dice.whole(0, 23), dice.whole(0, 59), dice.whole(0, 59)), () => dice.next());
		this.intercom = new Intercom(this.time, dice, waysOf(dice));
		this.misfortune = { noExecution: dice.is(0.15) ? 0.2 : 0, slow: dice.is(0.2) ? 0.1 : 0 };
		this.database = new Database(this.time, dice, this.misfortune);
		this.nodes = this.triggers();
		this.minutes = dice.whole(2, 6);
	}

	private triggers(): TriggerNode[] {
		const { dice } = this;
		const pollers = Array.from({ length: dice.one([1, 1, 1, 2, 0]) }, (_, index) => this.poller(index));
		const hooks = Array.from({ length: pollers.length ? dice.one([0, 0, 1, 2]) : dice.whole(1, 2) }, (_, index) => this.hook(index));
		return [...pollers, ...hooks];
	}

	private poller(index: number): TriggerNode {
		const event = this.dice.one(Object.keys(WATCHES));
		return { id: `p${index}`, name: `Poll ${index}`, type: 'IntercomPollingTrigger', typeVersion: 1, parameters: { authentication: 'accessToken', event, simplify: false, contactType: 'any', options: this.dice.is(0.2) ? { maxItems: this.dice.whole(3, 8) } : {} } };
	}

	private hook(index: number): TriggerNode {
		return { id: `w${index}`, name: `Hook ${index}`, type: 'IntercomTrigger', typeVersion: 1, parameters: { authentication: 'accessToken', events: ['contact.user.created'], options: {} } };
	}

	private process = (): Process => new Process(this.time, this.database, this.intercom, this.nodes, this.log);

	async play(): Promise<Outcome> {
		const { dice, time, intercom, nodes, counts } = this;
		const pollers = nodes.filter(({ type }) => type === 'IntercomPollingTrigger');
		const hooks = nodes.filter(({ type }) => type === 'IntercomTrigger');
		this.log.push(JSON.stringify({ ways: intercom.ways, misfortune: this.misfortune, nodes: nodes.map(({ name, parameters }) => ({ name, ...parameters })) }));
		await this.settlers(pollers);
		this.main = this.process();
		const faults = intercom.ways.faultEvery;
		// switching on must succeed for anything to follow
		Object.assign(intercom.ways, { faultEvery: 0 });
		const noExecution = this.misfortune.noExecution;
		this.misfortune.noExecution = 0;
		this.began = time.ms;
		void this.main.activate();
		await time.until(time.ms + 45 * SECOND);
		Object.assign(intercom.ways, { faultEvery: faults });
		this.misfortune.noExecution = noExecution;
		for (let count = hooks.length ? dice.whole(1, 2) : 0; count > 0; count--) this.processors.push(this.process());
		// several processes that take webhooks: queue mode
		if (this.processors.length > 1 || dice.is(0.5)) this.worker = this.process();

		const end = time.ms + this.minutes * MINUTE;
		// as in a database: everybody asks at a second of his own
		for (const poller of pollers) this.everyMinute(poller, dice.whole(0, 59) * SECOND);
		this.changes(pollers, end);
		this.deliveries(hooks, end);
		this.crashes(end);
		await time.until(end);
		// what is late comes, what failed is tried again, and nothing else goes wrong
		Object.assign(intercom.ways, { faultEvery: 0, wrongClockEvery: 0 });
		Object.assign(this.misfortune, { noExecution: 0, slow: 0 });
		await time.until(end + this.restMinutes(pollers) * MINUTE);
		for (const poller of pollers) this.judgePoller(poller);
		this.judgeEvents();
		Object.assign(counts, { histories: 1, requests: intercom.requests, happenings: intercom.happened.length, refusedExecutions: this.database.refused });
		if (this.violations.length) this.log.push(...intercom.happened.map((one) => `happened ${JSON.stringify({ ...one, at: one.at })}`), ...this.database.executions.map(({ trigger, at, items }) => `execution ${trigger} at ${at / 1000}: ${items.map((item) => `${String(item.id ?? item.notificationId)}@${String(item.updated_at ?? '')}`).join(' ')}`));
		return { seed: this.seed, violations: this.violations, counts };
	}

	/** Who was there before anybody watched. */
	private async settlers(pollers: TriggerNode[]): Promise<void> {
		const { dice, time, intercom } = this;
		for (const { kind } of pollers.map(watchOf)) {
			for (let count = dice.whole(0, 12); count > 0; count--) {
				intercom.touch(kind);
				await time.until(time.ms + dice.whole(0, 400) * SECOND);
			}
		}
		await time.until(time.ms + dice.whole(180, 600) * SECOND);
	}

	/**
	 * How long it takes at most until everything is output: some polls, as many as the smallest portions need, and as many as it takes
	 * to read again what the index may show late, a page or two per poll.
	 */
	private restMinutes(pollers: TriggerNode[]): number {
		const { happened, ways } = this.intercom;
		const portions = pollers.map(({ parameters }) => Number((parameters.options as { maxItems?: number }).maxItems ?? Infinity));
		return 5 + Math.ceil(happened.length / Math.min(...portions, 1000)) + (ways.lateSeconds ? Math.ceil(happened.length / ways.pageSize) : 0);
	}

	private everyMinute(node: TriggerNode, offset: number): void {
		const tick = (): void => {
			this.counts.polls++;
			void this.main.poll(node);
			this.time.in(MINUTE, tick);
		};
		this.time.in(offset, tick);
	}

	private changes(pollers: TriggerNode[], end: number): void {
		const { dice, time, intercom } = this;
		for (const { kind } of pollers.map(watchOf)) {
			for (let bursts = dice.whole(1, 4); bursts > 0; bursts--) {
				const at = dice.whole(0, end - time.ms);
				const size = dice.is(0.2) ? dice.whole(5, 25) : dice.whole(1, 4);
				const apart = dice.one([0, 20, 300, 1200]);
				for (let index = 0; index < size; index++) {
					time.in(at + index * apart, () => {
						const ids = intercom.ids(kind);
						const change = kind !== 'deleted' && ids.length > 0 && dice.is(0.5);
						intercom.touch(kind, change ? dice.one(ids) : undefined);
					});
				}
			}
		}
	}

	/** Notifications as Intercom sends them: five seconds of patience, one more attempt after a minute, now and then a second copy; and forgeries. */
	private deliveries(hooks: TriggerNode[], end: number): void {
		const { dice, time } = this;
		for (const hook of hooks) {
			for (let count = dice.whole(1, 8); count > 0; count--) {
				const id = `notif_${hook.id}_${count}`;
				const isForged = dice.is(0.15);
				const event = { trigger: hook.name, accepted: 0, isForged, isRisky: false };
				this.events.set(id, event);
				const at = dice.whole(0, end - time.ms);
				time.in(at, () => void this.send(hook, id, event));
				// a second copy may come at the same moment, also to another processor
				if (dice.is(0.2)) time.in(at + dice.one([0, 3, 200, 30_000]), () => void this.send(hook, id, event));
			}
		}
	}

	private async send(hook: TriggerNode, id: string, event: { accepted: number; isForged: boolean; isRisky: boolean }): Promise<void> {
		const { time, dice, counts } = this;
		const seconds = Math.floor(time.ms / 1000);
		for (let attempt = 1; attempt <= 2; attempt++) {
			const body = JSON.stringify({ type: 'notification_event', app_id: 'ws_world', topic: 'contact.user.created', id, created_at: seconds, first_sent_at: seconds, delivery_attempts: attempt, delivery_status: attempt === 1 ? 'pending' : 'retry', delivered_at: 0, links: {}, self: null, data: { type: 'notification_event_data', item: { type: 'contact', id } } });
			const signature = `sha1=${createHmac('sha1', event.isForged ? 'a guess' : SECRET).update(body).digest('hex')}`;
			counts.deliveries++;
			if (event.isForged) counts.forged++;
			const processor = dice.one(this.processors.filter(({ isAlive }) => isAlive));
			const status = processor ? await processor.webhook(hook, body, { 'x-hub-signature': signature, 'content-type': 'application/json' }, 5 * SECOND, this.worker ?? processor) : 0;
			if (status === 0) {
				counts.hangUps++;
				// whoever took it may have ended with the execution under way
				event.isRisky ||= !this.worker && !processor?.isAlive;
			}
			if (status === 200) {
				event.accepted++;
				return;
			}
			await time.sleep(MINUTE);
		}
	}

	private crashes(end: number): void {
		const { dice, time, counts } = this;
		for (let count = dice.one([0, 0, 0, 1, 1, 2]); count > 0; count--) {
			time.in(dice.whole(0, end - time.ms), () => {
				counts.crashes++;
				this.main.kill();
				time.in(dice.whole(1, 30) * SECOND, () => {
					this.main = this.process();
					void this.main.activate();
				});
			});
		}
		if (!this.processors.length || !dice.is(0.3)) return;
		time.in(dice.whole(0, end - time.ms), () => {
			counts.crashes++;
			this.processors[0].kill();
			if (!this.worker) for (const event of this.events.values()) event.isRisky = true;
			this.processors[0] = this.process();
		});
	}

	private judgePoller(node: TriggerNode): void {
		const { intercom, database, counts, violations } = this;
		const { kind, what, at } = watchOf(node);
		const began = Math.floor(this.began / 1000);
		const happened = intercom.happened.filter((one) => one.kind === kind);
		const items = database.executions.filter(({ trigger }) => trigger === node.name).flatMap((execution) => execution.items);
		const seen = new Map<string, number>();
		const nameOf = (item: Record<string, unknown>): string => (what === 'new' ? String(item.id) : `${String(item.id)}@${String(item[at])}`);
		for (const item of items) {
			const key = nameOf(item);
			seen.set(key, (seen.get(key) ?? 0) + 1);
		}
		const interrupted = new Set(database.interrupted.filter(({ trigger }) => trigger === node.name).flatMap((execution) => execution.items.map(nameOf)));
		for (const [id, state] of dueStates(happened, what)) {
			const moment = what === 'new' ? createdOf(happened, id) : state.at;
			// what was there when the watching began is done with; the seconds around the beginning may fall to either side
			if (moment <= began + 1) continue;
			counts.due++;
			const key = what === 'new' ? id : `${id}@${state.at}`;
			if (!seen.get(key) && interrupted.has(key)) counts.interrupted++;
			else if (!seen.get(key)) {
				counts.lost++;
				violations.push(`${node.name} lost ${key}`);
			}
		}
		const excused = counts.crashes > 0 || database.refused > 0;
		for (const [key, times] of seen) {
			if (times > 1 && excused) counts.repeated += times - 1;
			else if (times > 1) {
				counts.doubled += times - 1;
				violations.push(`${node.name} output ${key} ${times} times`);
			}
			const id = key.split('@')[0];
			if (what === 'new' && createdOf(happened, id) < began - 60) violations.push(`${node.name} output ${key}, which was there before`);
		}
	}

	private judgeEvents(): void {
		const { counts, violations } = this;
		const runs = new Map<string, number>();
		for (const { items } of this.database.executions) for (const { notificationId } of items) if (notificationId) runs.set(String(notificationId), (runs.get(String(notificationId)) ?? 0) + 1);
		const interrupted = new Set(this.database.interrupted.flatMap(({ items }) => items.map(({ notificationId }) => notificationId)));
		for (const [id, { accepted, isForged, isRisky }] of this.events) {
			const times = runs.get(id) ?? 0;
			if (isForged && times) {
				counts.forgedAccepted++;
				violations.push(`forged ${id} ran`);
			}
			if (!isForged && accepted && !times && interrupted.has(id)) counts.interrupted++;
			else if (!isForged && accepted && !times) {
				counts.eventsLost++;
				violations.push(`${id} was accepted and never ran`);
			}
			if (times > 1 && isRisky) counts.eventsRepeated += times - 1;
			else if (times > 1) {
				counts.eventsDoubled += times - 1;
				violations.push(`${id} ran ${times} times`);
			}
		}
	}
}

const watchOf = ({ parameters }: TriggerNode) => WATCHES[String(parameters.event)];

const createdOf = (happened: Happening[], id: string): number => happened.find((one) => one.id === id && one.isNew)?.at ?? 0;

/** The last state of every record that counts: later changes hide earlier ones. */
function dueStates(happened: Happening[], what: 'new' | 'updated' | 'both'): Map<string, Happening> {
	const last = new Map<string, Happening>();
	for (const one of happened) last.set(one.id, one);
	// a change in the second of the creation is none
	if (what === 'updated') for (const [id, { at }] of last) if (at === createdOf(happened, id)) last.delete(id);
	return last;
}
