import { useServer } from './server';
import { nodeOf, readExample, useExample } from './support';

const example = useExample('reply-with-pdf.json', { seed: 'demo' });
const PDF = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n\xff\xfe binary \x00 bytes\n%%EOF\n', 'latin1');
const shop = useServer(({ path }) =>
	path.endsWith('.pdf')
		? { body: PDF, headers: { 'content-type': 'application/pdf' } }
		: { status: 404, body: { error: 'no such invoice' } },
);

const conversations = (count: number) =>
	example.sim.workspace.inbox.conversations
		.all()
		.filter(({ state }) => state === 'open')
		.slice(0, count);
const invoices = (count: number, file = 'invoice-2026-118.pdf') =>
	conversations(count).map(({ id }, index) => ({
		conversation_id: id,
		invoice_number: `2026-${index}`,
		invoice_url: `${shop.url}/invoices/${file}`,
	}));
const replies = () => example.asked().filter((asked) => asked.endsWith('/reply'));

it('the customer gets the file, under its name, as it is', async () => {
	const [conversation] = conversations(1);
	const before = conversation.parts.length;
	const result = await example.run(invoices(1));
	expect(result.error).toBeUndefined();
	expect(conversation.parts.slice(before)).toMatchObject([
		{
			part_type: 'comment',
			author: { type: 'admin', id: '5000001' },
			body: '<p>Here is your invoice 2026-0. Thank you!</p>',
			attachments: [{ name: 'invoice-2026-118.pdf', content_type: 'application/pdf', filesize: PDF.length }],
		},
	]);
	const { url } = conversation.parts.at(-1)?.attachments[0] ?? {};
	expect(example.sim.workspace.inbox.files.get(String(url))?.data.equals(PDF)).toBe(true);
	expect(result.itemsOf('Send Invoice').map(({ json }) => json)).toMatchObject([{ id: conversation.id, state: 'open' }]);
});

it('every conversation gets its own file, and who writes is asked for once', async () => {
	shop.answer = ({ path }) => ({ body: Buffer.from(path), headers: { 'content-type': 'application/pdf' } });
	const items = invoices(3).map((invoice, index) => ({ ...invoice, invoice_url: `${shop.url}/${index}.pdf` }));
	const { error } = await example.run(items);
	expect(error).toBeUndefined();
	const stored = items.map(
		({ conversation_id: id }) => example.sim.workspace.inbox.conversations.need(id).parts.at(-1)?.attachments[0].url,
	);
	expect(stored.map((url) => example.sim.workspace.inbox.files.get(String(url))?.data.toString())).toEqual(['/0.pdf', '/1.pdf', '/2.pdf']);
	expect(example.asked().filter((asked) => asked === 'GET /me')).toHaveLength(1);
});

it('an invoice that cannot be downloaded ends it before anybody gets a reply', async () => {
	const { error } = await example.run([...invoices(1), ...invoices(2, 'unknown.html').slice(1)]);
	expect(error?.message).toContain('could not be found');
	expect(example.sim.requests).toEqual([]);
});

it('an item without a file ends it before anybody gets a reply', async () => {
	const { error } = await example.run(invoices(2), (workflow) =>
		Object.assign(nodeOf(workflow, 'Download PDF').parameters, {
			options: { response: { response: { responseFormat: 'file', outputPropertyName: 'pdf' } } },
		}),
	);
	expect(error).toMatchObject({
		message: expect.stringContaining('\'Attachment Binary Fields\' names "data", but the item has no such binary field'),
		description: 'It has: pdf.',
	});
	expect(replies()).toEqual([]);
});

it('a file that is too large ends it before anybody gets a reply', async () => {
	shop.answer = ({ path }) => ({
		body: Buffer.alloc(path.startsWith('/large') ? 21 * 1024 * 1024 : 10),
		headers: { 'content-type': 'application/pdf' },
	});
	const [first, second] = invoices(2);
	const { error } = await example.run([first, { ...second, invoice_url: `${shop.url}/large.pdf` }]);
	expect(error?.message).toMatch(/'Attachment Binary Fields' is too large: "data" has 21 MB; 20 MB per file can be sent \[item 1\]/);
	expect(example.sim.requests).toEqual([]);
});

it('what is pinned to its start is an item of the right form', () => {
	const [{ json }] = (readExample('reply-with-pdf.json').pinData ?? {}).Invoice;
	expect(Object.keys(json)).toEqual(Object.keys(invoices(1)[0]));
});
