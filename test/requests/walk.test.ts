/** Every operation, run by n8n's engine against a server that writes down what arrives. */

import type { IDataObject } from 'n8n-workflow';
import { expectedRequest, inObjects, type Wire, wireOf } from '../support/expected';
import { asExpressions, enter, fill, type Filled, isRequired, isTop, panelOf } from '../support/panel';
import { bracesOf, endpointsOf, entriesOf, type Entry, methodOf, type Row, titledRows } from '../support/rows';
import { TOKEN, useWire } from '../support/wire';

const LIMITS = [3, 7];
const OUTPUTS = ['simple', 'raw'];
const FILE = '/elsewhere/file';

/** An answer in which a list finds its items and every other operation a record. */
const listed = Array.from({ length: 12 }, (_, index) => ({ id: `record-${index}`, beyond_simplified: true }));
const everything = (items = 'data') => ({ id: '4711', beyond_simplified: true, ...inObjects({ [items]: listed }) });

const { host, recorder, run } = useWire(({ path }) => ({ body: path === '/me' ? { type: 'admin', id: '4711' } : everything() }));
const panel = (row: Row) => panelOf(host.packages.getByNameAndVersion(row.type).description.properties, row);

/** Runs a row's operation for items with their files. */
async function runRow(row: Row, parameters: IDataObject, items: Array<{ json: IDataObject; binary: Filled['binary'] }>) {
	const { answer, list } = row.operation;
	const { holds } = row.operation;
	if (Array.isArray(holds))
		recorder.answer = ({ path }) => ({
			body:
				path === '/me'
					? { type: 'admin', id: '4711' }
					: { ...everything(), ...Object.fromEntries(holds.map((name: string) => [name, true])) },
		});
	if (list) recorder.answer = ({ path }) => ({ body: path === '/me' ? { type: 'admin', id: '4711' } : everything(list.items) });
	if (answer?.kind === 'text') recorder.answer = () => ({ body: 'some text' });
	if (answer?.kind === 'file')
		recorder.answer = ({ path }) =>
			path === FILE || answer.direct ? { body: 'content' } : { status: 302, headers: { location: recorder.url + FILE } };
	return await run(row.title, parameters, items as never, row.type);
}

const asked = (): Wire[] => recorder.requests.filter(({ path }) => path !== FILE).map(wireOf);
const plain = titledRows(({ operation }) => !operation.procedure);
const of = (items: Array<{ pairedItem?: unknown; json: IDataObject }>, n: number) =>
	items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === n);

describe('two items whose parameters are all expressions reach Intercom each with its own values', () => {
	/** What the operation offers besides its fields, for item `n`. */
	const listing = ({ operation }: Row, n: number) => ({
		...(operation.list ? { returnAll: false, limit: LIMITS[n] } : {}),
		...(operation.simplify ? { output: OUTPUTS[n] } : {}),
	});

	it.each(plain)('%s', async (_title, row) => {
		const filled = [0, 1].map((n) => fill(row, n));
		const items = filled.map((one, n) => ({ json: { ...listing(row, n), ...enter(panel(row), one) }, binary: one.binary }));
		const { error, items: output } = await runRow(row, asExpressions(items[0].json), items);

		expect(error).toBeUndefined();
		const { list, batch, simplify } = row.operation;
		const alone = !batch || Object.keys(batch.shared).length > 0;
		expect(asked()).toEqual(alone ? filled.map((one, n) => expectedRequest(row, [one], LIMITS[n])) : [expectedRequest(row, filled)]);
		if (list) expect([0, 1].map((n) => of(output, n).length)).toEqual(LIMITS);
		if (row.operation.addPathIds)
			expect([0, 1].map((n) => of(output, n).map(({ json }) => json))).toEqual(
				filled.map(({ sent }) => [expect.objectContaining(sent.path)]),
			);
		if (simplify) expect([0, 1].map((n) => of(output, n).some(({ json }) => 'beyond_simplified' in json))).toEqual([false, true]);
	});
});

/** What is required says which record is meant, or how, but nothing of what to change. */
function changesNothing({ operation }: Row): boolean {
	const [endpoint] = endpointsOf(operation);
	const says = ({ part, field }: Entry): boolean =>
		part === 'body' && field.required === true && !field.isNoChange && (field.kind !== 'ref' || bracesOf(endpoint).length > 0);
	return ['PUT', 'PATCH'].includes(methodOf(endpoint)) && operation.body !== undefined && !entriesOf(operation).some(says);
}

describe('an update with nothing but what is required changes nothing, and is refused before anything is sent', () => {
	it.each(titledRows((row) => !row.operation.procedure && changesNothing(row)))('%s', async (_title, row) => {
		const required = fill(row, 0, isRequired);
		const { error } = await runRow(row, enter(panel(row), required), [{ json: {}, binary: required.binary }]);
		expect(error?.message).toMatch(/^'(Update|Additional) Fields' has nothing to change \[item 0\]$/);
		expect(asked()).toEqual([]);
	});
});

describe('with nothing but what is required, only that is sent', () => {
	it.each(plain.filter(([, row]) => !changesNothing(row)))('%s', async (_title, row) => {
		const required = fill(row, 0, isRequired);
		const { error } = await runRow(row, enter(panel(row), required), [{ json: {}, binary: required.binary }]);

		expect(error).toBeUndefined();
		// what is shown by itself with a value to start with is sent as it stands
		const all = fill(row, 0, (entry) => isRequired(entry) || (entry.field.alwaysShown === true && entry.field.initial !== undefined));
		for (const entry of all.used) if (!isRequired(entry)) all.sent[entry.part][entry.wire] = entry.field.initial;
		// and an admin who may be left out is the one of the credential, who is asked for first
		const unnamed = entriesOf(row.operation).filter(
			(entry) => entry.field.kind === 'ref' && entry.field.fallback && !entry.field.onlyWith && !isRequired(entry),
		);
		for (const { part, wire, field } of entriesOf(row.operation))
			if (field.sendWhenOmitted !== undefined && !(wire in all.sent[part])) all.sent[part][wire] = field.sendWhenOmitted;
		for (const { part, wire, field } of unnamed) all.sent[part][wire] = field.kind === 'ref' && field.numeric ? 4711 : '4711';
		// as a moment that may be left out is the moment of the execution
		for (const { part, wire, field } of entriesOf(row.operation))
			if (field.kind === 'date' && field.now && !field.required)
				all.sent[part][wire] = field.as ? expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/) : expect.closeTo(Date.now() / 1000, -2);
		// and an ID that may be left out is a new one
		for (const { part, wire, field } of entriesOf(row.operation))
			if (field.kind === 'text' && field.generate && !field.required) all.sent[part][wire] = expect.stringMatching(/^[0-9a-f-]{36}$/);
		// unless they go along with something that is left out as well
		for (const { part, wire, field } of entriesOf(row.operation))
			if (field.onlyWith && !(field.onlyWith in all.sent[part])) delete all.sent[part][wire];
		const me: Wire[] = unnamed.length ? [{ method: 'GET', path: '/me', query: {}, body: undefined, version: '2.16' }] : [];
		expect(asked()).toEqual([...me, expectedRequest(row, [all], row.operation.list ? 50 : undefined)]);
	});
});

/** What kind of answer is asked for. */
const accepted = ({ operation: { answer } }: Row): string =>
	!answer ? 'application/json' : answer.kind === 'file' && answer.direct ? 'application/octet-stream' : '*/*';

describe('a request is JSON or a form, or has no body, and carries the token', () => {
	it.each(plain)('%s', async (_title, row) => {
		const filled = fill(row, 0);
		await runRow(row, enter(panel(row), filled), [{ json: {}, binary: filled.binary }]);
		const [{ headers, body }] = recorder.requests;
		expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, accept: accepted(row) });
		if (body === undefined) expect(headers).not.toMatchObject({ 'content-type': expect.stringContaining('form') as string });
		else expect(headers['content-type']).toMatch(row.operation.multipart ? /^multipart\/form-data; boundary=/ : /^application\/json$/);
		// a file lies on another host, which must not learn the token
		expect(recorder.requests.filter(({ path, headers: sent }) => path === FILE && sent.authorization !== undefined)).toEqual([]);
	});
});

/** Procedures whose requests depend on the answers to the ones before; each has tests of its own. */
const OWN_TESTS = [
	'article: getDocuments',
	'article: upsert',
	'dataExport: exportToFile',
	'ecommerceCatalog: uploadInParts',
	'finConversation: askAndWait',
	'reportingExport: exportToFile',
	'workspace: checkSetup',
];

describe('an operation of several requests asks only for endpoints it is known for, and sends what was entered', () => {
	it.each(titledRows(({ operation }) => operation.procedure !== undefined).filter(([title]) => !OWN_TESTS.includes(title)))(
		'%s',
		async (_title, row) => {
			const writes = endpointsOf(row.operation).some((endpoint) => methodOf(endpoint) !== 'GET');
			// one that writes finds nothing and has to create everything
			if (writes)
				recorder.answer = ({ method, path }) =>
					method === 'GET' ? { status: 404 } : { body: path.endsWith('/search') ? { data: [] } : everything() };
			// what identifies the record also stands among its data; only the first is entered here
			const identifying = entriesOf(row.operation)
				.filter(isTop)
				.map(({ param }) => param);
			const filled = [0, 1].map((n) => fill(row, n, (entry) => isTop(entry) || !identifying.includes(entry.param)));
			const items = filled.map((one) => ({ json: enter(panel(row), one), binary: one.binary }));
			const { error } = await runRow(row, asExpressions(items[0].json), items);

			expect(error).toBeUndefined();
			const templates = endpointsOf(row.operation).map((endpoint) => new RegExp(`^${endpoint.replace(/\{\w+\}/g, '[^/]+')}$`));
			const requests = recorder.requests.map(({ method, path }) => `${method} ${path}`);
			expect(requests.filter((request) => !templates.some((template) => template.test(request)))).toEqual([]);

			const telling = writes
				? recorder.requests.filter(({ body, path }) => body !== undefined && !path.endsWith('/search'))
				: recorder.requests;
			expect(telling).toHaveLength(2);
			for (const [n, { used, sent }] of filled.entries()) {
				const values = used.filter(({ field: { kind } }) => !['flag', 'choice'].includes(kind)).map(({ wire, part }) => sent[part][wire]);
				const told = [
					...telling[n].path.split('/').map(decodeURIComponent),
					...Object.values(telling[n].query),
					...Object.values((telling[n].body ?? {}) as object),
				];
				expect(told).toEqual(expect.arrayContaining(values));
			}
		},
	);
});
