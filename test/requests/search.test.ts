/** The JSON that the search builder makes, written down by hand. */

import { useWire } from '../support/wire';

const { run, bodies, asked } = useWire(() => ({ body: { data: [], conversations: [], tickets: [] } }));

type Condition = { field: string; operator?: string; value?: unknown };
const condition = (...list: Condition[]) => ({ condition: list });
const query = async (parameters: object, item: object = {}) => {
	const { error } = await run('contact: search', { returnAll: true, ...parameters } as never, [item as never]);
	return error?.message ?? (bodies().at(-1) as { query: unknown }).query;
};
const one = async (field: string, operator: string, value: unknown) => await query({ conditions: condition({ field, operator, value }) });

describe('conditions', () => {
	it('with a group become two levels, with the page size of Intercom and the order asked for', async () => {
		await run('contact: search', {
			match: 'AND',
			conditions: condition(
				{ field: 'role|text', operator: 'equals', value: 'user' },
				{ field: 'created_at|date', operator: 'greater', value: '2026-01-31T00:00:00Z' },
			),
			conditionGroups: {
				group: [
					{
						match: 'OR',
						conditions: condition(
							{ field: 'email|text', operator: 'endsWith', value: '@example.com' },
							{ field: 'custom_attributes.seats|number', operator: 'greater', value: '5' },
						),
					},
				],
			},
			returnAll: true,
			additionalFields: { sortField: 'created_at', sortOrder: 'ascending' },
		});
		expect(asked()).toEqual(['POST /contacts/search']);
		expect(bodies()).toEqual([
			{
				query: {
					operator: 'AND',
					value: [
						{ field: 'role', operator: '=', value: 'user' },
						{ field: 'created_at', operator: '>', value: 1769817600 },
						{
							operator: 'OR',
							value: [
								{ field: 'email', operator: '$', value: '@example.com' },
								{ field: 'custom_attributes.seats', operator: '>', value: 5 },
							],
						},
					],
				},
				sort: { field: 'created_at', order: 'ascending' },
				pagination: { per_page: 150 },
			},
		]);
	});

	it('stand alone without AND or OR if there is only one', async () => {
		expect(await one('name|text', 'contains', 'Ada')).toEqual({ field: 'name', operator: '~', value: 'Ada' });
	});

	it('compare with a value of the type of the field', async () => {
		expect(await one('unsubscribed_from_emails|flag', 'equals', true)).toEqual({
			field: 'unsubscribed_from_emails',
			operator: '=',
			value: true,
		});
		expect(await one('external_id|text', 'equals', 42)).toEqual({ field: 'external_id', operator: '=', value: '42' });
		expect(await one('external_id|text', 'oneOf', 'a, b,c')).toEqual({ field: 'external_id', operator: 'IN', value: ['a', 'b', 'c'] });
		expect(await one('custom_attributes.seats|number', 'noneOf', '1, 2')).toEqual({
			field: 'custom_attributes.seats',
			operator: 'NIN',
			value: [1, 2],
		});
		expect(await one('custom_attributes.since|date', 'less', '2026-01-31')).toEqual({
			field: 'custom_attributes.since',
			operator: '<',
			value: 1769817600,
		});
	});

	it('can find contacts without a value, but not compare a date or number with nothing', async () => {
		expect(await one('phone|text', 'equals', '')).toEqual({ field: 'phone', operator: '=', value: '' });
		expect(await one('created_at|date', 'greater', '')).toMatch(/Condition 1' has no value/);
		expect(await one('custom_attributes.seats|number', 'greater', 'many')).toMatch(/has to be a number, not many/);
	});

	it('may come from expressions: a plain field name, and the signs of Intercom', async () => {
		expect(
			await query(
				{ conditions: condition({ field: '={{ $json.field }}', operator: '={{ $json.sign }}', value: '={{ $json.value }}' }) },
				{ field: 'email', sign: '!~', value: 'test' },
			),
		).toEqual({ field: 'email', operator: '!~', value: 'test' });
	});

	it('keep what is on the wire apart from the item: each has its own query', async () => {
		await run('contact: search', { conditions: condition({ field: 'email|text', operator: 'equals', value: '={{ $json.email }}' }) }, [
			{ email: 'a@example.com' },
			{ email: 'b@example.com' },
		]);
		expect(bodies().map((body) => (body as { query: { value: unknown } }).query.value)).toEqual(['a@example.com', 'b@example.com']);
	});
});

it('without a condition everything is found', async () => {
	await run('contact: search', {});
	await run('contact: search', { conditions: {}, conditionGroups: { group: [{ match: 'AND', conditions: {} }] } });
	expect(bodies()).toMatchObject([
		{ query: { field: 'created_at', operator: '>', value: 0 } },
		{ query: { field: 'created_at', operator: '>', value: 0 } },
	]);
});

describe('what Intercom would refuse is refused before', () => {
	it('an operator that does not fit, more than fifteen conditions', async () => {
		expect(await one('created_at|date', 'contains', '2026')).toMatch(/cannot compare Created At with "contains"/);
		expect(
			await query({
				conditions: condition(
					...Array.from({ length: 16 }, (_, index) => ({ field: 'email|text', operator: 'equals', value: `${index}@example.com` })),
				),
			}),
		).toMatch(/has 16 conditions; Intercom takes 15/);
		expect(asked()).toEqual([]);
	});
});

describe('a query in JSON', () => {
	const json = async (value: unknown) =>
		await query({ searchWith: 'json', queryJson: typeof value === 'string' ? value : JSON.stringify(value) });

	it('is sent word for word', async () => {
		const own = {
			operator: 'OR',
			value: [
				{ field: 'tag_id', operator: '=', value: '7' },
				{ operator: 'AND', value: [{ field: 'name', operator: '^', value: 'A' }] },
			],
		};
		expect(await json(own)).toEqual(own);
	});
	it('may be an object from an expression', async () => {
		expect(
			await query({ searchWith: 'json', queryJson: '={{ $json.query }}' }, { query: { field: 'name', operator: '=', value: 'Ada' } }),
		).toEqual({ field: 'name', operator: '=', value: 'Ada' });
	});
	it('is refused where it cannot be one', async () => {
		const condition1 = { field: 'name', operator: '=', value: 'x' };
		expect(await json('{ field')).toMatch(/'Query' is not valid JSON/);
		expect(await json({ operator: 'AND', value: [] })).toMatch(/without a list of conditions/);
		expect(await json({ operator: 'AND', value: [{ operator: 'OR', value: [{ operator: 'AND', value: [condition1] }] }] })).toMatch(
			/nested too deep/,
		);
		expect(asked()).toEqual([]);
	});
});
