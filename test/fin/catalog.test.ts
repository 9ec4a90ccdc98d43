/** Product catalogs: whole, in parts, and what to do when an upload breaks off. */

import { uploadCatalog } from '../../procedures/catalog-upload';
import type { InputFile, Refusal } from '../../procedures/procedure';
import { pretend, refused } from '../support/calls';
import { useIntercom } from '../support/intercom';

const type = 'n8n-nodes-intercom.intercomFin';
const world = useIntercom();
const product = (n: number, more = {}) => ({
	id: `p${n}`,
	title: `Ünïcode "quoted" [${n}] {x} \\ ✓`,
	url: `https://shop.example/${n}`,
	...more,
});
const itemWith = (content: string) => ({
	json: {},
	binary: { data: { data: Buffer.from(content).toString('base64'), mimeType: 'application/json', fileName: 'catalog.json' } },
});
const run = async (what: string, parameters: object, content = '[]') =>
	await world.run(`ecommerceCatalog: ${what}`, { connectorId: '12', ...parameters }, [itemWith(content) as never], { type });
const sold = () => world.sim.workspace.fin.catalogs.products.get('12');

describe('as a form', () => {
	it('a file is sent as a part with its name and type, and arrives as it was', async () => {
		const products = [product(1), product(2)];
		const { error, json } = await run('upload', { catalogBinaryField: 'data' }, JSON.stringify(products));
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ status: 'accepted' });
		expect(sold()).toEqual(products);
		expect(world.sim.requests[0].headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(world.sim.requests[0].body).toContain('filename="catalog.json"');
	});

	it('in single steps: parts by number, then the end', async () => {
		const first = await run('uploadPart', { catalogBinaryField: 'data' }, JSON.stringify([product(1)]));
		expect(first.json[0]).toMatchObject({ next_part_number: 2 });
		const importJobId = first.json[0].import_job_id;
		const second = async () =>
			await run(
				'uploadPart',
				{ catalogBinaryField: 'data', additionalFields: { importJobId, partNumber: 2 } },
				JSON.stringify([product(2)]),
			);
		await second();
		expect((await second()).json[0]).toMatchObject({ next_part_number: 3 });
		expect((await run('finalize', { importJobId })).json[0]).toMatchObject({ import_job_id: importJobId });
		expect(sold()).toEqual([product(1), product(2)]);
		expect((await run('finalize', { importJobId })).error?.message).toContain(
			'Another upload for this connector is under way, or this one is finished',
		);
	});

	it('a fault on the way does not make a form twice, unless it does no harm', async () => {
		world.sim.settings.faults = [{ match: 'POST /ecommerce/**', kind: '5xx', times: 1 }];
		const { error } = await run('upload', { catalogBinaryField: 'data' }, JSON.stringify([product(1)]));
		expect(error?.message).toContain('Intercom has a fault');
		expect(world.sim.requests).toHaveLength(1);
	});
});

describe('in parts', () => {
	it('a file that fits is sent at once', async () => {
		const { json } = await run('uploadInParts', { catalogBinaryField: 'data' }, JSON.stringify([product(1)]));
		expect(json[0]).toMatchObject({ parts_sent: 1, parts_total: 1 });
		expect(world.sim.requests).toHaveLength(1);
	});

	it('a large one is cut between products, and nothing is lost', async () => {
		const filler = 'x'.repeat(1000);
		const products = Array.from({ length: 2500 }, (_, index) =>
			product(index, { description: filler, variants: [{ id: 'v', selected_options: [{ name: 'Size', value: 'S' }] }] }),
		);
		const { error, json } = await run(
			'uploadInParts',
			{ catalogBinaryField: 'data', additionalFields: { partSizeMb: 1 } },
			JSON.stringify(products, undefined, 1),
		);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ parts_sent: 4, parts_total: 4 });
		expect(sold()).toEqual(products);
	});

	/** A file whose content comes in pieces of a few bytes. */
	const file = (content: string, piece = 7): InputFile => ({
		name: 'catalog.json',
		type: 'application/json',
		async *chunks() {
			const bytes = Buffer.from(content);
			for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
		},
	});
	const endpoint = 'POST /ecommerce/connectors/{connector_id}/catalog' as const;
	const tiny = 150 / 1024 / 1024;
	const products = Array.from({ length: 8 }, (_, index) => product(index));
	type Form = Record<string, unknown> & { catalog?: { data: Uint8Array } };
	const idsIn = (form: unknown): string[] =>
		(JSON.parse(Buffer.from((form as Form).catalog?.data ?? []).toString() || '[]') as Array<{ id: string }>).map(({ id }) => id);

	it.each([1, 3, 7, 64, 10_000])('whatever the pieces it is read in (%d bytes)', async (piece) => {
		const calls = pretend({ [endpoint]: () => ({ import_job_id: 'job', next_part_number: 2 }) });
		await uploadCatalog(
			{ connector_id: '12', catalog: file(JSON.stringify(products, undefined, piece % 3), piece), part_size: tiny },
			calls,
		);
		expect(calls.bodies.flatMap(idsIn)).toEqual(products.map(({ id }) => id));
		expect(calls.bodies.slice(0, -1).every((form) => (form as Form).finalize === 'false')).toBe(true);
		expect(calls.bodies.at(-1)).toEqual({ finalize: 'true', import_job_id: 'job' });
	});

	it('an upload that breaks off says where to go on, and going on sends only the rest', async () => {
		const broken = pretend({
			[endpoint]: (_, count) => {
				if (count === 3) throw refused(endpoint, 503, 'Service unavailable');
				return { import_job_id: 'job7', next_part_number: count + 1 };
			},
		});
		const values = { connector_id: '12', catalog: file(JSON.stringify(products)), part_size: tiny };
		const failure = await uploadCatalog(values, broken).then(
			() => undefined,
			(error: Refusal) => error,
		);
		expect(failure?.message).toBe('The upload broke off at part 3: Service unavailable');
		expect(failure?.advice).toContain("'job7' as 'Continue Import Job ID' and 3 as 'First Part'");

		const rest = pretend({ [endpoint]: () => ({ import_job_id: 'job7' }) });
		await uploadCatalog({ ...values, import_job_id: 'job7', part_number: 3 }, rest);
		expect([...broken.bodies.slice(0, 2), ...rest.bodies].flatMap(idsIn)).toEqual(products.map(({ id }) => id));
		expect(rest.bodies[0]).toMatchObject({ import_job_id: 'job7', part_number: 3 });
		await expect(uploadCatalog({ ...values, part_number: 3 }, rest)).rejects.toThrow(
			"'First Part' is 3, but there is no import job to go on with",
		);
	});

	it.each(['{"id":"1"}', '[1, 2', 'text that is longer than a part of the upload, so that it has to be cut; '.repeat(5)])(
		'what is no list is refused before it is sent: %s',
		async (content) => {
			const calls = pretend({});
			await expect(uploadCatalog({ connector_id: '12', catalog: file(content.padEnd(300)), part_size: tiny }, calls)).rejects.toThrow(
				'is not a JSON list of products',
			);
			expect(calls.asked).toEqual([]);
		},
	);
});
