/** The line, the rate limit, the token, the clock: what goes wrong there costs what it must and not more. */

import fc from 'fast-check';
import { later, wait } from '../../scripts/machine.js';
import { open } from './stand-in/door.js';
import { type Property, useProperties } from './property';
import { type Case, by, useStandIn } from './run';
import { type Foreign, foreignBodies, isWrite } from './stand-in/faults';
import type { Asked, Json, World } from './stand-in/world';

const property = useProperties('wire');
const here = useStandIn();

const people =
	(count: number) =>
	(world: World): void => {
		for (let n = 0; n < count; n++) world.seed('contact', { id: String(n), role: 'user', email: `p${n}@x.com` });
	};
const rename = (count: number): Pick<Case, 'what' | 'items' | 'parameters' | 'fill'> => ({
	what: 'contact: update',
	items: Array.from({ length: count }, (_, n) => ({ n })),
	parameters: { contactId: by('id', '={{ $json.n }}'), updateFields: { name: '=item-{{ $json.n }}' } },
	fill: people(count),
});

/** Closed from the first request on, for so long; what it says about it, and what its clock says. */
interface Gate {
	says: 'reset' | 'seconds' | 'date' | 'passedReset' | 'both' | 'nothing';
	/** Seconds by which the server's clock is wrong. */
	off: number;
}

const limited =
	({ says, off }: Gate): Property<Gate>['holds'] =>
	async () => {
		let opens = 0;
		let refused = 0;
		const count = 25;
		const now = (): number => Date.now() + off * 1000;
		const epoch = (ms: number): string => String(Math.ceil((ms + off * 1000) / 1000));
		const { of, world } = await here.run({
			...rename(count),
			setting: {
				headers: () => ({ date: new Date(now()).toUTCString() }),
				plan: {
					faultFor: () => {
						opens ||= Date.now() + 1200;
						if (Date.now() >= opens) return undefined;
						refused++;
						const past = { 'x-ratelimit-limit': '166', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(Date.now() - 20_000) };
						const future = { ...past, 'x-ratelimit-reset': epoch(opens) };
						const soon = String(Math.max(1, Math.ceil((opens - Date.now()) / 1000)));
						const headers = {
							reset: future,
							seconds: { 'retry-after': soon },
							date: { 'retry-after': new Date(Math.ceil((opens + off * 1000) / 1000) * 1000).toUTCString() },
							passedReset: { ...past, 'retry-after': soon },
							both: { ...future, 'retry-after': '1' },
							nothing: {} as Record<string, string>,
						}[says];
						return { kind: 'limit', headers: () => headers as Record<string, string> };
					},
				},
			},
		});
		expect(of.map(({ failure }) => failure)).toEqual(of.map(() => undefined));
		expect(world.effects.length).toBe(count);
		// those under way when it closed, and a second look: not one refusal after another
		expect(refused).toBeLessThanOrEqual(25);
	};

property.together(
	'a closed rate limit is waited for, whatever it says about its end',
	(['reset', 'seconds', 'date', 'passedReset', 'both', 'nothing'] as const).map((says, index) => ({
		name: `429 with ${says}`,
		cases: fc.record({ says: fc.constant(says), off: fc.constantFrom(0, index % 2 ? -3600 : 3600) }),
		runs: 1,
		holds: async (gate) => await limited(gate)(gate),
	})),
);

it('an execution that is cancelled stops, also while another one holds the line', async () => {
	const { standIn, host } = here;
	const { world, credentials, end } = standIn.begin({
		plan: {
			faultFor: () => ({
				kind: 'limit',
				headers: () => ({
					'x-ratelimit-limit': '166',
					'x-ratelimit-remaining': '0',
					'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 9),
				}),
			}),
		},
	});
	people(3)(world);
	const start = () =>
		host.runNode({
			type: 'n8n-nodes-intercom.intercom',
			parameters: { resource: 'contact', operation: 'update', contactId: by('id', '1'), updateFields: { name: 'New' } } as never,
			credentials: credentials as never,
		});
	const first = start();
	while (!world.asked.length) await wait(10);
	const second = start();
	await wait(100);
	const order: string[] = [];
	const done = [second.then(() => order.push('second')), first.then(() => order.push('first'))];
	second.cancel();
	const tooLong = new Promise((resolve) => later(4000, () => resolve('too long')));
	const outcome = await Promise.race([done[0], tooLong]);
	first.cancel();
	await Promise.all(done);
	end();
	expect(outcome).not.toBe('too long');
	expect(order[0]).toBe('second');
	expect(world.effects).toEqual([]);
});

property(
	'a cancelled execution sends nothing more',
	fc.record({ after: fc.integer({ min: 1, max: 20 }), concurrency: fc.constantFrom(1, 10) }),
	5,
	async ({ after, concurrency }) => {
		let cancel = (): void => {};
		let sentBefore = 0;
		const { world } = await here.run({
			...rename(60),
			concurrency,
			during: (run) => void (cancel = run.cancel),
			linger: 600,
			setting: { plan: { faultFor: ({ no }) => void (no === after && ((sentBefore = no), cancel())) } },
		});
		// those that were on their way when it was cancelled
		expect(world.asked.length).toBeLessThanOrEqual(sentBefore + 1 + concurrency);
	},
);

property(
	'a token that is revoked in the middle costs a few requests, not one per item',
	fc.record({
		after: fc.integer({ min: 0, max: 30 }),
		concurrency: fc.constantFrom(1, 10),
		code: fc.constantFrom('unauthorized', 'token_suspended', 'token_revoked'),
	}),
	6,
	async ({ after, concurrency, code }) => {
		const { of, world } = await here.run({
			...rename(100),
			concurrency,
			setting: {
				habits: {
					instead: ({ no }) =>
						no < after
							? undefined
							: { status: 401, json: { type: 'error.list', request_id: null, errors: [{ code, message: 'Access Token Invalid' }] } },
				},
			},
		});
		expect(world.asked.length).toBeLessThanOrEqual(after + 3 * concurrency);
		expect(of.filter(({ failure }) => failure === undefined).length).toBe(after);
		// each of the rest says why
		for (const { failure } of of) if (failure !== undefined) expect(failure).toMatch(/token|credential|401/i);
	},
);

it('a host that answers nobody costs a few requests, not four per item', async () => {
	const { of, world } = await here.run({ ...rename(60), options: { timeout: 1 }, setting: { raw: () => true } });
	expect(world.asked.length).toBeLessThanOrEqual(50);
	for (const { failure } of of) expect(failure).toMatch(/\w/);
}, 60_000);

interface Broken {
	/** `lost` and `torn` were carried out. */
	how: 'cut' | 'lost' | 'torn';
	/** So many requests are answered before. */
	after: number;
}

const cutOff = (what: 'update' | 'create', concurrency: number): Property<Broken> => ({
	name: `${what}, ${concurrency} at once`,
	cases: fc.record({ how: fc.constantFrom<Array<Broken['how']>>('cut', 'lost', 'torn'), after: fc.nat(20) }),
	runs: 1,
	holds: async ({ how, after }) => {
		const create = {
			what: 'contact: create',
			items: rename(60).items,
			parameters: { email: '=new{{ $json.n }}@x.com', name: '=item-{{ $json.n }}' },
		};
		const { of, world } = await here.run({
			...(what === 'create' ? create : rename(60)),
			concurrency,
			setting: { plan: { faultFor: ({ no }) => (no < after ? undefined : { kind: how }) } },
		});
		// a few rounds beside those that were under way
		expect(world.asked.length).toBeLessThanOrEqual(after + 30);
		const failures = of.flatMap(({ failure }) => failure ?? []);
		expect(failures.length).toBe(60 - after);
		expect(failures.filter((failure) => failure.includes('was not sent')).length).toBeGreaterThanOrEqual(60 - after - 30);
		for (const failure of failures) expect(failure).toMatch(/Reason: \w/);
		// what would be there twice was not sent twice
		if (what === 'create') expect(new Set(world.effects.map(({ data }) => data.name)).size).toBe(world.effects.length);
		of.forEach(({ failure }, index) => {
			const happened = world.effects.some(({ data }) => data.name === `item-${index}`);
			if (failure === undefined) expect(happened).toBe(true);
			else if (happened) expect(failure).not.toContain('was not sent any more');
		});
	},
});

property.together(
	'where every connection is cut, a few items are tried and the rest fail at once',
	(['update', 'create'] as const).flatMap((what) => [cutOff(what, 1), cutOff(what, 10)]),
);

it('where nobody listens, the first items are tried and the rest fail at once', async () => {
	const { world, of } = await here.run({ ...rename(60), concurrency: 1, baseUrl: 'http://127.0.0.1:1' });
	expect(world.asked).toEqual([]);
	for (const { failure } of of) expect(failure).toMatch(/\w/);
	// once it has been given up, nothing more is sent
	expect(of.filter(({ failure }) => failure!.includes('was not sent')).length).toBeGreaterThanOrEqual(50);
}, 60_000);

property(
	'a refusal by somebody in between is not called a permission of the app, and what it says is shown',
	fc.record({ status: fc.constantFrom(403, 407, 451), body: fc.constantFrom<Foreign[]>('html', 'string', 'liar') }),
	8,
	async ({ status, body }) => {
		const { of } = await here.run({ ...rename(1), setting: { plan: { faultFor: () => ({ kind: 'refuse', status, body }) } } });
		expect(of[0].failure).toMatch(body === 'html' ? /Bad Gateway/ : /upstream/);
		if (status === 403) expect(of[0].failure).not.toMatch(/Developer Hub|permission of the app|app's permission|missing permission/i);
		expect(of[0].failure!.length).toBeLessThan(1500);
	},
);

const bodies = Object.keys(foreignBodies) as Foreign[];
property(
	'whatever the body of an error is, the item fails with its status and no other item does',
	fc.record({ status: fc.constantFrom(400, 404, 409, 410, 422), body: fc.constantFrom(...bodies), at: fc.nat(4) }),
	20,
	async ({ status, body, at }) => {
		const { of, world } = await here.run({
			...rename(5),
			setting: { plan: { faultFor: ({ path }) => (path === `/contacts/${at}` ? { kind: 'refuse', status, body } : undefined) } },
		});
		expect(of.map(({ failure }) => failure !== undefined)).toEqual([0, 1, 2, 3, 4].map((n) => n === at));
		expect(of[at].failure).toContain(String(status));
		expect(world.effects.length).toBe(4);
	},
);

describe('redirects', () => {
	const other = {} as { url: string; asked: Json[]; close: () => Promise<void> };
	beforeAll(async () => {
		other.asked = [];
		Object.assign(
			other,
			await open(({ method, url, headers, body }, response) => {
				other.asked.push({ method, url, headers, body: body.toString() });
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end('{"type":"contact","id":"elsewhere"}');
			}),
		);
	});
	afterAll(async () => await other.close());

	const writes: Case[] = [
		{ what: 'contact: create', parameters: { email: 'new@x.com' } },
		{ what: 'contact: update', parameters: { contactId: by('id', '0'), updateFields: { name: 'New' } } },
		{ what: 'contact: delete', parameters: { contactId: by('id', '0') } },
		{ what: 'note: create', parameters: { contactId: by('id', '0'), noteText: 'Hello' } },
	];
	property(
		'nothing is sent to another host, and nothing that was not carried out is a success',
		fc.record({
			write: fc.constantFrom(...writes),
			status: fc.constantFrom(301, 302, 303, 307, 308),
			to: fc.constantFrom('elsewhere', 'here', 'relative', 'nowhere', 'sso'),
		}),
		40,
		async ({ write, status, to }) => {
			other.asked.length = 0;
			const location: string = {
				elsewhere: `${other.url}/contacts`,
				here: `${here.standIn.url}/contacts/0`,
				relative: '/contacts/0',
				nowhere: '',
				sso: `${other.url}/login?return=%2Fcontacts`,
			}[to]!;
			const { of, world } = await here.run({
				...write,
				fill: people(1),
				setting: {
					habits: {
						instead: (asked) =>
							isWrite(asked) ? { status, text: '', headers: (location ? { location } : {}) as Record<string, string> } : undefined,
					},
				},
			});
			expect(other.asked).toEqual([]);
			expect(of[0].failure).toMatch(/\w/);
			expect(world.effects).toEqual([]);
		},
	);
	property(
		'the same for what is read: the token goes nowhere else',
		fc.record({ status: fc.constantFrom(301, 302, 307, 308) }),
		4,
		async ({ status }) => {
			other.asked.length = 0;
			const { of } = await here.run({
				what: 'contact: get',
				parameters: { contactId: by('id', '0') },
				fill: people(1),
				setting: { habits: { instead: () => ({ status, text: '', headers: { location: `${other.url}/contacts/0` } }) } },
			});
			expect(other.asked.filter(({ headers }) => (headers as Json).authorization)).toEqual([]);
			expect(of[0].failure).toMatch(/\w/);
		},
	);
});

it('a timeout is for the whole request, and each item has its own', async () => {
	const dripping = (asked: Asked, response: import('node:http').ServerResponse): boolean => {
		if (asked.path !== '/contacts/1') return false;
		response.writeHead(200, { 'content-type': 'application/json' });
		let left = 60;
		const drip = (): void => {
			if (response.destroyed) return;
			if (left-- <= 0) return void response.end('{}');
			response.write(' ');
			later(200, drip);
		};
		drip();
		return true;
	};
	const { of } = await here.run({
		what: 'contact: update',
		items: [
			{ id: '0', timeout: 60 },
			{ id: '1', timeout: 1 },
			{ id: '2', timeout: 60 },
		],
		parameters: { contactId: by('id', '={{ $json.id }}'), updateFields: { name: 'New' } },
		options: { timeout: '={{ $json.timeout }}' },
		fill: people(3),
		setting: { raw: dripping },
	});
	expect(of.map(({ failure }) => failure !== undefined)).toEqual([false, true, false]);
	expect(of[1].failure).toMatch(/time/i);
});
