/** What the wire does to a request, and what becomes of the item: against a server that answers whatever a test wants. */

import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../scripts/host';
import type { Reply } from '../support/recorder';
import { by, TOKEN, useWire } from '../support/wire';

const wire = useWire();
const other = useWire();
const { run } = wire;

const refusal = (status: number, code: string, message = code): Reply => ({
	status,
	body: { type: 'error.list', request_id: 'r', errors: [{ code, message }] },
});
const gone = refusal(404, 'not_found');

/** Answers one after the other; the last one stays. */
const inTurn = (...replies: Reply[]): void => {
	let next = 0;
	wire.recorder.answer = () => replies[Math.min(next++, replies.length - 1)];
};
const lost: Array<[string, Reply]> = [
	['cut', { cut: true }],
	['502', { status: 502, body: 'Bad gateway' }],
	['half an answer', { body: '{"type":' }],
	['no end of the answer', { dripMs: 50 }],
];
const quick = { options: { timeout: 1 } };

/** Runs over items that go on when one fails: what became of each, in order. */
const continued = async (
	what: string,
	parameters: Record<string, unknown>,
	items: Item[],
	concurrency = 10,
	credentials = wire.credentials(),
) => {
	const [resource, operation] = what.split(': ');
	const { outputs } = await wire.host.runNode({
		type: 'n8n-nodes-intercom.intercom',
		parameters: { resource, operation, ...parameters, options: { concurrency, ...(parameters.options as object) } } as never,
		items,
		credentials,
		onError: 'continueRegularOutput',
	});
	return (outputs[0] as Array<{ json: { error?: string; message?: string } & Record<string, unknown> }>).map(({ json }) => json);
};
const people = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ id: `c${index}` }));
const get = { contactId: by('id', '={{ $json.id }}') };

describe('something is taken away, and the answer gets lost', () => {
	test.each(lost)('%s, then 404: it is done', async (_, reply) => {
		inTurn(reply, gone);
		const { error, json } = await run('contact: delete', { contactId: by('id', 'c1'), ...quick });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 'c1', deleted: true }]);
		expect(wire.asked()).toEqual(['DELETE /contacts/c1', 'DELETE /contacts/c1']);
	});

	test.each<[string, IDataObject, IDataObject]>([
		['contact: removeTag', { contactId: by('id', 'c1'), tagId: by('id', 't1') }, { id: 't1' }],
		['contact: removeCompany', { contactId: by('id', 'c1'), companyId: by('id', 'k1') }, { id: 'k1' }],
		[
			'conversation: removeTag',
			{ conversationId: by('id', 'v1'), tagId: by('id', 't1'), additionalFields: { adminId: by('id', '9') } },
			{ id: 't1' },
		],
		['company: removeTag', { companyId: by('id', 'k1'), tagName: 'VIP' }, { success: true }],
	])('%s likewise', async (what, parameters, output) => {
		inTurn({ cut: true }, gone);
		const { error, json } = await run(what, parameters);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining(output)]);
		expect(wire.recorder.requests).toHaveLength(2);
	});

	test('a 404 that was not preceded by a lost answer stays one', async () => {
		inTurn(gone);
		expect((await run('contact: delete', { contactId: by('id', 'c1') })).error?.message).toContain('did not find the record');
	});

	test('a 404 after a refusal of the rate limit stays one: that request was not carried out', async () => {
		inTurn({ ...refusal(429, 'rate_limit_exceeded'), headers: { 'retry-after': '1' } }, gone);
		expect((await run('contact: delete', { contactId: by('id', 'c1') })).error?.message).toContain('did not find the record');
		expect(wire.recorder.requests).toHaveLength(2);
	});

	test('an update that meets 404 after a lost answer failed all the same', async () => {
		inTurn({ cut: true }, gone);
		expect((await run('contact: update', { contactId: by('id', 'c1'), updateFields: { name: 'x' } })).error?.message).toContain(
			'did not find the record',
		);
	});
});

describe('whether a request is sent again after a fault is a fact of its row', () => {
	test.each<[string, IDataObject]>([
		['contact: updateInBulk', { contactId: by('id', 'c1'), additionalFields: { name: 'x' } }],
		['contact: createInBulk', { role: 'user', email: 'a@example.com' }],
		['contact: deleteInBulk', { contactId: by('id', 'c1') }],
		['company: updateInBulk', { companyId: by('id', 'k1'), additionalFields: { name: 'x' } }],
	])('%s starts a job: once', async (what, parameters) => {
		inTurn({ status: 502, body: 'Bad gateway' });
		const { error } = await run(what, parameters);
		expect(error?.description).toContain('sent once only');
		expect(wire.recorder.requests).toHaveLength(1);
	});

	test('a list of many items in one request too, where the row allows it', async () => {
		inTurn({ cut: true }, { status: 202, body: { type: 'content_bulk_action', status: 'queued' } });
		const { error } = await run(
			'content: publishInBulk',
			{ contentId: 'a1', contentType: 'article', contentIds: 'a1' },
			[{}],
			'n8n-nodes-intercom.intercomKnowledge',
		);
		expect(error).toBeUndefined();
		expect(wire.recorder.requests).toHaveLength(2);
	});
});

describe('what would only fail again is not sent', () => {
	test('a token that is revoked in the middle ends all items that were not sent yet', async () => {
		wire.recorder.answer = () =>
			wire.recorder.requests.length <= 20 ? { body: { type: 'contact', id: 'x' } } : refusal(401, 'unauthorized', 'Access Token Invalid');
		const results = await continued('contact: get', get, people(500));
		expect(wire.recorder.requests.length).toBeLessThanOrEqual(20 + 10);
		expect(results.filter(({ error }) => !error)).toHaveLength(20);
		for (const { error, message } of results.slice(40)) {
			expect(error).toMatch(/^Intercom refused the credential/);
			expect(message).toContain('Access Token Invalid (unauthorized)');
			expect(message).toContain('not sent any more');
		}
	});

	test('a host that cannot be reached is tried a few times, not for every item', async () => {
		const began = Date.now();
		const results = await continued('contact: get', get, people(40), 10, {
			intercomAccessTokenApi: { accessToken: TOKEN, region: 'custom', baseUrl: 'http://127.0.0.1:9' },
		});
		expect(Date.now() - began).toBeLessThan(15_000);
		expect(results).toHaveLength(40);
		for (const { error, message } of results) {
			expect(error).toMatch(/^Intercom cannot be reached - Get contact/);
			expect(message).toContain('Nothing was carried out');
		}
		expect(results.filter(({ message }) => message?.includes('not sent any more')).length).toBeGreaterThanOrEqual(30);
	});

	test('a next execution tries anew', async () => {
		inTurn(refusal(401, 'unauthorized'));
		await continued('contact: get', get, people(3));
		inTurn({ body: { type: 'contact', id: 'x' } });
		expect((await run('contact: get', { contactId: by('id', 'x') })).error).toBeUndefined();
	});
});

describe("an answer that is not Intercom's", () => {
	const page = (text: string) =>
		`<html><head><title>Blocked</title><style>p { color: red }</style></head><body><p>${text}</p></body></html>`;

	test('403 with a page of a proxy is not called a permission of the app, and is shown shortened', async () => {
		inTurn({
			status: 403,
			headers: { 'content-type': 'text/html' },
			body: page(`Access denied by policy 17. ${'Ask your administrator. '.repeat(40)}`),
		});
		const { error } = await run('contact: get', { contactId: by('id', 'x') });
		expect(error?.message).toBe('The request was refused on its way to Intercom (status 403) - Get contact [item 0]');
		expect(error?.description).toContain('Blocked Access denied by policy 17.');
		expect(error?.description).toContain('proxy');
		expect(error?.description).not.toContain('Developer Hub');
		expect(error?.description?.length).toBeLessThan(600);
	});

	test('JSON of another shape neither', async () => {
		inTurn({ status: 403, body: { message: 'Forbidden' } });
		const { error } = await run('contact: get', { contactId: by('id', 'x') });
		expect(error?.message).toContain('refused on its way');
		expect(error?.description).toContain('Forbidden');
	});

	test("403 in Intercom's words is", async () => {
		inTurn(refusal(403, 'forbidden', 'Not permitted'));
		expect((await run('contact: get', { contactId: by('id', 'x') })).error?.message).toContain('The app is not permitted');
	});

	test("a secret that Intercom's own error repeats, in any of its fields, is not shown", async () => {
		const said = `Bearer ${TOKEN}`;
		inTurn({ status: 422, body: { type: 'error.list', request_id: said, errors: [{ code: said, message: said, field: said }] } });
		const { error } = await run('contact: get', { contactId: by('id', 'x') });
		expect(error?.description).toContain('Bearer ***');
		expect(JSON.stringify([error, error?.message, error?.description])).not.toContain(TOKEN);
	});

	test.each([403, 404, 500, 200])('a secret that such a page repeats (status %i) is not shown', async (status) => {
		const longer = 'dG9rOmFiY2RlZl9naGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODk=';
		inTurn({
			status,
			headers: { 'content-type': 'text/html' },
			body: page(`You sent Authorization: Bearer ${TOKEN} and ${TOKEN}, cookie ${longer}`),
		});
		const { error } = await run('contact: get', { contactId: by('id', 'x'), options: { timeout: 5 } });
		expect(error?.description).toContain('You sent');
		for (const secret of [TOKEN, longer]) expect(JSON.stringify(error)).not.toContain(secret);
	});
});

describe('a redirect of an API call', () => {
	const create = { role: 'user', externalId: 'x' };
	const elsewhere = (path = '/elsewhere') => `${other.recorder.url}${path}`;

	test.each([301, 302, 303, 307, 308])('%i of a POST is not followed, neither as a GET nor to another host', async (status) => {
		inTurn({ status, headers: { location: elsewhere('/contacts?token=abc') } });
		const { error } = await run('contact: create', create);
		expect(error?.message).toContain(`The address answered with a redirect to ${new URL(other.recorder.url).host}, which is not followed`);
		expect(JSON.stringify(error)).not.toContain('token=abc');
		expect(other.recorder.requests).toHaveLength(0);
		expect(wire.asked()).toEqual(['POST /contacts']);
	});

	test('nor within the host: a POST would become a GET and count as success', async () => {
		inTurn({ status: 302, headers: { location: '/contacts' } }, { body: { type: 'list', data: [] } });
		expect((await run('contact: create', create)).error?.message).toContain('redirect');
		expect(wire.recorder.requests).toHaveLength(1);
	});

	test('a GET is led on within the host, with the credential', async () => {
		inTurn({ status: 301, headers: { location: '/moved/c1?x=1' } }, { body: { type: 'contact', id: 'c1' } });
		const { json } = await run('contact: get', { contactId: by('id', 'c1') });
		expect(json[0]).toMatchObject({ id: 'c1' });
		expect(wire.asked()).toEqual(['GET /contacts/c1', 'GET /moved/c1']);
		expect(wire.recorder.requests[1].headers.authorization).toBe(`Bearer ${TOKEN}`);
	});

	test('not in a circle', async () => {
		inTurn({ status: 302, headers: { location: '/contacts/c1' } });
		expect((await run('contact: get', { contactId: by('id', 'c1') })).error?.message).toContain('redirect');
		expect(wire.recorder.requests.length).toBeLessThan(6);
	});

	test('a GET is not led to another host', async () => {
		inTurn({ status: 302, headers: { location: elsewhere() } });
		expect((await run('contact: get', { contactId: by('id', 'c1') })).error?.message).toContain('not followed');
		expect(other.recorder.requests).toHaveLength(0);
	});

	test('to the API of another region: the advice names the region to choose', async () => {
		inTurn({ status: 307, headers: { location: 'https://api.eu.intercom.io/contacts' } });
		expect((await run('contact: create', create)).error?.description).toContain("Choose the region 'Europe' in the credential");
	});
});

describe('the option Timeout', () => {
	test('is for the whole answer: one that drips ends', async () => {
		inTurn({ dripMs: 50 });
		const began = Date.now();
		const { error } = await run('note: create', { contactId: by('id', 'c1'), noteText: 'x', options: { timeout: 1 } });
		expect(Date.now() - began).toBeLessThan(6_000);
		expect(error?.message).toContain('No answer from Intercom');
		expect(error?.description).toContain('not complete after 1 seconds');
		expect(error?.description).toContain('sent once only');
	});

	test("is each item's own", async () => {
		wire.recorder.answer = () => ({ afterMs: 1_800, body: { type: 'contact', id: 'x' } });
		const results = await continued(
			'note: create',
			{ contactId: by('id', '={{ $json.id }}'), noteText: 'x', options: { timeout: '={{ $json.seconds }}' } },
			[
				{ id: 'a', seconds: 1 },
				{ id: 'b', seconds: 20 },
				{ id: 'c', seconds: 1 },
			],
		);
		expect(results.map(({ error }) => error !== undefined)).toEqual([true, false, true]);
	});
});

test('Requests at Once of every item is kept: the least of them', async () => {
	const arrivals: number[] = [];
	wire.recorder.answer = () => {
		arrivals.push(Date.now());
		return { afterMs: 100, body: { type: 'contact', id: 'x' } };
	};
	const items = Array.from({ length: 12 }, (_, index) => ({ id: `c${index}`, most: index === 7 ? 2 : 10 }));
	const results = await continued('contact: get', { ...get, options: { concurrency: '={{ $json.most }}' } }, items);
	expect(results.filter(({ error }) => error)).toEqual([]);
	// three that arrive within the time of one answer would be three at once
	for (let index = 2; index < arrivals.length; index++) expect(arrivals[index] - arrivals[index - 2]).toBeGreaterThan(80);
});
