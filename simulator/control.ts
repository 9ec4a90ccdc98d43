/**
 * The back door: `/_simulator/...` lets another process turn the screws. No token, no rate limit, no log.
 *
 *   POST   /_simulator/settings   any part of `Settings`; answers all of them (GET reads them)
 *   POST   /_simulator/faults     one fault or a list; replaces what was there, `[]` heals
 *   POST   /_simulator/clock      { advanceMs }
 *   POST   /_simulator/reset      { seed? }: state and settings of the start
 *   GET    /_simulator/requests   what was asked so far (DELETE forgets it)
 *   GET    /_simulator/files      what was downloaded from the file server so far
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faultJson, settingsJson, type Settings } from './settings';
import type { SeedName } from './workspace';

export interface Controls {
	settings: Settings;
	requests: unknown[];
	files: unknown[];
	reset(seed?: SeedName): void;
	advance(ms: number): void;
}

const resetJson = z.object({ seed: z.enum(['demo']).optional() }).strict();
const clockJson = z.object({ advanceMs: z.number().nonnegative() }).strict();

/** Adds the control endpoints to a server. */
export function addControls(app: FastifyInstance, controls: Controls): void {
	const control = <T extends z.ZodTypeAny>(path: string, schema: T, act: (input: z.infer<T>) => unknown) =>
		app.post(`/_simulator/${path}`, (request, reply) => {
			const result = schema.safeParse(parse(request.body));
			if (!result.success) return reply.status(400).send({ error: result.error.issues });
			return reply.send(act(result.data) ?? { ok: true });
		});
	control('settings', settingsJson, (change) => shown(Object.assign(controls.settings, change)));
	control('faults', z.union([faultJson.transform((fault) => [fault]), z.array(faultJson)]), (faults) => {
		controls.settings.faults = faults;
		return { faults: faults.length };
	});
	control('reset', resetJson, ({ seed }) => controls.reset(seed));
	control('clock', clockJson, ({ advanceMs }) => controls.advance(advanceMs));
	app.get('/_simulator/requests', async () => controls.requests);
	app.get('/_simulator/files', async () => controls.files);
	app.delete('/_simulator/requests', async () => {
		controls.requests.length = 0;
		return { ok: true };
	});
	app.get('/_simulator/settings', async () => shown(controls.settings));
}

function parse(body: unknown): unknown {
	if (typeof body !== 'string' || body === '') return {};
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

const shown = (settings: Settings) => ({ ...settings, faults: settings.faults.map((fault) => ({ ...fault, match: String(fault.match) })) });
