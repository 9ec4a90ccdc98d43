/** Fin's events as they happen, for whoever has the address: Server-Sent Events, ended with the conversation. */
import type { FastifyInstance } from 'fastify';
import { wait } from '../../../scripts/machine.js';
import type { Workspace } from '../../workspace';

/** How often it is looked for something new. */
const STEP_MS = 10;
/** The token in the address lasts three minutes. */
const MOST_STEPS = (3 * 60_000) / STEP_MS;

export function addFinStream(app: FastifyInstance, workspace: Workspace): void {
	app.get('/_simulator/event-stream', (request, reply) => {
		const { channels = '', accessToken } = request.query as Record<string, string | undefined>;
		const conversation = workspace.fin.get(channels.split(':').slice(2).join(':'));
		if (request.headers.authorization !== undefined || !accessToken || !conversation)
			return reply.status(401).send({ error: 'Unauthorized' });
		const events = async function* () {
			let told = 0;
			for (let step = 0; step < MOST_STEPS; step++) {
				workspace.settle();
				for (; told < conversation.events.length; told++)
					yield `id: ${told}\nevent: message\ndata: ${JSON.stringify(conversation.events[told])}\n\n`;
				if (['complete', 'awaiting_user_reply'].includes(conversation.status)) return;
				await wait(STEP_MS);
			}
		};
		const bytes = ReadableStream.from(events()).pipeThrough(new TextEncoderStream());
		return reply.header('Content-Type', 'text/event-stream').send(bytes);
	});
}
