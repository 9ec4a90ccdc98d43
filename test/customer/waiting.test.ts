/** Executions that wait for a customer: what lets them go on, what does not, and in which order. */

import { type IDataObject, sleep } from 'n8n-workflow';
import { answerOf, useCustomers } from './support';

const world = useCustomers();

it('the reply is sent, the execution waits, and goes on with the next message of the customer', async () => {
	const { id, customer, says, parts } = await world.talk();
	const executions = world.asking(world.conversationBy(id));
	const asked = await executions.start([{ order: 7 }]);
	expect(asked.status).toBe('waiting');
	expect((asked.waitTill?.getTime() ?? 0) - Date.now()).toBeGreaterThan(55_000);
	expect(asked.itemsOf('After')).toEqual([]);
	expect((await parts()).at(-1)).toMatchObject({ part_type: 'comment', body: '<p>Which size?</p>' });
	const looked = await executions.wake(asked.id);
	expect([looked.status, looked.itemsOf('After')]).toEqual(['waiting', []]);
	await says('42 & not 41\nplease');
	const over = await executions.wake(asked.id);
	expect(answerOf(over)).toMatchObject({
		outcome: 'answered',
		kind: 'message',
		text: '42 & not 41\nplease',
		quickReply: null,
		rating: null,
		timedOut: false,
		respondedBy: { type: 'user', id: customer, name: 'ann' },
	});
	expect(over.itemsOf('Ask')[0].json).toMatchObject({ conversationId: id, noticedBy: 'polling' });
	expect(world.replies(id)).toBe(1);
});

it('it survives a restart between two looks', async () => {
	const { id, says } = await world.talk();
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	executions.restart();
	expect((await executions.wake(execution)).status).toBe('waiting');
	executions.restart();
	await says('42');
	expect(answerOf(await executions.wake(execution))).toMatchObject({ text: '42' });
	expect(world.replies(id)).toBe(1);
});

it.each([
	{},
	{ alwaysOutputData: true },
	{ onError: 'continueErrorOutput' as const },
	{ onError: 'continueRegularOutput' as const, retryOnFail: true },
	{ executeOnce: true },
])('many looks leave no trace in the execution, with %j', async (settings) => {
	const { id, says } = await world.talk();
	const executions = world.asking(world.conversationBy(id), settings);
	const { id: execution } = await executions.start();
	for (let look = 0; look < 10; look++) {
		const { data, itemsOf } = await executions.wake(execution);
		expect(data.executionData?.nodeExecutionStack).toHaveLength(2);
		expect([data.resultData.runData.Ask.length, itemsOf('After').length]).toEqual([1, 0]);
	}
	await says('42');
	expect(answerOf(await executions.wake(execution))).toMatchObject({ text: '42' });
});

it('a workflow with the order of before n8n 1.0 waits as well', async () => {
	const { id, says } = await world.talk();
	const executions = world.asking(world.conversationBy(id), {}, { executionOrder: 'v0' });
	const { id: execution } = await executions.start();
	expect((await executions.wake(execution)).status).toBe('waiting');
	await says('42');
	const { status, itemsOf } = await executions.wake(execution);
	expect([status, itemsOf('After').map(({ json }) => (json.data as IDataObject).text)]).toEqual(['success', ['42']]);
});

it('other customers, teammates, notes and the bot do not count', async () => {
	const { id, says, teammateSays } = await world.talk();
	const other = await world.contact('bob@customer.example');
	await world.api('POST', `/conversations/${id}/customers`, { admin_id: '5000001', customer: { intercom_user_id: other } });
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	await says('Size 40!', other);
	await teammateSays('Size 41!');
	await teammateSays('Size 42!', 'note');
	const thread = world.sim.workspace.inbox.conversations.need(id);
	world.sim.workspace.inbox.threads.add(thread, {
		part_type: 'comment',
		author: { type: 'bot', id: '1' } as never,
		body: '<p>Size 43!</p>',
	});
	expect((await executions.wake(execution)).status).toBe('waiting');
	await says('44');
	expect(answerOf(await executions.wake(execution))).toMatchObject({ text: '44' });
});

it('in a conversation with several customers the one whose answer counts can be named', async () => {
	const { id, says } = await world.talk();
	const other = await world.contact('bob@customer.example');
	await world.api('POST', `/conversations/${id}/customers`, { admin_id: '5000001', customer: { intercom_user_id: other } });
	const executions = world.asking({ ...world.conversationBy(id), options: { customerId: other } });
	const { id: execution } = await executions.start();
	await says('I am Ann');
	expect((await executions.wake(execution)).status).toBe('waiting');
	await says('I am Bob', other);
	expect(answerOf(await executions.wake(execution))).toMatchObject({ text: 'I am Bob' });
});

it('a message of another conversation of the same customer does not count', async () => {
	const { id, customer } = await world.talk();
	const { conversation_id: elsewhere } = await world.api('POST', '/conversations', {
		from: { type: 'user', id: customer },
		body: 'And another thing',
	});
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	await world.api('POST', `/conversations/${String(elsewhere)}/reply`, {
		message_type: 'comment',
		type: 'user',
		intercom_user_id: customer,
		body: '42',
	});
	expect((await executions.wake(execution)).status).toBe('waiting');
});

it('a chosen quick reply comes out with its text', async () => {
	const { id, chooses, parts } = await world.talk();
	const executions = world.asking({ ...world.conversationBy(id), quickReplies: { rows: [{ text: '41' }, { text: '42' }] } });
	const { id: execution } = await executions.start();
	const options = (await parts()).at(-1)?.metadata.quick_reply_options as Array<{ text: string; uuid: string }>;
	expect(options.map(({ text }) => text)).toEqual(['41', '42']);
	await chooses(options[1]);
	expect(answerOf(await executions.wake(execution))).toMatchObject({
		outcome: 'answered',
		kind: 'quickReply',
		text: '42',
		quickReply: options[1],
	});
});

it('nothing that customers or teammates see has an address of n8n', async () => {
	const { id, parts } = await world.talk();
	await world.asking({ ...world.conversationBy(id), quickReplies: { rows: [{ text: 'Yes' }] } }).start();
	expect(JSON.stringify(await parts())).not.toMatch(/webhook|signature|5678/);
});

it('a conversation that is closed without an answer says so, and by whom', async () => {
	const { id, closes } = await world.talk();
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	await closes();
	expect(answerOf(await executions.wake(execution))).toMatchObject({
		outcome: 'closed',
		kind: 'closed',
		text: null,
		timedOut: false,
		respondedBy: { type: 'admin', id: '5000001' },
	});
});

it('an answer before the conversation was closed counts; closed before the question does not', async () => {
	const { id, says, closes } = await world.talk();
	await closes();
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	expect((await executions.wake(execution)).status).toBe('waiting');
	await says('42');
	await closes();
	expect(answerOf(await executions.wake(execution))).toMatchObject({ outcome: 'answered', text: '42' });
});

it('a rating is an answer', async () => {
	const { id } = await world.talk();
	const executions = world.asking(world.conversationBy(id));
	const { id: execution } = await executions.start();
	world.sim.clock.advance(5000);
	const { conversations } = world.sim.workspace.inbox;
	conversations.rate(conversations.need(id), { rating: 2, remark: 'Too slow' });
	expect(answerOf(await executions.wake(execution))).toMatchObject({
		outcome: 'answered',
		kind: 'rating',
		text: 'Too slow',
		rating: { rating: 2, remark: 'Too slow' },
	});
});

it('when the time is up, it goes on and says so; an answer that is there by then counts', async () => {
	const late = { waitAmount: 0.01, waitUnit: 'minutes' };
	const { id, says } = await world.talk();
	const executions = world.asking({ ...world.conversationBy(id), ...late });
	const [silent, answered] = [await executions.start(), await executions.start()];
	expect((silent.waitTill?.getTime() ?? Infinity) - Date.now()).toBeLessThan(5000);
	await sleep(700);
	expect(answerOf(await executions.wake(silent.id))).toMatchObject({ outcome: 'timedOut', text: null, timedOut: true, respondedAt: null });
	await says('42');
	expect(answerOf(await executions.wake(answered.id))).toMatchObject({ outcome: 'answered', text: '42' });
});

describe('several executions in one conversation', () => {
	it.each([
		['the first looks first', [0, 1]],
		['the second looks first', [1, 0]],
	])('are answered in the order asked: %s', async (_name, order) => {
		const { id, says } = await world.talk();
		const executions = world.asking({ ...world.conversationBy(id), replyBody: '={{ $json.question }}' });
		const asked = [await executions.start([{ question: 'Size?' }]), await executions.start([{ question: 'Colour?' }])];
		await says('42');
		const status = async (index: number) => (await executions.wake(asked[index].id)).status;
		// the second leaves the message alone, whether or not the first has seen it
		expect(await status(1)).toBe('waiting');
		await says('Blue');
		const over: IDataObject[] = [];
		for (const index of order) over[index] = answerOf(await executions.wake(asked[index].id));
		expect(over.map(({ text }) => text)).toEqual(['42', 'Blue']);
	});

	it('the second gets its message once the first has stopped waiting', async () => {
		const { id, says } = await world.talk();
		const executions = world.asking({ ...world.conversationBy(id), waitAmount: '={{ $json.minutes }}', waitUnit: 'minutes' });
		const [first, second] = [await executions.start([{ minutes: 0.001 }]), await executions.start([{ minutes: 60 }])];
		await sleep(100);
		expect(answerOf(await executions.wake(first.id))).toMatchObject({ timedOut: true });
		await says('42');
		expect(answerOf(await executions.wake(second.id))).toMatchObject({ text: '42' });
	});

	it('the second does not wait for ever for the first, whose execution was stopped', async () => {
		const { id, says } = await world.talk();
		const executions = world.asking(world.conversationBy(id));
		await executions.start();
		const second = await executions.start();
		await says('42');
		const looked = await executions.wake(second.id);
		expect(looked.status).toBe('waiting');
		const { behind } = looked.data.executionData?.contextData['node:Ask'].waiting as { behind: Record<string, number> };
		expect(Object.keys(behind)).toHaveLength(1);
		for (const part of Object.keys(behind)) behind[part] -= 2 * 3_600_000;
		expect(answerOf(await executions.wake(second.id))).toMatchObject({ text: '42' });
	});

	it('a chosen button answers the question that offered it, whichever was asked first', async () => {
		const { id, chooses, says, parts } = await world.talk();
		const executions = world.asking({ ...world.conversationBy(id), quickReplies: { rows: [{ text: '={{ $json.button }}' }] } });
		const [first, second] = [await executions.start([{ button: 'Small' }]), await executions.start([{ button: 'Blue' }])];
		const blue = (await parts()).at(-1)?.metadata.quick_reply_options as unknown[];
		await chooses(blue[0]);
		expect((await executions.wake(first.id)).status).toBe('waiting');
		expect(answerOf(await executions.wake(second.id))).toMatchObject({ quickReply: { text: 'Blue' } });
		await says('Small, please');
		expect(answerOf(await executions.wake(first.id))).toMatchObject({ text: 'Small, please' });
	});

	it('that look at the same moment do not take the same message, and leave few rows behind', async () => {
		const { id, says } = await world.talk();
		const executions = world.asking(world.conversationBy(id));
		const asked = [await executions.start(), await executions.start(), await executions.start()];
		for (const words of ['one', 'two', 'three']) await says(words);
		const looked = await Promise.all(asked.map(async ({ id: execution }) => await executions.wake(execution)));
		// one that finds the others still at it leaves its message to its next look
		const over: IDataObject[] = [];
		for (const execution of looked) over.push(answerOf(execution.status === 'waiting' ? await executions.wake(execution.id) : execution));
		expect(over.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
		expect(executions.table.size).toBeLessThanOrEqual(6);
	});

	it('without the table of processed data nobody waits for ever', async () => {
		const { id, says } = await world.talk();
		const executions = world.asking(world.conversationBy(id));
		const { id: execution } = await executions.start();
		await says('42');
		executions.table.fail(100);
		expect(answerOf(await executions.wake(execution))).toMatchObject({ text: '42' });
	});
});
