/** Options for agents, run by n8n's engine: what is refused, what would be sent, and what is shortened. */

import type { IDataObject } from 'n8n-workflow';
import { effectOf } from '../../catalog/language/effects';
import { expectedRequest } from '../support/expected';
import { enter, fill, panelOf } from '../support/panel';
import { type Row, titledRows } from '../support/rows';
import { by, useWire } from '../support/wire';

const { host, recorder, run, asked } = useWire(({ path }) => ({
	body: path === '/me' ? { type: 'admin', id: '4711' } : { id: '1', data: [], body: 'x'.repeat(30) },
}));
const panel = (row: Row) => panelOf(host.packages.getByNameAndVersion(row.type).description.properties, row);
const contact = { contactId: by('id', '7') };

describe('Allowed for Agents', () => {
	it('refuses what destroys, before anything is sent, in words that tell a model what is the matter', async () => {
		const { error } = await run('contact: delete', { ...contact, options: { allowedForAgents: 'nothingDestructive' } });
		expect(error?.message).toBe(
			"'Allowed for Agents' is 'nothing that deletes, blocks, redacts or merges', so 'Delete contact' was refused and nothing was sent [item 0]",
		);
		expect(asked()).toEqual([]);
	});
	it('permits the rest', async () => {
		await run('contact: archive', { ...contact, options: { allowedForAgents: 'nothingDestructive' } });
		await run('contact: get', { ...contact, options: { allowedForAgents: 'readingOnly' } });
		expect(asked()).toEqual(['POST /contacts/7/archive', 'GET /contacts/7']);
	});
	it('reading only refuses every change', async () => {
		const { error } = await run('contact: archive', { ...contact, options: { allowedForAgents: 'readingOnly' } });
		expect(error?.message).toContain("'reading only', so 'Archive contact' was refused");
		expect(asked()).toEqual([]);
	});
	it('a value that is none refuses, too', async () => {
		const { error } = await run('contact: delete', { ...contact, options: { allowedForAgents: 'sometimes' } });
		expect(error?.message).toContain("'Allowed for Agents' cannot be sometimes");
		expect(asked()).toEqual([]);
	});
});

describe('Dry Run tells of every operation that changes something what it would send, and sends nothing of it', () => {
	it.each(titledRows(({ operation }) => !operation.procedure && effectOf(operation) !== 'reads'))('%s', async (_title, row) => {
		const filled = fill(row, 0);
		const { error, json } = await run(
			row.title,
			{ ...enter(panel(row), filled), options: { dryRun: true } },
			[{ json: {}, binary: filled.binary }] as never,
			row.type,
		);
		expect(error).toBeUndefined();
		expect(asked().filter((one) => !one.startsWith('GET '))).toEqual([]);
		const { method, path, query, body } = expectedRequest(row, [filled]);
		expect(json).toHaveLength(1);
		const [{ path: told, body: toldBody, query: toldQuery, ...rest }] = json;
		expect(rest).toMatchObject({ dryRun: true, action: row.operation.action, method });
		expect(decodeURIComponent(String(told))).toBe(decodeURIComponent(path));
		if (Object.keys(query ?? {}).length) expect(Object.keys(toldQuery as IDataObject).sort()).toEqual(Object.keys(query).sort());
		const files = Object.keys(filled.binary ?? {}).length > 0;
		if (!files && body !== undefined) expect(toldBody).toEqual(body);
		else if (body !== undefined) expect(toldBody).toBeDefined();
	});
});

describe('Dry Run', () => {
	it('of an operation of several requests tells the first that would change something', async () => {
		recorder.answer = ({ method }) => (method === 'GET' ? { status: 404 } : { body: { data: [] } });
		const { json, error } = await run('contact: upsert', {
			matchBy: 'email',
			email: 'ann@example.com',
			name: 'Ann',
			options: { dryRun: true },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				dryRun: true,
				action: 'Create or update contact',
				method: 'POST',
				path: '/contacts',
				body: expect.objectContaining({ email: 'ann@example.com', name: 'Ann' }) as unknown,
				further: 'What follows depends on the answer to this request',
			},
		]);
		expect(asked().filter((one) => !one.startsWith('GET ') && !one.endsWith('/search'))).toEqual([]);
	});
	it('does not make a tag that is missing', async () => {
		recorder.answer = ({ path }) => ({ body: path === '/tags' ? { data: [] } : { id: '1' } });
		const { json } = await run('contact: addTag', {
			...contact,
			tagId: by('name', 'New'),
			additionalFields: { createTagIfMissing: true },
			options: { dryRun: true },
		});
		expect(asked()).toEqual(['GET /tags']);
		expect(json).toMatchObject([{ dryRun: true, method: 'POST', path: '/tags', body: { name: 'New' } }]);
	});
	it('goes item by item: the others are sent', async () => {
		const { json } = await run(
			'contact: archive',
			{ contactId: by('id', '={{ $json.id }}'), options: { dryRun: '={{ $json.dry }}' } as never },
			[{ json: { id: '1', dry: true } }, { json: { id: '2', dry: false } }],
		);
		expect(asked()).toEqual(['POST /contacts/2/archive']);
		expect(json).toMatchObject([{ dryRun: true, path: '/contacts/1/archive' }, { id: '1' }]);
	});
	it('leaves reading as it is', async () => {
		const { json } = await run('contact: get', { ...contact, output: 'raw', options: { dryRun: true } });
		expect(json).toMatchObject([{ id: '1' }]);
	});
});

describe('Longest Text', () => {
	it('shortens every longer text and says by how much; without it, texts stay', async () => {
		const { json } = await run('contact: get', { ...contact, output: 'raw', options: { longestText: 10 } });
		expect(json[0].body).toBe('xxxxxxxxxx [shortened: 20 more characters]');
		expect((await run('contact: get', { ...contact, output: 'raw' })).json[0].body).toBe('x'.repeat(30));
	});
});
