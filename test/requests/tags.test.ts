/** Tags by name, and companies by names of their own: what is asked, and what is sent. */

import { by, useWire } from '../support/wire';

const TAGS = [
	{ id: '1', name: 'VIP' },
	{ id: '2', name: 'Beta' },
];
const { run, bodies, asked, recorder } = useWire(({ method, path, body }) => {
	if (path === '/tags')
		return { body: method === 'GET' ? { type: 'list', data: TAGS } : { type: 'tag', id: '3', name: (body as { name: string }).name } };
	if (path === '/companies') return { body: { type: 'company', id: 'company-1', company_id: 'acme & co' } };
	return { body: { type: 'tag', id: 'answer' } };
});

const contactId = '={{ $json.id }}';
const three = [{ id: 'c1' }, { id: 'c2' }, { id: 'c3' }];

describe('a tag given by its name', () => {
	it('is looked up once for all items, upper and lower case being the same', async () => {
		await run('contact: addTag', { contactId: by('id', contactId), tagId: by('name', 'vip') }, three);
		expect(asked()).toEqual(['GET /tags', 'POST /contacts/c1/tags', 'POST /contacts/c2/tags', 'POST /contacts/c3/tags']);
		expect(bodies().slice(1)).toEqual([{ id: '1' }, { id: '1' }, { id: '1' }]);
	});

	it('is created once if it is missing and that was allowed', async () => {
		await run(
			'contact: addTag',
			{ contactId: by('id', contactId), tagId: by('name', 'New One'), additionalFields: { createTagIfMissing: true } },
			three,
		);
		expect(asked()).toEqual(['GET /tags', 'POST /tags', 'POST /contacts/c1/tags', 'POST /contacts/c2/tags', 'POST /contacts/c3/tags']);
		expect(bodies().slice(1)).toEqual([{ name: 'New One' }, { id: '3' }, { id: '3' }, { id: '3' }]);
	});

	it('is an error that says what to do if it is missing', async () => {
		const { error } = await run('contact: addTag', { contactId: by('id', 'c1'), tagId: by('name', 'Unheard Of') });
		expect(error?.message).toMatch(/^'Tag' cannot be found: no tag has the name Unheard Of/);
		expect(error?.description).toMatch(/Create Tag If Missing/);
		expect(asked()).toEqual(['GET /tags']);
	});

	it('is not looked up if it is given by ID', async () => {
		await run('contact: removeTag', { contactId: by('id', 'c1'), tagId: by('list', '2') });
		expect(asked()).toEqual(['DELETE /contacts/c1/tags/2']);
		expect(bodies()).toEqual([undefined]);
	});
});

describe('a company', () => {
	it('is tagged by name, in a list of one', async () => {
		await run('company: addTag', { companyId: by('id', 'company-9'), tagName: 'VIP' });
		expect(asked()).toEqual(['POST /tags']);
		expect(bodies()).toEqual([{ companies: [{ id: 'company-9' }], name: 'VIP' }]);
	});

	it('is untagged by the same request with another word', async () => {
		await run('company: removeTag', { companyId: by('id', 'company-9'), tagName: 'VIP' });
		expect(bodies()).toEqual([{ companies: [{ id: 'company-9', untag: true }], name: 'VIP' }]);
	});

	it('may be given by the ID you know it by', async () => {
		await run('company: addTag', { companyId: by('companyId', 'acme & co'), tagName: 'VIP' });
		expect(asked()).toEqual(['GET /companies', 'POST /tags']);
		expect(recorder.requests[0].query).toEqual({ company_id: 'acme & co' });
		expect(bodies()[1]).toEqual({ companies: [{ id: 'company-1' }], name: 'VIP' });
	});

	it('can be tagged with many others at once, by either ID', async () => {
		await run('tag: tagCompanies', { tagName: 'VIP', companies: { rows: [{ id: 'c1' }, { companyId: 'acme' }] } });
		await run('tag: untagCompanies', { tagName: 'VIP', companies: { rows: [{ id: 'c1' }] } });
		expect(bodies()).toEqual([
			{ name: 'VIP', companies: [{ id: 'c1' }, { company_id: 'acme' }] },
			{ name: 'VIP', companies: [{ id: 'c1', untag: true }] },
		]);
	});
});

it('many contacts are tagged with their IDs as a list', async () => {
	await run('tag: tagContacts', { tagName: 'VIP', contactIds: 'c1, c2' });
	await run('tag: tagContacts', { tagName: 'VIP', contactIds: '={{ $json.ids }}' }, [{ ids: ['c1', 'c2'] }]);
	expect(bodies()).toEqual([
		{ name: 'VIP', users: [{ id: 'c1' }, { id: 'c2' }] },
		{ name: 'VIP', users: [{ id: 'c1' }, { id: 'c2' }] },
	]);
});
