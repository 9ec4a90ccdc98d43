// Send Reply and Wait for Customer: the execution goes on with what this customer does, and with nothing else.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until } from '../setup/machine.mjs';
import { byId, workflow } from '../talk/workflow.mjs';
import { called, hands, review } from './people.mjs';

/** n8n wakes waiting executions a minute after the question, and looks for them once a minute. */
const PATIENCE = { ms: 300_000, every: 1000 };

export async function customerChecks(world) {
	const { rest, simulator, n8n, credential } = world;
	const { conversation, start, status, waiting, active } = hands(world);
	heading('Waiting for a customer');

	const question = {
		operation: 'askCustomer',
		conversationId: byId('={{ $json.body.conversation }}'),
		replyBody: '={{ $json.body.question }}',
	};
	const flow = await active(
		workflow('people-customer', called('people-customer'), review(credential, { ...question, waitAmount: 1, waitUnit: 'hours' })),
	);
	const short = await active(
		workflow(
			'people-customer-late',
			called('people-customer-late'),
			review(credential, { ...question, waitAmount: 0.05, waitUnit: 'minutes' }),
		),
	);
	const customerOf = async (id) => (await simulator.api('GET', `/conversations/${id}`)).contacts.contacts[0].id;
	const says = async (id, contact, body) =>
		await simulator.api('POST', `/conversations/${id}/reply`, { message_type: 'comment', type: 'user', intercom_user_id: contact, body });
	const replies = async (id) =>
		(await simulator.api('GET', `/conversations/${id}`)).conversation_parts.conversation_parts.filter(
			({ author }) => author.type === 'admin',
		).length;
	const over = async (id) => {
		await until(`execution ${id} is over`, async () => ['success', 'error', 'crashed'].includes(await status(id)), PATIENCE);
		const execution = await rest.execution(id);
		assert.equal(execution.status, 'success', execution.error?.message);
		return execution.output('Review')[0];
	};

	await check('executions that wait survive a restart, and go on with what their customer does, in the order they asked', async () => {
		const [id, other, shut, quiet] = [await conversation(), await conversation(), await conversation(), await conversation()];
		const customer = await customerOf(id);
		const stranger = (await simulator.api('POST', '/contacts', { role: 'user', email: 'stranger@customer.example' })).id;
		await simulator.api('POST', `/conversations/${id}/customers`, { admin_id: '5000001', customer: { intercom_user_id: stranger } });
		const begun = [];
		for (const [where, words] of [
			[id, 'One?'],
			[id, 'Two?'],
			[shut, 'Three?'],
		]) {
			const execution = await start(flow, { conversation: where, question: words });
			await waiting(execution);
			begun.push(execution);
		}
		const late = await start(short, { conversation: quiet, question: 'Four?' });
		await waiting(late);
		await n8n.restart();
		await says(other, await customerOf(other), 'Not for them');
		await says(id, stranger, 'Not for them either');
		await simulator.api('POST', `/conversations/${id}/reply`, {
			message_type: 'comment',
			type: 'admin',
			admin_id: '5000001',
			body: 'One moment',
		});
		await until('both have looked, and looked again', async () => simulatorAsked(await simulator.requests(), id) >= 7, PATIENCE);
		assert.deepEqual([await status(begun[0]), await status(begun[1])], ['waiting', 'waiting']);
		await says(id, customer, 'Answer one');
		await says(id, customer, 'Answer two');
		await simulator.api('POST', `/conversations/${shut}/parts`, { message_type: 'close', type: 'admin', admin_id: '5000001' });
		const [one, two, three] = await Promise.all(begun.map(over));
		assert.deepEqual([one.data.text, two.data.text], ['Answer one', 'Answer two']);
		assert.deepEqual([one.data.outcome, one.data.respondedBy.id, one.conversationId], ['answered', customer, String(id)]);
		assert.deepEqual([three.data.outcome, (await over(late)).data.outcome], ['closed', 'timedOut']);
		// the reply, and that the conversation was closed
		assert.equal(await replies(shut), 2);
	});

	await check('the address of a waiting execution shows nothing and ends nothing', async () => {
		const id = await conversation();
		const execution = await start(flow, { conversation: id, question: 'Five?' });
		await waiting(execution);
		const { nodes } = await rest.ask('GET', `/rest/workflows/${flow.id}`);
		const address = `${n8n.url}/webhook-waiting/${execution}/${nodes.find(({ name }) => name === 'Review').id}`;
		for (const method of ['GET', 'POST']) assert.ok((await fetch(address, { method })).status >= 400);
		assert.equal(await status(execution), 'waiting');
	});
}

/** How often a conversation was read. */
const simulatorAsked = (requests, id) => requests.filter(({ method, path }) => method === 'GET' && path === `/conversations/${id}`).length;
