/** Reads a list of 15,000 records, pages ahead, and prints what was held at most on the way, and of the items at the end; bytes. */

import type { IntercomRequest } from '../../intercom/client';
import { Turnstile } from '../../intercom/pacing';
import { readAllAs } from '../../intercom/paging';
import { breath, heldBytes, print } from '../../scripts/machine.js';

const [PAGES, SIZE] = [100, 150];

const text = (page: number): string =>
	JSON.stringify({
		data: Array.from({ length: SIZE }, (_, index) => ({
			type: 'contact',
			id: `6762f0${page}x${index}`,
			name: `Person ${index}`,
			custom_attributes: Object.fromEntries(Array.from({ length: 20 }, (__, n) => [`attribute_${n}`, `value ${page} ${index} ${n}`])),
		})),
		total_count: PAGES * SIZE,
		pages: { total_pages: PAGES },
	});

async function held(): Promise<number> {
	await breath();
	return heldBytes();
}

async function main(): Promise<void> {
	const before = await held();
	let most = 0;
	const send = async ({ query }: IntercomRequest) => {
		if (Number(query?.page) % 5 === 0) most = Math.max(most, await held());
		return { status: 200, headers: {}, body: JSON.parse(text(Number(query?.page))) as unknown };
	};
	const items = await readAllAs(
		{ request: { endpoint: 'GET /things', version: '2.16' }, items: 'data', paging: { kind: 'page', pageSize: SIZE } },
		{ send, sleep: async () => {}, scroll: new Turnstile(), atOnce: () => 12 },
		(records) => records.map((json) => ({ json: { id: json.id, custom_attributes: json.custom_attributes }, pairedItem: { item: 0 } })),
	);
	const after = await held();
	print(JSON.stringify({ items: items.length, most: Math.max(most, after) - before, kept: after - before }));
}

void main();
