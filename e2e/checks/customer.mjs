// Send Reply and Wait for Customer: the execution goes on with what this customer does, and nothing else.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until } from '../setup/machine.mjs';
import { byId, workflow } from '../talk/workflow.mjs';
import { called, hands, review } from './people.mjs';

/** n8n wakes waiting executions once a minute. */
const PATIENCE = { ms: 300_000, every: 1000 };

export async function customerChecks(world) {
	const { rest, simulator, n8n, credential } = world;
	const { conversation, start, active } = hands(world);
	heading('Waiting for a customer');

	const flow = await active(workflow('people-customer', called('people-customer'), review(credential, { operation: 'askCustomer', conversationId: byId('={{ $json.body.conversation }}'), replyBody: '={{ $json.body.question }}', waitAmount: 1, waitUnit: 'hours' })));
	const status = async (id) => (await rest.ask('GET', `/rest/executions/${id}`)).status;
	const reply = async (id, contact, body) => await simulator.api('POST', `/conversations/${id}/reply`, { message_type: 'comment', type: 'user', intercom_user_id: contact, body });
	const over = async (id) => {
		await until(`execution ${id} is over`, async () => ['success', 'error', 'crashed'].includes(await status(id)), PATIENCE);
		const execution = await rest.execution(id);
		assert.equal(execution.status, 'success', execution.error?.message);
		return execution.output('Review')[0];
	};

	await check('two executions that wait survive a restart, and go on with the messages of their customer in the order they asked', async () => {
		const [id, other] = [await conversation(), await conversation()];
		const { contacts: { contacts: [{ id: contact }] } } = await simulator.api('GET', `/conversations/${id}`);
		const first = await start(flow, { conversation: id, question: 'One?' });
		await until('the first waits', async () => (await status(first)) === 'waiting');
		const second = await start(flow, { conversation: id, question: 'Two?' });
		await until('the second waits', async () => (await status(second)) === 'waiting');
		await n8n.restart();
		await reply(other, contact, 'Not for them');
		assert.deepEqual([await status(first), await status(second)], ['waiting', 'waiting']);
		await reply(id, contact, 'Answer one');
		await reply(id, contact, 'Answer two');
		const [one, two] = await Promise.all([over(first), over(second)]);
		assert.deepEqual([one.event, one.text, two.event, two.text], ['message', 'Answer one', 'message', 'Answer two']);
		assert.deepEqual([one.conversationId, one.contactId], [String(id), contact]);
	});
}
