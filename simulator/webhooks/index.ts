/**
 * Webhooks as Intercom delivers them: registered by hand with a HEAD request first, signed, sent again once,
 * stopped by 410 and slowed down by 429. What happens in the workspace is delivered by itself; `emit` sends
 * samples, forgeries, duplicates and floods.
 */
import type { Clock } from '../clock';
import { Random } from '../seed/random';
import type { Workspace } from '../workspace';
import { App, type Delivery, type Registration, type Twist, type Wire } from './app';
import { again, envelope, type Notification } from './envelope';
import { FinWebhook } from './fin';
import { Outbox } from './outbox';
import { sampleOf, topics } from './payloads';
import { Schedule } from './schedule';
import { type WebhookSettings, webhookDefaults } from './settings';

export type { Delivery, Registration } from './app';
export type { Notification } from './envelope';
export type { Attempt } from './post';
export type { WebhookSettings } from './settings';
export { forgeries, type Forgery, sign } from './signature';

export interface Emission extends Twist {
	topic: string;
	/** Instead of the sample. */
	item?: unknown;
	/** Fields of the envelope that are to be others: `{ id: 'notif_1', created_at: 0 }`. */
	envelope?: Partial<Notification>;
	/** How often the same notification is sent at the same time; once where left out. */
	times?: number;
}

export interface Flood {
	/** In which order they are sent, which need not be the order in which they happened. */
	order?: 'given' | 'reversed' | 'shuffled';
	/** One after another instead of all at once. */
	oneByOne?: boolean;
}

/** The address was not accepted. */
export class NotSaved extends Error {}

const WIRE: Wire<Notification> = { header: 'X-Hub-Signature', algorithm: 'sha1', again };

export class Webhooks {
	readonly settings: WebhookSettings = webhookDefaults();
	readonly apps: App[] = [];
	/** The one address that events of the Fin Agent API go to. */
	readonly fin: FinWebhook;
	/** Topics there are samples of. */
	readonly topics = topics;
	private readonly schedule: Schedule;
	private readonly outbox = new Outbox<Notification>();
	private registered = 0;
	private readonly deaf: () => void;

	constructor(
		private readonly clock: Clock,
		private readonly workspace: Workspace,
	) {
		this.schedule = new Schedule(clock);
		this.fin = new FinWebhook({ clock, schedule: this.schedule, settings: this.settings }, workspace);
		this.deaf = workspace.happenings.subscribe(({ topic, item }) => void this.emit(topic, { item }));
	}

	/** Every delivery so far, the last ten thousand of them. */
	get deliveries(): Delivery[] {
		return this.outbox.deliveries;
	}

	/** Enters an address: it has to answer HEAD, and gets a ping. @throws NotSaved */
	async register(registration: Registration): Promise<App> {
		const app = new App(++this.registered, registration, { clock: this.clock, schedule: this.schedule, settings: this.settings }, WIRE);
		const status = await app.validate();
		if (status < 200 || status >= 300) {
			await app.close();
			throw new NotSaved(
				status === 0 ? 'The address does not answer a HEAD request' : `The address answers a HEAD request with status ${status}`,
			);
		}
		this.apps.push(app);
		await this.send([app], { topic: 'ping' });
		return app;
	}

	/** Takes an app's address away again. */
	async unregister(app: App): Promise<void> {
		this.apps.splice(this.apps.indexOf(app) >>> 0, 1);
		await app.close();
	}

	/** Sends one notification to all apps that have the topic. Resolves after the first attempt; see `settled`. */
	async emit(topic: string, emission: Omit<Emission, 'topic'> = {}): Promise<Delivery[]> {
		return await this.send(
			this.apps.filter((app) => app.takes(topic)),
			{ ...emission, topic },
		);
	}

	/** What the button "Send a test request" does. */
	async ping(): Promise<Delivery[]> {
		return await this.emit('ping');
	}

	/** Many at once. Each is a second younger than the one before it, in whatever order they are sent. */
	async flood(emissions: Array<string | Emission>, { order = 'given', oneByOne = false }: Flood = {}): Promise<Delivery[]> {
		const now = this.clock.seconds();
		const timed = emissions.map((entry, index) => {
			const emission = typeof entry === 'string' ? { topic: entry } : entry;
			return { ...emission, envelope: { created_at: now + index, ...emission.envelope } };
		});
		const sent = order === 'shuffled' ? new Random(7).some(timed, timed.length) : order === 'reversed' ? timed.reverse() : timed;
		if (!oneByOne) return (await Promise.all(sent.map(async ({ topic, ...emission }) => await this.emit(topic, emission)))).flat();
		const deliveries: Delivery[] = [];
		for (const { topic, ...emission } of sent) deliveries.push(...(await this.emit(topic, emission)));
		return deliveries;
	}

	/** Resolves when nothing is under way any more, second attempts included. */
	async settled(): Promise<void> {
		await this.outbox.settled();
	}

	/** Makes due attempts after the clock was pushed forward. */
	settle(): void {
		this.schedule.settle();
	}

	/** Forgets apps and deliveries, and gives up what is under way. */
	clear(): void {
		this.schedule.clear();
		for (const app of this.apps.splice(0)) void app.close();
		this.fin.clear();
		Object.assign(this.settings, webhookDefaults());
		this.outbox.clear();
	}

	async close(): Promise<void> {
		this.deaf();
		const apps = [...this.apps];
		this.clear();
		await this.fin.close();
		await Promise.all(apps.map(async (app) => await app.close()));
	}

	private async send(apps: App[], { topic, item, envelope: change, times = 1, ...twist }: Emission): Promise<Delivery[]> {
		if (!apps.length) return [];
		const about = item ?? sampleOf(topic);
		const made = apps.flatMap((app) => {
			const notification = { ...envelope(topic, about, app.registration.appId ?? this.workspace.id, this.clock.seconds()), ...change };
			return Array.from({ length: times }, () => ({ app, topic, notification }));
		});
		return await this.outbox.send(made, twist);
	}
}
