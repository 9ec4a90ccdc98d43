/** What is said when Intercom does not find a record: it depends on how the item pointed at it. */

import { by } from '../support/wire';
import { list, notFound, useServer } from './support';

const { world, run } = useServer();
const told = async (what: string, parameters: Record<string, unknown>) => {
	const { json } = await run(what, parameters);
	expect(json[0].error).toMatch(/^Intercom did not find the record - /);
	return String(json[0].message);
};
const name = { updateFields: { name: 'X' } };
const MERGED =
	/A contact that was merged into another one is not found either: Contact > Get says which one it lives on in, from API version 2\.16 on/;

describe('a 404', () => {
	beforeEach(() => {
		world.answer = () => notFound();
	});

	it('of an ID says what an ID is, and names it', async () => {
		const message = await told('company: get', { companyId: by('id', 'acme-42') });
		expect(message).toContain('Check the ID: Company "acme-42". It has to be the ID Intercom gave, of this workspace');
		expect(message).not.toMatch(MERGED);
	});

	it('of an external ID speaks of the external ID', async () => {
		const message = await told('contact: getByExternalId', { externalId: 'CRM-7' });
		expect(message).toContain('No contact of this workspace has the external ID "CRM-7", in which upper and lower case count');
		expect(message).not.toContain('ID Intercom gave');
	});

	it('of a record that Intercom looks up itself speaks of what it was given', async () => {
		expect(await told('visitor: update', { visitorId: by('externalId', 'v-1'), updateFields: { name: 'X' } })).toContain(
			'No visitor of this workspace has the user ID "v-1"',
		);
		expect(await told('dataEvent: create', { eventName: 'x', contactId: by('externalId', 'u-1') })).toContain('has the external ID "u-1"');
	});

	it('of a record that was looked up says that it was found, and how', async () => {
		world.answer = ({ path }) => (path === '/contacts/search' ? list([{ id: 'c-1', role: 'user', email: 'Ada@x.com' }]) : notFound());
		const message = await told('contact: update', { contactId: by('email', 'ada@x.com'), ...name });
		expect(message).toContain(`'Contact' was found by its email "ada@x.com" as ID c-1, but may have been deleted or merged since`);
		expect(message).not.toContain('Check the ID');
	});

	it('of one of several records names them all, unless Intercom says which', async () => {
		const parameters = { contactId: by('id', 'c-1'), tagId: by('id', '5') };
		expect(await told('contact: addTag', parameters)).toContain('Check the IDs: Contact "c-1", Tag "5". Each has to be');
		world.answer = () => notFound('tag_not_found', 'Tag not found');
		const message = await told('contact: addTag', parameters);
		expect(message).toContain('Check the ID: Tag "5". It');
		expect(message).not.toMatch(MERGED);
	});

	it.each([
		['contact: update', { contactId: by('id', 'c-1'), ...name }, {}],
		['contact: delete', { contactId: by('id', 'c-1') }, {}],
		['contact: get', { contactId: by('id', 'c-1') }, { apiVersion: '2.15' }],
		['note: create', { contactId: by('id', 'c-1'), noteText: 'x', additionalFields: { adminId: by('id', '1') } }, {}],
	])('of a contact for %s says that it may have been merged, and where to look', async (what, parameters, options) => {
		expect(await told(what, { ...parameters, options })).toMatch(MERGED);
	});

	it.each([
		['contact: get', { contactId: by('id', 'c-1') }],
		['contact: getByExternalId', { externalId: 'e-1' }],
	])('of a contact for %s, which answers 410 for a merged one, does not', async (what, parameters) => {
		expect(await told(what, parameters)).not.toMatch(/merged/);
	});

	it('of an older version points from the external ID to the same look-up', async () => {
		expect(await told('contact: getByExternalId', { externalId: 'e-1', options: { apiVersion: '2.15' } })).toContain(
			'Contact > Get by External ID says which one it lives on in',
		);
	});
});

it('a 410 says where the contact lives on', async () => {
	world.answer = () => ({
		status: 410,
		headers: { link: '</contacts/c-2>; rel="canonical"' },
		body: { type: 'error.list', errors: [{ code: 'contact_merged', message: 'This contact has been merged.' }] },
	});
	const { json } = await run('contact: get', { contactId: by('id', 'c-1') });
	expect(json[0]).toEqual({
		error: 'The contact was merged into another one - Get contact [item 0]',
		message: expect.stringContaining('Its data lives on in contact c-2'),
	});
});
