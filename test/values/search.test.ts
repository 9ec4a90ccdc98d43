/** What conditions are compared with, from expressions. */

import { useWire } from '../support/wire';

const { run, bodies, asked } = useWire(() => ({ body: { data: [], conversations: [] } }));

const search = async (what: string, field: string, operator: string, value: unknown) =>
	await run(`${what}: search`, { conditions: { condition: [{ field, operator, value: '={{ $json.v }}' }] } }, [{ v: value as never }]);
const compared = () => (bodies().at(-1) as { query: { value: unknown } }).query.value;

it.each<[what: string, field: string, operator: string, value: unknown, becomes: unknown]>([
	['contact', 'external_id|text', 'oneOf', '["c1","c2"]', ['c1', 'c2']],
	['contact', 'external_id|text', 'oneOf', ['c1', null, 'c2'], ['c1', 'c2']],
	['contact', 'external_id|text', 'oneOf', '["c1,1", "c2"]', ['c1,1', 'c2']],
	['contact', 'external_id|text', 'oneOf', '9007199254740993, 2', ['9007199254740993', '2']],
	['contact', 'id|text', 'oneOf', [{ id: 'c1' }, { id: 'c2' }], ['c1', 'c2']],
	['contact', 'id|text', 'equals', { id: 'c1', name: 'Ada' }, 'c1'],
	['contact', 'tag_id|id', 'equals', { id: 12 }, '12'],
	['conversation', 'contact_ids|text', 'oneOf', '[{"id":"c1"}]', ['c1']],
	['conversation', 'admin_assignee_id|number', 'oneOf', [{ id: '12' }, 13], [12, 13]],
	['company', 'user_count|number', 'oneOf', '[1, "2"]', [1, 2]],
	['company', 'user_count|number', 'greater', ' 1.5 ', 1.5],
	['contact', 'unsubscribed_from_emails|flag', 'equals', 'FALSE', false],
	['contact', 'created_at|date', 'greater', '2026-01-31', 1_769_817_600],
])('%s: %s %s %j', async (what, field, operator, value, becomes) => {
	expect((await search(what, field, operator, value)).error?.message).toBeUndefined();
	expect(compared()).toEqual(becomes);
});

it.each<[what: string, field: string, operator: string, message: string, ...values: unknown[]]>([
	['contact', 'created_at|date', 'greater', 'is not a date', '2026-02-30', ' ', true, [1]],
	['company', 'user_count|number', 'greater', 'has to be a number', '0x10', ' ', true, [5], '1,5'],
	['company', 'user_count|number', 'greater', 'too large', '9007199254740993'],
	['company', 'user_count|number', 'oneOf', 'has to be a number', '1, 0x10', '[true]'],
	['contact', 'unsubscribed_from_emails|flag', 'equals', 'has to be true or false', 'perhaps', ' ', [true]],
	['contact', 'external_id|text', 'equals', 'has to be a text', ['c1'], [], { id: 'c1' }],
	['contact', 'external_id|text', 'oneOf', 'is not a list', '[c1, c2]', "['c1','c2']"],
	['contact', 'id|text', 'oneOf', 'has no ID', [{ name: 'Ada' }]],
	['contact', 'custom_attributes.x', 'equals', 'too large', 2 ** 60],
])('%s: %s %s is refused (%s)', async (what, field, operator, message, ...values) => {
	for (const value of values) {
		const { error } = await search(what, field, operator, value);
		expect([value, error?.message]).toEqual([value, expect.stringMatching(`^'Conditions: Condition 1' .*${message}.* \\[item 0\\]$`)]);
	}
	expect(asked()).toEqual([]);
});

it('AND and OR in any case; another word is refused and not taken for AND', async () => {
	const both = (match: string) =>
		run('contact: search', {
			match,
			conditions: { condition: ['a', 'b'].map((value) => ({ field: 'name|text', operator: 'equals', value })) },
		});
	await both('={{ "or" }}');
	expect(bodies()).toMatchObject([{ query: { operator: 'OR' } }]);
	expect((await both('={{ "any" }}')).error?.message).toContain("'Conditions: Must Match' cannot be ANY");
});

it('a JSON query with a number that cannot be sent exactly is refused, with its place', async () => {
	const { error } = await run('contact: search', {
		searchWith: 'json',
		queryJson: '{"operator": "AND", "value": [{"field": "custom_attributes.legacy", "operator": "=", "value": 9007199254740993}]}',
	});
	expect(error?.message).toContain("'Query: value[0].value' has a number that is too large to be sent exactly");
	expect(asked()).toEqual([]);
});
