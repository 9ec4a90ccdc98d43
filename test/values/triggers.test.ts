/** The options of the triggers as text, as an expression or an environment may give them. */

import { PING } from '../../catalog/triggers/topics';
import { FIN_TRIGGER, replied, signed as signedByFin } from '../triggers/fin-support';
import { deliver, notification, outputs, signed, useTriggers } from '../triggers/support';

const setting = useTriggers();
const TOPIC = 'conversation.user.created';
const unsigned = () => ({ body: JSON.stringify(notification(TOPIC)) });
const open = (options: Record<string, unknown>, events: unknown = ['*']) =>
	setting.open({ options: options as never, events: events as never });

describe('Intercom Trigger', () => {
	it.each<[unknown, boolean]>([
		['true', true],
		['True', true],
		[1, true],
		['false', false],
		['0', false],
		[false, false],
		[null, false],
	])('Full Notification %j', async (fullNotification, isFull) => {
		const webhook = open({ fullNotification });
		await webhook.activate();
		await deliver(webhook, notification(TOPIC));
		expect('app_id' in outputs(webhook)[0]).toBe(isFull);
	});

	it.each<[unknown, number]>([
		['false', 200],
		['FALSE', 200],
		[0, 200],
		['true', 401],
		['yes', 401],
		[null, 401],
	])('Verify Signature %j', async (verifySignature, status) => {
		expect((await open({ verifySignature }).call(unsigned())).status).toBe(status);
	});

	it.each([
		['JSON text', JSON.stringify([TOPIC, 'contact.created'])],
		['commas', `contact.created, ${TOPIC}`],
		['a list with gaps', [null, TOPIC]],
	])('Events as %s', async (_form, events) => {
		const webhook = open({}, events);
		await webhook.activate();
		await deliver(webhook, notification(TOPIC));
		await deliver(webhook, notification('ticket.created'));
		await deliver(webhook, notification(PING));
		expect(outputs(webhook).map(({ topic }) => topic)).toEqual([TOPIC]);
	});

	it('Only This Workspace as JSON text', async () => {
		const webhook = open({ workspaceId: '["other","simulatr"]' });
		await deliver(webhook, notification(TOPIC));
		expect(outputs(webhook)).toHaveLength(1);
	});

	it.each<[string, Record<string, unknown>, unknown]>([
		["'Full Notification' has to be true or false, not perhaps", { fullNotification: 'perhaps' }, ['*']],
		["'Fetch Full Object' has to be true or false, not an empty text", { fetchFullObject: '' }, ['*']],
		["'Verify Signature' has to be true or false, not off", { verifySignature: 'off' }, ['*']],
		["'Ignore Actions By' cannot be robots", { ignoreActionsBy: ['robots'] }, ['*']],
		["'Events' has to be a text, not an object", {}, [{ topic: TOPIC }]],
	])('%s: the workflow is not switched on', async (message, options, events) => {
		await expect(open(options, events).activate()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(message),
		});
	});

	it('a Verify Signature that says neither leaves the door closed', async () => {
		const webhook = open({ verifySignature: 'off' });
		expect((await webhook.call(unsigned())).status).toBe(401);
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('an option that turned wrong afterwards shows as a failed execution, and the event may come again', async () => {
		const request = { id: 'turned', staticData: {} };
		const wrong = setting.open({ options: { fullNotification: 'perhaps' as never } }, request);
		const event = JSON.stringify(notification(TOPIC));
		expect((await wrong.call(signed(event))).status).toBe(500);
		expect(wrong.failures.map(({ message }) => message)).toEqual([
			expect.stringContaining("'Full Notification' has to be true or false, not perhaps"),
		]);
		const right = setting.open({}, request);
		expect((await right.call(signed(event))).status).toBe(200);
		expect(outputs(right)).toHaveLength(1);
	});
});

describe('Intercom Fin Trigger', () => {
	const fin = (parameters: object) => setting.open({ events: ['*'], ...parameters } as never, { type: FIN_TRIGGER });

	it('takes its options and lists in the same forms', async () => {
		const webhook = fin({
			events: '={{ JSON.stringify(["fin_replied"]) }}',
			replyStatuses: '["replying"]',
			options: { fullNotification: 'true' },
		});
		await webhook.activate();
		await webhook.call(signedByFin(JSON.stringify(replied())));
		await webhook.call(signedByFin(JSON.stringify(replied({ status: 'complete' }, { id: 'other' }))));
		expect(outputs(webhook)).toMatchObject([{ event_name: 'fin_replied', status: 'replying' }]);
	});

	it.each([
		["'Full Notification' has to be true or false", { options: { fullNotification: 'perhaps' } }],
		["'Verify Signature' has to be true or false", { options: { verifySignature: 'off' } }],
		["'Replies With Status' has to be a text, not an object", { replyStatuses: [{}] }],
	])('%s: the workflow is not switched on', async (message, parameters) => {
		await expect(fin(parameters).activate()).rejects.toMatchObject({ message: expect.stringContaining(message) });
	});
});
