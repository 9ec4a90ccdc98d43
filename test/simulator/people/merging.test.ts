import { forEachTest, PREVIEW } from '../talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const create = async (body: unknown) => (await ask('POST', '/contacts', body)).body;

async function pair() {
	const user = await create({ external_id: 'u', email: 'a@b.example' });
	const lead = await create({ role: 'lead', email: 'a@b.example', name: 'Lead', phone: '+1' });
	return { user, lead };
}

test('tags, notes, companies and missing details move over; the lead is gone', async () => {
	const { user, lead } = await pair();
	const { workspace } = it_.simulator;
	const tag = workspace.tags.ensure('VIP');
	const company = workspace.companies.upsert({ company_id: '1' });
	await ask('POST', `/contacts/${lead.id}/tags`, { id: tag.id });
	await ask('POST', `/contacts/${lead.id}/companies`, { id: company.id });
	await ask('POST', `/contacts/${lead.id}/notes`, { body: 'x' });
	const { body } = await ask('POST', '/contacts/merge?include_merge_history=true', { from: lead.id, into: user.id });
	expect(body).toMatchObject({
		id: user.id,
		name: 'Lead',
		phone: '+1',
		tags: { total_count: 1 },
		notes: { total_count: 1 },
		companies: { total_count: 1 },
	});
	expect(body.merge_history).toMatchObject([{ type: 'merge_history', source_contact_id: lead.id, source_contact_role: 'lead' }]);
	expect((await ask('GET', '/contacts')).body.total_count).toBe(1);
});

test('the old id answers 410 with the way to the new one, and 404 before 2.16', async () => {
	const { user, lead } = await pair();
	await ask('POST', '/contacts/merge', { from: lead.id, into: user.id });
	for (const path of [`/contacts/${lead.id}`, `/contacts/find_by_external_id/${lead.external_id}`]) {
		const gone = await ask('GET', path);
		expect([gone.status, gone.body.errors[0].code, gone.headers.get('link')]).toEqual([
			410,
			'contact_merged',
			`</contacts/${user.id}>; rel="canonical"`,
		]);
		expect((await ask('GET', path, undefined, { 'Intercom-Version': '2.15' })).status).toBe(404);
	}
});

test('only a lead into a user, and only duplicates unless told otherwise', async () => {
	const { user, lead } = await pair();
	const stranger = await create({ role: 'lead', email: 'other@b.example' });
	expect((await ask('POST', '/contacts/merge', { from: user.id, into: lead.id })).status).toBe(400);
	const refused = await ask('POST', '/contacts/merge', { from: stranger.id, into: user.id });
	expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'invalid_merge']);
	expect((await ask('POST', '/contacts/merge', { from: stranger.id, into: user.id, skip_duplicate_validation: true })).status).toBe(200);
});

test('a preview changes nothing', async () => {
	const { user, lead } = await pair();
	const { body } = await ask('POST', '/contacts/merge/preview', { from: lead.id, into: user.id }, PREVIEW);
	expect(body.allowed).toBe(true);
	expect(body.summary.attribute_changes.attributes).toContainEqual({
		field: 'name',
		outcome: 'adopted',
		from_value: 'Lead',
		new_into_value: 'Lead',
	});
	expect((await ask('POST', '/contacts/merge/preview', { from: user.id, into: lead.id }, PREVIEW)).body).toMatchObject({
		allowed: false,
		reasons: [{ code: 'invalid_merge_role_pair' }],
	});
	expect((await ask('GET', `/contacts/${lead.id}`)).status).toBe(200);
});

test('the history pages with its own cursor, newest first or as asked', async () => {
	const { user } = await pair();
	const leads: string[] = [];
	for (let index = 0; index < 5; index++) {
		const lead = await create({ role: 'lead', email: 'a@b.example' });
		await ask('POST', '/contacts/merge', { from: lead.id, into: user.id });
		leads.push(lead.id);
	}
	const read = async (order: string) => {
		const seen: string[] = [];
		for (let cursor: string | undefined, more = true; more; ) {
			const { body } = await ask(
				'GET',
				`/contacts/${user.id}/merge_history?per_page=2&order=${order}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
			);
			seen.push(...body.data.map((merge: { source_contact_id: string }) => merge.source_contact_id));
			expect('next_cursor' in body).toBe(body.has_more);
			[cursor, more] = [body.next_cursor, body.has_more];
		}
		return seen;
	};
	expect(await read('asc')).toEqual(leads);
	expect(await read('desc')).toEqual([...leads].reverse());
});

test('activities tell the story, oldest first', async () => {
	const { user, lead } = await pair();
	await ask('POST', '/contacts/merge', { from: lead.id, into: user.id });
	await ask('DELETE', `/contacts/${user.id}`);
	const first = (await ask('GET', '/contacts/activities?per_page=3', undefined, PREVIEW)).body;
	const rest = (
		await ask(
			'GET',
			`/contacts/activities?per_page=3&starting_after=${encodeURIComponent(first.pages.next.starting_after)}`,
			undefined,
			PREVIEW,
		)
	).body;
	expect([...first.data, ...rest.data].map((entry) => entry.event_type)).toEqual([
		'contact.created',
		'contact.created',
		'contact.merged',
		'contact.deleted',
	]);
	expect(rest.pages.next).toBeUndefined();
});
