import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../scripts/host';
import { useHost } from '../support/host';

const host = useHost();

const NODE = 'n8n-nodes-intercom.intercomApp';
const TRIGGER = 'n8n-nodes-intercom.intercomAppTrigger';

/** Behind a trigger that has started the workflow with these items. */
async function respond(
	parameters: IDataObject,
	{ items = [{ audience: 'inbox' }] as Item[], trigger = {} as IDataObject, type = TRIGGER } = {},
) {
	const responses: Array<{ body: IDataObject; statusCode: number }> = [];
	const result = await host.runWorkflow({
		startItems: items,
		onResponse: (response) => void responses.push(response as never),
		workflow: {
			nodes: [
				{ name: 'Trigger', type, parameters: trigger as never },
				{ name: 'Respond', type: NODE, parameters: parameters as never },
			],
			connections: { Trigger: { main: [[{ node: 'Respond', type: 'main', index: 0 }]] } },
		},
		credentials: { intercomAccessTokenApi: { accessToken: 'token', region: 'us', clientSecret: 'x' } },
	});
	return {
		...result,
		answer: responses[0]?.body,
		responses,
		items: result.itemsOf('Respond').map(({ json }) => json),
		hints: result.runData.Respond?.[0]?.hints,
	};
}

const form = (...rows: IDataObject[]): IDataObject => ({ components: { rows } });
const componentsOf = (answer: IDataObject): unknown => ((answer.canvas as IDataObject).content as IDataObject).components;

it('puts a card together component by component', async () => {
	const { answer, status } = await respond(
		form(
			{ component: 'text', text: 'Order', textStyle: 'header' },
			{ component: 'image', url: 'https://example.com/a.png', width: 10, height: 20 },
			{ component: 'divider' },
			{ component: 'input', id: 'reason', label: 'Reason', whenPressed: 'submit' },
			{ component: 'textarea', id: 'more', label: 'More' },
			{
				component: 'dropdown',
				id: 'how',
				label: 'How',
				options: {
					rows: [
						{ id: 'a', text: 'A' },
						{ id: 'b', text: 'B' },
					],
				},
			},
			{ component: 'checkbox', id: 'which', label: 'Which', option: { rows: [{ id: 'a', text: 'A' }] } },
			{
				component: 'single-select',
				id: 'one',
				options: {
					rows: [
						{ id: 'a', text: 'A' },
						{ id: 'b', text: 'B' },
					],
				},
			},
			{ component: 'data-table', items: { rows: [{ field: 'Plan', content: 7 }] } },
			{
				component: 'list',
				items: {
					rows: [
						{ title: 'First', whenPressed: 'url', pressedUrl: 'https://example.com' },
						{ rowId: 'second', title: 'Second', whenPressed: 'submit' },
					],
				},
			},
			{ component: 'spacer', size: 'xl' },
			{ component: 'button', id: 'refund', label: 'Refund', buttonStyle: 'secondary' },
			{ component: 'button', id: 'open', label: 'Open', whenPressed: 'url', pressedUrl: 'https://example.com' },
		),
	);
	expect(status).toBe('success');
	expect(componentsOf(answer)).toEqual([
		{ type: 'text', text: 'Order', style: 'header' },
		{ type: 'image', url: 'https://example.com/a.png', width: 10, height: 20 },
		{ type: 'divider' },
		{ type: 'input', id: 'reason', label: 'Reason', action: { type: 'submit' } },
		{ type: 'textarea', id: 'more', label: 'More' },
		{
			type: 'dropdown',
			id: 'how',
			label: 'How',
			options: [
				{ type: 'option', id: 'a', text: 'A' },
				{ type: 'option', id: 'b', text: 'B' },
			],
		},
		{ type: 'checkbox', id: 'which', label: 'Which', option: [{ type: 'option', id: 'a', text: 'A' }] },
		{
			type: 'single-select',
			id: 'one',
			options: [
				{ type: 'option', id: 'a', text: 'A' },
				{ type: 'option', id: 'b', text: 'B' },
			],
		},
		{ type: 'data-table', items: [{ type: 'field-value', field: 'Plan', value: '7' }] },
		{
			type: 'list',
			items: [
				{ type: 'item', id: 'row-1', title: 'First', action: { type: 'url', url: 'https://example.com' } },
				{ type: 'item', id: 'second', title: 'Second', action: { type: 'submit' } },
			],
		},
		{ type: 'spacer', size: 'xl' },
		{ type: 'button', id: 'refund', label: 'Refund', action: { type: 'submit' }, style: 'secondary' },
		{ type: 'button', id: 'open', label: 'Open', action: { type: 'url', url: 'https://example.com' } },
	]);
});

it('makes rows of the input items, with expressions that read each of them', async () => {
	const items = [
		{ order: 7, state: 'paid' },
		{ order: 8, state: 'open' },
	];
	const { answer } = await respond(
		form(
			{
				component: 'list',
				rowsFrom: 'items',
				title: '=Order {{ $json.order }}',
				subtitle: '={{ $json.state }}',
				rowId: '=order-{{ $json.order }}',
				whenPressed: 'submit',
			},
			{ component: 'data-table', rowsFrom: 'items', field: '={{ $json.order }}', content: '={{ $json.state }}' },
			{ component: 'data-table', rowsFrom: 'fields' },
		),
		{ items },
	);
	expect(componentsOf(answer)).toEqual([
		{
			type: 'list',
			items: items.map(({ order, state }) => ({
				type: 'item',
				id: `order-${order}`,
				title: `Order ${order}`,
				subtitle: state,
				action: { type: 'submit' },
			})),
		},
		{ type: 'data-table', items: items.map(({ order, state }) => ({ type: 'field-value', field: String(order), value: state })) },
		{
			type: 'data-table',
			items: [
				{ type: 'field-value', field: 'order', value: '7' },
				{ type: 'field-value', field: 'state', value: 'paid' },
			],
		},
	]);
});

it('takes items, and JSON in every form people copy', async () => {
	expect(componentsOf((await respond({ cardFrom: 'items' }, { items: [{ Plan: 'Pro' }] })).answer)).toMatchObject([{ type: 'data-table' }]);
	const list = [{ type: 'text', text: 'Hi' }];
	for (const canvas of [list, { components: list }, { content: { components: list } }, { canvas: { content: { components: list } } }]) {
		expect((await respond({ cardFrom: 'json', canvas: JSON.stringify(canvas) })).answer).toEqual({
			canvas: { content: { components: list } },
		});
	}
});

it('sends what else Intercom can be told', async () => {
	const pairs = (name: string, value: string) => ({ rows: [{ name, value }] });
	const { answer } = await respond({
		...form({ component: 'text', text: 'Done' }),
		options: { completed: true, storedData: pairs('order', '7'), cardCreationOptions: pairs('kind', 'receipt') },
	});
	expect(answer).toEqual({
		canvas: { content: { components: [{ type: 'text', text: 'Done' }] }, stored_data: { order: '7' } },
		card_creation_options: { kind: 'receipt' },
		event: { type: 'completed' },
	});
	expect((await respond({ operation: 'results', results: pairs('shop', 'north') })).answer).toEqual({ results: { shop: 'north' } });
});

it('sends nothing that Intercom would not take, and names the component', async () => {
	const { status, error, responses } = await respond(form({ component: 'text', text: 'Hi' }, { component: 'button', label: 'Pay' }));
	expect([status, responses]).toEqual(['error', []]);
	expect(error?.message).toBe("'Component 2 (Button)' needs an ID [item 0]");
	const sheet = {
		cardFrom: 'json',
		canvas: JSON.stringify([{ type: 'button', id: 'b', label: 'Open', action: { type: 'sheet', url: 'https://example.com' } }]),
	};
	expect((await respond(sheet)).error?.message).toContain('works in the Messenger only, and this card is in the Inbox');
	expect((await respond(sheet, { items: [{ audience: 'messenger' }] })).status).toBe('success');
});

it('hands its items on, so that the workflow can go on after the answer; where the last node is the answer, it outputs that', async () => {
	const items = [{ a: 1 }, { a: 2 }];
	expect((await respond(form({ component: 'text', text: 'Hi' }), { items })).items).toEqual(items);
	expect((await respond(form({ component: 'text', text: 'Hi' }), { items, trigger: { answer: 'lastNode' } })).items).toEqual([
		{ canvas: { content: { components: [{ type: 'text', text: 'Hi' }] } } },
	]);
});

it('says when nobody gets the answer', async () => {
	expect((await respond(form({ component: 'text', text: 'Hi' }), { type: 'n8n-nodes-base.manualTrigger' })).hints).toMatchObject([
		{ message: expect.stringContaining('There is no Intercom App Trigger') as string },
	]);
	expect((await respond(form({ component: 'text', text: 'Hi' }))).hints ?? []).toEqual([]);
});

it('answers a data connector with an item, all items, or JSON, and a status', async () => {
	const items = [{ a: 1 }, { a: 2 }];
	expect((await respond({ operation: 'connector' }, { items })).answer).toEqual({ a: 1 });
	expect((await respond({ operation: 'connector', respondWith: 'allItems' }, { items })).answer).toEqual({ items });
	const { responses } = await respond(
		{ operation: 'connector', respondWith: 'json', response: '{"b":2}', options: { statusCode: 404 } },
		{ items },
	);
	expect(responses).toMatchObject([{ body: { b: 2 }, statusCode: 404 }]);
});
