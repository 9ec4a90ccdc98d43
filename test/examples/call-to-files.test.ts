import { fs, os, path, process } from '../../scripts/machine.js';
import { nodeOf, useExample } from './support';

const example = useExample('call-to-files.json', { seed: 'demo' });
const calls = () => example.sim.workspace.inbox.calls;
const SENTENCES = [
	{ at: 2, speaker: 'Teammate 1', text: 'Hello, how can I help?' },
	{ at: 65, speaker: 'User', text: 'J’ai perdu ma clé "maîtresse".' },
];

// n8n writes below the home folder of the process only: a temporary one for these tests. Jest's own `process` is a copy.
const { env } = process.getBuiltinModule('node:process');
const before = env.HOME;
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'calls-'));
const folder = path.join(home, '.n8n-files');
beforeAll(() => {
	env.HOME = home;
	fs.mkdirSync(folder);
});
beforeEach(() => {
	for (const file of fs.readdirSync(folder)) fs.rmSync(path.join(folder, file));
});
afterAll(() => {
	env.HOME = before;
	fs.rmSync(home, { recursive: true, force: true });
});

const run = async (items: Parameters<typeof example.run>[0]) =>
	await example.run(items, (workflow) => {
		const { parameters } = nodeOf(workflow, 'Save File');
		parameters.fileName = String(parameters.fileName).replace('/home/node/.n8n-files', folder);
	});

it('a call leaves its recording and its transcript as files', async () => {
	const call = calls().start({ phone: '+35315550000' });
	const started = await example.listen();
	const runs = await started(() => calls().end(call, { recording: true, transcript: SENTENCES }));
	expect(runs).toHaveLength(2);
	for (const items of runs) expect((await run(items)).error).toBeUndefined();
	const recording = example.sim.workspace.inbox.files.get(String(call.recording))?.data;
	expect(fs.readdirSync(folder).sort()).toEqual([`call-${call.id}.txt`, `call-${call.id}.wav`]);
	expect(fs.readFileSync(path.join(folder, `call-${call.id}.wav`)).equals(recording as Buffer)).toBe(true);
	expect(fs.readFileSync(path.join(folder, `call-${call.id}.txt`), 'utf8')).toBe(
		'[00:00:02] Teammate 1: "Hello, how can I help?"\n[00:01:05] User: "J’ai perdu ma clé "maîtresse"."',
	);
});

it('the server of the recording never sees the token', async () => {
	const call = calls().start();
	const started = await example.listen();
	const [items] = await started(() => calls().end(call, { recording: true }));
	await run(items);
	expect(example.sim.files.requests).toMatchObject([{ authorization: null, status: 200 }]);
	expect(example.sim.files.url).not.toBe(example.sim.url);
});

it('what has only one of the two leaves one file', async () => {
	const call = calls().start();
	const started = await example.listen();
	const runs = await started(() => calls().end(call, { transcript: SENTENCES }));
	for (const items of runs) await run(items);
	expect(fs.readdirSync(folder)).toEqual([`call-${call.id}.txt`]);
});

it('a call that was missed starts nothing', async () => {
	const call = calls().start();
	const started = await example.listen();
	expect(await started(() => calls().end(call, { ended_reason: 'missed' }))).toEqual([]);
});

it('a recording that is gone writes no file, and the error says so', async () => {
	const call = calls().start();
	const started = await example.listen();
	const [items] = await started(() => calls().end(call, { recording: true }));
	call.recording = null;
	expect((await run(items)).error?.message).toContain('Intercom did not find the record - Get recording of call');
	expect(fs.readdirSync(folder)).toEqual([]);
});
