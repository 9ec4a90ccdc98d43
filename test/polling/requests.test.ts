/** What a poll costs: two requests at most where there is nothing new, however much the workspace holds. */

import { kinds } from './records';
import { ids, usePolling } from './support';

const setting = usePolling();
const DAY = 86_400;

/** Requests of each of so many polls, a minute apart. */
async function costs(poller: ReturnType<typeof setting.open>, polls: number): Promise<number[]> {
	const all: number[] = [];
	for (let i = 0; i < polls; i += 1) {
		setting.pass(60);
		const before = setting.asked().length;
		await poller.tick();
		all.push(setting.asked().length - before);
	}
	return all;
}

const workspaces: Array<[string, string, () => void]> = [
	['callNew', '2,000 calls in a day', () => callsOf(2000)],
	['callEnded', '2,000 calls in a day', () => callsOf(2000)],
	['callEnded', '2,000 calls in a day, a tenth of which never ends', () => callsOf(2000, 10)],
	['articleNew', '3,000 articles of one second, never updated', () => articlesOf(3000)],
	['articleUpdated', '3,000 articles of one second, never updated', () => articlesOf(3000)],
	['articleNewOrUpdated', '3,000 articles of many seconds, never updated', () => articlesOf(3000, 60)],
	['conversationDeleted', '3,000 deleted conversations of one second', () => deletedOf(3000)],
	['contactNew', '5,000 contacts of today', () => contactsOf(5000)],
	['contactUpdated', '5,000 contacts of today', () => contactsOf(5000)],
	['macroNew', '600 macros of one second', () => macrosOf(600)],
];

function callsOf(count: number, endless = 0): void {
	const { calls } = setting.sim.workspace.inbox;
	for (let i = 0; i < count; i += 1) {
		const call = calls.start({ created_at: setting.now() });
		setting.pass(DAY / count);
		if (!endless || i % endless) calls.end(call);
	}
}

function articlesOf(count: number, apart = 0): void {
	const { articles } = setting.sim.workspace.knowledge;
	for (let i = 0; i < count; i += 1) {
		articles.create({ title: `Article ${i}`, author_id: Number(setting.sim.workspace.owner().id) });
		setting.pass(apart);
	}
}

function deletedOf(count: number): void {
	const kind = kinds.find(({ id }) => id === 'conversationDeleted');
	for (let i = 0; i < count; i += 1) kind?.make(setting.sim);
}

function contactsOf(count: number): void {
	for (let i = 0; i < count; i += 1) {
		setting.sim.workspace.contacts.create({ role: 'user', external_id: `old-${i}` });
		if (i % 4 === 0) setting.pass(10);
	}
}

function macrosOf(count: number): void {
	for (let i = 0; i < count; i += 1) setting.sim.workspace.inbox.macros.add({ name: `Macro ${i}`, body: '<p>Hi</p>' });
}

describe.each(['second', 'day'] as const)('dates compared by the %s', (dateRule) => {
	it.each(workspaces)('%s, a workspace with %s: two requests at most, and what is new is found', async (event, _, fill) => {
		setting.sim.settings.dateRule = dateRule;
		setting.pass(3600 * 2);
		fill();
		setting.pass(1200);
		const poller = setting.open(event);
		await poller.activate();
		await poller.tick();
		expect(Math.max(...(await costs(poller, 10)))).toBeLessThanOrEqual(2);
		poller.restart();
		await poller.tick();
		expect(Math.max(...(await costs(poller, 3)))).toBeLessThanOrEqual(2);
		const kind = kinds.find(({ id, only }) =>
			(only === undefined ? ['New', 'Updated', 'NewOrUpdated'] : [only]).some((what) => event === id + what),
		);
		const made = kind?.make(setting.sim);
		setting.pass(5);
		if (event.endsWith('Updated') && !event.endsWith('NewOrUpdated')) kind?.change?.(setting.sim, made as string);
		await costs(poller, 2);
		expect([poller.failures, ids(poller.runs.flat())]).toEqual([[], [made]]);
	});
});

it('after 1,000 contacts in a minute, what is read again is spread over the polls', async () => {
	const poller = setting.open('contactNew');
	await poller.activate();
	for (let i = 0; i < 1000; i += 1) {
		setting.sim.workspace.contacts.create({ role: 'user', external_id: `burst-${i}` });
		if (i % 20 === 0) setting.pass(1);
	}
	setting.pass(10);
	await poller.tick();
	expect(poller.runs.flat()).toHaveLength(1000);
	expect(Math.max(...(await costs(poller, 20)))).toBeLessThanOrEqual(2);
	expect(poller.runs.flat()).toHaveLength(1000);
});

it('Ended Call: a call that was long open is heard of once, soon after it is over', async () => {
	const { calls } = setting.sim.workspace.inbox;
	const poller = setting.open('callEnded');
	await poller.activate();
	const long = calls.start({ created_at: setting.now() });
	for (let i = 0; i < 100; i += 1) {
		setting.pass(20);
		calls.end(calls.start({ created_at: setting.now() }));
		if (i % 3 === 0) await poller.tick();
	}
	const before = poller.runs.flat().length;
	setting.pass(3600);
	await poller.tick();
	calls.end(long);
	expect(Math.max(...(await costs(poller, 3)))).toBeLessThanOrEqual(2);
	expect(ids(poller.runs.flat().slice(before))).toContain(long.id);
	expect(new Set(ids(poller.runs.flat())).size).toBe(poller.runs.flat().length);
	expect(poller.runs.flat()).toHaveLength(101);
});
