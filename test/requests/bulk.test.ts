/** Many items in few requests. */

import { by, useWire } from '../support/wire';

let jobs = 0;
const wire = useWire(() => ({ body: { type: 'job', id: `job-${++jobs}` } }));
const { run, bodies, asked, recorder } = wire;
const people = (count: number, more: object = {}) =>
	Array.from({ length: count }, (_, index) => ({ id: `user-${index}`, name: `Person ${index}`, ...more }));
const sizes = () => bodies().map((body) => (body as { contacts: unknown[] }).contacts.length);
const pairs = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => (pairedItem as Array<{ item: number }>).map(({ item }) => item));
const upTo = (from: number, end: number) => Array.from({ length: end - from }, (_, index) => from + index);

beforeEach(() => {
	jobs = 0;
});

it('250 contacts go in three requests, and every answer belongs to its items', async () => {
	const { items, json } = await run(
		'contact: createInBulk',
		{ externalId: '={{ $json.id }}', additionalFields: { name: '={{ $json.name }}' } },
		people(250),
	);
	expect(asked()).toEqual(Array.from({ length: 3 }, () => 'POST /contacts/bulk'));
	expect(recorder.requests.map(({ version }) => version)).toEqual(['Preview', 'Preview', 'Preview']);
	expect(sizes()).toEqual([100, 100, 50]);
	expect(bodies().flatMap((body) => (body as { contacts: unknown[] }).contacts)).toEqual(
		people(250).map(({ id, name }) => ({ role: 'user', external_id: id, name })),
	);
	expect(json.map(({ id }) => id)).toEqual(['job-1', 'job-2', 'job-3']);
	expect(pairs(items)).toEqual([upTo(0, 100), upTo(100, 200), upTo(200, 250)]);
});

it('contacts with tags and companies have them in the words of Intercom', async () => {
	await run('contact: updateInBulk', {
		contactId: by('id', '6762f0dd1bb69f9f2193bb83'),
		additionalFields: {
			tagsAdd: '1, 2',
			tagsRemove: '3',
			companies: {
				rows: [
					{ companyId: 'acme', name: 'Acme' },
					{ companyId: 'old', remove: true },
				],
			},
			jobId: 'job-9',
		},
	});
	expect(asked()).toEqual(['PUT /contacts/bulk']);
	expect(bodies()).toEqual([
		{
			contacts: [
				{
					id: '6762f0dd1bb69f9f2193bb83',
					tags: { add: [{ id: '1' }, { id: '2' }], remove: [{ id: '3' }] },
					companies: [
						{ company_id: 'acme', name: 'Acme', remove: false },
						{ company_id: 'old', remove: true },
					],
				},
			],
			job: { id: 'job-9' },
		},
	]);
});

it('items for different jobs do not share a request, and stay in order', async () => {
	const items = [...people(2, { job: 'a' }), ...people(2, { job: 'b' })];
	await run('contact: createInBulk', { externalId: '={{ $json.id }}', additionalFields: { jobId: '={{ $json.job }}' } }, items);
	expect(bodies().map((body) => (body as { job: unknown }).job)).toEqual([{ id: 'a' }, { id: 'b' }]);
	expect(sizes()).toEqual([2, 2]);
});

it('an item that cannot be read fails alone, the others go on', async () => {
	const broken = [
		{ id: 'user-0', at: '2026-01-31' },
		{ id: 'user-1', at: 'some day' },
		{ id: 'user-2', at: '2026-01-31' },
	];
	const { host, credentials } = wire;
	const { outputs } = await host.runNode({
		type: 'n8n-nodes-intercom.intercom',
		parameters: {
			resource: 'contact',
			operation: 'createInBulk',
			externalId: '={{ $json.id }}',
			additionalFields: { signedUpAt: '={{ $json.at }}' },
		},
		items: broken,
		credentials: credentials(),
		onError: 'continueErrorOutput',
	});
	expect(bodies()).toEqual([
		{ contacts: [0, 2].map((index) => ({ role: 'user', external_id: `user-${index}`, signed_up_at: 1769817600 })) },
	]);
	expect(outputs.map((items) => items.length)).toEqual([1, 1]);
	expect(outputs[1][0].json.error).toMatch(/'Signed Up At' is not a date.*\[item 1\]/);
});
