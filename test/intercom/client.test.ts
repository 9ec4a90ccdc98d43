import { type Endpoint, IntercomClient, type IntercomRequest, type Transport, type WireResponse } from '../../intercom/client';
import { Deadlines } from '../../intercom/pacing/deadlines';
import { IntercomError } from '../../intercom/errors';
import { Pacer } from '../../intercom/pacing';
import { VirtualTime } from '../support/virtual-time';

const good: WireResponse = { status: 200, headers: {}, body: { id: 'x' } };
const status = (code: number, headers: WireResponse['headers'] = {}): WireResponse => ({
	status: code,
	headers,
	body: { type: 'error.list', errors: [{ code: 'some', message: 'Said' }] },
});
const broken = (code: string): Error => Object.assign(new Error(`connect ${code}`), { cause: Object.assign(new Error(code), { code }) });

type Behaviour = (count: number, at: number) => WireResponse | Error | 'never';

/** A client whose requests take 20 ms and end as `behave` says; `sent`: when each one left. */
function world(behave: Behaviour) {
	const time = new VirtualTime();
	const start = time.now();
	const pacer = new Pacer(time.sleep, time.now, () => 0);
	const sent: number[] = [];
	const transport: Transport = async (_, { signal }) => {
		sent.push(time.now() - start);
		const outcome = behave(sent.length, time.now() - start);
		await time.sleep(outcome === 'never' ? 1e9 : 20, signal);
		if (outcome instanceof Error || outcome === 'never') throw outcome;
		return outcome;
	};
	const open = (signal?: AbortSignal) =>
		new IntercomClient({
			baseUrl: 'https://example.test',
			transport,
			line: pacer.line({ signal }),
			deadlines: new Deadlines(time.sleep, time.now, signal),
			sleep: time.sleep,
			signal,
		});
	return { time, open, sent };
}

const to = (endpoint: Endpoint, more: Partial<IntercomRequest> = {}): IntercomRequest => ({ endpoint, version: '2.16', ...more });
const create = to('POST /contacts', { body: {} });
const read = to('GET /me');

const settled = async (promise: Promise<WireResponse>): Promise<WireResponse | IntercomError> => {
	try {
		return await promise;
	} catch (error) {
		return error as IntercomError;
	}
};
const detailsOf = (outcome: WireResponse | IntercomError) => (outcome instanceof IntercomError ? outcome.details : undefined);

describe('a host that cannot be reached', () => {
	/** So many requests, ten at once, as an execution sends them. */
	const many = async ({ time, open }: ReturnType<typeof world>, count: number, request: IntercomRequest) => {
		const client = open();
		const outcomes: Array<WireResponse | IntercomError> = [];
		let next = 0;
		const worker = async () => {
			while (next++ < count) outcomes.push(await settled(client.send(request, 60_000)));
		};
		await time.run(Promise.all(Array.from({ length: 10 }, worker)));
		return outcomes;
	};

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED'])(
		'%s: a few rounds, then everything ends with that reason',
		async (code) => {
			const its = world(() => broken(code));
			const outcomes = await many(its, 40, create);
			expect(its.sent.length).toBeLessThanOrEqual(10 + 3);
			expect(outcomes).toHaveLength(40);
			for (const outcome of outcomes) expect(detailsOf(outcome)).toMatchObject({ loss: 'unreached', mayHaveHappened: false });
			expect(outcomes.filter((outcome) => detailsOf(outcome)?.notSent).length).toBeGreaterThanOrEqual(30);
		},
	);

	test('a POST that did not get there is sent again when the host is back: nothing was carried out', async () => {
		const its = world((_, at) => (at < 1_500 ? broken('ECONNREFUSED') : good));
		const outcomes = await many(its, 40, create);
		expect(outcomes.every((outcome) => outcome === good)).toBe(true);
		// the ten that were under way, those that went to look, and forty that were answered
		expect(its.sent.length).toBeLessThanOrEqual(10 + 3 + 40);
	});

	test('one that swallows everything is given up after some time-outs in a row', async () => {
		const its = world(() => 'never');
		const outcomes = await many(its, 40, create);
		expect(its.sent.length).toBeLessThanOrEqual(10 + 3);
		expect(outcomes.filter((outcome) => detailsOf(outcome)?.notSent).length).toBeGreaterThanOrEqual(27);
		// those that were sent may have happened
		expect(outcomes.filter((outcome) => detailsOf(outcome)?.mayHaveHappened)).toHaveLength(its.sent.length);
	});

	test('connections that break now and then end nothing', async () => {
		const its = world((count) => (count % 7 ? good : broken('ECONNRESET')));
		const outcomes = await many(its, 60, read);
		expect(outcomes.every((outcome) => outcome === good)).toBe(true);
	});

	/** One after the other, as with one request at once. */
	const inTurn = async ({ time, open }: ReturnType<typeof world>, requests: IntercomRequest[]) => {
		const client = open();
		const outcomes: Array<WireResponse | IntercomError> = [];
		await time.run(
			(async () => {
				for (const request of requests) outcomes.push(await settled(client.send(request, 1_000)));
			})(),
		);
		return outcomes;
	};
	const update = (n: number) => to('PUT /contacts/{id}', { path: { id: String(n) }, body: {} });

	describe('that accepts every connection and cuts it', () => {
		test.each([
			['updates, which may be sent again', update, 10 + 3 + 10],
			['creates, which may not', () => create, 10 + 3],
		])('is given up after a few requests: %s', async (_, request, most) => {
			const its = world(() => broken('ECONNRESET'));
			let n = 0;
			const client = its.open();
			const outcomes: Array<WireResponse | IntercomError> = [];
			const worker = async () => {
				while (n < 60) outcomes.push(await settled(client.send(request(n++), 60_000)));
			};
			const began = its.time.now();
			await its.time.run(Promise.all(Array.from({ length: 12 }, worker)));
			expect(its.sent.length).toBeLessThanOrEqual(most);
			expect(its.time.now() - began).toBeLessThan(10_000);
			expect(outcomes).toHaveLength(60);
			for (const outcome of outcomes) expect(detailsOf(outcome)).toMatchObject({ loss: 'cut' });
			expect(outcomes.filter((outcome) => detailsOf(outcome)?.notSent).length).toBeGreaterThanOrEqual(40);
		});

		test('one after the other: the fourth item is the last one that is sent', async () => {
			const its = world(() => broken('ECONNRESET'));
			const outcomes = await inTurn(
				its,
				Array.from({ length: 20 }, (_, n) => update(n)),
			);
			expect(its.sent).toHaveLength(4 + 4 + 4 + 1);
			expect(outcomes.filter((outcome) => detailsOf(outcome)?.notSent)).toHaveLength(16);
		});

		test('and answers again after a moment: everything that may be sent again is done', async () => {
			const its = world((_, at) => (at < 1_500 ? broken('ECONNRESET') : good));
			const outcomes = await many(its, 40, read);
			expect(outcomes.every((outcome) => outcome === good)).toBe(true);
		});
	});

	test.each(['ECONNRESET', 'ETIMEDOUT'])(
		'%s: one request that never gets an answer is tried four times, and the others are sent all the same',
		async (code) => {
			for (const bad of [0, 3]) {
				const time = new VirtualTime();
				const pacer = new Pacer(time.sleep, time.now, () => 0);
				let tries = 0;
				const transport: Transport = async ({ url }) => {
					await time.sleep(20);
					if (!url.endsWith(`/contacts/${bad}`)) return good;
					tries++;
					throw broken(code);
				};
				const open = () =>
					new IntercomClient({
						baseUrl: 'https://example.test',
						transport,
						line: pacer.line(),
						deadlines: new Deadlines(time.sleep, time.now),
						sleep: time.sleep,
					});
				const outcomes = await inTurn({ time, open, sent: [] }, [0, 1, 2, 3, 4].map(update));
				expect(tries).toBe(4);
				expect(outcomes.map((outcome) => outcome === good)).toEqual([0, 1, 2, 3, 4].map((n) => n !== bad));
			}
		},
	);

	test('what a cancelled user had under way counts for nobody', async () => {
		let answers = false;
		const its = world(() => (answers ? good : 'never'));
		const other = its.open();
		for (let n = 0; n < 4; n++) {
			const controller = new AbortController();
			const client = its.open(controller.signal);
			const running = [settled(client.send(read, 60_000)), settled(client.send(read, 60_000))];
			await its.time.pass(50);
			controller.abort(new Error('cancelled'));
			await its.time.run(Promise.all(running));
		}
		answers = true;
		const began = its.time.now();
		expect(await its.time.run(other.send(read, 1_000))).toBe(good);
		expect(its.time.now() - began).toBe(20);
	});

	test('a new client tries anew', async () => {
		let dead = true;
		const its = world(() => (dead ? broken('ECONNREFUSED') : good));
		await many(its, 5, read);
		dead = false;
		expect(await its.time.run(its.open().send(read, 1_000))).toBe(good);
	});
});

describe('a refused credential', () => {
	test('ends what waits and what comes, not what is under way', async () => {
		const { time, open, sent } = world((count) => (count === 2 ? status(401) : good));
		const client = open();
		const outcomes = await time.run(Promise.all([client.send(read, 1_000), settled(client.send(read, 1_000)), client.send(read, 1_000)]));
		expect(outcomes[0]).toBe(good);
		expect(outcomes[2]).toBe(good);
		expect(detailsOf(outcomes[1])).toMatchObject({ status: 401 });
		const later = await settled(client.send(create, 1_000));
		expect(detailsOf(later)).toMatchObject({ status: 401, notSent: true, request: 'POST /contacts', attempts: 0 });
		expect(sent).toHaveLength(3);
	});

	test('for one thing only (token_unauthorized) ends nothing', async () => {
		const lacks: WireResponse = {
			status: 401,
			headers: {},
			body: { type: 'error.list', errors: [{ code: 'token_unauthorized', message: 'Not authorized to access resource' }] },
		};
		const { time, open, sent } = world((count) => (count === 1 ? lacks : good));
		const client = open();
		expect(detailsOf(await time.run(settled(client.send(read, 1_000))))).toMatchObject({ status: 401, attempts: 1 });
		expect(await time.run(client.send(create, 1_000))).toBe(good);
		expect(sent).toHaveLength(2);
	});
});

describe('time', () => {
	test('a request that is not answered in time ends, and its transport is told', async () => {
		const { time, open } = world(() => 'never');
		const outcome = await time.run(settled(open().send(create, 3_000)));
		expect(detailsOf(outcome)).toMatchObject({ loss: 'silent', mayHaveHappened: true, attempts: 1 });
	});

	test('the wait for a turn does not count', async () => {
		const { time, open } = world((count) => (count === 1 ? status(429, { 'retry-after': '8' }) : good));
		expect(await time.run(open().send(create, 1_000))).toBe(good);
	});

	test("a cancelled user's request ends at once", async () => {
		const { time, open } = world(() => 'never');
		const controller = new AbortController();
		const running = settled(open(controller.signal).send(create, 60_000));
		await time.pass(50);
		const before = time.now();
		controller.abort(new Error('cancelled'));
		await time.run(running);
		expect(time.now() - before).toBeLessThanOrEqual(100);
	});
});

describe('the rate limit', () => {
	test('whatever was refused is sent again, also a POST; given up after ten windows in which nothing got through, with all that waits', async () => {
		const { time, open, sent } = world(() => status(429, { 'retry-after': '2' }));
		const client = open();
		const outcomes = await time.run(Promise.all(Array.from({ length: 30 }, async () => await settled(client.send(create, 1_000)))));
		for (const outcome of outcomes) expect(detailsOf(outcome)).toMatchObject({ status: 429 });
		expect(sent.length).toBeLessThanOrEqual(30 + 9);
		expect(time.now()).toBeLessThan(1_700_000_000_000 + 25_000);
	});

	test('an item does not fail while others get through', async () => {
		const { time, open } = world((count) => (count % 8 === 0 ? good : status(429, { 'retry-after': '1' })));
		const client = open();
		const outcomes = await time.run(Promise.all(Array.from({ length: 10 }, async () => await settled(client.send(create, 1_000)))));
		expect(outcomes.every((outcome) => outcome === good)).toBe(true);
	});

	test('a 429 about jobs is an answer like any other', async () => {
		const { time, open, sent } = world(() => ({
			status: 429,
			headers: {},
			body: { errors: [{ code: 'rate_limit_exceeded', message: 'You have 1 pending job' }] },
		}));
		await time.run(settled(open().send(create, 1_000)));
		expect(sent).toHaveLength(1);
	});
});
