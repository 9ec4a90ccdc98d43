/** Files in n8n's engine: fetched again where that helps, named and typed as the server says, and never lost without a word. */

import { FileAnswer } from '../../procedures/procedure';
import { storedFile } from '../../engine/files/store';
import { breath, stream, zlib } from '../../scripts/machine.js';
import { type Bytes, useBytes } from '../support/bytes-server';
import type { Reply } from '../support/recorder';
import { by, TOKEN, useWire } from '../support/wire';

const wire = useWire();
const storage = useBytes();
const api = useBytes();

/** Answers of Intercom: where the recording is. */
const at = (...locations: Array<string | undefined>) => {
	let links = 0;
	wire.recorder.answer = () => {
		const location = locations[Math.min(links++, locations.length - 1)];
		const headers: Record<string, string> = location === undefined ? {} : { location };
		return { status: 302, headers };
	};
};
const recording = async (items = [{}], options = {}) => await wire.run('call: getRecording', { callId: by('id', '7'), options }, items);
const contentOf = (item: { binary?: Record<string, { data: string }> } | undefined) => Buffer.from(item?.binary?.data.data ?? '', 'base64');
const SOUND = Buffer.alloc(300_000, 'wave');
const good: Bytes = { body: SOUND, headers: { 'content-type': 'audio/wav' } };
/** The first answers, then good ones. */
const first = (...answers: Bytes[]) => {
	storage.answer = (_, nth) => answers[nth - 1] ?? good;
};

describe('a recording', () => {
	it.each<[string, Bytes[]]>([
		['a connection that is cut before the answer', [{ cutAfter: 0 }]],
		[
			'one that is cut in the middle, twice',
			[
				{ ...good, cutAfter: 100_000 },
				{ ...good, cutAfter: 299_999 },
			],
		],
		['503', [{ status: 503 }, { status: 503, body: '<Error/>' }]],
		['429', [{ status: 429 }]],
	])('is fetched again after %s', async (_, answers) => {
		at(`${storage.url}/a?signature=secret`);
		first(...answers);
		const { error, items } = await recording();
		expect(error).toBeUndefined();
		expect(contentOf(items[0]).equals(SOUND)).toBe(true);
		expect(storage.asked).toHaveLength(answers.length + 1);
		expect(storage.asked.map(({ headers }) => headers.authorization)).toEqual(storage.asked.map(() => undefined));
	});

	it('is fetched again when it stands still', async () => {
		at(`${storage.url}/a`);
		first({ ...good, stallAfter: 1000 });
		const { error, items } = await recording([{}], { timeout: 1 });
		expect(error).toBeUndefined();
		expect(contentOf(items[0]).length).toBe(SOUND.length);
	}, 30_000);

	it('is fetched from a fresh link when the first one has expired', async () => {
		at(`${storage.url}/old`, `${storage.url}/fresh`);
		storage.answer = (path) => (path === '/old' ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' } : good);
		const { error, items } = await recording();
		expect(error).toBeUndefined();
		expect(contentOf(items[0]).length).toBe(SOUND.length);
		expect(wire.asked()).toEqual(['GET /calls/7/recording', 'GET /calls/7/recording']);
	});

	it('that is refused by a fresh link too says so, and speaks of no permission', async () => {
		at(`${storage.url}/a?signature=secret`);
		storage.answer = () => ({ status: 403 });
		const { error } = await recording();
		expect(error?.message).toBe('The link to the file was refused - Get recording of call [item 0]');
		expect(error?.description).toContain(`Intercom was asked for a fresh one, and ${storage.host} refused that as well`);
		expect(`${error?.description}`).not.toMatch(/permission|secret/);
	});

	it.each<[string, Bytes, string, string]>([
		[
			'is cut every time',
			{ ...good, cutAfter: 10 },
			'The file did not arrive: the connection to HOST was lost',
			'It was asked for 4 times',
		],
		['is answered 503 every time', { status: 503 }, 'The file cannot be fetched: HOST has a fault', 'It was asked for 4 times'],
		['is gone', { status: 404 }, 'The file is not there any more', 'HOST does not have it'],
	])(
		'that %s says how often it was asked for, where, and for which item',
		async (_, answer, what, advice) => {
			at(`${storage.url}/a?signature=secret`);
			storage.answer = (_path, nth) => (nth === 1 ? good : answer);
			const { error, items } = await wire.run('call: getRecording', { callId: by('id', '7'), options: {} }, [{}, {}]);
			expect(error?.message).toBe(`${what.replace('HOST', storage.host)} - Get recording of call [item 1]`);
			expect(error?.description).toContain(advice.replace('HOST', storage.host));
			expect(`${error?.message} ${error?.description}`).not.toContain('secret');
			expect(items).toEqual([]);
		},
		30_000,
	);

	it('at an address where nobody listens says which host cannot be reached, without the signature', async () => {
		at('http://127.0.0.1:9/a?signature=secret');
		const { error } = await recording();
		expect(error?.message).toBe('The file cannot be fetched: 127.0.0.1:9 cannot be reached - Get recording of call [item 0]');
		expect(`${error?.description}`).not.toContain('secret');
	}, 30_000);

	it('may be at a relative address', async () => {
		const file = Buffer.from('RIFF relative');
		wire.recorder.answer = ({ path }): Reply =>
			path === '/files/7.wav'
				? { body: file.toString(), headers: { 'content-type': 'audio/wav' } }
				: { status: 302, headers: { location: '../../files/7.wav?x=1' } };
		const { error, items } = await recording();
		expect(error).toBeUndefined();
		expect(contentOf(items[0]).toString()).toBe('RIFF relative');
	});

	it.each([[undefined], ['http://'], ['ftp://files.example.com/a'], ['not a place']])(
		'without an address that leads anywhere (%s) names the item',
		async (location) => {
			at(location);
			const { error } = await recording([{}, {}]);
			expect(error?.message).toBe('Intercom does not say where the file is - Get recording of call [item 0]');
		},
	);

	it('that comes without a redirect is a file all the same', async () => {
		wire.recorder.answer = () => ({
			body: 'ID3 sound',
			headers: { 'content-type': 'audio/mpeg', 'content-disposition': "attachment; filename*=UTF-8''Anruf%20%C3%BCber%20Mittag.mp3" },
		});
		const { items } = await recording();
		expect(items[0].binary?.data).toMatchObject({ fileName: 'Anruf über Mittag.mp3', mimeType: 'audio/mpeg' });
	});

	it.each<[string, Record<string, string>, string, { fileName: string; mimeType: string }]>([
		[
			'the type that the server says, and its extension',
			{ 'content-type': 'audio/mpeg' },
			'/a',
			{ fileName: 'call-7.mp3', mimeType: 'audio/mpeg' },
		],
		[
			'the name that the server says',
			{ 'content-type': 'audio/wav', 'content-disposition': 'inline; filename="Call with Ada.wav"' },
			'/a',
			{ fileName: 'Call with Ada.wav', mimeType: 'audio/wav' },
		],
		[
			'the type of the address where the server says nothing',
			{ 'content-type': 'binary/octet-stream' },
			'/rec/a.m4a',
			{ fileName: 'call-7.m4a', mimeType: 'audio/mp4' },
		],
		['the usual ones where nobody does', {}, '/a', { fileName: 'call-7.wav', mimeType: 'audio/wav' }],
	])('has %s', async (_, headers, path, expected) => {
		at(`${storage.url}${path}?signature=x`);
		storage.answer = () => ({ body: SOUND, headers });
		expect((await recording()).items[0].binary?.data).toMatchObject(expected);
	});

	it('of no length is an empty file', async () => {
		at(`${storage.url}/a`);
		storage.answer = () => ({ body: '', headers: { 'content-type': 'audio/wav' } });
		const { error, items } = await recording();
		expect([error, contentOf(items[0]).length]).toEqual([undefined, 0]);
	});
});

type Content = InstanceType<typeof stream.Readable>;

describe('while n8n stores a file', () => {
	const store = async (prepareBinaryData: (content: Content) => Promise<unknown>, wait = breath) => {
		const streams: Content[] = [];
		const begin = async () => {
			const content = stream.Readable.from([Buffer.from('some'), Buffer.from('thing')]);
			streams.push(content);
			return { stream: content, from: 'files.example.com' };
		};
		const answer = new FileAnswer({}, { name: 'a.wav', type: 'audio/wav', download: { request: 'GET /a', begin } });
		const outcome = await storedFile(answer, {
			host: { helpers: { prepareBinaryData } } as never,
			index: 0,
			silenceMs: 60_000,
			wait,
		}).catch((error: unknown) => error);
		return { outcome, streams };
	};

	it('a store that is full is no reason to fetch it again', async () => {
		const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
		for (const fail of [
			async () => await Promise.reject(full),
			async (content: Content) => await new Promise((_, reject) => content.once('close', () => reject(full)).destroy(full)),
		]) {
			const { outcome, streams } = await store(fail);
			expect([outcome, streams.length]).toEqual([full, 1]);
		}
	});

	it('it ends with the execution', async () => {
		const cancelled = new Error('The execution was cancelled');
		const { outcome, streams } = await store(
			async () => await new Promise(() => {}),
			async () => await Promise.reject(cancelled),
		);
		expect([outcome, streams.map(({ destroyed }) => destroyed)]).toEqual([cancelled, [true]]);
	});

	it('a slow store is not taken for a file that stands still', async () => {
		const { outcome } = await store(async (content) => {
			await breath();
			const pieces: Buffer[] = [];
			for await (const piece of content) pieces.push(piece as Buffer);
			return { content: Buffer.concat(pieces).toString() };
		});
		expect(outcome).toMatchObject({ binary: { data: { content: 'something' } } });
	});
});

describe('an export', () => {
	const type = 'n8n-nodes-intercom.intercomWorkspace';
	const CSV = 'user_id,content_id\r\n1,2\r\n'.repeat(2000);
	const PACKED = zlib.gzipSync(CSV);
	const span = { exportFrom: '2026-01-01', exportTo: '2026-01-31' };
	const run = async (parameters: Record<string, unknown> = {}, operation = 'exportToFile') =>
		await wire.host.runNode({
			type,
			parameters: { resource: 'dataExport', operation, ...span, ...parameters } as never,
			items: [{}],
			credentials: { intercomAccessTokenApi: { accessToken: TOKEN, region: 'custom', baseUrl: api.url } },
		});
	/** An export that is ready at once. */
	const serves = (
		file: (nth: number) => Bytes,
		status: (nth: number) => Bytes = () => ({ body: { job_identifier: 'job5', status: 'completed' } }),
	) => {
		api.answer = (path, nth) =>
			path === '/export/content/data'
				? { body: { job_identifier: 'job5', status: 'pending' } }
				: path.startsWith('/export/')
					? status(nth)
					: file(nth);
	};
	const gz = { 'content-type': 'application/gzip', 'content-disposition': 'attachment; filename="message-data.csv.gz"' };

	it('is downloaded again when the connection breaks on the way', async () => {
		serves((nth) => (nth < 3 ? { body: PACKED, headers: gz, cutAfter: 50 } : { body: PACKED, headers: gz }));
		const { error, items } = await run();
		expect(error).toBeUndefined();
		expect(contentOf(items[0]).equals(PACKED)).toBe(true);
		expect(items[0].binary?.data).toMatchObject({ fileName: 'message-data.csv.gz', mimeType: 'application/gzip' });
		expect(api.asked.map(({ url }) => url)).toEqual([
			'/export/content/data',
			'/export/content/data/job5',
			'/download/content/data/job5',
			'/download/content/data/job5',
			'/download/content/data/job5',
		]);
	});

	it('that cannot be downloaded names its job and how to go on', async () => {
		serves(() => ({ body: PACKED, headers: gz, cutAfter: 50 }));
		const { error } = await run();
		expect(error?.message).toBe(
			`The file did not arrive: the connection to ${api.host} was lost - Run data export to file (job job5) [item 0]`,
		);
		expect(error?.description).toContain("Run the operation again with 'job5' as 'Continue Job ID'");
		api.asked.length = 0;
		serves(() => ({ body: PACKED, headers: gz }));
		const again = await run({ additionalFields: { continueJobId: 'job5' } });
		expect([again.error, contentOf(again.items[0]).length]).toEqual([undefined, PACKED.length]);
		expect(api.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'GET /export/content/data/job5',
			'GET /download/content/data/job5',
		]);
	}, 30_000);

	it.each([401, 404])('whose state cannot be asked for (%i) names its job', async (status) => {
		serves(
			() => ({}),
			() => ({ status, body: { type: 'error.list', errors: [{ code: 'x', message: 'no' }] } }),
		);
		const { error } = await run();
		expect(error?.message).toContain('(job job5) [item 0]');
		expect(error).toMatchObject({ httpCode: String(status) });
	});

	it('goes on waiting through a fault of Intercom', async () => {
		serves(
			() => ({ body: PACKED, headers: gz }),
			(nth) => (nth < 6 ? { status: 503 } : { body: { status: 'completed' } }),
		);
		const { error, items } = await run();
		expect([error, contentOf(items[0]).length]).toEqual([undefined, PACKED.length]);
	}, 60_000);

	it('that arrives unpacked is called so', async () => {
		serves(() => ({ body: PACKED, headers: { ...gz, 'content-encoding': 'gzip' } }));
		const { items } = await run();
		expect(contentOf(items[0]).toString()).toBe(CSV);
		expect(items[0].binary?.data).toMatchObject({ fileName: 'message-data.csv', mimeType: 'text/csv', fileExtension: 'csv' });
	});

	it('that lies on another host is fetched there without the credential', async () => {
		serves(() => ({ status: 302, headers: { location: `${storage.url}/export.csv.gz?signature=x` } }));
		storage.answer = () => ({ body: PACKED, headers: { 'content-type': 'binary/octet-stream' } });
		const { error, items } = await run({ jobId: 'job5' }, 'download');
		expect(error).toBeUndefined();
		expect(contentOf(items[0]).equals(PACKED)).toBe(true);
		expect(items[0].binary?.data).toMatchObject({ fileName: 'data-export-job5.csv.gz', mimeType: 'application/gzip' });
		expect(storage.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
		expect(api.asked[0].headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, accept: 'application/octet-stream' });
	});

	it('of which Intercom does not say which it is ends there', async () => {
		api.answer = () => ({ body: {} });
		const { error } = await run();
		expect(error?.message).toBe('Intercom does not say which data export it started [item 0]');
		expect(api.asked).toHaveLength(1);
	});
});
