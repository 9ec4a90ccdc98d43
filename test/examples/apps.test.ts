import { checkAnswer } from '../../engine/canvas/answer';
import { useExample } from './support';

type Json = Record<string, unknown>;
const status = useExample('fin-order-status.json');
const refund = useExample('refund-in-two-clicks.json');
const crm = useExample('crm-card.json');

const opened = {
	event: 'initialize',
	audience: 'inbox',
	by: { name: 'Tim Mate' },
	contact: { name: 'Ada Love', email: 'ada@example.com' },
	componentId: null,
};

async function answer(example: typeof status, item: Json): Promise<Json> {
	const responses: Json[] = [];
	const result = await example.run([item as never], undefined, {
		onResponse: (response) => void responses.push((response as { body: Json }).body),
	});
	expect(result.error).toBeUndefined();
	expect(responses).toHaveLength(1);
	return responses[0];
}
const buttonOn = ({ canvas }: Json): Json | undefined =>
	(canvas as { content: { components: Json[] } }).content.components.find(({ type }) => type === 'button');

it('Fin learns where an order is, and that there is none', async () => {
	expect(await answer(status, { inputs: { order_id: '1001' } })).toEqual({ found: true, status: 'shipped', arrives: '2026-12-01' });
	expect(await answer(status, { inputs: { order_id: '7' } })).toEqual({ found: false });
});

it('an order is refunded with the second click, not with the first', async () => {
	const first = await answer(refund, opened);
	expect(buttonOn(first)).toMatchObject({ id: 'refund', label: 'Refund' });
	const second = await answer(refund, { ...opened, event: 'submit', componentId: 'refund' });
	expect(buttonOn(second)).toMatchObject({ id: 'confirm', label: 'Yes, refund 49.00 EUR' });
	const receipt = await answer(refund, { ...opened, event: 'submit', componentId: 'confirm' });
	expect(JSON.stringify(receipt)).toContain('refund of 1001, by Tim Mate');
	expect([buttonOn(receipt), receipt.event]).toEqual([undefined, { type: 'completed' }]);
	for (const card of [first, second, receipt]) expect(() => checkAnswer(card, 'inbox')).not.toThrow();
});

it('the CRM card has what the last node puts out', async () => {
	const result = await crm.run([opened as never]);
	expect(result.itemsOf('Look Up in CRM')).toMatchObject([{ json: { Name: 'Ada Love', Plan: 'Pro' } }]);
});
