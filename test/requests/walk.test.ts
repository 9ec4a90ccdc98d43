/** Every operation, run by n8n's engine against a server that writes down what arrives. */

import type { IDataObject } from 'n8n-workflow';
import { expectedRequest, wireOf } from '../support/expected';
import { useHost } from '../support/host';
import { asExpressions, enter, fill, isRequired, isTop, panelOf } from '../support/panel';
import { useRecorder } from '../support/recorder';
import { endpointsOf, entriesOf, methodOf, type Row, rows, titledRows } from '../support/rows';

const TOKEN = 'wire-token';
const LIMITS = [3, 7];
const LISTED = 12;

/** An answer in which every list finds its items and every other operation a record. */
const listed = Array.from({ length: LISTED }, (_, index) => ({ id: `record-${index}`, beyond_simplified: true }));
const everything = { id: 'answer', beyond_simplified: true, ...Object.fromEntries(rows.flatMap(({ operation: { list } }) => (list ? [[list.items, listed]] : []))) };

const host = useHost();
const recorder = useRecorder(() => ({ body: everything }));

/** Runs an operation, one request after another. */
async function run({ type, resource, operation }: Row, parameters: IDataObject, items: IDataObject[] = [{}]) {
	const credentials = { intercomAccessTokenApi: { accessToken: TOKEN, region: 'custom', baseUrl: recorder.url } };
	return await host.runNode({ type, parameters: { resource: resource.id, operation: operation.id, options: { concurrency: 1 }, ...parameters }, items, credentials });
}

const panel = (row: Row) => panelOf(host.packages.getByNameAndVersion(row.type).description.properties, row);

/** What the operation offers besides its fields, for item `n`. */
const listing = ({ operation }: Row, n: number) => ({ ...(operation.list ? { returnAll: false, limit: LIMITS[n] } : {}), ...(operation.simplify ? { simplify: n === 0 } : {}) });

describe('two items whose parameters are all expressions reach Intercom each with its own values', () => {
	it.each(titledRows(({ operation }) => !operation.composite))('%s', async (_title, row) => {
		const filled = [0, 1].map((n) => fill(row, n));
		const entered = filled.map((one, n) => ({ ...listing(row, n), ...enter(panel(row), one) }));
		const { error, items } = await run(row, asExpressions(entered[0]), entered);

		expect(error).toBeUndefined();
		const { list, batch, simplify } = row.operation;
		const alone = !batch || Object.keys(batch.shared).length > 0;
		const expected = alone ? filled.map((one, n) => expectedRequest(row, [one], LIMITS[n])) : [expectedRequest(row, filled)];
		expect(recorder.requests.map(wireOf)).toEqual(expected);
		if (list) expect([0, 1].map((n) => items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === n).length)).toEqual(LIMITS);
		if (simplify) expect([0, 1].map((n) => items.some(({ json, pairedItem }) => (pairedItem as { item: number }).item === n && 'beyond_simplified' in json))).toEqual([false, true]);
	});
});

describe('with nothing but what is required, only that is sent', () => {
	it.each(titledRows(({ operation }) => !operation.composite))('%s', async (_title, row) => {
		const { error } = await run(row, enter(panel(row), fill(row, 0, isRequired)));

		expect(error).toBeUndefined();
		// what is shown by itself with a value to start with is sent as it stands
		const all = fill(row, 0, (entry) => isRequired(entry) || (entry.field.top === true && entry.field.initial !== undefined));
		for (const entry of all.used) if (!isRequired(entry)) all.sent[entry.part][entry.wire] = entry.field.initial;
		expect(recorder.requests.map(wireOf)).toEqual([expectedRequest(row, [all], row.operation.list ? 50 : undefined)]);
	});
});

describe('a request is JSON, or has no body, and carries the token', () => {
	it.each(titledRows(({ operation }) => !operation.composite))('%s', async (_title, row) => {
		await run(row, enter(panel(row), fill(row, 0)));
		const [{ headers, body }] = recorder.requests;
		expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, accept: 'application/json' });
		if (body === undefined) expect(headers).not.toMatchObject({ 'content-type': expect.stringContaining('form') as string });
		else expect(headers['content-type']).toBe('application/json');
	});
});

describe('an operation of several requests asks only for endpoints it is known for, and sends what was entered', () => {
	it.each(titledRows(({ operation }) => operation.composite !== undefined))('%s', async (_title, row) => {
		recorder.answer = ({ method, path }) => (method === 'GET' ? { status: 404 } : { body: path.endsWith('/search') ? { data: [] } : everything });
		// what identifies the contact also stands among its data; only the first is entered here
		const identifying = entriesOf(row.operation).filter(isTop).map(({ param }) => param);
		const filled = [0, 1].map((n) => fill(row, n, (entry) => isTop(entry) || !identifying.includes(entry.param)));
		const entered = filled.map((one) => enter(panel(row), one));
		const { error } = await run(row, asExpressions(entered[0]), entered);

		expect(error).toBeUndefined();
		const templates = endpointsOf(row.operation).map((endpoint) => new RegExp(`^${endpoint.replace(/\{\w+\}/g, '[^/]+')}$`));
		const asked = recorder.requests.map(({ method, path }) => `${method} ${path}`);
		expect(asked.filter((request) => !templates.some((template) => template.test(request)))).toEqual([]);

		const written = recorder.requests.filter(({ body, path }) => body !== undefined && !path.endsWith('/search')).map(({ body }) => body as Record<string, unknown>);
		expect(written).toHaveLength(2);
		for (const [n, { used, sent }] of filled.entries()) {
			const values = used.filter(({ field: { kind } }) => !['flag', 'choice'].includes(kind)).map(({ wire, part }) => sent[part][wire]);
			expect(Object.values(written[n])).toEqual(expect.arrayContaining(values));
		}
	});
});

it('a GET never has a body', () => {
	expect(rows.filter(({ operation }) => methodOf(endpointsOf(operation)[0]) === 'GET' && operation.body)).toEqual([]);
});
