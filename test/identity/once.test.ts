/** What is asked for once per execution, and asked again after it failed. */

import { wait } from '../../scripts/machine';
import { Once } from '../../engine/execute/once';
import { by } from '../support/wire';
import { fault, list, useServer } from './support';

const { world, run } = useServer();
const three = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const inTurn = { options: { concurrency: 1 } };
/** The first question for this path is answered so, all others as usual. */
const failingOnce = (path: string, usual: object) => {
	let failed = false;
	world.answer = (asked) => {
		if (asked.path !== path || asked.method !== 'GET') return { body: { id: '1' } };
		if (failed) return usual;
		failed = true;
		// a status that is not sent again by itself
		return fault(422);
	};
};
const outcomes = (json: Array<Record<string, unknown>>) => json.map(({ error }) => (error === undefined ? 'done' : 'failed'));

describe('a look-up that failed', () => {
	it.each([
		[
			'a list of names',
			'/tags',
			list([{ id: '1', name: 'VIP' }]),
			'contact: addTag',
			{ contactId: by('id', '={{ $json.id }}'), tagId: by('name', 'VIP') },
		],
		[
			'a list of admins',
			'/admins',
			list([{ id: '1', email: 'a@b.example' }], 'admins'),
			'note: create',
			{ contactId: by('id', '={{ $json.id }}'), noteText: 'x', additionalFields: { adminId: by('email', 'a@b.example') } },
		],
		['the admin of the credential', '/me', { body: { type: 'admin', id: '7' } }, 'contact: addTag', undefined],
		[
			'all articles, which a procedure reads',
			'/articles',
			{ body: { type: 'list', data: [], pages: {} } },
			'article: upsert',
			{ matchBy: 'title', title: '={{ $json.id }}', additionalFields: { authorWhenCreated: by('id', '1') } },
		],
		[
			'one record',
			'/contacts/find_by_external_id/e-1',
			{ body: { id: 'c-1', external_id: 'e-1' } },
			'contact: update',
			{ contactId: by('externalId', 'e-1'), updateFields: { name: 'X' } },
		],
	])('(%s) fails its item, and the next one asks again', async (_what, path, usual, what, parameters) => {
		failingOnce(path, usual);
		const { json } = await run(
			parameters ? what : 'conversation: close',
			{ ...(parameters ?? { conversationId: by('id', '={{ $json.id }}') }), ...inTurn },
			three,
			what.startsWith('article') ? { type: 'n8n-nodes-intercom.intercomKnowledge' } : {},
		);
		expect(outcomes(json)).toEqual(['failed', 'done', 'done']);
		expect(world.asked.filter((asked) => asked.path === path && asked.method === 'GET')).toHaveLength(2);
	});

	it('because the server was down for a while does not fail the items that come later', async () => {
		let refusals = 0;
		world.answer = ({ path }) =>
			path !== '/tags' ? { body: { id: '1' } } : ++refusals <= 4 ? fault(500) : list([{ id: '1', name: 'VIP' }]);
		const { json } = await run('contact: addTag', { contactId: by('id', '={{ $json.id }}'), tagId: by('name', 'VIP'), ...inTurn }, three);
		expect(outcomes(json)).toEqual(['failed', 'done', 'done']);
	}, 30_000);

	it('of a whole list with 404 is a fault, and makes no new record', async () => {
		world.answer = ({ path }) => (path === '/tags' ? fault(404) : { body: {} });
		const { json } = await run('contact: addTag', {
			contactId: by('id', 'a'),
			tagId: by('name', 'VIP'),
			additionalFields: { createTagIfMissing: true },
		});
		expect(outcomes(json)).toEqual(['failed']);
		expect(world.asked.map(({ method }) => method)).toEqual(['GET']);
	});

	it('does not take a later answer with it', async () => {
		const once = new Once();
		const slow = async () => await wait(20).then(() => Promise.reject(new Error('slow')));
		const waiting = [once.ask('a', slow), once.ask('a', slow)].map(
			async (one) => await one.catch(async () => await once.ask('a', async () => await Promise.resolve('later'))),
		);
		expect(await Promise.all(waiting)).toEqual(['later', 'later']);
		expect(await once.ask('a', async () => await Promise.resolve('again'))).toBe('later');
	});
});

it('the admin of the credential who is not named is not guessed', async () => {
	world.answer = ({ path }) => ({ body: path === '/me' ? { type: 'admin' } : {} });
	const { json } = await run('conversation: close', { conversationId: by('id', '1') });
	expect(json[0].error).toMatch(/Intercom does not say which admin the credential belongs to/);
	expect(world.asked.map(({ path }) => path)).toEqual(['/me']);
});
