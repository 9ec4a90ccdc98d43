/** Answers of success in which Intercom says that it left something out. */

import { by } from '../support/wire';
import { useServer } from './support';

const { world, run } = useServer();
const listing = (key: string, ...ids: string[]) => {
	world.answer = () => ({ body: { type: 'tag', id: '105', name: 'VIP', [key]: ids.map((id) => ({ id, tagged: true })) } });
};
const company = { companyId: by('id', 'f-1'), tagName: 'VIP' };
const companies = { tagName: 'VIP', companies: { rows: [{ id: 'f-1' }, { companyId: 'acme' }, { id: 'f-3' }] } };
const contacts = { tagName: 'VIP', contactIds: 'c-1, c-2' };
const SKIPS = 'Intercom skips records that it does not know and answers with success';

describe('tagging what does not exist', () => {
	it.each([
		['company: addTag', company, 'companies', "'Company' is unknown to Intercom, which did nothing: f-1 [item 0]"],
		['tag: tagCompanies', companies, 'companies', "'Companies' are unknown to Intercom, which did nothing: f-1, acme, f-3 [item 0]"],
		['tag: tagContacts', contacts, 'users', "'Contacts' are unknown to Intercom, which did nothing: c-1, c-2 [item 0]"],
	])('fails the item of %s, and names what was asked for', async (what, parameters, key, message) => {
		listing(key);
		const { json } = await run(what, parameters);
		expect(json).toEqual([{ error: message, message: expect.stringContaining(SKIPS) }]);
	});

	it('among others leaves a word which ones, in the output and as a hint', async () => {
		listing('users', 'c-2');
		const { json, hints } = await run('tag: tagContacts', contacts);
		expect(json[0]).toMatchObject({ id: '105', skipped_count: 1, skipped: ['c-1'] });
		expect(hints.map(({ message }) => message)).toEqual(['Intercom skipped 1 of 2 records, because it does not know them.']);
	});

	it('says how many only, where the answer has other IDs than were asked for', async () => {
		listing('companies', 'f-1', 'f-2');
		const { json } = await run('tag: tagCompanies', companies);
		expect(json[0].skipped_count).toBe(1);
		expect(json[0]).not.toHaveProperty('skipped');
	});

	it('is seen by what is not tagged, too', async () => {
		world.answer = () => ({ body: { type: 'tag', id: '1', companies: [{ id: 'f-1', tagged: false }] } });
		expect((await run('company: addTag', company)).json[0].error).toMatch(/which did nothing: f-1/);
	});

	it.each([
		['company: removeTag', company, ['f-1']],
		['tag: untagCompanies', { tagName: 'VIP', companies: { rows: [{ id: 'f-1' }] } }, ['f-1']],
	])('when the tag is taken away by %s is no failure, but carries a word', async (what, parameters, skipped) => {
		listing('companies');
		expect((await run(what, parameters)).json[0]).toMatchObject({ id: '105', skipped_count: 1, skipped });
	});
});

describe('nothing is said', () => {
	it.each([
		['when all was done', () => listing('companies', 'f-1', 'f-2', 'f-3'), 'tag: tagCompanies', companies],
		['when one was named twice', () => listing('users', 'c-1'), 'tag: tagContacts', { tagName: 'VIP', contactIds: 'c-1, c-1' }],
		[
			'when the answer does not list what was done',
			() => void (world.answer = () => ({ body: { type: 'tag', id: '105' } })),
			'company: addTag',
			company,
		],
		[
			"when the answer lists companies although contacts were asked for, as the description's own example does",
			() => void (world.answer = () => ({ body: { type: 'tag', id: '105', users: [], companies: [{ id: 'valid-123', tagged: true }] } })),
			'tag: tagContacts',
			contacts,
		],
	])('%s', async (_what, prepare, what, parameters) => {
		prepare();
		const { json, hints } = await run(what, parameters);
		expect(json[0].error).toBeUndefined();
		expect(json[0]).not.toHaveProperty('skipped_count');
		expect(hints).toEqual([]);
	});
});

describe('other answers that tell of something left out', () => {
	const question = { userId: 'u-1', messageBody: 'Why?', conversationId: 'x' };

	it.each([
		['finConversation: start', question, 'errors'],
		['finConversation: ask', question, 'errors'],
		['finConversation: reply', question, 'errors'],
		['procedure: run', { procedureId: '1', ...question }, 'errors'],
	])('%s: the output has what Fin did not take, and a hint says so', async (what, parameters, key) => {
		const errors = { user: { attributes: { plan: "User attribute 'plan' does not exist" } } };
		world.answer = () => ({ body: { conversation_id: 'x', status: 'thinking', errors } });
		const { json, hints } = await run(what, parameters, [{}], { type: 'n8n-nodes-intercom.intercomFin' });
		expect(json[0]).toMatchObject({ [key]: errors });
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining('not all of its attributes')]);
	});

	it.each(['contact: getBulkJob', 'company: getBulkJob'])('%s: a job some of whose records were refused', async (what) => {
		world.answer = () => ({ body: { id: 'job_1', state: 'completed_with_errors' } });
		const { json, hints } = await run(what, { jobId: 'job_1' });
		expect(json[0]).toMatchObject({ state: 'completed_with_errors' });
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining('Intercom refused some of the records of this job')]);
		world.answer = () => ({ body: { id: 'job_1', state: 'completed' } });
		expect((await run(what, { jobId: 'job_1' })).hints).toEqual([]);
	});
});
