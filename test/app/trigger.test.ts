import type { IDataObject } from 'n8n-workflow';
import { createHost } from '../../scripts/host';
import { card, inMessenger, KEY, opened, openOn, outputs, pressed, send, signatureOf, signed, text, textsOn, useApps } from './support';

const { open, host } = useApps();
const button = { type: 'button', id: 'refund', label: 'Refund', action: { type: 'submit' } };
const asked = async () => card(text('Order 7'), button);

describe('a card that is opened', () => {
	it('starts the workflow with one tidy item, and shows what it answers', async () => {
		const webhook = open({}, { respond: asked });
		const answer = await send(webhook, signed(opened({ card_creation_options: { shop: 'north' } })));
		expect([answer.status, textsOn(answer)]).toEqual([200, ['Order 7', 'Refund']]);
		expect(outputs(webhook)).toEqual([
			{
				event: 'initialize',
				audience: 'inbox',
				location: 'conversation',
				workspaceId: 'ab12cd34',
				conversationId: '215473',
				by: { kind: 'teammate', id: '814860', name: 'Tim Mate', email: 'tim@example.com' },
				contact: { kind: 'contact', id: '6a01', name: 'Ada Love', email: 'ada@example.com', externalId: 'u-1', role: 'user', phone: null },
				componentId: null,
				inputs: {},
				storedData: {},
				configured: { shop: 'north' },
			},
		]);
	});

	it("in the Messenger is the contact's, under whatever name Intercom sends them", async () => {
		for (const name of ['contact', 'customer', 'user']) {
			const webhook = open({}, { respond: asked });
			const { contact, ...rest } = inMessenger(opened());
			await send(webhook, signed({ ...rest, [name]: contact }));
			expect(outputs(webhook)).toMatchObject([{ audience: 'messenger', by: { kind: 'contact', id: '6a01' } }]);
		}
	});

	it('counts each time: nothing tells a repetition from opening it again', async () => {
		const webhook = open({}, { respond: asked });
		for (let round = 0; round < 3; round += 1) await send(webhook, signed(opened()));
		expect(webhook.runs).toHaveLength(3);
	});

	it('can be given out as it came', async () => {
		const webhook = open({ options: { fullRequest: true } }, { respond: asked });
		await send(webhook, signed(opened()));
		expect(outputs(webhook)).toEqual([opened()]);
	});
});

describe('a button', () => {
	async function pressing(parameters: IDataObject = {}, respond: () => Promise<unknown> = asked) {
		const webhook = open(parameters, { respond });
		const shown = await send(webhook, signed(opened()));
		webhook.runs.length = 0;
		return { webhook, shown };
	}

	it('starts the workflow with what was entered and stored', async () => {
		const { webhook, shown } = await pressing({}, async () => ({
			canvas: { ...(card(button).canvas as object), stored_data: { order: '7' } },
		}));
		await send(webhook, signed(pressed('refund', shown.card, { reason: 'late' }), 'submit'));
		expect(outputs(webhook)).toMatchObject([
			{ event: 'submit', componentId: 'refund', inputs: { reason: 'late' }, storedData: { order: '7' } },
		]);
		expect(Object.keys((outputs(webhook)[0] as { storedData: object }).storedData)).toEqual(['order']);
	});

	it('pressed twice on the same card starts one workflow; both presses get its answer', async () => {
		let count = 0;
		const { webhook, shown } = await pressing({}, async () => card(text(`answer ${++count}`), button));
		const press = signed(pressed('refund', shown.card), 'submit');
		const both = await Promise.all([send(webhook, press), send(webhook, press)]);
		const again = await send(webhook, press);
		expect(webhook.runs).toHaveLength(1);
		expect([...both, again].map((answer) => textsOn(answer)[0])).toEqual(['answer 2', 'answer 2', 'answer 2']);
	});

	it('on the card that came after, or with another input, is another press', async () => {
		const { webhook, shown } = await pressing();
		const next = await send(webhook, signed(pressed('refund', shown.card), 'submit'));
		await send(webhook, signed(pressed('refund', next.card), 'submit'));
		await send(webhook, signed(pressed('refund', next.card, { reason: 'other' }), 'submit'));
		expect(webhook.runs).toHaveLength(3);
	});

	it('that was carried out before n8n was started again is not carried out again', async () => {
		const webhook = Object.assign(open({}, { respond: asked, id: 'restarted' }), { workflow: 'restarted' });
		const shown = await send(webhook, signed(opened()));
		const press = signed(pressed('refund', shown.card), 'submit');
		await send(webhook, press);
		// a host of its own loads the package anew, as another process does
		const another = await createHost();
		const after = openOn(another, {}, { respond: asked, id: webhook.workflow, staticData: webhook.staticData() });
		expect(textsOn(await send(after, press))).toEqual(['This was done already.', 'Order 7', 'Refund']);
		expect(after.runs).toEqual([]);
		await another.close();
	});

	it('that nobody chose leaves the card as it is', async () => {
		const { webhook, shown } = await pressing({ options: { components: 'pay, order-*' } });
		expect(textsOn(await send(webhook, signed(pressed('refund', shown.card), 'submit')))).toEqual(['Order 7', 'Refund']);
		expect(webhook.runs).toEqual([]);
		for (const id of ['pay', 'order-12']) await send(webhook, signed(pressed(id, shown.card), 'submit'));
		expect(webhook.runs).toHaveLength(2);
	});
});

describe('places', () => {
	it('that were not chosen get a card that says there is nothing', async () => {
		const webhook = open({ options: { locations: ['home'], nothingText: 'Not here' } }, { respond: asked });
		expect(textsOn(await send(webhook, signed(opened())))).toEqual(['Not here']);
		expect(webhook.runs).toEqual([]);
	});

	it('and people: the Inbox only', async () => {
		const webhook = open({ options: { audiences: ['inbox'] } }, { respond: asked });
		await send(webhook, signed(inMessenger(opened())));
		expect(webhook.runs).toEqual([]);
		await send(webhook, signed(opened()));
		expect(webhook.runs).toHaveLength(1);
	});

	it('an event that was not chosen starts nothing', async () => {
		const webhook = open({ events: ['submit'] }, { respond: asked });
		expect((await send(webhook, signed(opened()))).status).toBe(200);
		expect(webhook.runs).toEqual([]);
	});
});

describe('a configuration', () => {
	it('shows cards, and ends with results', async () => {
		const answers = [card(button), { results: { shop: 'north' } }];
		const webhook = open({ events: ['configure'] }, { respond: async () => answers.shift() });
		const first = await send(webhook, signed(opened(), 'configure'));
		const { card: end } = await send(webhook, signed(pressed('refund', first.card), 'configure'));
		expect(end).toEqual({ results: { shop: 'north' } });
		expect(outputs(webhook)).toMatchObject([{ event: 'configure', by: { kind: 'teammate' }, audience: null }, { componentId: 'refund' }]);
	});

	it('is the only one that results end', async () => {
		const webhook = open({}, { respond: async () => ({ results: {} }) });
		expect(textsOn(await send(webhook, signed(opened())))).toEqual(['Something went wrong. Please try again.']);
	});
});

describe("a request that is not Intercom's", () => {
	it.each<[string, number, (body: string) => Record<string, string>]>([
		['has no signature', 401, () => ({})],
		["has another secret's", 401, (body) => ({ 'X-Body-Signature': signatureOf(body, 'other') })],
		['has the signature of another body', 401, () => ({ 'X-Body-Signature': signatureOf('{}') })],
		['names the algorithm, as webhooks do', 401, (body) => ({ 'X-Body-Signature': `sha256=${signatureOf(body)}` })],
		['is signed as webhooks are', 401, (body) => ({ 'X-Hub-Signature': signatureOf(body) })],
		['has a signature that is cut off', 401, (body) => ({ 'X-Body-Signature': signatureOf(body).slice(0, 40) })],
	])('%s: %i', async (_name, expected, headers) => {
		const webhook = open({}, { respond: asked });
		const body = JSON.stringify(opened());
		for (const name of ['default', 'submit', 'configure'])
			expect((await webhook.call({ body, webhook: name, headers: headers(body) })).status).toBe(expected);
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('is larger than 1 MB, although signed: 413', async () => {
		const webhook = open({}, { respond: asked });
		expect((await webhook.call(signed(opened({ filler: 'x'.repeat(1024 * 1024) })))).status).toBe(413);
		expect(webhook.runs).toEqual([]);
	});

	it.each(['[]', '{}', '"text"', 'null'])('is no request to an app: %s gets 400', async (body) => {
		const webhook = open({}, { respond: asked });
		expect((await webhook.call(signed(body))).status).toBe(400);
		expect(webhook.runs).toEqual([]);
	});

	it('is taken where verification is turned off, and asked for again while the credential cannot be read', async () => {
		const body = JSON.stringify(opened());
		const unverified = open({ options: { verifySignature: false } }, { respond: asked });
		expect((await unverified.call({ body })).status).toBe(200);
		const webhook = open({}, { respond: asked });
		webhook.credentialFault(new Error('Database connection timed out'));
		expect((await webhook.call(signed(body))).status).toBe(503);
	});
});

describe('a workflow that', () => {
	const failing = async () => Promise.reject(new Error('in the workflow'));

	it('fails shows a friendly card when it opens', async () => {
		const webhook = open({ options: { errorText: 'Not now' } }, { respond: failing });
		const answer = await send(webhook, signed(opened()));
		expect([answer.status, textsOn(answer)]).toEqual([200, ['Not now']]);
	});

	it('fails at a button leaves the card there to press again, and that is a new press', async () => {
		let isBroken = false;
		const webhook = open({}, { respond: async () => (isBroken ? await failing() : await asked()) });
		const shown = await send(webhook, signed(opened()));
		isBroken = true;
		const broken = await send(webhook, signed(pressed('refund', shown.card), 'submit'));
		expect(textsOn(broken)).toEqual(['Something went wrong. Please try again.', 'Order 7', 'Refund']);
		isBroken = false;
		expect(textsOn(await send(webhook, signed(pressed('refund', broken.card), 'submit')))).toEqual(['Order 7', 'Refund']);
		expect(webhook.runs).toHaveLength(3);
	});

	it('answers what Intercom would not take shows a friendly card', async () => {
		for (const wrong of [undefined, '', {}, { canvas: {} }, card({ type: 'buton' })]) {
			const answer = await send(open({}, { respond: async () => wrong }), signed(opened()));
			expect([answer.status, textsOn(answer)]).toEqual([200, ['Something went wrong. Please try again.']]);
		}
	});

	it('is tested in the editor says on the card what is wrong', async () => {
		const webhook = open({}, { mode: 'manual', respond: async () => card({ type: 'button', label: 'Pay', action: { type: 'submit' } }) });
		expect(textsOn(await send(webhook, signed(opened())))[0]).toContain("'Component 1 (Button)' needs an ID");
	});

	it('ends with items shows them as a table or a list', async () => {
		const one = await send(
			open({ answer: 'lastNode' }, { respond: async () => [{ Plan: 'Pro', MRR: 99, Active: true, Notes: null }] }),
			signed(opened()),
		);
		expect(one.card.canvas.content.components).toEqual([
			{
				type: 'data-table',
				items: [
					{ type: 'field-value', field: 'Plan', value: 'Pro' },
					{ type: 'field-value', field: 'MRR', value: '99' },
					{ type: 'field-value', field: 'Active', value: 'Yes' },
				],
			},
		]);
		const several = await send(
			open({ answer: 'lastNode' }, { respond: async () => [{ name: 'Order 1', state: 'paid' }, { name: 'Order 2' }] }),
			signed(opened()),
		);
		expect(several.card.canvas.content.components).toMatchObject([
			{ type: 'list', items: [{ title: 'Order 1', subtitle: 'paid' }, { title: 'Order 2' }] },
		]);
	});

	it('takes long shows that it loads, and then its result, once', async () => {
		let finish: (answer: unknown) => void = () => {};
		const webhook = open({ options: { loadingAfter: 0.05 } }, { respond: async () => await new Promise((resolve) => (finish = resolve)) });
		const loading = await send(webhook, signed(opened()));
		expect(textsOn(loading)).toEqual(['This takes a moment.', 'Show result']);
		const still = await send(webhook, signed(pressed('n8n_show_result', loading.card), 'submit'));
		expect(textsOn(still)).toEqual(['This takes a moment.', 'Show result']);
		finish(card(text('Here it is')));
		expect(textsOn(await send(webhook, signed(pressed('n8n_show_result', still.card), 'submit')))).toEqual(['Here it is']);
		expect(webhook.runs).toHaveLength(1);
	});

	it('took so long that its result is gone says so', async () => {
		const webhook = open({}, { respond: asked });
		const lost = { content: { components: [text('This takes a moment.')] }, stored_data: { n8n_result: 'nobody knows' } };
		expect(textsOn(await send(webhook, signed(pressed('n8n_show_result', lost), 'submit')))[0]).toMatch(/not there any more/);
	});
});

it('does not start to listen without the client secret', async () => {
	const webhook = host.openWebhook({
		type: 'n8n-nodes-intercom.intercomAppTrigger',
		credentials: { intercomAccessTokenApi: { accessToken: 'token', region: 'us', clientSecret: '' } },
		id: 'no secret',
	});
	await expect(webhook.activate()).rejects.toThrow("no 'Client Secret'");
	expect(KEY).not.toBe('');
});
