/**
 * The webhook of the Fin Agent API: one callback URL for the workspace, with a signing secret that is made when the first one is
 * saved. What Fin does in its conversations is delivered by itself; `emit` sends samples, forgeries and duplicates. How
 * Intercom repeats deliveries to this address is not documented: the simulator does as with webhooks of apps.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock';
import type { Workspace } from '../../workspace';
import type { FinConversation, FinEvent } from '../../workspace/fin';
import { App, type Delivery, type Twist, type Wire } from '../app';
import { Outbox } from '../outbox';
import type { Schedule } from '../schedule';
import type { WebhookSettings } from '../settings';
import { finEventNames, finSample } from './samples';

export interface FinEmission extends Twist {
	/** Its name; a sample is sent. */
	event: string;
	/** Fields that are others than in the sample: `{ status: 'resolved' }`. Those that are undefined are left out. */
	change?: Record<string, unknown>;
	/** How often the same event is sent at the same time; once where left out. */
	times?: number;
}

const WIRE: Wire<FinEvent> = { header: 'X-Fin-Agent-API-Webhook-Signature', algorithm: 'sha256', again: (event) => event };

/** How often it is looked whether Fin has finished thinking, once the time has come. */
const STEP_MS = 20;

export class FinWebhook {
	/** Events there are samples of. */
	readonly events = finEventNames;
	private readonly outbox = new Outbox<FinEvent>();
	private readonly deaf: Array<() => void>;
	private app: App<FinEvent> | undefined;
	private signingSecret: string | undefined;
	private messages = 0;

	constructor(
		private readonly house: { clock: Clock; schedule: Schedule; settings: WebhookSettings },
		private readonly workspace: Workspace,
	) {
		const told = workspace.fin.subscribe((event) => void this.send({ event: event.event_name }, event));
		// nobody else may come by in the meantime and have Fin answer
		const asked = workspace.fin.whenAsked((conversation) => this.app && this.look(conversation, workspace.settings.finMs));
		this.deaf = [told, asked];
	}

	get url(): string | undefined {
		return this.app?.registration.url;
	}

	/** Every delivery so far, the last ten thousand of them. */
	get deliveries(): Array<Delivery<FinEvent>> {
		return this.outbox.deliveries;
	}

	/** Saves the callback URL. @param secret instead of the one that is made @returns the signing secret @throws where the address does not answer HEAD */
	async save(url: string, secret?: string): Promise<string> {
		this.signingSecret = secret ?? this.signingSecret ?? randomBytes(20).toString('hex');
		const app = new App<FinEvent>(1, { url, topics: '*', secret: this.signingSecret }, this.house, WIRE);
		const status = await app.validate();
		if (status < 200 || status >= 300) {
			await app.close();
			throw new Error(
				status === 0 ? 'The address does not answer a HEAD request' : `The address answers a HEAD request with status ${status}`,
			);
		}
		await this.app?.close();
		this.app = app;
		return this.signingSecret;
	}

	/** Sends a sample. Resolves after the first attempt; see `settled`. */
	async emit(event: string, emission: Omit<FinEmission, 'event'> = {}): Promise<Array<Delivery<FinEvent>>> {
		return await this.send({ ...emission, event }, this.sampleOf({ ...emission, event }, this.house.clock.ms()));
	}

	/** Many at once. Each is a millisecond younger than the one before it. */
	async flood(emissions: Array<string | FinEmission>): Promise<Array<Delivery<FinEvent>>> {
		const now = this.house.clock.ms();
		const made = emissions.map((entry, index) => {
			const emission = typeof entry === 'string' ? { event: entry } : entry;
			return { emission, event: this.sampleOf(emission, now + index) };
		});
		return (await Promise.all(made.map(async ({ emission, event }) => await this.send(emission, event)))).flat();
	}

	/** Resolves when nothing is under way any more, second attempts included. Fin may be thinking still. */
	async settled(): Promise<void> {
		await this.outbox.settled();
	}

	clear(): void {
		void this.app?.close();
		this.app = undefined;
		this.signingSecret = undefined;
		this.outbox.clear();
	}

	async close(): Promise<void> {
		for (const end of this.deaf) end();
		const { app } = this;
		this.clear();
		await app?.close();
	}

	private async send({ event: topic, forge, body, times = 1 }: FinEmission, event: FinEvent): Promise<Array<Delivery<FinEvent>>> {
		const { app } = this;
		if (!app?.takes(topic)) return [];
		return await this.outbox.send(
			Array.from({ length: times }, () => ({ app, topic, notification: structuredClone(event) })),
			{ forge, body },
		);
	}

	private sampleOf({ event, change }: FinEmission, ms: number): FinEvent {
		if (!this.events.includes(event) && !change) throw new Error(`There is no sample of the event ${event}: give its fields`);
		return { ...finSample(event, String(880_000 + ++this.messages), new Date(ms).toISOString()), ...change };
	}

	private look(conversation: FinConversation, ms: number): void {
		this.house.schedule.in(ms, () => {
			this.workspace.settle();
			if (conversation.question) this.look(conversation, STEP_MS);
		});
	}
}
