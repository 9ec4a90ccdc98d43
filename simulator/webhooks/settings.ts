/** How deliveries behave, as far as Intercom's documentation tells (docs/intercom-behavior.md#webhook-delivery). All times in milliseconds. */
import { z } from 'zod';

export interface WebhookSettings {
	/** An answer that takes longer is no answer. */
	timeoutMs: number;
	/** The only second attempt comes after this, for timeouts, cut connections, 4xx and 5xx. */
	retryMs: number;
	/** First pause after a 429; every further one is twice as long. */
	throttleMs: number;
	/** What is still throttled after this is dropped. */
	throttleForMs: number;
	/** More errors in a row than this, within `streakMs`, pause the app's deliveries for `pauseMs`; what comes meanwhile is dropped. */
	mostErrors: number;
	streakMs: number;
	pauseMs: number;
	/** Connections to one app at a time. */
	connections: number;
	/** Whether the address has to be HTTPS, as Intercom wants it. */
	httpsOnly: boolean;
}

export const webhookDefaults = (): WebhookSettings => ({
	timeoutMs: 5_000,
	retryMs: 60_000,
	throttleMs: 60_000,
	throttleForMs: 7_200_000,
	mostErrors: 1_000,
	streakMs: 900_000,
	pauseMs: 900_000,
	connections: 100,
	httpsOnly: false,
});

const ms = z.number().nonnegative();

export const webhookSettingsJson = z
	.object({
		timeoutMs: ms,
		retryMs: ms,
		throttleMs: ms,
		throttleForMs: ms,
		mostErrors: ms,
		streakMs: ms,
		pauseMs: ms,
		connections: z.number().int().positive(),
		httpsOnly: z.boolean(),
	})
	.partial()
	.strict();
