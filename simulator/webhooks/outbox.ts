/** Deliveries: those under way, and the last ones that were made. */
import type { App, Delivery, Twist } from './app';

const KEPT = 10_000;

export class Outbox<Message> {
	/** The last ten thousand. */
	readonly deliveries: Array<Delivery<Message>> = [];
	private readonly underWay = new Set<Delivery<Message>>();
	private whenIdle: Array<() => void> = [];

	/** Sends all at once. Resolves after the first attempts; see `settled`. */
	async send(made: Array<{ app: App<Message>; topic: string; notification: Message }>, twist: Twist): Promise<Array<Delivery<Message>>> {
		const posts = made.map(({ app, topic, notification }) => ({
			app,
			delivery: { app: app.id, topic, notification, state: 'sending', attempts: [] } as Delivery<Message>,
		}));
		const deliveries = posts.map(({ delivery }) => delivery);
		this.deliveries.push(...deliveries);
		this.deliveries.splice(0, Math.max(0, this.deliveries.length - KEPT));
		for (const delivery of deliveries) this.underWay.add(delivery);
		await Promise.all(posts.map(async ({ app, delivery }) => await app.deliver(delivery, twist, () => this.ended(delivery))));
		return deliveries;
	}

	/** Resolves when nothing is under way any more, second attempts included. */
	async settled(): Promise<void> {
		if (this.underWay.size) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
	}

	/** Forgets everything, also what is under way. */
	clear(): void {
		this.deliveries.length = 0;
		this.underWay.clear();
		this.idle();
	}

	private ended(delivery: Delivery<Message>): void {
		this.underWay.delete(delivery);
		if (!this.underWay.size) this.idle();
	}

	private idle(): void {
		for (const resolve of this.whenIdle.splice(0)) resolve();
	}
}
