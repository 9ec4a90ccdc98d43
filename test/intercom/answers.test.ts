import { type Holds, wrongWith } from '../../intercom/answers';
import { IntercomClient, type IntercomRequest, type WireResponse } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';
import { Pacer } from '../../intercom/pacing';
import { Deadlines } from '../../intercom/pacing/deadlines';
import { VirtualTime } from '../support/virtual-time';

const errorList = { type: 'error.list', request_id: 'r1', errors: [{ code: 'server_error', message: 'It went wrong' }] };
const record: Holds = ['id'];
const list: Holds = { list: 'data.articles' };

describe('an answer of success is one', () => {
	test.each<[string, unknown, Holds | undefined]>([
		['a record with its ID', { id: '1' }, record],
		['an ID that is a number, and nought', { id: 0 }, record],
		['a flag that is false', { enabled: false }, ['enabled']],
		['any object', { anything: 1 }, []],
		['any object where nothing is said', {}, undefined],
		['a list', { data: { articles: [] } }, list],
		['a list under the usual name', { data: [] }, { list: 'companies' }],
		['a list by itself', [], list],
		['the only record of a list', { id: '1', type: 'company' }, list],
		['nothing where there may be nothing', '', 'nothing'],
		['null where there may be nothing', null, 'nothing'],
		['an object where there may be nothing', { id: '1' }, 'nothing'],
	])('%s', (_, body, holds) => expect(wrongWith(body, holds)).toBeUndefined());
});

describe('an answer of success is none', () => {
	test.each<[string, unknown, Holds | undefined, string]>([
		['an empty body', '', record, 'is empty'],
		['blanks', ' \n', record, 'is empty'],
		['null', null, record, 'is empty'],
		['nothing for a list', undefined, list, 'is empty'],
		['nothing where nothing is said', '', undefined, 'is empty'],
		['no ID', {}, record, "has no 'id'"],
		['an ID that is null', { id: null }, record, "has no 'id'"],
		['a list in place of a record', [{ id: '1' }], record, 'is not a record'],
		['a number', 7, record, 'is not a record'],
		['a list without its entries', { type: 'list', total_count: 4 }, list, "has no list 'data.articles'"],
		['entries that are null', { type: 'list', data: null }, list, "has no list 'data.articles'"],
		['an empty object for a list', {}, list, "has no list 'data.articles'"],
		['a page of a proxy', '<html></html>', record, 'is not JSON'],
		['a page of a proxy where there may be nothing', '<html></html>', 'nothing', 'is not JSON'],
		["Intercom's errors", errorList, record, 'is a list of errors'],
		["Intercom's errors for a list", errorList, list, 'is a list of errors'],
		["Intercom's errors where there may be nothing", errorList, 'nothing', 'is a list of errors'],
	])('%s', (_, body, holds, wrong) => expect(wrongWith(body, holds)).toBe(wrong));
});

describe('what becomes of a request whose answer is none', () => {
	/** What `send` gives where every attempt is answered in turn, and how many there were. */
	const sent = async (request: Partial<IntercomRequest> & Pick<IntercomRequest, 'endpoint'>, answers: Array<Partial<WireResponse>>) => {
		const time = new VirtualTime();
		let attempts = 0;
		const transport = async (): Promise<WireResponse> => ({
			status: 200,
			headers: {},
			body: undefined,
			...answers[Math.min(attempts++, answers.length - 1)],
		});
		const client = new IntercomClient({
			baseUrl: 'https://example.test',
			transport,
			line: new Pacer(time.sleep, time.now, () => 0).line(),
			deadlines: new Deadlines(time.sleep, time.now),
			sleep: time.sleep,
		});
		const outcome = await time.run(
			client.send({ version: '2.16', holds: ['id'], ...request }, 1_000).catch((error: IntercomError) => error),
		);
		return { attempts, outcome, details: outcome instanceof IntercomError ? outcome.details : undefined };
	};
	const good = { body: { id: '1' } };

	test('what may be sent again is, and the next answer counts', async () => {
		for (const bad of ['', null, {}, [], '<p>']) {
			const { attempts, outcome } = await sent({ endpoint: 'GET /tags/{id}', path: { id: '1' } }, [{ body: bad }, good]);
			expect(attempts).toBe(2);
			expect(outcome).toMatchObject(good);
		}
	});

	test('it fails after four attempts', async () => {
		for (const request of [
			{ endpoint: 'GET /tags/{id}', path: { id: '1' } },
			{ endpoint: 'POST /contacts/search', body: {}, repeatable: true, holds: { list: 'data' } },
		] as const) {
			const { attempts, outcome } = await sent(request, [{ body: {} }]);
			expect(attempts).toBe(4);
			expect(outcome).toMatchObject({ kind: 'answer', message: expect.stringMatching(/^The answer has no /) });
		}
	});

	test.each(['POST', 'PUT', 'PATCH'] as const)('a %s is sent once, repeatable or not, and may have been carried out', async (method) => {
		for (const repeatable of [true, false]) {
			const { attempts, details } = await sent({ endpoint: `${method} /contacts`, body: {}, repeatable }, [{ body: '' }]);
			expect(attempts).toBe(1);
			expect(details).toMatchObject({ mayHaveHappened: true, status: 200 });
		}
	});

	test("Intercom's errors with a good status are not asked for again, and are kept", async () => {
		const { attempts, outcome, details } = await sent({ endpoint: 'GET /tags/{id}', path: { id: '1' } }, [{ body: errorList }]);
		expect(attempts).toBe(1);
		expect(outcome).toMatchObject({ kind: 'answer', code: 'server_error' });
		expect(details).toMatchObject({ requestId: 'r1' });
	});

	test('a deletion is done by its status, whatever it answers', async () => {
		for (const answer of [{ status: 204 }, { body: '' }, { body: {} }, { body: { id: '1', deleted: true } }]) {
			const { attempts, details } = await sent({ endpoint: 'DELETE /tags/{id}', path: { id: '1' } }, [answer]);
			expect([attempts, details]).toEqual([1, undefined]);
		}
	});

	test('what is not JSON counts as an answer that got lost: what may be sent again is', async () => {
		const page = { body: '<p>Sign in</p>' };
		expect(await sent({ endpoint: 'DELETE /tags/{id}', path: { id: '1' } }, [page])).toMatchObject({
			attempts: 4,
			details: { mayHaveHappened: false },
		});
		expect(
			await sent({ endpoint: 'DELETE /tags/{id}', path: { id: '1' } }, [page, { status: 404, body: { type: 'error.list', errors: [] } }]),
		).toMatchObject({ attempts: 2, outcome: { status: 200 } });
		expect(await sent({ endpoint: 'PUT /contacts/{id}', path: { id: '1' }, body: {} }, [page, good])).toMatchObject({
			attempts: 2,
			outcome: good,
		});
		expect(await sent({ endpoint: 'POST /contacts', body: {} }, [page])).toMatchObject({ attempts: 1, details: { mayHaveHappened: true } });
	});

	test('a deletion that a list of errors answers is not done', async () => {
		expect((await sent({ endpoint: 'DELETE /tags/{id}', path: { id: '1' } }, [{ body: errorList }])).details).toMatchObject({
			mayHaveHappened: true,
		});
	});

	test('204 for anything else is no answer', async () => {
		expect((await sent({ endpoint: 'PUT /contacts/{id}', path: { id: '1' }, body: {} }, [{ status: 204 }])).details).toBeDefined();
	});
});
