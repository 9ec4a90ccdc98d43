import { events } from '../../catalog/triggers/topics';
import { forgeries } from '../../simulator/webhooks';
import { FORGERIES, sign } from '../../simulator/webhooks/signature';
import { deliver, KEY, notification, outputs, signed, useTriggers } from './support';

const setting = useTriggers();
const open: typeof setting.open = (...args) => setting.open(...args);
const contact = 'contact.user.created';

describe('checking the address', () => {
	it('answers HEAD with 200 and nothing else', async () => {
		const webhook = open();
		expect(await webhook.call({ method: 'HEAD' })).toEqual({ status: 200, body: '' });
		expect(webhook.runs).toEqual([]);
	});

	it('has no other method', async () => {
		for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) expect((await open().call({ method })).status).toBe(404);
	});
});

describe('a signed notification', () => {
	it('starts one execution with one item', async () => {
		const webhook = open({ events: [contact] });
		const { status, body, items } = await deliver(webhook, notification(contact));
		expect([status, body]).toEqual([200, 'OK']);
		expect(items).toHaveLength(1);
		expect(outputs(webhook)).toMatchObject([{ topic: contact, attempt: 1, workspaceId: 'simulatr', data: { type: 'contact' } }]);
	});

	it('is verified with the client secret of OAuth2 as well', async () => {
		const webhook = open({ authentication: 'oAuth2' });
		expect((await deliver(webhook, notification(contact))).status).toBe(200);
		expect((await webhook.call({ body: JSON.stringify(notification(contact)) })).status).toBe(401);
		expect(webhook.runs).toHaveLength(1);
	});

	it('is verified byte by byte, not as what it means', async () => {
		const webhook = open();
		const spaced = JSON.stringify(notification(contact, { app_id: 'k\u00fchl \u{1F600}' }), null, 3).replace('kühl', 'k\\u00fchl');
		expect((await webhook.call(signed(spaced))).status).toBe(200);
		expect((await webhook.call({ ...signed(spaced), body: JSON.stringify(JSON.parse(spaced)) })).status).toBe(401);
		expect(webhook.runs).toHaveLength(1);
	});

	it('may be called something else than JSON by its content type', async () => {
		const webhook = open();
		for (const type of ['application/json; charset=utf-8', 'text/plain', 'application/octet-stream', 'application/vnd.api+json']) {
			expect((await webhook.call(signed(JSON.stringify(notification(contact)), { 'Content-Type': type }))).status).toBe(200);
		}
		expect(webhook.runs).toHaveLength(4);
	});

	it('can be given out as it came', async () => {
		const webhook = open({ options: { fullNotification: true } });
		const sent = notification('ticket.admin.replied');
		await deliver(webhook, sent);
		expect(outputs(webhook)).toEqual([sent]);
	});

	it('may be 5 MB', async () => {
		const webhook = open();
		const item = { type: 'contact', id: '1', custom_attributes: { text: 'ä'.repeat(2_621_440) } };
		const begin = Date.now();
		expect((await deliver(webhook, notification(contact, {}, item))).status).toBe(200);
		expect(Date.now() - begin).toBeLessThan(20000);
		expect(outputs(webhook)[0].data).toEqual(item);
	});
});

describe('a forged notification', () => {
	it('starts nothing and is told nothing: 204 of twelve kinds', async () => {
		const webhook = open();
		const answers = new Set<string>();
		for (let round = 0; round < 17; round += 1) {
			for (const forge of forgeries) {
				const body = JSON.stringify(notification(events[(round * 7) % events.length].topic));
				const signature = FORGERIES[forge](body, KEY);
				const {
					status,
					body: text,
					items,
				} = await webhook.call({ body, headers: signature === undefined ? {} : { 'X-Hub-Signature': signature } });
				expect([forge, status, items]).toEqual([forge, 401, undefined]);
				answers.add(text);
			}
		}
		expect([forgeries.length * 17, [...answers]]).toEqual([204, ['Unauthorized']]);
		expect([webhook.runs, webhook.failures, webhook.staticData()]).toEqual([[], [], {}]);
	});

	it('cannot be had by a second header, a form, or no body', async () => {
		const webhook = open();
		const body = JSON.stringify(notification(contact));
		const right = signed(body).headers!['X-Hub-Signature'] as string;
		expect((await webhook.call({ body, headers: { 'X-Hub-Signature': [right, right] } })).status).toBe(401);
		expect((await webhook.call({ body, headers: { 'X-Hub-Signature': `${right}, ${right}` } })).status).toBe(401);
		expect((await webhook.call({ ...signed(body, { 'Content-Type': 'multipart/form-data; boundary=x' }) })).status).toBe(401);
		expect((await webhook.call({ headers: { 'X-Hub-Signature': right } })).status).toBe(401);
		expect(webhook.runs).toEqual([]);
	});

	it('is one where the credential has no secret, or is gone: also with the empty secret', async () => {
		const { intercomAccessTokenApi } = setting.credentials();
		for (const credentials of [
			{ intercomAccessTokenApi: { ...intercomAccessTokenApi, clientSecret: '' } },
			{ intercomAccessTokenApi: { ...intercomAccessTokenApi, clientSecret: '  ' } },
			{},
		]) {
			const webhook = open({}, { credentials: credentials as never });
			const body = JSON.stringify(notification(contact));
			for (const secret of ['', '  ', KEY])
				expect((await webhook.call({ body, headers: { 'X-Hub-Signature': sign(body, secret) } })).status).toBe(401);
			expect([webhook.runs, webhook.failures]).toEqual([[], []]);
		}
	});

	it('is one where the credential was deleted', async () => {
		const webhook = open();
		for (const message of [
			'Credential with ID "7" does not exist for type "intercomAccessTokenApi".',
			'Credential with ID "7" was not found.',
		]) {
			webhook.credentialFault(new Error(message));
			expect(await deliver(webhook, notification(contact))).toMatchObject({ status: 401, body: 'Unauthorized' });
		}
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('is taken where verification is turned off', async () => {
		const webhook = open({ options: { verifySignature: false } }, { credentials: {} });
		expect((await webhook.call({ body: JSON.stringify(notification(contact)) })).status).toBe(200);
		expect(webhook.runs).toHaveLength(1);
	});
});

describe('while n8n cannot read the credential', () => {
	const faults = [
		'Database connection timed out',
		'Credentials could not be decrypted. The likely reason is that a different "encryptionKey" was used to encrypt the data.',
	];

	it.each(faults)('a genuine notification is asked for again, and counts then: %s', async (fault) => {
		const webhook = open();
		const sent = notification(contact);
		webhook.credentialFault(new Error(fault));
		expect(await deliver(webhook, sent)).toMatchObject({ status: 503, body: 'The signature cannot be verified at the moment' });
		expect([webhook.runs, webhook.failures, webhook.staticData()]).toEqual([[], [], {}]);
		webhook.credentialFault(undefined);
		expect((await deliver(webhook, { ...sent, delivery_attempts: 2 })).status).toBe(200);
		expect(outputs(webhook)).toMatchObject([{ attempt: 2 }]);
	});

	it('what has no signature of this kind is refused without a look at it', async () => {
		const webhook = open();
		webhook.credentialFault(new Error(faults[0]));
		const body = JSON.stringify(notification(contact));
		for (const signature of [undefined, '', 'sha1=', `sha1=${'0'.repeat(39)}`, `sha256=${'0'.repeat(64)}`, sign(body, KEY, 'sha256')]) {
			expect((await webhook.call({ body, headers: { 'X-Hub-Signature': signature } })).status).toBe(401);
		}
	});
});

describe('what is not a notification', () => {
	it.each([
		['a list', '[]'],
		['no topic', '{"data":{"item":{}}}'],
		['no item', '{"topic":"contact.user.created","data":{}}'],
		['null', 'null'],
		['text', '"hello"'],
	])('%s, signed: 400 and nothing else', async (_, body) => {
		const webhook = open();
		expect(await webhook.call(signed(body))).toEqual({ status: 400, body: 'Not a notification' });
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('malformed JSON is refused by n8n itself, or here where n8n does not look', async () => {
		const webhook = open();
		expect((await webhook.call(signed('{"topic": "contact'))).status).toBe(422);
		expect((await webhook.call(signed('{"topic": "contact', { 'Content-Type': 'text/plain' }))).status).toBe(400);
		expect((await webhook.call({ body: '{"topic": "contact', headers: { 'Content-Type': 'text/plain' } })).status).toBe(401);
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('is never answered with 410 or 429, and never with a fault', async () => {
		const webhook = open();
		const bodies = [
			'',
			'{',
			'[]',
			'{}',
			'null',
			'0',
			'\u0000',
			'{"topic":{}}',
			`${'['.repeat(50_000)}${']'.repeat(50_000)}`,
			JSON.stringify({ topic: '__proto__', data: { item: {} } }),
			JSON.stringify({ topic: 'x'.repeat(100_000), data: { item: {} } }),
		];
		for (const body of bodies) {
			for (const type of ['application/json', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
				const { status } = await webhook.call(signed(body, { 'Content-Type': type }));
				expect([200, 400, 422]).toContain(status);
			}
		}
		expect(webhook.failures).toEqual([]);
	});
});

describe('which notifications count', () => {
	const ran = async (settings: Parameters<typeof open>[0], ...sent: Array<ReturnType<typeof notification>>) => {
		const webhook = open(settings);
		for (const each of sent) expect(await deliver(webhook, each)).toMatchObject({ status: 200, body: 'OK' });
		return outputs(webhook).map(({ topic }) => topic);
	};

	it('not the ping, whatever is chosen', async () => {
		expect(
			await ran(
				{ events: ['*'] },
				notification('ping'),
				notification('ping', {}, { type: 'other' }),
				notification(contact, {}, { type: 'ping', message: 'x' }),
			),
		).toEqual([]);
		expect(await ran({ events: ['ping'] }, notification('ping'))).toEqual([]);
	});

	it('only those of chosen topics', async () => {
		const sent = events.map(({ topic }) => notification(topic));
		const chosen = ['ticket.created', 'conversation.user.replied'];
		expect(await ran({ events: chosen }, ...sent)).toEqual(chosen.sort());
		expect(await ran({ events: [] }, ...sent)).toEqual([]);
	});

	it('those of unknown topics only where all are chosen', async () => {
		const unknown = notification(contact, { topic: 'weather.changed' }, { type: 'weather', id: 7 });
		expect(await ran({ events: ['*'] }, unknown)).toEqual(['weather.changed']);
		expect(await ran({ events: [contact] }, unknown)).toEqual([]);
		expect(await ran({ events: ['weather.changed'] }, unknown)).toEqual(['weather.changed']);
	});

	it('only those of the workspace', async () => {
		const [here, there, nowhere] = ['here', 'there', undefined].map((app_id) => notification(contact, { app_id }));
		expect(await ran({ options: { workspaceId: 'here' } }, here, there, nowhere)).toHaveLength(1);
		expect(await ran({ options: { workspaceId: ' there , here ' } }, here, there, nowhere)).toHaveLength(2);
		expect(await ran({ options: { workspaceId: '' } }, here, there, nowhere)).toHaveLength(3);
	});

	it('not those that are older than the chosen age; without a date, or with one ahead of this clock, they count', async () => {
		const ago = (minutes: number) => notification(contact, { created_at: Math.floor(Date.now() / 1000) - 60 * minutes });
		const options = { maximumAgeMinutes: 30 };
		expect(await ran({ options }, ago(29), ago(31), ago(60 * 24 * 365))).toHaveLength(1);
		expect(
			await ran({ options }, ago(-10), notification(contact, { created_at: 0 }), notification(contact, { created_at: undefined })),
		).toHaveLength(3);
		expect(await ran({ options: {} }, ago(60 * 24 * 365))).toHaveLength(1);
	});

	it('not what teammates did to a ticket, although contacts have written in its thread', async () => {
		const part = (created_at: number, type: string) => ({ type: 'ticket_part', created_at, author: { type } });
		const ticket = (...parts: object[]) => ({ type: 'ticket', id: '7', ticket_parts: { type: 'ticket_part.list', ticket_parts: parts } });
		const sent = (...parts: object[]) =>
			['ticket.state.updated', 'ticket.closed'].map((topic) => notification(topic, {}, ticket(...parts)));
		const options = { ignoreActionsBy: ['bot', 'teammate'] };
		expect(await ran({ options }, ...sent(part(10, 'user'), part(20, 'admin')))).toEqual([]);
		expect(await ran({ options }, ...sent(part(10, 'admin'), part(20, 'user')))).toEqual(['ticket.state.updated', 'ticket.closed']);
	});

	it('not what bots or teammates did, so that an answer does not start the workflow that gives it', async () => {
		const topics = [
			'conversation.user.replied',
			'conversation.operator.replied',
			'conversation.admin.replied',
			'ticket.admin.replied',
			'conversation.user.created',
			'contact.user.updated',
			'admin.logged_in',
		];
		const sent = () => topics.map((topic) => notification(topic));
		expect(await ran({ options: { ignoreActionsBy: ['bot'] } }, ...sent())).toEqual(
			topics.filter((topic) => topic !== 'conversation.operator.replied'),
		);
		expect(await ran({ options: { ignoreActionsBy: ['bot', 'teammate'] } }, ...sent())).toEqual([
			'conversation.user.replied',
			'conversation.user.created',
			'contact.user.updated',
			'admin.logged_in',
		]);
		expect(await ran({ options: { ignoreActionsBy: [] } }, ...sent())).toEqual(topics);
	});
});

describe('a notification that comes again', () => {
	it('starts nothing the second time', async () => {
		const webhook = open();
		const sent = notification(contact);
		await deliver(webhook, sent);
		expect(await deliver(webhook, { ...sent, delivery_attempts: 2, delivery_status: 'retry' })).toMatchObject({ status: 200, body: 'OK' });
		expect(webhook.runs).toHaveLength(1);
	});

	it('is another one in another workspace, and in another workflow', async () => {
		const [one, other] = [open(), open()];
		await deliver(one, notification(contact, { id: 'notif_1', app_id: 'a' }));
		await deliver(one, notification(contact, { id: 'notif_1', app_id: 'b' }));
		await deliver(other, notification(contact, { id: 'notif_1', app_id: 'a' }));
		expect([one.runs.length, other.runs.length]).toEqual([2, 1]);
	});

	it('is told by its own ID, not by that of its object', async () => {
		const webhook = open();
		for (let i = 0; i < 5; i += 1) await deliver(webhook, notification('conversation.user.replied'));
		expect(webhook.runs).toHaveLength(5);
	});

	it('is never one without an ID', async () => {
		const webhook = open();
		for (const id of [null, undefined, '']) for (let i = 0; i < 2; i += 1) await deliver(webhook, notification(contact, { id }));
		expect(webhook.runs).toHaveLength(6);
		expect(webhook.staticData()).toEqual({});
	});

	it('may be repeated in tests from the editor', async () => {
		const webhook = open({}, { mode: 'manual' });
		const sent = notification(contact);
		for (let i = 0; i < 3; i += 1) await deliver(webhook, sent);
		expect(webhook.runs).toHaveLength(3);
	});

	it('does not start a second execution when it comes twice at the same moment', async () => {
		const webhook = open();
		webhook.slow(20);
		const sent = notification(contact);
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await deliver(webhook, sent)));
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect(webhook.runs).toHaveLength(1);
	});

	it('counts if n8n could not start the first execution', async () => {
		const webhook = open();
		const [lost, other] = [notification(contact), notification(contact)];
		webhook.failStarts(1);
		expect((await deliver(webhook, lost)).status).toBe(500);
		await deliver(webhook, other);
		expect((await deliver(webhook, lost)).status).toBe(200);
		await deliver(webhook, lost);
		await deliver(webhook, other);
		expect(outputs(webhook).map(({ notificationId }) => notificationId)).toEqual([other.id, lost.id]);
	});

	it('counts then also if another delivery was written down meanwhile, which writes nothing of it', async () => {
		const webhook = open();
		webhook.slow(20);
		const [lost, other] = [notification(contact), notification(contact)];
		webhook.failStarts(1);
		const statuses = (await Promise.all([deliver(webhook, lost), deliver(webhook, other)])).map(({ status }) => status);
		expect(statuses).toEqual([500, 200]);
		expect((webhook.staticData()['node:Intercom Trigger'] as { seen: string }).seen.split(' ')).toHaveLength(1);
		await deliver(webhook, lost);
		await deliver(webhook, lost);
		expect(outputs(webhook).map(({ notificationId }) => notificationId)).toEqual([other.id, lost.id]);
	});
});
