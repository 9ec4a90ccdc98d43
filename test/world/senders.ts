/**
 * Who sends to the addresses of the webhook triggers: Intercom, with five seconds of patience, one more attempt after a minute, and now
 * and then a second copy, late or to another process; somebody who has heard a delivery and sends it again; and forgers.
 */

import { createHmac } from 'node:crypto';
import type { Counts, Faults } from './counts';
import type { Dice } from './dice';
import { SECRETS, type TriggerNode } from './n8n/context';
import type { Process } from './n8n/process';
import type { Time } from './time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const PATIENCE = 5 * SECOND;

export interface Sent {
	trigger: string;
	isForged: boolean;
	/** Attempts that were answered with success. */
	accepted: number;
	/** The processes that got a delivery of it. */
	readonly processes: Set<Process>;
	/** One of them ended while it was at it. */
	isCut: boolean;
	/** It came when it was too old for the trigger, before any delivery of it was accepted. */
	isTooOld: boolean;
}

type Delivery = { body: string; headers: Record<string, string> };

const HEADERS = { IntercomTrigger: 'x-hub-signature', IntercomFinTrigger: 'x-fin-agent-api-webhook-signature' } as const;

const signed = (
	node: TriggerNode,
	body: string,
	secret = node.type === 'IntercomTrigger' ? SECRETS.clientSecret : SECRETS.finSigningSecret,
): string =>
	node.type === 'IntercomTrigger'
		? `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`
		: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

export class Senders {
	/** Name -> what became of it. */
	readonly sent = new Map<string, Sent>();
	/** Until so long after the end of the history something may still come; milliseconds. */
	restMs = 3 * MINUTE;

	constructor(
		private readonly time: Time,
		private readonly dice: Dice,
		/** The processes that take webhooks. */
		private readonly takers: () => Process[],
		private readonly counts: Counts,
		private readonly faults: Faults,
		private readonly log: string[],
	) {}

	/** @param isPatient whether deliveries may come hours late */
	begin(hooks: TriggerNode[], spanMs: number, isPatient: boolean): void {
		const { dice, time } = this;
		for (const hook of hooks) {
			for (let count = dice.whole(1, 8); count > 0; count--) {
				const name = `${hook.id}-${count}`;
				const event: Sent = {
					trigger: hook.name,
					isForged: dice.is(0.15),
					accepted: 0,
					processes: new Set(),
					isCut: false,
					isTooOld: false,
				};
				const happens = dice.whole(0, spanMs);
				const late = dice.is(0.15) ? dice.one([20 * SECOND, isPatient ? 2 * HOUR : MINUTE]) : 0;
				this.counts.events++;
				if (dice.is(0.05)) {
					this.faults.deliveriesDropped++;
					continue;
				}
				this.sent.set(name, event);
				const created = time.ms + happens;
				time.in(happens + late, () => void this.send(hook, name, event, created));
				this.restMs = Math.max(this.restMs, late + 3 * MINUTE);
				if (dice.is(0.25)) this.again(hook, name, event, { created, at: happens + late, isPatient });
			}
		}
	}

	/** A second copy, by Intercom itself or by somebody who has heard the first. */
	private again(
		hook: TriggerNode,
		name: string,
		event: Sent,
		{ created, at, isPatient }: { created: number; at: number; isPatient: boolean },
	): void {
		const { dice, time, counts, faults } = this;
		const apart = dice.one([0, 3, 200, 30 * SECOND, isPatient ? 2 * HOUR : 90 * SECOND]);
		this.restMs = Math.max(this.restMs, at + apart + 3 * MINUTE);
		if (dice.is(0.3)) {
			counts.replays++;
			time.in(at + apart + 1, () => void this.deliver(hook, name, event, this.delivery(hook, name, event, created, 1), created));
		} else {
			faults.deliveriesRepeated++;
			time.in(at + apart, () => void this.send(hook, name, event, created));
		}
	}

	private async send(hook: TriggerNode, name: string, event: Sent, created: number): Promise<void> {
		for (let attempt = 1; attempt <= 2; attempt++) {
			const status = await this.deliver(hook, name, event, this.delivery(hook, name, event, created, attempt), created);
			if (status === 200) {
				event.accepted++;
				return;
			}
			await this.time.sleep(MINUTE);
		}
	}

	private async deliver(hook: TriggerNode, name: string, event: Sent, { body, headers }: Delivery, created: number): Promise<number> {
		const { dice, counts, faults, time } = this;
		counts.deliveries++;
		if (event.isForged) counts.forged++;
		const alive = this.takers().filter(({ isAlive }) => isAlive);
		const process = alive.length ? dice.one(alive) : undefined;
		const { maximumAgeMinutes } = hook.parameters.options as { maximumAgeMinutes?: number };
		if (process) {
			event.processes.add(process);
			event.isTooOld ||=
				maximumAgeMinutes !== undefined &&
				event.accepted === 0 &&
				process.program.clockMs + 2 * MINUTE > created + maximumAgeMinutes * MINUTE;
		}
		const status = process ? await process.webhook(hook, name, body, headers, PATIENCE) : 0;
		if (process?.isAlive === false && process.open.has(name)) event.isCut = true;
		if (process && status === 0) faults.senderHungUp++;
		this.log.push(`${name} sent at ${time.ms / 1000}: ${status}`);
		return status;
	}

	private delivery(hook: TriggerNode, name: string, { isForged }: Sent, created: number, attempt: number): Delivery {
		const body = JSON.stringify(hook.type === 'IntercomTrigger' ? notification(name, created, attempt) : eventOfFin(name, created));
		const signature = isForged ? this.forged(hook, body) : signed(hook, body);
		return {
			body,
			headers: {
				...(signature === undefined ? {} : { [HEADERS[hook.type as keyof typeof HEADERS]]: signature }),
				'content-type': 'application/json',
			},
		};
	}

	/** Not by whom it says. */
	private forged(hook: TriggerNode, body: string): string | undefined {
		const other = hook.type === 'IntercomTrigger' ? SECRETS.finSigningSecret : SECRETS.clientSecret;
		return this.dice.one([
			undefined,
			'',
			'sha1=',
			signed(hook, body, 'a guess'),
			signed(hook, body, ''),
			signed(hook, body, other),
			signed(hook, `${body} `),
			signed(hook, body).toUpperCase().slice(0, -1),
		]);
	}
}

const notification = (id: string, created: number, attempt: number): object => {
	const seconds = Math.floor(created / 1000);
	return {
		type: 'notification_event',
		app_id: 'ws_world',
		topic: 'contact.user.created',
		id,
		created_at: seconds,
		first_sent_at: seconds,
		delivery_attempts: attempt,
		delivery_status: attempt === 1 ? 'pending' : 'retry',
		delivered_at: 0,
		links: {},
		self: null,
		data: { type: 'notification_event_data', item: { type: 'contact', id } },
	};
};

/** An event of Fin has no ID of its own: a second delivery is told by what it repeats. */
function eventOfFin(name: string, created: number): object {
	const common = { conversation_id: `conversation of ${name}`, user_id: '7', created_at_ms: new Date(created).toISOString() };
	return name.endsWith('1')
		? { event_name: 'fin_status_updated', status: 'escalated', reason: name, ...common }
		: {
				event_name: 'fin_replied',
				status: 'replying',
				message: { id: name, author: 'fin', body: '<p>Hello</p>', timestamp_ms: common.created_at_ms },
				...common,
			};
}

/** The name of the event that an item of an execution is about; undefined for one of a poll. */
export function eventIn({ notificationId, conversationId }: Record<string, unknown>): string | undefined {
	if (notificationId) return String(notificationId);
	return typeof conversationId === 'string' ? conversationId.replace('conversation of ', '') : undefined;
}
