/** Files of items as attachments of replies: what arrives, and what is refused before anything is sent, for any item. */

import fc from 'fast-check';
import type { Item } from '../../scripts/host';
import { by, useInbox, withFiles } from './support';

const inbox = useInbox();
const MB = 1024 * 1024;
const conversationReply = (items: Item[], attachmentFiles: string, more: Record<string, unknown> = {}) =>
	inbox.run(
		'conversation: reply',
		{ conversationId: by('id', inbox.open().id), messageBody: 'Here you are', additionalFields: { attachmentFiles, ...more } },
		items as never,
	);
const customerTicket = () =>
	inbox.sim.workspace.inbox.tickets.all().find((ticket) => inbox.sim.workspace.inbox.tickets.categoryOf(ticket) === 'Customer')?.id ?? '';
const contentsOf = (attachments: Array<{ url: string }>) => attachments.map(({ url }) => inbox.sim.workspace.inbox.files.get(url)?.data);
const last = () => inbox.open().parts.at(-1)?.attachments ?? [];

describe('several files of one item', () => {
	it('are attached with name, type and content, in the order in which they are named', async () => {
		const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]);
		const { error } = await conversationReply(
			[
				withFiles(
					{},
					{
						notes: { text: 'ä 1', fileName: 'Notes ä.txt' },
						shot: { data: png, fileName: 'shot.png', mimeType: 'image/png' },
						unused: { text: 'no' },
					},
				),
			],
			'shot, notes',
		);
		expect(error).toBeUndefined();
		expect(last()).toMatchObject([
			{ name: 'shot.png', content_type: 'image/png', filesize: 7 },
			{ name: 'Notes ä.txt', content_type: 'text/plain' },
		]);
		expect(contentsOf(last())).toEqual([png, Buffer.from('ä 1')]);
	});

	it('that are not there are refused, also under a name that JavaScript uses', async () => {
		for (const name of ['constructor', 'toString']) {
			const { error } = await conversationReply([withFiles({}, { a: { text: '1' } })], name);
			expect(error?.message).toContain(`names "${name}", but the item has no such binary field`);
		}
	});

	it('can be named by an expression: all of the item, also as JSON text', async () => {
		expect((await conversationReply([withFiles({}, { a: { text: '1' }, b: { text: '2' } })], '["b", "a"]')).error).toBeUndefined();
		expect(last().map(({ name }) => name)).toEqual(['b.txt', 'a.txt']);
	});

	it('can be named by an expression: all of the item', async () => {
		const { error } = await conversationReply(
			[withFiles({}, { a: { text: '1' }, b: { text: '2' }, c: { text: '3' } })],
			'={{ Object.keys($binary) }}',
		);
		expect(error).toBeUndefined();
		expect(last().map(({ name }) => name)).toEqual(['a.txt', 'b.txt', 'c.txt']);
	});

	it('arrive byte for byte, whatever is in them', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 10 }), async (contents) => {
				const files = Object.fromEntries(contents.map((data, index) => [`f${index}`, { data: Buffer.from(data) }]));
				const { error } = await conversationReply([withFiles({}, files)], Object.keys(files).join(','));
				expect(error).toBeUndefined();
				expect(contentsOf(last()).map((data) => [...(data ?? [])])).toEqual(contents.map((data) => [...data]));
			}),
			{ numRuns: 10 },
		);
	});

	it('without a file name are called like their field', async () => {
		const { error } = await conversationReply([withFiles({}, { report: { text: 'x', fileName: '' } })], 'report');
		expect(error).toBeUndefined();
		expect(last()).toMatchObject([{ name: 'report' }]);
	});
});

it.each([
	['conversation: reply', () => ({ conversationId: by('id', inbox.open().id) })],
	['conversation: addNote', () => ({ conversationId: by('id', inbox.open().id) })],
	['conversation: replyAsContact', () => ({ conversationId: by('id', inbox.open().id), contactId: by('id', inbox.open().contacts[0]) })],
	['conversation: replyToLast', () => ({ contactId: by('id', inbox.open().contacts[0]) })],
	['ticket: reply', () => ({ ticketId: by('id', customerTicket()) })],
	['ticket: addNote', () => ({ ticketId: by('id', customerTicket()) })],
])('%s takes files', async (what, where) => {
	const { error, json } = await inbox.run(
		what,
		{ ...where(), messageBody: 'See attached', additionalFields: { attachmentFiles: 'data' } },
		[withFiles({}, { data: { text: 'content', fileName: 'a.txt' } })] as never,
	);
	expect(error).toBeUndefined();
	expect(json).toHaveLength(1);
	const sent = inbox.written().map(({ body }) => body);
	expect(sent).toEqual([
		expect.objectContaining({
			attachment_files: [{ content_type: 'text/plain', name: 'a.txt', data: Buffer.from('content').toString('base64') }],
		}),
	]);
});

it('addresses are attached as they are', async () => {
	const { error } = await inbox.run('conversation: reply', {
		conversationId: by('id', inbox.open().id),
		messageBody: 'Look',
		additionalFields: { attachmentUrls: 'https://example.com/a.png, https://example.com/b.pdf' },
	});
	expect(error).toBeUndefined();
	expect(last().map(({ url, name }) => [url, name])).toEqual([
		['https://example.com/a.png', 'a.png'],
		['https://example.com/b.pdf', 'b.pdf'],
	]);
});

describe('before anything is sent, for any item', () => {
	const good = () => withFiles({}, { data: { text: 'fine' } });

	it.each([
		[
			'that is missing',
			() => withFiles({}, { other: { text: 'x' } }),
			'\'Attachment Binary Fields\' names "data", but the item has no such binary field [item 1]',
			'It has: other.',
		],
		[
			'of an item without any',
			() => ({ json: {} }),
			'\'Attachment Binary Fields\' names "data", but the item has no such binary field [item 1]',
			'It has none: the node before has to put the file there.',
		],
		[
			'that is too large',
			() => withFiles({}, { data: { text: 'x', bytes: 20 * MB + 1 } }),
			'\'Attachment Binary Fields\' is too large: "data" has 21 MB; 20 MB per file can be sent [item 1]',
			undefined,
		],
	])('a file %s is refused', async (_what, bad, message, advice) => {
		const result = await conversationReply([good(), bad() as Item, good()], 'data');
		expect(result.error).toMatchObject({ message, description: advice });
		expect(inbox.sim.requests).toEqual([]);
	});

	it('so is one that is too large where n8n does not tell the size beside it', async () => {
		const large = withFiles({}, { data: { data: Buffer.alloc(20 * MB + 1) } }) as { binary: Record<string, { bytes?: number }> };
		delete large.binary.data.bytes;
		const result = await conversationReply([good(), large as never], 'data');
		expect(result.error?.message).toContain('is too large');
		expect(inbox.sim.requests).toEqual([]);
	});

	it('more than ten files are refused', async () => {
		const files = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}`, { text: 'x' }]));
		const result = await conversationReply([good(), withFiles({}, { ...files, data: { text: 'x' } })], '={{ Object.keys($binary) }}');
		expect(result.error?.message).toBe("'Attachment Binary Fields' names 12 files; Intercom takes 10 [item 1]");
		expect(inbox.sim.requests).toEqual([]);
	});

	it('ten are not', async () => {
		const files = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`f${index}`, { text: `${index}` }]));
		expect((await conversationReply([withFiles({}, files)], '={{ Object.keys($binary) }}')).error).toBeUndefined();
		expect(last()).toHaveLength(10);
	});

	it('a field that was added and names no file is refused, unless empty values are to be ignored', async () => {
		expect((await conversationReply([good()], '={{ "" }}')).error?.message).toContain("'Attachment Binary Fields' is empty");
		expect(inbox.sim.requests).toEqual([]);
		const { error } = await inbox.run('conversation: reply', {
			conversationId: by('id', inbox.open().id),
			messageBody: 'Without',
			additionalFields: { attachmentFiles: '={{ "" }}' },
			options: { ignoreEmpty: true },
		});
		expect(error).toBeUndefined();
		expect(last()).toEqual([]);
	});

	it('where the node is to go on, only the item with the bad file fails', async () => {
		const before = inbox.open().parts.length;
		const result = await inbox.run(
			'conversation: reply',
			{ conversationId: by('id', inbox.open().id), messageBody: 'Here', additionalFields: { attachmentFiles: 'data' } },
			[good(), { json: {} }, good()] as never,
			{ onError: 'continueErrorOutput' },
		);
		expect(result.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 0 }, { item: 2 }], [{ item: 1 }]]);
		expect(inbox.open().parts).toHaveLength(before + 2);
	});
});
