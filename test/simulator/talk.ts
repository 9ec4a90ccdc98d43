/** How the tests speak with a simulator: plain HTTP, as any client would. */
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';

/** Answers are read field by field. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
	status: number;
	body: Json;
	headers: Headers;
}

export interface Talk {
	(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const PREVIEW = { 'Intercom-Version': 'Preview' };

/** Speaks with a simulator, with its token unless the headers say otherwise. */
export function talkTo(simulator: Simulator): Talk {
	return async (method, path, body, headers = {}) => {
		const response = await fetch(simulator.url + path, {
			method,
			headers: {
				Authorization: `Bearer ${simulator.token}`,
				...(body !== undefined && { 'Content-Type': 'application/json' }),
				...headers,
			},
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
	};
}

/** A simulator for one test file, fresh before every test. */
export function forEachTest(options: SimulatorOptions = {}): { simulator: Simulator; talk: Talk } {
	const shared = {} as { simulator: Simulator; talk: Talk };
	beforeAll(async () => {
		shared.simulator = await startSimulator(options);
		shared.talk = talkTo(shared.simulator);
	});
	beforeEach(() => shared.simulator.reset());
	afterAll(async () => await shared.simulator.close());
	return shared;
}
