import { forEachTest } from './talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const topics = () => it_.simulator.workspace.happenings.recent.map((happening) => happening.topic);

test('a user is created, changed, tagged, archived and deleted', async () => {
	const { workspace } = it_.simulator;
	const { id } = (await ask('POST', '/contacts', { email: 'a@b.example' })).body;
	const tag = workspace.tags.ensure('VIP');
	await ask('PUT', `/contacts/${id}`, { email: 'new@b.example', unsubscribed_from_emails: true });
	await ask('POST', `/contacts/${id}/tags`, { id: tag.id });
	await ask('POST', `/contacts/${id}/tags`, { id: tag.id });
	await ask('DELETE', `/contacts/${id}/tags/${tag.id}`);
	await ask('POST', `/contacts/${id}/archive`);
	await ask('POST', `/contacts/${id}/unarchive`);
	await ask('DELETE', `/contacts/${id}`);
	expect(topics()).toEqual([
		'contact.user.created',
		'contact.user.updated',
		'contact.email.updated',
		'contact.unsubscribed',
		'contact.user.tag.created',
		'contact.user.tag.deleted',
		'contact.archived',
		'contact.unarchive',
		'contact.deleted',
	]);
	expect(workspace.happenings.recent[4].item).toMatchObject({
		type: 'contact_tag',
		tag: { id: tag.id, name: 'VIP' },
		contact: { id, tags: { total_count: 1 } },
	});
	expect(workspace.happenings.recent[8].item).toEqual({ type: 'contact', id, deleted: true });
});

test('a lead gets an address, signs up, another one is merged', async () => {
	const { id } = (await ask('POST', '/contacts', { role: 'lead' })).body;
	await ask('PUT', `/contacts/${id}`, { email: 'a@b.example' });
	await ask('PUT', `/contacts/${id}`, { role: 'user' });
	const other = (await ask('POST', '/contacts', { role: 'lead', email: 'a@b.example' })).body.id;
	it_.simulator.workspace.happenings.clear();
	await ask('POST', '/contacts/merge', { from: other, into: id });
	expect(topics()).toEqual(['contact.merged']);
	expect(it_.simulator.workspace.happenings.recent[0].item).toMatchObject({
		type: 'contact',
		id,
		merged_from: { type: 'contact', id: other },
	});
});

test('companies and who belongs to them; subscriptions', async () => {
	const { workspace } = it_.simulator;
	const contact = workspace.contacts.create({ email: 'a@b.example' });
	const type = workspace.addSubscriptionType({
		consent_type: 'opt_in',
		content_types: ['email'],
		translations: [{ name: 'News', description: '', locale: 'en' }],
	});
	const { id } = (await ask('POST', '/companies', { company_id: '1' })).body;
	await ask('POST', '/companies', { company_id: '1', name: 'One' });
	await ask('POST', `/contacts/${contact.id}/companies`, { id });
	await ask('DELETE', `/contacts/${contact.id}/companies/${id}`);
	await ask('DELETE', `/companies/${id}`);
	await ask('POST', `/contacts/${contact.id}/subscriptions`, { id: type.id, consent_type: 'opt_in' });
	await ask('DELETE', `/contacts/${contact.id}/subscriptions/${type.id}`);
	expect(topics()).toEqual([
		'contact.user.created',
		'company.created',
		'company.updated',
		'company.contact.attached',
		'company.contact.detached',
		'company.deleted',
		'granular.subscribe',
		'granular.unsubscribe',
	]);
});

test('listeners hear at once, until they stop; sample records make no sound', () => {
	const { workspace } = it_.simulator;
	const heard: string[] = [];
	const stop = workspace.happenings.subscribe(({ topic }) => heard.push(topic));
	workspace.happened('conversation.rating.added', { type: 'conversation' });
	it_.simulator.reset('demo');
	expect(workspace.happenings.recent).toEqual([]);
	workspace.happened('ping', {});
	stop();
	workspace.happened('ping', {});
	expect(heard).toEqual(['conversation.rating.added', 'ping']);
});

test('only the last thousand are kept', () => {
	const { workspace } = it_.simulator;
	for (let index = 0; index < 1200; index++) workspace.happened('ping', { index });
	expect([workspace.happenings.recent.length, workspace.happenings.recent[0].item]).toEqual([1000, { index: 200 }]);
});
