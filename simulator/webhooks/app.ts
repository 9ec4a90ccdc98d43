/** Whoever is told of events at an address: an app of the Developer Hub, or the Fin Agent API; and what becomes of its deliveries. */
import { Agent } from 'undici';
import type { Clock } from '../clock';
import type { Notification } from './envelope';
import { type Attempt, send } from './post';
import type { Schedule } from './schedule';
import type { WebhookSettings } from './settings';
import { type Algorithm, FORGERIES, type Forgery, sign } from './signature';

/** What the form in the Developer Hub asks for. */
export interface Registration {
	url: string;
	/** `'*'` is all of them. */
	topics: string[] | '*';
	/** What deliveries are signed with. */
	secret: string;
	/** The workspace its notifications are about; the simulated one where left out. */
	appId?: string;
}

export interface Delivery<Message = Notification> {
	app: number;
	topic: string;
	notification: Message;
	/** `retrying` and `throttled` are not over yet. */
	state: 'sending' | 'retrying' | 'throttled' | 'delivered' | 'failed' | 'dropped';
	attempts: Attempt[];
}

/** What to do differently with one delivery. */
export interface Twist {
	forge?: Forgery;
	/** Sent instead of the notification, and signed like it. */
	body?: string;
}

/** What is different between the kinds of webhooks. */
export interface Wire<Message> {
	/** Header of the signature. */
	header: string;
	algorithm: Algorithm;
	/** The message of the second attempt. */
	again: (message: Message) => Message;
}

export class App<Message = Notification> {
	/** `disabled` after a 410: nothing is sent any more. */
	state: 'live' | 'disabled' = 'live';
	readonly topics: string[] | '*';
	private readonly agent: Agent;
	private errors: number[] = [];
	private pausedUntil = 0;
	private throttledUntil = 0;

	constructor(
		readonly id: number,
		readonly registration: Registration,
		private readonly house: { clock: Clock; schedule: Schedule; settings: WebhookSettings },
		private readonly wire: Wire<Message>,
	) {
		this.topics = registration.topics;
		this.agent = new Agent({ connections: house.settings.connections });
	}

	/** Every app gets pings, whatever it is subscribed to. */
	takes(topic: string): boolean {
		return this.state === 'live' && (topic === 'ping' || this.topics === '*' || this.topics.includes(topic));
	}

	/** The check before an address is saved. */
	async validate(): Promise<number> {
		const { url } = this.registration;
		if (this.house.settings.httpsOnly && !url.startsWith('https://')) return 0;
		return (await send({ url, method: 'HEAD', timeoutMs: this.house.settings.timeoutMs }, this.agent)).status;
	}

	/** Resolves when the first attempt is over; `onEnd` is called when there will be no more. */
	async deliver(delivery: Delivery<Message>, twist: Twist = {}, onEnd: () => void = () => {}): Promise<void> {
		const { clock, schedule, settings } = this.house;
		const end = (state: Delivery['state']) => {
			delivery.state = state;
			onEnd();
		};
		const later = (state: Delivery['state'], ms: number) => {
			delivery.state = state;
			schedule.in(ms, () => void this.deliver(delivery, twist, onEnd));
		};
		if (this.state === 'disabled' || clock.ms() < this.pausedUntil) return end('dropped');
		if (clock.ms() < this.throttledUntil) return later('throttled', this.throttledUntil - clock.ms());

		const attempt = await this.attempt(delivery.notification, twist);
		delivery.attempts.push(attempt);
		const { status } = attempt;
		if (status >= 200 && status < 300) {
			this.errors = [];
			return end('delivered');
		}
		if (status === 410) {
			this.state = 'disabled';
			return end('failed');
		}
		if (status === 429) return this.throttle(delivery, end, later);
		this.count();
		// what was held back counts for nothing
		if (delivery.attempts.filter((one) => one.status !== 429).length > 1) return end('failed');
		delivery.notification = this.wire.again(delivery.notification);
		later('retrying', settings.retryMs);
	}

	async close(): Promise<void> {
		await this.agent.destroy();
	}

	private async attempt(notification: Message, { forge, body = JSON.stringify(notification) }: Twist): Promise<Attempt> {
		const { url, secret } = this.registration;
		const { header, algorithm } = this.wire;
		const signature = forge ? FORGERIES[forge](body, secret, algorithm) : sign(body, secret, algorithm);
		const headers: Record<string, string> = signature === undefined ? {} : { [header]: signature };
		const at = this.house.clock.ms();
		return { at, ...(await send({ url, method: 'POST', headers, body, timeoutMs: this.house.settings.timeoutMs }, this.agent)) };
	}

	private throttle(delivery: Delivery<Message>, end: (state: 'dropped') => void, later: (state: 'throttled', ms: number) => void): void {
		const { clock, settings } = this.house;
		const refusals = delivery.attempts.filter(({ status }) => status === 429).length;
		const ms = settings.throttleMs * 2 ** (refusals - 1);
		if (clock.ms() + ms - delivery.attempts[0].at > settings.throttleForMs) return end('dropped');
		this.throttledUntil = clock.ms() + ms;
		later('throttled', ms);
	}

	private count(): void {
		const { clock, settings } = this.house;
		this.errors = [...this.errors.filter((at) => at > clock.ms() - settings.streakMs), clock.ms()];
		if (this.errors.length <= settings.mostErrors) return;
		this.errors = [];
		this.pausedUntil = clock.ms() + settings.pauseMs;
	}
}
