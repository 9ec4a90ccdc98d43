/** How long people wait in front of a list of the panel: with a platform that makes every pause shorter than it is. */

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { recordOptions, records } from '../../engine/pickers/records';
import { breath } from '../../scripts/machine';

let pausedMs = 0;
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => {
		pausedMs += ms;
		await breath();
	},
}));

let tokens = 0;

/** A panel whose requests are answered like this. */
function panel(answer: (count: number) => { statusCode: number; headers?: Record<string, string>; body?: unknown } | 'never') {
	const asked: unknown[] = [];
	const credential = { accessToken: `panel-${++tokens}`, region: 'us' };
	const helpers = {
		httpRequestWithAuthentication: async () => {
			const outcome = answer(asked.push(1));
			return outcome === 'never' ? await new Promise(() => {}) : { headers: {}, body: {}, ...outcome };
		},
	};
	return {
		asked,
		host: {
			getNodeParameter: (_: string, fallback: unknown) => fallback,
			getCredentials: async () => credential,
			getNode: () => ({ name: 'Intercom', type: 'intercom', typeVersion: 1.1 }),
			helpers,
		} as unknown as ILoadOptionsFunctions,
	};
}

const closed = (retryAfter: string) => ({
	statusCode: 429,
	headers: { 'retry-after': retryAfter },
	body: { type: 'error.list', errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit' }] },
});
const failureOf = async (list: Promise<unknown>): Promise<{ message: string; description?: string | null }> =>
	await list.then(
		() => ({ message: 'none' }),
		(error: Error) => error,
	);

beforeEach(() => {
	pausedMs = 0;
});

test.each(['1', '7', '60'])(
	'a rate limit that stays closed (Retry-After: %s) ends the list after twenty seconds, and says so',
	async (retryAfter) => {
		const { host, asked } = panel(() => closed(retryAfter));
		const { message, description } = await failureOf(records('tag').call(host));
		expect(message).toBe("Intercom's rate limit is used up");
		expect(description).toContain('Try again in a minute');
		expect(asked.length).toBeLessThanOrEqual(20);
		// its own limit and the wait for the rate beside it
		expect(pausedMs).toBeLessThan(90_000);
	},
);

test('a host that does not answer ends the list too', async () => {
	const { message } = await failureOf(records('tag').call(panel(() => 'never').host));
	expect(message).toMatch(/did not answer|No answer from Intercom/);
});

test('the pages that were read before are shown, with the reason why there are no more', async () => {
	const tags = Array.from({ length: 3 }, (_, n) => ({ type: 'contact', id: String(n), name: `Contact ${n}`, email: null }));
	const { host } = panel((count) =>
		count === 1
			? {
					statusCode: 200,
					body: {
						type: 'list',
						data: tags,
						pages: { type: 'pages', next: { per_page: 3, starting_after: 'more' }, page: 1, total_pages: 2 },
					},
				}
			: closed('60'),
	);
	const options = await recordOptions('contact').call(host);
	expect(options).toHaveLength(4);
	expect(options[0].description).toContain('rate limit is used up');
});

test('a list that is answered is not held up', async () => {
	const { host } = panel(() => ({ statusCode: 200, body: { type: 'list', data: [{ type: 'tag', id: '1', name: 'VIP' }] } }));
	const { results } = await records('tag').call(host);
	expect(results).toEqual([{ name: 'VIP', value: '1' }]);
	await breath();
	expect(pausedMs).toBeLessThan(1000);
});
