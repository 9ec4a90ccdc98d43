/** The reply is sent once: also when its answer gets lost, n8n retries the node, somebody retries the execution, or n8n is killed. */

import { sleep } from 'n8n-workflow';
import { answerOf, useCustomers } from './support';

const world = useCustomers();
const REPLY = /^POST \/conversations\/[^/]+\/reply$/;
const LOOK = /^GET \/conversations\/[^/]+$/;

it.each([
	[{ replyBody: ' ' }, "'Message' is required"],
	[{ quickReplies: { rows: [{ text: '' }] } }, "'Quick Replies 1: Text' is required"],
	[{ quickReplies: { rows: [{ text: 'Yes' }, { text: 'Yes' }] } }, 'has two buttons with the text "Yes"'],
	[{ waitAmount: 0 }, "'Wait for at Most' has to be more than 0"],
	[{ options: { longestPause: 0 } }, "'Longest Pause' has to be 1 or more"],
])('%j is refused before anything is sent', async (parameters, message) => {
	const { id } = await world.talk();
	world.sim.requests.length = 0;
	const { status, error } = await world.asking({ ...world.conversationBy(id), ...parameters }).start();
	expect([status, error?.message]).toEqual(['error', expect.stringContaining(message)]);
	expect(world.asked()).toEqual([]);
});

it('several items are refused: only one of them could be asked', async () => {
	const { id } = await world.talk();
	const { error } = await world.asking(world.conversationBy(id)).start([{}, {}]);
	expect(error?.message).toContain('One customer can be asked at a time, and there are 2 items');
	expect(world.replies(id)).toBe(0);
});

it('what Intercom refuses stops the node, or goes to the error output; a retry sends it', async () => {
	const { id, says } = await world.talk();
	world.sim.settings.faults = [{ match: REPLY, kind: '5xx', status: 422, times: 1 }];
	const executions = world.asking(world.conversationBy(id));
	const failed = await executions.start();
	expect([failed.status, failed.error?.message]).toEqual(['error', expect.stringContaining('Send reply and wait for customer')]);
	const again = await executions.retry(failed.id);
	expect(again.status).toBe('waiting');
	await says('42');
	expect(answerOf(await executions.wake(again.id))).toMatchObject({ text: '42' });
	const missing = await world.asking(world.conversationBy('404404'), { onError: 'continueErrorOutput' }).start();
	expect([missing.status, missing.itemsOf('Ask', 1)]).toEqual([
		'success',
		[
			expect.objectContaining({
				json: expect.objectContaining({ error: expect.stringContaining('did not find the record') as string }) as object,
			}),
		],
	]);
});

it('what Intercom refused was not sent: a retry does not take the same words of a teammate for it', async () => {
	const { id, teammateSays } = await world.talk();
	await teammateSays('Which size?');
	const before = world.replies(id);
	world.sim.settings.faults = [{ match: REPLY, kind: '5xx', status: 422, times: 1 }];
	const executions = world.asking(world.conversationBy(id));
	expect((await executions.retry((await executions.start()).id)).status).toBe('waiting');
	expect(world.replies(id) - before).toBe(2);
});

it.each(['cut', '5xx', 'badJson'] as const)('an answer that gets lost (%s): the reply is found in the conversation', async (kind) => {
	const { id, says } = await world.talk();
	world.sim.settings.faults = [{ match: REPLY, kind, times: 1, after: true }];
	const executions = world.asking(world.conversationBy(id));
	const asked = await executions.start();
	expect([asked.status, world.replies(id)]).toEqual(['waiting', 1]);
	await says('42');
	expect(answerOf(await executions.wake(asked.id))).toMatchObject({ text: '42' });
});

it('an answer that gets lost, and nothing to be seen: the error says so, and a retry finds the reply', async () => {
	const { id, says } = await world.talk();
	world.sim.settings.faults = [
		{ match: REPLY, kind: 'cut', times: 1, after: true },
		{ match: LOOK, kind: '5xx', status: 422, skip: 1, times: 1 },
	];
	const executions = world.asking(world.conversationBy(id));
	const failed = await executions.start();
	expect([failed.status, failed.error?.message]).toEqual(['error', expect.stringContaining('the reply may have been sent')]);
	expect(failed.error?.description).toContain('A retry of this execution looks for the reply in the conversation first');
	const again = await executions.retry(failed.id);
	expect([again.status, world.replies(id)]).toEqual(['waiting', 1]);
	await says('42');
	expect(answerOf(await executions.wake(again.id))).toMatchObject({ text: '42' });
});

it('a reply that may be under way is not sent again within a minute, also when n8n retries the node by itself', async () => {
	const { id } = await world.talk();
	world.sim.settings.faults = [{ match: REPLY, kind: 'cut' }];
	const executions = world.asking(world.conversationBy(id), { retryOnFail: true, maxTries: 2, waitBetweenTries: 10 });
	const failed = await executions.start();
	expect([failed.status, failed.error?.message]).toEqual(['error', expect.stringContaining('The reply may have been sent')]);
	expect(world.replies(id)).toBe(1);
});

it.each(['before', 'after'])(
	'n8n was killed between the reply and saving it, %s the question was noted: a retry of the execution finds the reply',
	async (when) => {
		const { id, says } = await world.talk();
		const executions = world.asking({ ...world.conversationBy(id), replyBody: '={{ $json.question }}' });
		const asked = await executions.start([{ question: 'Size?' }]);
		if (when === 'before')
			executions.table.remove(`question ${(asked.data.executionData?.contextData['node:Ask'].waiting as { partId: string }).partId}`);
		executions.crashed(asked.id);
		const again = await executions.retry(asked.id);
		expect([again.status, world.replies(id)]).toEqual(['waiting', 1]);
		await says('42');
		expect(answerOf(await executions.wake(again.id))).toMatchObject({ text: '42' });
	},
);

it('a retry does not take the question of another execution for its own', async () => {
	const { id, says } = await world.talk();
	const executions = world.asking(world.conversationBy(id));
	await executions.start([{ order: 1 }]);
	world.sim.settings.faults = [{ match: REPLY, kind: 'cut', times: 1 }];
	const failed = await executions.start([{ order: 2 }]);
	expect(failed.status).toBe('error');
	// a minute later
	const attempt = failed.data.executionData?.contextData['node:Ask'].attempt as { at: number };
	attempt.at -= 61_000;
	const again = await executions.retry(failed.id);
	expect([again.status, world.replies(id)]).toEqual(['waiting', 3]);
	await says('for the first');
	expect((await executions.wake(again.id)).status).toBe('waiting');
});

it('a look that fails does not end the waiting, and one that fails for good can be retried', async () => {
	const { id, says } = await world.talk();
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	for (const status of [401, 403, 404]) {
		world.sim.settings.faults = [{ match: LOOK, kind: '5xx', status, times: 1 }];
		const looked = await executions.wake(execution);
		if (status !== 404) {
			expect(looked.status).toBe('waiting');
			continue;
		}
		expect([looked.status, looked.error?.message]).toEqual(['error', expect.stringContaining('Intercom did not find the record')]);
	}
	await says('42');
	expect(answerOf(await executions.retry(execution))).toMatchObject({ text: '42' });
	expect(world.replies(id)).toBe(1);
});

it('one that ends on the error output makes room for the next', async () => {
	const { id, says } = await world.talk();
	const executions = world.asking(world.conversationBy(id), { onError: 'continueErrorOutput' });
	const [first, second] = [await executions.start(), await executions.start()];
	world.sim.settings.faults = [{ match: LOOK, kind: '5xx', status: 404, times: 1 }];
	const failed = await executions.wake(first.id);
	expect([failed.status, failed.itemsOf('After'), failed.itemsOf('Ask', 1)]).toEqual([
		'success',
		[],
		[
			expect.objectContaining({
				json: expect.objectContaining({ error: expect.stringContaining('did not find the record') as string }) as object,
			}),
		],
	]);
	await says('42');
	expect(answerOf(await executions.wake(second.id))).toMatchObject({ text: '42' });
});

it('a loop asks one question after the other', async () => {
	const talks = [await world.talk(), await world.talk()];
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	const executions = world.host.openExecutions({
		credentials: world.credentials,
		workflow: {
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: { batchSize: 1, options: {} } },
				{
					name: 'Ask',
					type: 'n8n-nodes-intercom.intercomHumanReview',
					parameters: { operation: 'askCustomer', conversationId: '={{ $json.id }}', replyBody: 'Size?' },
				},
			],
			connections: { Start: { main: [[to('Loop')]] }, Loop: { main: [[], [to('Ask')]] }, Ask: { main: [[to('Loop')]] } },
		},
	});
	let execution = await executions.start(talks.map(({ id }) => ({ id })));
	for (const [index, talk] of talks.entries()) {
		expect([execution.status, world.replies(talk.id)]).toEqual(['waiting', 1]);
		await sleep(10);
		expect((await executions.wake(execution.id)).status).toBe('waiting');
		await talk.says(`Answer ${index}`);
		execution = await executions.wake(execution.id);
	}
	expect(execution.status).toBe('success');
	expect(execution.itemsOf('Loop').map(({ json }) => (json.data as { text: string }).text)).toEqual(['Answer 0', 'Answer 1']);
});

it('as a tool of an agent it is refused: an agent cannot wait in the middle of its run', async () => {
	const { requireComingBack } = await import('../../engine/customer/again');
	expect(() =>
		requireComingBack({ getNode: () => ({ name: 'Ask', type: 'n8n-nodes-intercom.intercomHumanReviewTool' }) } as never),
	).toThrow('A customer cannot be asked by a tool of an agent');
	expect(() => requireComingBack({ getNode: () => ({ name: 'Ask', type: 'n8n-nodes-intercom.intercomHumanReview' }) } as never)).toThrow(
		'This version of n8n cannot wait for a customer',
	);
});

describe.each(['continueErrorOutput', 'continueRegularOutput'] as const)('with Retry On Fail, and %s', (onError) => {
	const again = { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 10 };

	it('a look that fails for good does not ask the customer a second time', async () => {
		const { id } = await world.talk();
		const executions = world.asking(world.conversationBy(id), again);
		const { id: execution } = await executions.start();
		world.sim.settings.faults = [{ match: LOOK, kind: '5xx', status: 404, times: 1 }];
		expect((await executions.wake(execution)).status).toBe('success');
		expect(world.replies(id)).toBe(1);
	});

	it('an item that brings an error of another node waits like any other', async () => {
		const { id, says } = await world.talk();
		const executions = world.asking(world.conversationBy(id), again);
		const { id: execution, status } = await executions.start([{ error: 'the shop did not answer' }] as never);
		expect([status, world.replies(id)]).toEqual(['waiting', 1]);
		await says('42');
		expect(answerOf(await executions.wake(execution))).toMatchObject({ text: '42' });
	});
});
