/** Files that Intercom hands out: recordings behind a redirect, exports behind a job. */

import fc from 'fast-check';
import { useProperties } from './property';
import { by, useStandIn } from './run';
import type { Fault, Plan } from './stand-in/faults';
import type { Asked, Json, World } from './stand-in/world';

const property = useProperties('files');
const here = useStandIn();

const contentOf = (file: Json): string => Buffer.from(String(file.data), 'base64').toString();
const isFile = ({ path }: Asked): boolean => path.startsWith('/signed/') || path.startsWith('/download/');

/** The n-th request for a file meets this. */
const onFiles = (fault: Fault | undefined, times: number): Plan => {
	let met = 0;
	return { faultFor: (asked) => (fault && isFile(asked) && met < times ? (met++, fault) : undefined) };
};

const calls = (world: World, locations: Array<string | undefined> = []): void => {
	for (let n = 0; n < 3; n++) world.seed('call', { id: `${n}`, ...(locations[n] ? { location: locations[n] } : {}) });
};

const types = ['audio/wav', 'audio/mpeg', 'audio/ogg; codecs=opus', 'video/mp4'];
const names: Array<[header: string | undefined, name: string | undefined]> = [
	[undefined, undefined],
	['attachment; filename="call 1.mp3"', 'call 1.mp3'],
	['attachment; filename="plain.mp3"; filename*=UTF-8\'\'Gespr%C3%A4ch%201.mp3', 'Gespräch 1.mp3'],
];

property(
	'a recording is the file that was behind the redirect, by its own type and name',
	fc.record({
		type: fc.constantFrom(...types),
		name: fc.constantFrom(...names),
		relative: fc.boolean(),
		concurrency: fc.constantFrom(1, 10),
	}),
	12,
	async ({ type, name: [header, name], relative, concurrency }) => {
		const { of, world } = await here.run({
			what: 'call: getRecording',
			items: [{ id: '0' }, { id: '1' }, { id: 'gone' }, { id: '2' }],
			concurrency,
			parameters: { callId: by('id', '={{ $json.id }}') },
			fill: (fresh) => {
				calls(fresh, relative ? ['/signed/SIGNATURE/0.wav', undefined, undefined] : []);
				fresh.seed('setting', { id: 'file', headers: { 'content-type': type, ...(header ? { 'content-disposition': header } : {}) } });
			},
		});
		expect(of.map(({ failure }) => failure !== undefined)).toEqual([false, false, true, false]);
		for (const index of [0, 1, 3]) {
			const [file] = of[index].files;
			expect(contentOf(file)).toBe(`sound of ${index === 3 ? 2 : index}.wav`);
			expect(file.mimeType).toBe(type.split(';')[0]);
			if (name) expect(file.fileName).toBe(name);
		}
		// the store of files has no business with the token
		for (const { headers } of world.asked.filter(isFile)) expect(headers.authorization).toBeUndefined();
	},
);

const passing: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constantFrom('cut' as const, 'lost' as const, 'torn' as const) }),
	fc.record({
		kind: fc.constant('refuse' as const),
		status: fc.constantFrom(500, 502, 503),
		body: fc.constantFrom('html' as const, 'empty' as const),
	}),
);

property(
	'a file whose first fetch fails is fetched again, or the item fails with what is true',
	fc.record({ fault: passing, of: fc.constantFrom('recording' as const, 'export' as const, 'reporting' as const) }),
	9,
	async ({ fault, of: what }) => {
		const parameters = { recording: { callId: by('id', '0') }, export: { jobId: 'exp1' }, reporting: { jobId: 'exp1' } }[what];
		const { of, world } = await here.run({
			what: { recording: 'call: getRecording', export: 'dataExport: download', reporting: 'reportingExport: download' }[what],
			node: what === 'recording' ? 'intercom' : 'intercomWorkspace',
			parameters,
			fill: (fresh) => void [calls(fresh), fresh.seed('export', { id: 'exp1', looks: 0 })],
			setting: { plan: onFiles(fault, 1) },
		});
		const fetched = world.asked.filter(isFile).length;
		const { failure, files } = of[0];
		if (failure === undefined) expect(contentOf(files[0])).toBe(what === 'recording' ? 'sound of 0.wav' : 'id,name\n1,Ada\n');
		else
			expect({ failure, fetched }).toEqual({
				failure: expect.not.stringMatching(fetched > 1 ? /once only/ : /several times|sent \d+ times|times in (all|a row)/),
				fetched,
			});
		// reading does no harm: it is worth a second attempt
		expect({ fetched, failure }).toEqual({ fetched: 2, failure: undefined });
	},
);

property('a link that has expired is not called a permission', fc.record({ status: fc.constantFrom(403, 410) }), 2, async ({ status }) => {
	const { of } = await here.run({
		what: 'call: getRecording',
		parameters: { callId: by('id', '0') },
		fill: (fresh) => calls(fresh),
		setting: { plan: onFiles({ kind: 'refuse', status, body: 'html' }, 9) },
	});
	expect(of[0].failure).toContain(String(status));
	expect(of[0].failure).not.toMatch(/Developer Hub|permission/i);
});

property(
	'a Location that leads nowhere fails its own item only',
	fc.record({ location: fc.constantFrom('http://127.0.0.1:1/refused', 'not a place', 'ftp://files/x') }),
	3,
	async ({ location }) => {
		const { of } = await here.run({
			what: 'call: getRecording',
			items: [{ id: '0' }, { id: '1' }],
			parameters: { callId: by('id', '={{ $json.id }}') },
			fill: (fresh) => calls(fresh, [location]),
		});
		expect(of.map(({ failure }) => failure !== undefined)).toEqual([true, false]);
	},
);

property(
	'an export is started once, waited for and handed over; when that fails, its job is named',
	fc.record({
		which: fc.constantFrom('dataExport' as const, 'reportingExport' as const),
		fault: fc.option(passing, { nil: undefined }),
		times: fc.constantFrom(1, 9),
	}),
	4,
	async ({ which, fault, times }) => {
		const { of, world } = await here.run({
			what: `${which}: exportToFile`,
			node: 'intercomWorkspace',
			parameters: {
				exportFrom: '2026-01-01T00:00:00Z',
				exportTo: '2026-02-01T00:00:00Z',
				...(which === 'reportingExport' ? { datasetId: by('id', 'conversation'), attributeIds: ['conversation_id'] } : {}),
			},
			fill: (fresh) => void fresh.seed('setting', { id: 'export', looks: 0 }),
			setting: { plan: onFiles(fault, times) },
		});
		const jobs = world.effects.filter(({ kind, did }) => kind === 'export' && did === 'created');
		expect(jobs.length).toBe(1);
		const { failure, files } = of[0];
		if (failure === undefined) expect(contentOf(files[0])).toBe('id,name\n1,Ada\n');
		else expect(failure).toContain(jobs[0].id);
		if (!fault || times === 1) expect(failure).toBeUndefined();
	},
);
