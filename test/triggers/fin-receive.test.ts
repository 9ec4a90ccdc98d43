/** What the Intercom Fin Trigger answers, and what starts a workflow. */

import { FORGERIES, forgeries, sign } from '../../simulator/webhooks/signature';
import { asked, changed, deliver, type FinSettings, HEADER, replied, signed, useFinTriggers } from './fin-support';
import { FIN_KEY, type Json, KEY, outputs } from './support';

const setting = useFinTriggers();
const open: typeof setting.open = (...args) => setting.open(...args);

describe('checking the address', () => {
	it('answers HEAD with 200 and nothing else', async () => {
		const webhook = open();
		expect(await webhook.call({ method: 'HEAD' })).toEqual({ status: 200, body: '' });
		expect(webhook.runs).toEqual([]);
	});

	it('has no other method', async () => {
		for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) expect((await open().call({ method })).status).toBe(404);
	});

	it('acknowledges a signed test request, and starts nothing with it', async () => {
		const webhook = open();
		expect(await deliver(webhook, { type: 'notification_event', topic: 'ping', data: { item: { type: 'ping' } } })).toMatchObject({
			status: 200,
			body: 'OK',
		});
		expect(webhook.runs).toEqual([]);
	});
});

describe('a signed event', () => {
	it.each(['accessToken', 'oAuth2'])(
		'starts one execution with one item, whichever credential holds the secret: %s',
		async (authentication) => {
			const webhook = open({ authentication });
			expect(await deliver(webhook, replied())).toMatchObject({ status: 200, body: 'OK' });
			expect(webhook.runs).toHaveLength(1);
			expect(webhook.runs[0]).toHaveLength(1);
			expect((await webhook.call({ body: JSON.stringify(changed()) })).status).toBe(401);
			expect(webhook.runs).toHaveLength(1);
		},
	);

	it('is verified byte by byte, not as what it means', async () => {
		const webhook = open();
		const spaced = JSON.stringify(replied({ note: 'kühl \u{1F600}' }), null, 3).replace('kühl', 'k\\u00fchl');
		expect((await webhook.call(signed(spaced))).status).toBe(200);
		expect((await webhook.call({ ...signed(spaced), body: JSON.stringify(JSON.parse(spaced)) })).status).toBe(401);
		expect(webhook.runs).toHaveLength(1);
	});

	it('may be 5 MB', async () => {
		const webhook = open();
		const body = `<p>${'ä'.repeat(2_621_440)}</p>`;
		expect((await deliver(webhook, replied({}, { body }))).status).toBe(200);
		expect((await deliver(webhook, replied({}, { id: undefined, body }))).status).toBe(200);
		expect(outputs(webhook)).toMatchObject([{ message: { body } }, { message: { body } }]);
	});
});

describe('a forged event', () => {
	it('starts nothing and is told nothing, in each of twelve kinds', async () => {
		const webhook = open();
		for (const event of [replied(), changed(), asked(), { event_name: 'fin_danced' }]) {
			for (const forge of forgeries) {
				const body = JSON.stringify(event);
				const signature = FORGERIES[forge](body, FIN_KEY, 'sha256');
				const answer = await webhook.call({ body, headers: signature === undefined ? {} : { [HEADER]: signature } });
				expect([forge, answer]).toEqual([forge, { status: 401, body: 'Unauthorized' }]);
			}
		}
		expect([webhook.runs, webhook.failures, webhook.staticData()]).toEqual([[], [], {}]);
	});

	it('is one with the signature of the other kind of webhooks, or with the secret of the app', async () => {
		const webhook = open();
		const body = JSON.stringify(replied());
		expect((await webhook.call({ body, headers: { 'X-Hub-Signature': sign(body, KEY) } })).status).toBe(401);
		expect((await webhook.call({ body, headers: { 'X-Hub-Signature': sign(body, FIN_KEY, 'sha256') } })).status).toBe(401);
		expect((await webhook.call({ body, headers: { [HEADER]: sign(body, KEY, 'sha256') } })).status).toBe(401);
		expect((await webhook.call({ body, headers: { [HEADER]: sign(body, FIN_KEY) } })).status).toBe(401);
		expect(webhook.runs).toEqual([]);
	});

	it('cannot be had by a second header, a form, or no body', async () => {
		const webhook = open();
		const body = JSON.stringify(replied());
		const right = signed(body).headers?.[HEADER] as string;
		expect((await webhook.call({ body, headers: { [HEADER]: [right, right] } })).status).toBe(401);
		expect((await webhook.call({ body, headers: { [HEADER]: `${right}, ${right}` } })).status).toBe(401);
		expect((await webhook.call(signed(body, { 'Content-Type': 'multipart/form-data; boundary=x' }))).status).toBe(401);
		expect((await webhook.call({ headers: { [HEADER]: right } })).status).toBe(401);
		expect(webhook.runs).toEqual([]);
	});

	it('is one where the credential has no secret, or is gone: also with the empty secret', async () => {
		const { intercomAccessTokenApi } = setting.credentials();
		for (const credentials of [
			{ intercomAccessTokenApi: { ...intercomAccessTokenApi, finSigningSecret: '' } },
			{ intercomAccessTokenApi: { ...intercomAccessTokenApi, finSigningSecret: '  ' } },
			{},
		]) {
			const webhook = open({}, { credentials: credentials as never });
			const body = JSON.stringify(replied());
			for (const secret of ['', '  ', KEY, FIN_KEY])
				expect((await webhook.call({ body, headers: { [HEADER]: sign(body, secret, 'sha256') } })).status).toBe(401);
			expect([webhook.runs, webhook.failures]).toEqual([[], []]);
		}
	});

	it('is taken where verification is turned off', async () => {
		const webhook = open({ options: { verifySignature: false } }, { credentials: {} });
		expect((await webhook.call({ body: JSON.stringify(replied()) })).status).toBe(200);
		expect(webhook.runs).toHaveLength(1);
	});
});

describe('what is not an event', () => {
	it.each([
		['a list', '[]'],
		['no name', '{"conversation_id":"1","status":"escalated"}'],
		['a name that is none', '{"event_name":{"a":1}}'],
		['an empty name', '{"event_name":""}'],
		['a notification of an app', '{"type":"notification_event","topic":"contact.user.created","data":{"item":{}}}'],
		['null', 'null'],
		['text', '"fin_replied"'],
	])('%s, signed: 400 and nothing else', async (_, body) => {
		const webhook = open();
		expect(await webhook.call(signed(body))).toEqual({ status: 400, body: 'Not a notification' });
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('malformed JSON is refused by n8n itself, or here where n8n does not look', async () => {
		const webhook = open();
		expect((await webhook.call(signed('{"event_name": "fin_rep'))).status).toBe(422);
		expect((await webhook.call(signed('{"event_name": "fin_rep', { 'Content-Type': 'text/plain' }))).status).toBe(400);
		expect((await webhook.call({ body: '{"event_name": "fin_rep', headers: { 'Content-Type': 'text/plain' } })).status).toBe(401);
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('is never answered with 410 or 429, and never with a fault', async () => {
		const webhook = open();
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		const odd = [
			{ event_name: '__proto__' },
			{ event_name: 'constructor', created_at_ms: 'soon' },
			{ event_name: 'x'.repeat(100_000) },
			replied({ message: null }),
			replied({ message: [] }),
			replied({ message: 'hello' }),
			replied({}, { body: { a: 1 } }),
			replied({}, { body: '<div>'.repeat(15_000) }),
			asked({ csat: 7 }),
			changed({ status: { a: [] }, conversation_id: [], user_id: {}, created_at_ms: -5 }),
		];
		const bodies = [
			'',
			'{',
			'[]',
			'{}',
			'null',
			'0',
			'\u0000',
			deep,
			`{"event_name":"fin_replied","created_at_ms":"2025-01-24T10:00:00Z","deep":${deep}}`,
			'{"event_name":"fin_replied","__proto__":{"status":"x"}}',
			...odd.map((one) => JSON.stringify(one)),
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

describe('which events count', () => {
	const ran = async (settings: FinSettings, ...sent: Json[]) => {
		const webhook = open(settings);
		for (const each of sent) expect(await deliver(webhook, each)).toMatchObject({ status: 200, body: 'OK' });
		return outputs(webhook).map(({ event, status }) => [event, status]);
	};
	const replies = ['replying', 'awaiting_user_reply', 'complete'].map((status) => replied({ status }));
	const changes = ['awaiting_user_reply', 'escalated', 'resolved', 'complete'].map((status) => changed({ status }));
	const all = [...replies, ...changes, asked()];

	it('only the chosen ones', async () => {
		expect(await ran({ events: ['*'] }, ...all)).toHaveLength(8);
		expect(await ran({ events: ['fin_replied'] }, ...all)).toEqual([
			['fin_replied', 'replying'],
			['fin_replied', 'awaiting_user_reply'],
			['fin_replied', 'complete'],
		]);
		expect(await ran({ events: ['csat_requested', 'fin_status_updated'] }, ...all)).toHaveLength(5);
		expect(await ran({ events: [] }, ...all)).toEqual([]);
	});

	it('of replies only those with a chosen status', async () => {
		expect(await ran({ events: ['fin_replied'], replyStatuses: ['replying'] }, ...all)).toEqual([['fin_replied', 'replying']]);
		expect(await ran({ events: ['fin_replied'], replyStatuses: ['replying', 'awaiting_user_reply'] }, ...all)).toHaveLength(2);
	});

	it('of changes only those to a chosen status', async () => {
		expect(await ran({ events: ['fin_status_updated'], newStatuses: ['escalated'] }, ...all)).toEqual([
			['fin_status_updated', 'escalated'],
		]);
	});

	it('the status of one event says nothing about another event', async () => {
		expect(
			await ran(
				{ events: ['fin_replied', 'fin_status_updated'], replyStatuses: ['replying'], newStatuses: ['awaiting_user_reply'] },
				...all,
			),
		).toEqual([
			['fin_replied', 'replying'],
			['fin_status_updated', 'awaiting_user_reply'],
		]);
		expect(await ran({ events: ['*'], newStatuses: ['resolved'] }, ...all)).toEqual([
			...replies.map(({ event_name: name, status }) => [name, status]),
			['fin_status_updated', 'resolved'],
			['csat_requested', null],
		]);
	});

	it('a status that is newer than the list counts where none is chosen', async () => {
		const [reply, change, none] = [replied({ status: 'humming' }), changed({ status: 'paused' }), changed({ status: undefined })];
		expect(await ran({ events: ['*'] }, reply, change, none)).toEqual([
			['fin_replied', 'humming'],
			['fin_status_updated', 'paused'],
			['fin_status_updated', null],
		]);
		expect(await ran({ events: ['*'], replyStatuses: ['replying'], newStatuses: ['escalated'] }, reply, change, none)).toEqual([]);
	});

	it('an event that is newer than the list counts under All Events only', async () => {
		const unknown = {
			event_name: 'fin_procedure_finished',
			conversation_id: '1',
			procedure_id: '5',
			created_at_ms: '2026-11-01T10:00:00.000Z',
		};
		expect(await ran({ events: ['*'] }, unknown)).toEqual([['fin_procedure_finished', null]]);
		expect(await ran({ events: ['fin_replied', 'fin_status_updated', 'csat_requested'] }, unknown)).toEqual([]);
	});
});
