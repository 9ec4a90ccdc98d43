/** What the workflow gets. */

import { tidy } from '../../engine/triggers/fin/tidy';
import { readEvent } from '../../engine/triggers/fin/event';
import { asked, changed, deliver, type FinSettings, options, replied, useFinTriggers } from './fin-support';
import { type Json, outputs } from './support';

const setting = useFinTriggers();
const outputOf = async (event: Json, settings: FinSettings = {}): Promise<Json> => {
	const webhook = setting.open(settings);
	await deliver(webhook, event);
	return outputs(webhook)[0];
};
const common = { conversationId: '123456', userId: '7891', createdAt: '2025-01-24T10:00:00.123Z' };

describe('the item', () => {
	it('of a reply has the message as Intercom sends it, and its plain text', async () => {
		const { message } = replied();
		expect(await outputOf(replied())).toEqual({
			event: 'fin_replied',
			status: 'replying',
			...common,
			text: 'Open the Account tab & scroll down.',
			message,
			streamId: 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4',
		});
	});

	it('of a reply without stream, as older versions and most workspaces send it, has no stream', async () => {
		expect(
			await outputOf(replied({ status: 'awaiting_user_reply', stream_id: undefined }, { body: '<p>One</p><ul><li>a</li><li>b</li></ul>' })),
		).toMatchObject({ status: 'awaiting_user_reply', text: 'One\n\n- a\n- b' });
		expect(await outputOf(replied({ stream_id: undefined }))).not.toHaveProperty('streamId');
	});

	it('of a change says why, where Fin says why', async () => {
		expect(await outputOf(changed())).toEqual({
			event: 'fin_status_updated',
			status: 'escalated',
			...common,
			reason: 'Escalation requested by user',
		});
		expect(await outputOf(changed({ status: 'resolved', reason: undefined }))).toEqual({
			event: 'fin_status_updated',
			status: 'resolved',
			...common,
		});
	});

	it('of a rating has the options to show', async () => {
		expect(await outputOf(asked())).toEqual({ event: 'csat_requested', status: null, ...common, csat: { options } });
	});

	it('begins with what all events have, under the same names', async () => {
		for (const event of [replied(), changed(), asked()])
			expect(Object.keys(await outputOf(event)).slice(0, 5)).toEqual(['event', 'status', 'conversationId', 'userId', 'createdAt']);
	});

	it('keeps fields that are newer than the trigger, in the style of the others', async () => {
		const event = {
			...replied(
				{ answer_confidence_score: 0.9, created_at: 5, event: 'x', __index: 1 },
				{ format: 'html', sources: [{ url: 'https://help.example/1' }] },
			),
		};
		expect(await outputOf(event)).toMatchObject({
			event: 'fin_replied',
			answerConfidenceScore: 0.9,
			createdAt: common.createdAt,
			__index: 1,
			message: { format: 'html', sources: [{ url: 'https://help.example/1' }] },
		});
	});

	it('has null for what is missing or is not what it should be', async () => {
		expect(await outputOf({ event_name: 'fin_replied' })).toEqual({
			event: 'fin_replied',
			status: null,
			conversationId: null,
			userId: null,
			createdAt: null,
		});
		expect(await outputOf(changed({ conversation_id: 12, user_id: '', created_at_ms: 'yesterday', status: 5 }))).toMatchObject({
			conversationId: '12',
			userId: null,
			createdAt: null,
			status: '5',
		});
	});

	it('has the moment as ISO 8601, whatever time zone or unit it came in', () => {
		const at = (created_at_ms: unknown) => tidy(readEvent(Buffer.from(JSON.stringify(changed({ created_at_ms }))))!).createdAt;
		expect([at('2025-01-24T12:00:00.123+02:00'), at(1_737_712_800_123), at('2025-01-24T10:00:00Z'), at(0), at(null)]).toEqual([
			'2025-01-24T10:00:00.123Z',
			'2025-01-24T10:00:00.123Z',
			'2025-01-24T10:00:00.000Z',
			null,
			null,
		]);
	});

	it('is the event as it came, if wanted', async () => {
		for (const event of [replied(), changed(), asked()])
			expect(await outputOf(event, { options: { fullNotification: true } })).toEqual(event);
	});

	it('never has a secret in it', async () => {
		for (const fullNotification of [true, false])
			expect(JSON.stringify(await outputOf(replied(), { options: { fullNotification } }))).not.toMatch(/shared by|sha256/);
	});
});
