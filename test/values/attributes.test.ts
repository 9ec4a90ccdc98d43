/** Custom attributes: every type, from the form, from the fields of the item and from JSON; what clears one. */

import type { IDataObject } from 'n8n-workflow';
import { by, form } from '../inbox/support';
import { useWire } from '../support/wire';

const { run, bodies, asked } = useWire(() => ({ body: { id: '1' } }));
const FIELDS = { plan: 'string', seats: 'number', vip: 'boolean', renewal: 'dateTime', tier: 'options' };
const attributes = (value: IDataObject | null, mode?: string) => form(FIELDS, value, mode, { tier: ['Gold', 'Silver'] });
const update = async (customAttributes: object, item: IDataObject = {}, more: IDataObject = {}) =>
	await run('contact: update', { contactId: by('id', 'c1'), customAttributes: customAttributes as never, ...more }, [item]);
const sent = () => (bodies().at(-1) as { custom_attributes?: unknown } | undefined)?.custom_attributes;

describe.each([
	['the form', (name: string, v: unknown) => update(attributes({ [name]: '={{ $json.v }}' }), { v } as IDataObject)],
	['automatic mapping', (name: string, v: unknown) => update(attributes(null, 'autoMapInputData'), { [name]: v } as IDataObject)],
])('in %s', (_way, give) => {
	it.each<[string, unknown, unknown]>([
		['seats', '12', 12],
		['seats', ' 1.5 ', 1.5],
		['seats', 0, 0],
		['vip', 'false', false],
		['vip', 'YES', true],
		['vip', 0, false],
		['renewal', '2026-01-31', 1_769_817_600],
		['plan', 2024, '2024'],
		['plan', '[1, 2]', '[1, 2]'],
		['plan', ' ', ' '],
		['tier', 'Gold', 'Gold'],
	])('%s %j is %j', async (name, value, becomes) => {
		expect((await give(name, value)).error?.message).toBeUndefined();
		expect(sent()).toEqual({ [name]: becomes });
	});

	it.each<[string, string, ...unknown[]]>([
		['seats', 'has to be a number', ' ', [], true, false, '0x10', [5], '1,5', 'NaN', {}],
		['seats', 'is too large|has a number that is too large', '9007199254740993'],
		['vip', 'has to be true or false', ' ', [], 'perhaps', 2, {}],
		['renewal', 'is not a date', ' ', '2026-02-30', '2026-02-30T10:00:00Z', true, [], {}],
		['plan', 'has to be a text', ['a'], {}, []],
		['tier', 'has to be a text', ['Gold'], { value: 'Gold' }],
	])('%s %s', async (name, message, ...values) => {
		for (const value of values) {
			const { error } = await give(name, value);
			expect([value, error?.message]).toEqual([value, expect.stringMatching(`^'Custom Attributes: ${name}' (${message}).* \\[item 0\\]$`)]);
		}
		expect(asked()).toEqual([]);
	});
});

describe('clearing', () => {
	const all = (value: unknown) => Object.fromEntries(Object.keys(FIELDS).map((name) => [name, value])) as IDataObject;
	const cleared = { plan: '', seats: null, vip: null, renewal: null, tier: '' };

	it('null does it in automatic mapping, and a field that is missing does not', async () => {
		await update(attributes(null, 'autoMapInputData'), { plan: null, seats: null });
		expect(sent()).toEqual({ plan: null, seats: null });
	});

	it('null does it in JSON', async () => {
		await update(attributes(null), {}, { updateFields: { customAttributesJson: '={{ { plan: null } }}' } });
		expect(sent()).toEqual({ plan: null });
	});

	it('null in the form is an attribute that nobody filled in', async () => {
		await update(attributes({ plan: null, seats: '={{ $json.missing }}', tier: 'Gold' }));
		expect(sent()).toEqual({ tier: 'Gold' });
	});

	it('an empty text does it everywhere', async () => {
		await update(attributes(null, 'autoMapInputData'), all(''));
		expect(sent()).toEqual(cleared);
		await update(attributes(all('={{ "" }}')));
		expect(sent()).toEqual(cleared);
	});

	it('Ignore Empty Values keeps what is there', async () => {
		const options = { ignoreEmpty: true };
		await update(attributes(null, 'autoMapInputData'), { ...all(null), tier: '', plan: 'Pro' }, { options });
		expect(sent()).toEqual({ plan: 'Pro' });
	});
});

describe('names that JavaScript uses itself', () => {
	const strange = (mode: string) =>
		form({ constructor: 'string', toString: 'string', plan: 'string' }, null, mode, { constructor: ['a'], toString: ['b'] } as never);

	it('are not found in an item that does not have them', async () => {
		expect((await update(strange('autoMapInputData'), { plan: 'Pro' })).error?.message).toBeUndefined();
		expect(sent()).toEqual({ plan: 'Pro' });
	});

	it('arrive from an item that has them', async () => {
		await update(strange('autoMapInputData'), { constructor: 'a', toString: 'b' } as never);
		expect(JSON.stringify(sent())).toBe('{"constructor":"a","toString":"b"}');
	});
});
