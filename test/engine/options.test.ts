/** Lists in which several records can be chosen: what they show when not all of it can be read. */

import { useWire } from '../support/wire';

interface Option {
	name: string;
	value: string;
	description?: string;
}
const { host, recorder, credentials } = useWire();
const PAGE = 50;
const options = async (): Promise<Option[]> =>
	(await host.callMethod({
		type: 'n8n-nodes-intercom.intercomKnowledge',
		kind: 'loadOptions',
		method: 'listOfCollection',
		credentials: credentials(),
	} as never)) as unknown as Option[];
/** Pages of 50 collections; `refuse`: the page that is refused. */
function serve(pages: number, refuse = 0): void {
	recorder.answer = ({ query }) => {
		const page = Number(query.page ?? 1);
		if (page === refuse) return { status: 403, body: { type: 'error.list', errors: [{ code: 'forbidden', message: 'Not for you' }] } };
		const data = Array.from({ length: PAGE }, (_, index) => ({
			id: String((page - 1) * PAGE + index),
			name: `Collection ${page}-${index}`,
		}));
		return {
			body: {
				type: 'list',
				data,
				total_count: pages * PAGE,
				pages: {
					type: 'pages',
					page,
					per_page: PAGE,
					total_pages: pages,
					next: page < pages ? `${recorder.url}/help_center/collections?page=${page + 1}&per_page=${PAGE}` : null,
				},
			},
		};
	};
}

it('have everything that there is, sorted', async () => {
	serve(3);
	const found = await options();
	expect(found).toHaveLength(3 * PAGE);
	expect(found.map(({ name }) => name)).toEqual(found.map(({ name }) => name).sort((a, b) => a.localeCompare(b)));
});

it('have what was read before a page was refused, and say why there is no more', async () => {
	serve(3, 3);
	const [missing, ...found] = await options();
	expect(found).toHaveLength(2 * PAGE);
	expect(missing).toMatchObject({
		name: '(Not All Are Shown)',
		value: '',
		description: expect.stringContaining('The app is not permitted to do this') as string,
	});
});

it('fail when there is nothing to show', async () => {
	serve(3, 1);
	await expect(options()).rejects.toThrow('The app is not permitted to do this');
});

it('say that there are more than they show', async () => {
	serve(30);
	const [missing, ...found] = await options();
	expect(found).toHaveLength(1000);
	expect(missing.description).toBe('These are the first 1000. Give others by their IDs, with an expression.');
});
