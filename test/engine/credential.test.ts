/** The credential is for Intercom alone: whatever leads to another host is asked without it. */

import type { IDataObject } from 'n8n-workflow';
import { useHost } from '../support/host';
import { type Recorded, useRecorder } from '../support/recorder';

const SECRET = 'secret-token-1';
const host = useHost();
const intercom = useRecorder();
const elsewhere = useRecorder();
/** The same machine under another name: another host to every client. */
const address = (path: string) => `${elsewhere.url.replace('127.0.0.1', 'localhost')}${path}`;

const CREDENTIALS = {
	accessToken: () => ({ intercomAccessTokenApi: { accessToken: SECRET, region: 'custom', baseUrl: intercom.url } }),
	oAuth2: () => ({
		intercomAppOAuth2Api: {
			clientId: 'id',
			clientSecret: 'app-secret',
			region: 'custom',
			baseUrl: intercom.url,
			oauthTokenData: { access_token: SECRET, token_type: 'Bearer' },
		},
	}),
};
const run = async (node: string, authentication: keyof typeof CREDENTIALS, parameters: IDataObject) =>
	await host.runNode({
		type: `n8n-nodes-intercom.${node}`,
		parameters: { authentication, ...parameters } as never,
		items: [{}],
		credentials: CREDENTIALS[authentication]() as never,
	});
/** Whether anything of a request tells the credential. */
const tells = (request: Recorded): boolean =>
	JSON.stringify(request).includes(SECRET) || 'authorization' in request.headers || 'cookie' in request.headers;
/** Everything a server was asked, and whether it learned the credential. */
const learned = (requests: Recorded[]) => requests.map((request) => [`${request.method} ${request.path}`, tells(request)]);

describe.each(['accessToken', 'oAuth2'] as const)('with the credential %s', (authentication) => {
	it('the stream of what Fin says is listened to without it, though it comes with the answer to the question', async () => {
		intercom.answer = () => ({
			body: { conversation_id: 'c1', user_id: 'u1', status: 'thinking', sse_subscription_url: address('/stream?ticket=abc') },
		});
		const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
		elsewhere.answer = () => ({
			headers: { 'content-type': 'text/event-stream' },
			body:
				event({ event_name: 'fin_replied', status: 'replying', message: { id: '1', body: 'Because.' } }) +
				event({ event_name: 'fin_status_updated', status: 'complete' }),
		});
		const { error, json } = await run('intercomFin', authentication, {
			resource: 'finConversation',
			operation: 'askAndWait',
			userId: 'u1',
			messageBody: 'Why?',
		});
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ answer: 'Because.', via: 'stream' });
		expect(learned(intercom.requests)).toEqual([['POST /fin/ask', true]]);
		expect(learned(elsewhere.requests)).toEqual([['GET /stream', false]]);
		expect(elsewhere.requests[0].query).toEqual({ ticket: 'abc' });
	});

	it('a stream that leads back to Intercom is not followed with it either', async () => {
		intercom.answer = ({ path }) =>
			path === '/fin/ask'
				? { body: { conversation_id: 'c1', status: 'complete', sse_subscription_url: address('/stream') } }
				: { body: 'data: {}\n\n' };
		elsewhere.answer = () => ({ status: 302, headers: { location: `${intercom.url}/elsewhere` } });
		await run('intercomFin', authentication, { resource: 'finConversation', operation: 'askAndWait', userId: 'u1', messageBody: 'Why?' });
		expect(learned(intercom.requests)).toEqual([
			['POST /fin/ask', true],
			['GET /elsewhere', false],
		]);
	});

	it('a recording is fetched from where it lies without it', async () => {
		intercom.answer = () => ({ status: 302, headers: { location: address('/storage/x.wav') } });
		elsewhere.answer = () => ({ body: 'sound' });
		const { error } = await run('intercom', authentication, {
			resource: 'call',
			operation: 'getRecording',
			callId: { __rl: true, mode: 'id', value: 'c1' },
		});
		expect(error).toBeUndefined();
		expect(learned(intercom.requests)).toEqual([['GET /calls/c1/recording', true]]);
		expect(learned(elsewhere.requests)).toEqual([['GET /storage/x.wav', false]]);
	});

	it('an answer that sends a request elsewhere is not followed, and the item says so', async () => {
		intercom.answer = () => ({ status: 302, headers: { location: address('/contacts/c1') } });
		elsewhere.answer = () => ({ body: { type: 'contact', id: 'c1' } });
		const { error } = await run('intercom', authentication, {
			resource: 'contact',
			operation: 'get',
			contactId: { __rl: true, mode: 'id', value: 'c1' },
		});
		expect(learned(intercom.requests)).toEqual([['GET /contacts/c1', true]]);
		expect(elsewhere.requests).toEqual([]);
		expect(error?.message).toContain('redirect');
	});
});
