/** What must be true of a history when it is over. */

import type { Counts } from './counts';
import type { Intercom } from './intercom';
import type { TriggerNode } from './n8n/context';
import type { Database, Json } from './n8n/database';
import type { Process, Setup } from './n8n/process';
import { eventIn, type Sent } from './senders';
import { type Due, duesOf, nameOf, optionsOf, secondsOf, watchOf } from './watches';

/** From when on a workspace is watched, milliseconds, and what happens in it is due; `endsAt`: until when. */
export interface Span {
	intercom: Intercom;
	beginsAt: number;
	dueAt: number;
	endsAt?: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Of a poll with nothing new. */
const MOST_REQUESTS = 2;

export class Judge {
	readonly violations: string[] = [];

	constructor(
		private readonly database: Database,
		private readonly setup: Setup,
		private readonly counts: Counts,
		private readonly beginnings: ReadonlyMap<string, readonly number[]>,
	) {}

	/** What has not come out yet. */
	missing(node: TriggerNode, spans: readonly Span[]): Due[] {
		const items = this.itemsOf(node);
		return spans.flatMap((span) => this.dues(node, span)).filter((due) => !items.some((item) => due.isMetBy(item)));
	}

	poller(node: TriggerNode, spans: readonly Span[]): void {
		const { counts, violations, database } = this;
		counts.due += spans.flatMap((span) => this.dues(node, span)).length;
		const interrupted = database.interrupted.filter(({ trigger }) => trigger === node.name).flatMap(({ items }) => items);
		for (const due of this.missing(node, spans)) {
			if (interrupted.some((item) => due.isMetBy(item))) counts.interrupted++;
			else {
				counts.lost++;
				violations.push(`${node.name} lost ${due.id} of ${due.at}`);
			}
		}
		this.doubles(node);
		for (const item of this.itemsOf(node)) {
			const at = secondsOf(item[watchOf(node).at]);
			const home = spans.find(({ intercom }) => intercom.happened.some(({ id, at: moment }) => id === String(item.id) && moment === at));
			if (!home) violations.push(`${node.name} output ${nameOf(node, item)}, which never happened`);
			else if (at < sinceOf(node, home.beginsAt) - 60) violations.push(`${node.name} output ${nameOf(node, item)}, which was there before`);
		}
	}

	/** What came last before the watching ended is not due, nor the past that was not read to its end by then, nor what came before n8n could store that the trigger watches. */
	private dues(node: TriggerNode, { intercom, beginsAt, dueAt, endsAt }: Span): Due[] {
		const all = duesOf(node, intercom.happened, sinceOf(node, Math.max(dueAt, this.beginnings.get(node.name)?.at(-1) ?? 0)));
		return endsAt === undefined ? all : all.filter(({ at }) => at * SECOND > beginsAt && at * SECOND < endsAt - 60 * MINUTE);
	}

	private doubles(node: TriggerNode): void {
		const { counts, violations, setup, database } = this;
		const seen = new Map<string, number>();
		const rerun = new Set([...database.executions.values()].filter(({ id }) => database.rerun.has(id)).flatMap(({ items }) => items));
		const ofRerun = new Set<string>();
		// what changed of a record that was in doubt may be said once more, and more of it
		const told = (item: Json): string => (database.refused || this.hasEnded ? JSON.stringify(item.changed_fields ?? null) : '');
		for (const item of this.itemsOf(node)) {
			const key = nameOf(node, item) + (node.parameters.changedFields ? told(item) : '');
			seen.set(key, (seen.get(key) ?? 0) + 1);
			if (rerun.has(item)) ofRerun.add(key);
		}
		for (const [key, times] of seen) {
			if (times === 1) continue;
			// a worker that is killed while an execution compares with n8n's table takes along what the table said
			if (this.hasEnded && (!setup.hasTable || ofRerun.has(key))) counts.repeated += times - 1;
			else {
				counts.doubled += times - 1;
				violations.push(`${node.name} output ${key} ${times} times`);
			}
		}
	}

	/** Whether a process has ended, or a workflow was saved. */
	hasEnded = false;

	events(sent: ReadonlyMap<string, Sent>): void {
		const { counts, violations, database } = this;
		const runs = new Map<string, number>();
		for (const { items } of database.executions.values()) {
			for (const name of items.flatMap((item) => eventIn(item) ?? [])) runs.set(name, (runs.get(name) ?? 0) + 1);
		}
		for (const [name, { accepted, isForged, processes, isCut, isTooOld }] of sent) {
			const times = runs.get(name) ?? 0;
			if (isForged && times) {
				counts.forgedAccepted++;
				violations.push(`forged ${name} ran`);
			}
			if (isForged && accepted) violations.push(`forged ${name} was accepted`);
			if (!isForged && accepted && !times && !isTooOld) {
				counts.eventsLost++;
				violations.push(`${name} was accepted and never ran`);
			}
			if (times > 1 && (processes.size > 1 || isCut)) counts.eventsRepeated += times - 1;
			else if (times > 1) {
				counts.eventsDoubled += times - 1;
				violations.push(`${name} ran ${times} times`);
			}
		}
	}

	/**
	 * A poll never takes longer than it may, and asks for little where there is nothing new.
	 * @param calm when nothing goes wrong any more, and everything is out
	 * @param small the triggers whose records fit on one page: two requests at most
	 */
	polls(processes: readonly Process[], calm: number, small: readonly TriggerNode[]): void {
		const longest = this.setup.isDurable ? 24 : 45;
		for (const { polls } of processes) {
			for (const { node, isFirst, began, ended, requests } of polls) {
				if (ended - began > (longest + 1) * SECOND) this.violations.push(`a poll of ${node} took ${(ended - began) / SECOND} s`);
				if (!isFirst && began >= calm && requests > MOST_REQUESTS && small.some(({ name }) => name === node))
					this.violations.push(`a poll of ${node} with nothing new made ${requests} requests`);
			}
		}
	}

	/** A trigger changes nothing in Intercom. */
	writes({ writes }: Intercom): void {
		for (const one of writes) this.violations.push(`a trigger has sent ${one}`);
	}

	private itemsOf(node: TriggerNode): Json[] {
		return [...this.database.executions.values()].filter(({ trigger }) => trigger === node.name).flatMap(({ items }) => items);
	}
}

/** What was there when the watching began is done with; the seconds around the beginning may fall to either side. Unix seconds. */
function sinceOf(node: TriggerNode, beginsAt: number): number {
	const { startFrom } = optionsOf(node);
	return startFrom ? Date.parse(startFrom) / SECOND - 1 : Math.floor(beginsAt / SECOND) + 1;
}
