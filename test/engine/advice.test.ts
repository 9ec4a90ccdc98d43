/** What people are told to do has to be possible where they are told it. */

import type { INode } from 'n8n-workflow';
import { operatorsFor, searchModels } from '../../catalog/records/search';
import type { Operation, SearchModel } from '../../catalog/language/types';
import { readSearch, searchProperties } from '../../engine/fields/search';
import { toNodeError } from '../../engine/execute/errors';
import { IntercomError } from '../../intercom/errors';
import { useIntercom } from '../support/intercom';
import { type Row, rows, titledRows } from '../support/rows';

const node = { id: '1', name: 'Intercom', type: 'intercom', typeVersion: 1, position: [0, 0], parameters: {} } as INode;
const STATUSES = [400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 415, 422, 423, 424, 429, 500, 502, 503, 504];
const NAMES = new Set(rows.map(({ operation }) => operation.name));

/** What is said in quotes and is the name of an operation somewhere in the package. */
const recommended = (text: string): string[] =>
	[...text.matchAll(/'([A-Z][^']*)'/g)].map(([, name]) => name).filter((name) => NAMES.has(name));
const others = ({ resource, operation }: Row): string[] =>
	resource.operations.filter(({ id }) => id !== operation.id).map(({ name }) => name);

function everythingSaid({ action, refusals = {} }: Operation): string[] {
	const codes = Object.keys(refusals).filter((code) => Number.isNaN(Number(code)));
	const failures = [
		...STATUSES.map((status) => new IntercomError('http', 'no', { request: 'POST /x', status, errors: [] })),
		...codes.map((code) => new IntercomError('http', 'no', { request: 'POST /x', status: 409, errors: [{ code }] })),
		new IntercomError('network', 'no', { request: 'POST /x' }),
		new IntercomError('answer', 'no', { request: 'POST /x' }),
	];
	return failures
		.map((failure) => toNodeError(failure, { node, itemIndex: 0, action, refusals }))
		.map(({ description }) => description ?? '');
}

describe('an error recommends other operations of the same resource only', () => {
	it.each(titledRows())('%s', (_title, row) => {
		const said = [...everythingSaid(row.operation), row.operation.about];
		expect(said.flatMap(recommended).filter((name) => !others(row).includes(name))).toEqual([]);
	});
});

describe('a conflict', () => {
	const intercom = useIntercom();

	it('of Create points at Create or Update, one of Create or Update or Update at the values', async () => {
		const {
			json: [ada],
		} = await intercom.run('contact: create', { role: 'user', externalId: 'ada', email: 'ada@example.com' });
		const create = await intercom.run('contact: create', { role: 'user', externalId: 'ada' });
		expect(create.error?.description).toContain("Use 'Create or Update'");

		await intercom.run('contact: create', { role: 'user', externalId: 'bob' });
		const upsert = await intercom.run('contact: upsert', { matchBy: 'external_id', externalId: 'bob', contactEmail: 'ada@example.com' });
		const update = await intercom.run('contact: update', {
			contactId: { __rl: true, mode: 'externalId', value: 'bob' },
			updateFields: { email: 'ada@example.com' },
		});
		for (const { error } of [upsert, update]) {
			expect(error?.message).toMatch(/^The record conflicts with another one/);
			expect(error?.description).not.toContain('Create or Update');
			expect(error?.description).toContain('Correct the value');
			expect(error?.description).toContain(String(ada.id));
		}
	});
});

describe.each(Object.keys(searchModels) as SearchModel[])('the query that the JSON of a search of a %s begins with', (model) => {
	const { default: query } = searchProperties(model).find(({ name }) => name === 'queryJson') as { default: unknown };

	it('is about a field that it has, with an operator and a value that fit, and can be sent as it stands', () => {
		const { field, operator, value } = JSON.parse(String(query)) as { field: string; operator: string; value: unknown };
		const known = searchModels[model].fields.find(({ name }) => name === field);
		expect(operatorsFor(model, known?.type ?? 'flag').map(({ sign }) => sign)).toContain(operator);
		expect(typeof value).toBe('string');
		expect(readSearch(model, (name) => ({ searchWith: 'json', queryJson: query })[name])).toEqual({ field, operator, value });
	});
});
