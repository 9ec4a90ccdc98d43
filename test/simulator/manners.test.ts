import { forEachTest, PREVIEW } from './talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);

describe('the token', () => {
	test('missing or wrong: 401 with an error list, and nothing is done', async () => {
		const none = await ask('POST', '/contacts', { email: 'a@b.example' }, { Authorization: '' });
		expect([none.status, none.body.errors[0].code]).toEqual([401, 'token_not_found']);
		const wrong = await ask('GET', '/me', undefined, { Authorization: 'Bearer nonsense' });
		expect(wrong.body).toMatchObject({ type: 'error.list', errors: [{ code: 'unauthorized', message: 'Access Token Invalid' }] });
		expect(it_.simulator.workspace.contacts.all()).toHaveLength(0);
	});

	test('of another region: 401; of the right one: /me tells the region', async () => {
		it_.simulator.settings.tokenRegion = 'EU';
		expect((await ask('GET', '/me')).status).toBe(401);
		it_.simulator.settings.region = 'EU';
		expect((await ask('GET', '/me')).body).toMatchObject({ type: 'admin', app: { id_code: 'simulatr', region: 'EU' } });
	});
});

describe('the version', () => {
	test.each(['2.6', '2.17', '3', 'preview'])('%s is unknown', async (version) => {
		const answer = await ask('GET', '/me', undefined, { 'Intercom-Version': version });
		expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'intercom_version_invalid']);
	});

	test.each(['2.7', '2.16', 'Preview'])('%s is known', async (version) => {
		expect((await ask('GET', '/me', undefined, { 'Intercom-Version': version })).status).toBe(200);
	});

	test('endpoints and fields are missing in versions before theirs', async () => {
		const old = { 'Intercom-Version': '2.15' };
		const search = { query: { field: 'name', operator: '=', value: 'x' } };
		expect((await ask('POST', '/companies/search', search)).body.errors[0].code).toBe('intercom_version_invalid');
		expect((await ask('POST', '/companies/search', search, PREVIEW)).status).toBe(200);
		expect((await ask('GET', '/contacts/abc/merge_history', undefined, old)).body.errors[0].code).toBe('intercom_version_invalid');
		expect((await ask('GET', '/contacts?include_merge_history=true', undefined, old)).body.errors[0].field).toBe('include_merge_history');
		expect((await ask('POST', '/contacts', { email: 'a@b.example', language_override: 'fr' })).status).toBe(400);
		expect((await ask('POST', '/contacts', { email: 'a@b.example', language_override: 'fr' }, PREVIEW)).body.language_override).toBe('fr');
	});

	test('without a header the app decides, unless the simulator insists on one', async () => {
		it_.simulator.settings.appVersion = '2.9';
		expect((await ask('GET', '/contacts/abc/merge_history')).body.errors[0].code).toBe('intercom_version_invalid');
		it_.simulator.settings.strictVersion = true;
		expect((await ask('GET', '/me')).status).toBe(400);
	});
});

describe('the rate window', () => {
	test('counts down, refuses without doing anything, and opens again', async () => {
		const { settings, workspace } = it_.simulator;
		Object.assign(settings, { now: 1_700_000_003_000, rateLimit: 2 });
		const first = await ask('POST', '/contacts', { email: 'one@b.example' });
		expect(['limit', 'remaining', 'reset'].map((name) => first.headers.get(`x-ratelimit-${name}`))).toEqual(['2', '1', '1700000010']);
		await ask('GET', '/me');
		const refused = await ask('POST', '/contacts', { email: 'two@b.example' });
		expect([refused.status, refused.body.errors[0].code, refused.headers.get('x-ratelimit-remaining')]).toEqual([
			429,
			'rate_limit_exceeded',
			'0',
		]);
		expect(workspace.contacts.all()).toHaveLength(1);
		it_.simulator.advance(7000);
		expect((await ask('POST', '/contacts', { email: 'two@b.example' })).status).toBe(200);
	});
});

describe('every answer', () => {
	test('carries a request id, a date and the window, errors too', async () => {
		for (const path of ['/me', '/contacts/none', '/no/such/thing']) {
			const { headers } = await ask('GET', path);
			for (const name of ['x-request-id', 'date', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'])
				expect(headers.get(name)).toBeTruthy();
			expect(headers.get('content-type')).toMatch('application/json');
		}
	});

	test('an error names its request in header and body', async () => {
		const { headers, body, status } = await ask('GET', '/no/such/thing');
		expect(status).toBe(404);
		expect(body.request_id).toBe(headers.get('x-request-id'));
	});
});

describe('a request that is not right', () => {
	test.each([
		['an unknown field', { email: 'a@b.example', externalId: '1' }, 'externalId'],
		['a wrong type', { email: 'a@b.example', name: 5 }, 'name'],
		['a wrong type inside', { email: 'a@b.example', custom_attributes: 'x' }, 'custom_attributes'],
		['an impossible email', { email: 'not an email' }, 'email'],
		['a stranger as owner', { email: 'a@b.example', owner_id: '1' }, 'owner_id'],
	])('%s is refused by name', async (_what, body, field) => {
		const answer = await ask('POST', '/contacts', body);
		expect([answer.status, answer.body.errors[0].code, answer.body.errors[0].field]).toEqual([400, 'parameter_invalid', field]);
	});

	test('unknown query parameters are refused, unless told to be lenient', async () => {
		expect((await ask('GET', '/contacts?perPage=5')).body.errors[0].field).toBe('perPage');
		it_.simulator.settings.strictFields = false;
		expect((await ask('GET', '/contacts?perPage=5')).status).toBe(200);
		expect((await ask('POST', '/contacts', { email: 'a@b.example', externalId: '1' })).status).toBe(200);
	});

	test('no body, no JSON, or another content type', async () => {
		expect((await ask('POST', '/contacts')).body.errors[0].code).toBe('parameter_not_found');
		expect((await ask('POST', '/contacts', '{"email":')).status).toBe(400);
		expect((await ask('POST', '/contacts', 'email=a', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
		expect((await ask('POST', '/companies/list', {})).status).toBe(200);
	});
});

test('the log keeps what was asked, without the token', async () => {
	await ask('POST', '/contacts/search?include_merge_history=true', { query: { field: 'role', operator: '=', value: 'user' } });
	const [record] = it_.simulator.requests;
	expect(record).toMatchObject({
		method: 'POST',
		path: '/contacts/search',
		query: { include_merge_history: 'true' },
		status: 200,
		processed: true,
	});
	expect(record.body).toMatchObject({ query: { field: 'role' } });
	expect(record.headers.authorization).toBe('Bearer [redacted]');
});
