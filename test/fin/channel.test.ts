/** Events of a channel of one's own. */

import { useIntercom } from '../support/intercom';

const type = 'n8n-nodes-intercom.intercomFin';
const world = useIntercom();
const run = async (what: string, parameters: Record<string, unknown>, items: Array<Record<string, unknown>> = [{}]) =>
	await world.run(`customChannelEvent: ${what}`, parameters, items, { type });
const ada = {
	externalConversationId: 'conv-1',
	externalContactId: 'user-1',
	contactType: 'user',
	contactName: 'Ada',
	contactEmail: 'ada@example.com',
};
const contact = { type: 'user', external_id: 'user-1', name: 'Ada', email: 'ada@example.com' };
const events = () => world.sim.workspace.fin.channel.events;

it('begin a conversation and go on in it, with the version that knows them', async () => {
	const { json, error } = await run('newConversation', { ...ada, additionalFields: { eventId: 'evt-1' } });
	expect(error).toBeUndefined();
	expect(json).toEqual([
		{
			external_conversation_id: 'conv-1',
			conversation_id: expect.any(String) as string,
			external_contact_id: 'user-1',
			contact_id: expect.any(String) as string,
		},
	]);
	await run('newMessage', { ...ada, messageBody: 'Hello', additionalFields: { eventId: 'evt-2' } });
	await run('quickReplySelected', { ...ada, quickReplyOptionId: '1234', additionalFields: { eventId: 'evt-3' } });
	await run('attributeCollected', { ...ada, attributeId: 'plan', attributeValue: 'Pro', additionalFields: { eventId: 'evt-4' } });
	const common = { external_conversation_id: 'conv-1', contact };
	expect(world.sim.requests.map(({ method, path, body, headers }) => [`${method} ${path}`, body, headers['intercom-version']])).toEqual([
		['POST /custom_channel_events/notify_new_conversation', { ...common, event_id: 'evt-1' }, '2.14'],
		['POST /custom_channel_events/notify_new_message', { ...common, event_id: 'evt-2', body: 'Hello' }, '2.14'],
		['POST /custom_channel_events/notify_quick_reply_selected', { ...common, event_id: 'evt-3', quick_reply_option_id: '1234' }, '2.14'],
		[
			'POST /custom_channel_events/notify_attribute_collected',
			{ ...common, event_id: 'evt-4', attribute: { id: 'plan', value: 'Pro' } },
			'2.14',
		],
	]);
	expect(events().map(({ kind }) => kind)).toEqual(['new_conversation', 'new_message', 'quick_reply_selected', 'attribute_collected']);
});

it('need name and email of a user, not of a lead', async () => {
	const { error } = await run('newConversation', { ...ada, contactName: '={{ $json.none ?? "" }}' });
	expect(error?.message).toBe("'Contact Name' is required [item 0]");
	const lead = await run('newConversation', {
		externalConversationId: 'conv-2',
		externalContactId: 'lead-1',
		contactType: 'lead',
		additionalFields: { leadName: 'Bob' },
	});
	expect(lead.error).toBeUndefined();
	expect(world.sim.requests.at(-1)?.body).toMatchObject({
		contact: { type: 'lead', external_id: 'lead-1', name: 'Bob' },
		event_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
	});
});

it('of one conversation reach Intercom in the order of the items', async () => {
	await run('newConversation', ada);
	await run(
		'newMessage',
		{ ...ada, messageBody: '={{ $json.text }}', options: { concurrency: 10 } },
		Array.from({ length: 12 }, (_, index) => ({ text: `Message ${index}` })),
	);
	expect(events().flatMap(({ text }) => text ?? [])).toEqual(Array.from({ length: 12 }, (_, index) => `Message ${index}`));
});

it('are refused with what to do where Intercom has not let the workspace in', async () => {
	world.sim.settings.customChannel = false;
	const { error } = await run('newConversation', ada);
	expect(error?.message).toContain('The workspace may not send events of a custom channel');
	expect(error?.description).toContain('ask your account team');
});

it('of a conversation that did not begin say so', async () => {
	const { error } = await run('newMessage', { ...ada, messageBody: 'Hello' });
	expect(error?.description).toContain('The first event of a conversation is a new one');
});

it('go out under another version if people choose one', async () => {
	await run('newConversation', { ...ada, options: { apiVersion: 'Preview' } });
	expect(world.sim.requests[0].headers['intercom-version']).toBe('Preview');
});
