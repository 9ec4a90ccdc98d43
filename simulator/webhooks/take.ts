/** Control endpoints that take JSON: 400 where it is something else than they ask for, 422 where it cannot be done. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';

/** @param path after `/_simulator/` */
export function take<T extends z.ZodTypeAny>(
	app: FastifyInstance,
	path: string,
	schema: T,
	act: (input: z.infer<T>) => Promise<unknown>,
): void {
	app.post(`/_simulator/${path}`, async (request, reply) => {
		const input = schema.safeParse(parse(request.body));
		if (!input.success) return await reply.status(400).send({ error: input.error.issues });
		try {
			return await act(input.data);
		} catch (error) {
			return await reply.status(422).send({ error: (error as Error).message });
		}
	});
}

function parse(body: unknown): unknown {
	try {
		return typeof body === 'string' && body !== '' ? JSON.parse(body) : {};
	} catch {
		return undefined;
	}
}
