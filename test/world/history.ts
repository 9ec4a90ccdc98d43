/** One history: a workspace, a workflow and what befalls them, all of it drawn from one seed; and what must be true afterwards. */

import { add, noCounts, noFaults, type Outcome } from './counts';
import { Dice } from './dice';
import { Intercom } from './intercom';
import { FIELDS } from './intercom/records';
import { type Ways, waysOf } from './intercom/ways';
import { Judge, type Span } from './judge';
import type { TriggerNode } from './n8n/context';
import { Database, type Misfortune } from './n8n/database';
import { Process, type Setup, type World } from './n8n/process';
import { Senders } from './senders';
import { Time } from './time';
import { optionsOf, pageOf, pollerOf, watchOf } from './watches';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export async function play(seed: number, log: string[] = []): Promise<Outcome> {
	return await new History(seed, log).play();
}

class History {
	private readonly dice: Dice;
	private readonly time: Time;
	private readonly ways: Ways;
	private readonly home: Intercom;
	/** The workspace that the credential points to from some moment on. */
	private readonly other?: Intercom;
	private intercom: Intercom;
	private readonly database: Database;
	private readonly misfortune: Misfortune;
	private readonly world: World;
	private readonly nodes: TriggerNode[];
	private readonly pollers: TriggerNode[];
	private readonly hooks: TriggerNode[];
	private readonly counts = noCounts();
	private readonly faults = noFaults();
	private readonly judge: Judge;
	private readonly senders: Senders;
	private readonly spans: Span[] = [];
	private readonly beginnings = new Map<string, number[]>();
	private readonly processes: Process[] = [];
	private main!: Process;
	private workers: Process[] = [];
	/** Processes that take webhooks. */
	private processors: Process[] = [];
	private isOn = true;

	constructor(
		private readonly seed: number,
		private readonly log: string[],
	) {
		const dice = (this.dice = new Dice(seed));
		// near the hours in which days end and summer time begins, as often as at any other
		const day = dice.is(0.5)
			? Date.UTC(2026, dice.one([2, 9]), dice.whole(24, 31), dice.whole(0, 23), dice.whole(0, 59), dice.whole(0, 59))
			: Date.UTC(2026, dice.whole(0, 11), dice.whole(1, 28), dice.whole(0, 23), dice.whole(0, 59), dice.whole(0, 59));
		this.time = new Time(day, () => dice.next());
		this.ways = waysOf(dice, day);
		this.home = this.intercom = new Intercom(this.time, dice, this.ways);
		this.misfortune = {
			noExecution: dice.is(0.2) ? 0.25 : 0,
			noSave: dice.is(0.1) ? 0.3 : 0,
			noCredential: dice.is(0.1) ? 0.1 : 0,
			slow: dice.is(0.2) ? 0.1 : 0,
			others: dice.is(0.15) ? 0.5 : 0,
			longestMs: dice.one([0, 0, 500, 30_000, 240_000]),
		};
		const setup: Setup = { isQueue: dice.is(0.3), isDurable: dice.is(0.2), tells: true, hasTable: true };
		// before 2.41
		if (!setup.isDurable && dice.is(0.1)) {
			Object.assign(setup, { tells: false, hasTable: dice.is(0.5) });
			this.misfortune.noExecution = 0;
		}
		this.database = new Database(this.time, dice, this.misfortune);
		this.pollers = Array.from({ length: dice.one([1, 1, 1, 2, 0]) }, (_, index) => pollerOf(dice, index, this.ways.lateSeconds));
		this.hooks = Array.from({ length: this.pollers.length ? dice.one([0, 0, 1, 2]) : dice.whole(1, 2) }, (_, index) => this.hook(index));
		this.nodes = [...this.pollers, ...this.hooks];
		if (this.pollers.length && dice.is(0.06)) this.other = new Intercom(this.time, dice, this.ways, 'ws_another');
		this.judge = new Judge(this.database, setup, this.counts, this.beginnings);
		this.senders = new Senders(this.time, dice, () => this.processors, this.counts, this.faults, log);
		this.world = {
			time: this.time,
			database: this.database,
			nodes: this.nodes,
			setup,
			log,
			intercom: () => this.intercom,
			beginnings: this.beginnings,
			worker: () => (this.workers.length ? dice.one(this.workers) : undefined),
			pause: async (from, to) => await this.time.sleep(dice.whole(from, to)),
			is: (probability) => dice.is(probability),
		};
	}

	private hook(index: number): TriggerNode {
		const { dice } = this;
		const type = dice.one(['IntercomTrigger', 'IntercomTrigger', 'IntercomFinTrigger'] as const);
		const events = type === 'IntercomTrigger' ? ['contact.user.created'] : ['*'];
		const options = type === 'IntercomTrigger' && dice.is(0.15) ? { maximumAgeMinutes: 15 } : {};
		return { id: `w${index}`, name: `Hook ${index}`, type, typeVersion: 1, parameters: { authentication: 'accessToken', events, options } };
	}

	async play(): Promise<Outcome> {
		const { dice, time, pollers, hooks, counts, faults, judge } = this;
		this.log.push(
			JSON.stringify({
				ways: this.ways,
				misfortune: this.misfortune,
				setup: this.world.setup,
				nodes: this.nodes.map(({ name, parameters }) => ({ name, ...parameters })),
			}),
		);
		await this.settlers();
		await this.switchOn();
		const minutes = dice.whole(2, 6);
		const end = time.ms + minutes * MINUTE;
		this.changes(end - time.ms);
		this.senders.begin(hooks, end - time.ms, !pollers.length);
		this.trouble(end - time.ms);
		await time.until(end);
		// an absence of n8n may have begun
		while (!this.isOn || !this.main.isAlive) await time.until(time.ms + MINUTE);
		// what is late comes, what failed is tried again, and nothing else goes wrong
		this.calm();
		await time.until(time.ms + (hooks.length ? this.senders.restMs : MINUTE));
		const calm = await this.allOut();
		for (const poller of pollers) judge.poller(poller, this.spans);
		judge.events(this.senders.sent);
		judge.polls(
			this.processes,
			calm,
			pollers.filter((node) => this.fits(node)),
		);
		for (const { intercom } of this.spans) {
			judge.writes(intercom);
			counts.requests += intercom.requests;
			counts.happenings += intercom.happened.length;
			add(faults, { ...noFaults(), ...intercom.faults });
		}
		const beginningsNotStored = [...this.beginnings.values()].reduce((sum, times) => sum + times.length - 1, 0);
		Object.assign(faults, { executionsRefused: this.database.refused, savesFailed: this.database.unsaved, beginningsNotStored });
		Object.assign(counts, { histories: 1, polls: this.processes.reduce((sum, { polls }) => sum + polls.length, 0) });
		if (judge.violations.length) this.tell();
		for (const { program } of this.processes) program.release();
		return { seed: this.seed, violations: judge.violations, counts, faults };
	}

	/** Whether all records of a trigger are on one page, so that what is read again is, too. */
	private fits(node: TriggerNode): boolean {
		const { kind } = watchOf(node);
		const most = Math.max(
			...this.spans.map(({ intercom }) => new Set(intercom.happened.filter((one) => one.kind === kind).map(({ id }) => id)).size),
		);
		return most <= Math.min(this.ways.pageSize, pageOf(node));
	}

	private tell(): void {
		for (const { intercom } of this.spans) this.log.push(...intercom.happened.map((one) => `happened ${JSON.stringify(one)}`));
		this.log.push(
			...[...this.database.executions.values()].map(
				({ id, trigger, at, items }) =>
					`execution ${id} of ${trigger} at ${at / 1000}: ${items.map((item) => `${String(item.id ?? item.notificationId ?? item.conversationId)}@${String(item.updated_at ?? item.created_at ?? '')}${item.changed_fields === undefined ? '' : JSON.stringify(item.changed_fields)}`).join(' ')}`,
			),
		);
	}

	private process(): Process {
		const process = new Process(this.world, (one) => this.hasEnded(one), this.wrongMs);
		this.processes.push(process);
		return process;
	}

	private wrongMs = 0;

	/** Who was there before anybody watched. */
	private async settlers(): Promise<void> {
		const { dice, time, ways } = this;
		for (const intercom of this.other ? [this.home, this.other] : [this.home]) {
			for (const { kind } of this.pollers.map(watchOf)) {
				for (let count = dice.whole(0, 12); count > 0; count--) {
					intercom.touch(kind);
					await time.until(time.ms + dice.whole(0, 400) * SECOND);
				}
			}
		}
		await time.until(time.ms + (this.other ? HOUR : 0) + dice.whole(180, 600) * SECOND + ways.lateSeconds * SECOND);
	}

	/** Must succeed for anything to follow. */
	private async switchOn(): Promise<void> {
		const { dice, time, misfortune, ways } = this;
		const before = [{ ...misfortune }, { ...ways }];
		Object.assign(misfortune, { noExecution: 0, noSave: 0, noCredential: 0, slow: 0 });
		Object.assign(ways, { faultEvery: 0, wrongClock: { every: 0, byMs: 0 }, cursorsLiveMs: 0 });
		if (dice.is(0.2)) {
			this.wrongMs = dice.one([HOUR, -HOUR, 10 * MINUTE, -10 * MINUTE, 24 * HOUR, -30 * SECOND]);
			this.faults.wrongMachineClocks++;
		}
		for (const { parameters } of this.pollers)
			if (dice.is(0.1))
				Object.assign(parameters.options as object, { startFrom: new Date(time.ms - dice.whole(0, 120) * MINUTE).toISOString() });
		this.main = this.process();
		this.spans.push({ intercom: this.home, beginsAt: time.ms, dueAt: time.ms });
		void this.main.activate();
		for (const poller of this.pollers) this.everyMinute(poller, dice.whole(1, 59) * SECOND);
		await time.until(time.ms + 60 * SECOND);
		Object.assign(misfortune, before[0]);
		Object.assign(ways, before[1]);
		const { isQueue } = this.world.setup;
		if (isQueue) this.workers = Array.from({ length: dice.whole(1, 2) }, () => this.process());
		this.processors = !this.hooks.length ? [] : isQueue ? Array.from({ length: dice.whole(1, 2) }, () => this.process()) : [this.main];
	}

	private everyMinute(node: TriggerNode, offset: number): void {
		const tick = (): void => {
			void this.main.poll(node);
			this.time.in(MINUTE, tick);
		};
		this.time.in(offset, tick);
	}

	private changes(span: number): void {
		const { dice, time } = this;
		for (const { kind } of this.pollers.map(watchOf)) {
			for (let bursts = dice.whole(1, 4); bursts > 0; bursts--) {
				const at = dice.whole(0, span);
				const size = dice.is(0.2) ? dice.whole(5, 40) : dice.whole(1, 4);
				const apart = dice.one([0, 20, 300, 1200]);
				for (let index = 0; index < size; index++) time.in(at + index * apart, () => this.change(kind));
			}
			if (dice.is(0.15) && !['call', 'deleted', 'event', 'activity', 'execution'].includes(kind)) {
				for (let count = dice.whole(1, 4); count > 0; count--) {
					time.in(dice.whole(0, span), () => {
						const ids = this.intercom.ids(kind);
						if (!ids.length) return;
						this.intercom.remove(kind, dice.one(ids));
						this.faults.recordsGone++;
					});
				}
			}
		}
	}

	private change(kind: ReturnType<typeof watchOf>['kind']): void {
		const { dice, intercom } = this;
		const ids = ['deleted', 'event', 'activity', 'execution'].includes(kind)
			? []
			: intercom.ids(kind, ({ ended_at: ended }) => kind !== 'call' || ended === null);
		const both = FIELDS[kind];
		if (ids.length && dice.is(0.5)) intercom.touch(kind, dice.one(ids), both && dice.one([[both[0]], [both[1]], both]));
		else intercom.touch(kind);
	}

	/** What befalls n8n. */
	private trouble(span: number): void {
		const { dice, time, faults } = this;
		const any = (task: () => void): void => time.in(dice.whole(0, span), () => !this.isOver && task());
		for (let count = dice.one([0, 0, 1, 1, 2]); count > 0; count--) {
			// at any moment, or at any await of what comes next
			any(() => {
				if (dice.is(0.6)) this.main.diesAfter = dice.whole(1, 60);
				else if (this.main.isAlive) this.kill(this.main);
			});
		}
		for (const one of [...this.workers, ...this.processors])
			if (one !== this.main && dice.is(0.3))
				any(() => (dice.is(0.5) ? (one.diesAfter = dice.whole(1, 20)) : one.isAlive && this.kill(one)));
		if (dice.is(0.2)) {
			any(() => {
				// the workflow is saved: the same process reads it anew
				if (!this.isOn || !this.main.isAlive) return;
				faults.workflowsSaved++;
				this.judge.hasEnded = true;
				void this.main.activate();
			});
		}
		if (dice.is(0.15)) any(() => this.switchOff());
		if (dice.is(0.1)) {
			any(() => {
				faults.wrongMachineClocks++;
				this.wrongMs = dice.one([HOUR, -HOUR, 0]);
				for (const { program } of this.processes) program.wrongMs = this.wrongMs;
			});
		}
		const { other } = this;
		if (other) {
			any(() => {
				faults.otherWorkspaces++;
				this.spans[0].endsAt = time.ms;
				this.intercom = other;
				// one poll that is under way may read on in the other
				const span: Span = { intercom: other, beginsAt: time.ms - 15 * MINUTE, dueAt: Infinity };
				this.spans.push(span);
				this.whenNoticed(span);
			});
		}
	}

	/** From then on what happens in the other workspace is due, and something does. n8n writes that it is another one with the first execution only: a process that ends begins anew. */
	private whenNoticed(span: Span): void {
		const { time, processes } = this;
		this.isUnderWay = true;
		span.dueAt = Infinity;
		const { length } = processes.filter((one) => !one.isAlive);
		this.whenPolled(time.ms, () => {
			span.dueAt = time.ms + MINUTE;
			time.in(2 * MINUTE, () => {
				if (processes.filter((one) => !one.isAlive).length > length) return this.whenNoticed(span);
				for (const poller of this.pollers) this.change(watchOf(poller).kind);
				this.isUnderWay = false;
			});
		});
	}

	/** When every trigger has polled. */
	private whenPolled(since: number, task: () => void): void {
		const hasPolled = ({ name }: TriggerNode): boolean =>
			this.processes.some(({ polls }) => polls.some(({ node, began, error }) => node === name && began > since && error === undefined));
		if (this.pollers.every(hasPolled)) task();
		else this.time.in(20 * SECOND, () => this.whenPolled(since, task));
	}

	private isOver = false;
	/** What has begun is still to bring something. */
	private isUnderWay = false;

	private switchOff(): void {
		const { dice, time, faults } = this;
		if (!this.isOn || !this.main.isAlive) return;
		faults.timesOff++;
		this.isOn = false;
		const { main } = this;
		main.deactivate();
		time.in(dice.one([2, 30, 90]) * MINUTE, () => {
			this.isOn = true;
			if (main === this.main) void main.activate();
		});
		for (const { kind } of this.pollers.map(watchOf))
			for (let count = dice.whole(0, 20); count > 0; count--) time.in(dice.whole(0, 2 * MINUTE), () => this.change(kind));
	}

	private kill(process: Process): void {
		process.kill();
		this.hasEnded(process);
	}

	/** Whoever has ended is started again after a while. */
	private hasEnded(process: Process): void {
		const { dice, time, faults } = this;
		faults.processesKilled++;
		this.judge.hasEnded = true;
		const isLong = dice.is(0.1);
		const begins = (): Process => {
			const next = this.process();
			if (this.processors.includes(process)) this.processors = this.processors.map((one) => (one === process ? next : one));
			return next;
		};
		if (process === this.main) {
			if (this.spans[1] && !this.isUnderWay) this.whenNoticed(this.spans[1]);
			this.isOn = false;
			time.in(isLong ? dice.whole(5, 60) * MINUTE : dice.whole(1, 30) * SECOND, () => {
				this.isOn = true;
				this.main = begins();
				void this.main.activate();
			});
			return;
		}
		if (this.workers.includes(process)) this.workers = this.workers.filter((one) => one !== process);
		time.in(dice.whole(1, 30) * SECOND, () => {
			const isProcessor = this.processors.includes(process);
			const next = begins();
			if (!isProcessor) this.workers = [...this.workers, next];
		});
	}

	private calm(): void {
		const { ways, misfortune } = this;
		this.isOver = true;
		for (const process of this.processes) process.diesAfter = Infinity;
		Object.assign(ways, { faultEvery: 0, wrongClock: { every: 0, byMs: 0 }, cursorsLiveMs: 0 });
		Object.assign(misfortune, { noExecution: 0, noSave: 0, noCredential: 0, slow: 0, longestMs: Math.min(misfortune.longestMs, 1000) });
		if (ways.lateSeconds) this.faults.shownLate++;
		if (ways.contactDates === 'day' && ways.zone.afterMs !== ways.zone.beforeMs) this.faults.daysChanged++;
	}

	/**
	 * Lets polls go on until everything is output, and two more; or as long as it may take at most: as many polls as the smallest portions
	 * need, and as it takes to read again what the index may show late, a page or two per poll. Answers when it was.
	 */
	private async allOut(): Promise<number> {
		const { time, pollers, judge, ways } = this;
		const happened = this.spans.reduce((sum, { intercom }) => sum + intercom.happened.length, 0);
		const portions = Math.min(1000, ...pollers.map((node) => optionsOf(node).maxItems ?? 1000));
		const most = 25 + Math.ceil(ways.lateSeconds / 60) + 2 * Math.ceil(happened / portions) + 3 * Math.ceil(happened / ways.pageSize);
		for (let minutes = 0; pollers.length && minutes < most; minutes++) {
			if (!this.isUnderWay && pollers.every((node) => !judge.missing(node, this.spans).length)) break;
			await time.until(time.ms + MINUTE);
		}
		const calm = time.ms + MINUTE;
		if (pollers.length) await time.until(time.ms + 3 * MINUTE);
		return calm;
	}
}
