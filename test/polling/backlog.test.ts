/** Much at once: how many requests it takes, and that no poll takes longer than it may. */

import { beginAt, follow, type Page, type Question, type Source, type State } from '../../engine/triggers/polling/follow';
import { bookOf, keptOf } from '../../engine/triggers/polling/book';
import { ids, usePolling } from './support';

const PAGE = 150;
const DAY = 86_400;
const BEGINNING = Date.UTC(2026, 0, 1) / 1000;

/** Contacts in order of their moments; a search for them that sorts as asked. */
class Crowd implements Source {
	requests = 0;
	readonly traits: Source['traits'];

	constructor(
		private readonly moments: readonly number[],
		private readonly rule: 'second' | 'day',
		private readonly time: number,
		isSteady = true,
	) {
		this.traits = { kind: 'search', isDocumented: false, isFixed: false, isSteady, reorders: false, lagSeconds: 0 };
	}

	now = (): number => this.time;
	isSure = (): boolean => true;
	askTime = async (): Promise<number> => this.time;

	async page({ from, until = Infinity, way }: Question, position?: string): Promise<Page> {
		this.requests += 1;
		const first = this.indexOf(this.rule === 'day' ? Math.floor(from / DAY) * DAY : from);
		const last = this.indexOf(until);
		const total = last - first;
		const start = position === undefined ? 0 : Number(position.split(':')[1]);
		const at = (index: number): number => (way === 'ascending' ? first + index : last - 1 - index);
		const size = Math.max(0, Math.min(PAGE, total - start));
		const rows = Array.from({ length: size }, (_, index) => at(start + index)).map((index) => ({
			id: String(index),
			order: this.moments[index],
			found: { identity: String(index), at: this.moments[index], json: {} },
		}));
		return { rows, total, isAnchored: true, ...(start + size < total ? { next: `:${start + size}` } : {}) };
	}

	/** How many are older. */
	private indexOf(moment: number): number {
		let [low, high] = [0, this.moments.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.moments[middle] < moment) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

const COUNT = 200_000;
const spread = (seconds: number): number[] =>
	Array.from({ length: COUNT }, (_, index) => BEGINNING + 7 + Math.floor((index * seconds) / COUNT));

describe.each(['second', 'day'] as const)('200,000 contacts, dates compared by the %s', (rule) => {
	it.each([
		['ninety days', 90 * DAY],
		['three days', 3 * DAY],
		['twelve hours', DAY / 2],
		['an hour', 3600],
	])('of %s: hardly more requests than pages, no poll of more than a part of them, also with restarts in between', async (_, seconds) => {
		const source = new Crowd(spread(seconds), rule, BEGINNING + seconds + DAY / 2);
		let state: State = beginAt(BEGINNING);
		const came = new Set<string>();
		let count = 0;
		for (let polls = 0; polls < 400; polls += 1) {
			const before = source.requests;
			const outcome = await follow(state, source, { most: 1000, lookBackSeconds: 900, hasTime: () => source.requests < before + 40 });
			expect(source.requests - before).toBeLessThanOrEqual(41);
			expect(outcome.found.length).toBeLessThanOrEqual(1000);
			for (const { identity } of outcome.found) came.add(identity);
			count += outcome.found.length;
			const book = { subject: 's', watch: 'w', was: [], outs: [], state: outcome.state };
			// every fiftieth time, n8n is restarted
			state = polls % 50 === 49 ? (bookOf(keptOf(book))?.state as State) : outcome.state;
			if (came.size === COUNT) break;
		}
		expect([came.size, count]).toEqual([COUNT, COUNT]);
		expect(source.requests).toBeLessThanOrEqual(1.1 * Math.ceil(COUNT / PAGE));
	});
});

describe('a poll has so long and no longer', () => {
	const setting = usePolling();
	const person = (name: string) => setting.sim.workspace.contacts.create({ role: 'user', external_id: name }).id;

	it.each(['contactNew', 'articleNew'])('%s: what it did not get to is left to the next one, which goes on there', async (event) => {
		const made = Array.from({ length: event === 'contactNew' ? 1500 : 500 }, (_, i) => {
			if (i % 7 === 0) setting.pass(60);
			return event === 'contactNew'
				? person(`p-${i}`)
				: setting.sim.workspace.knowledge.articles.create({ title: `A ${i}`, author_id: Number(setting.sim.workspace.owner().id) }).id;
		});
		setting.pass(2 * 3600);
		const start = {
			options: { startFrom: new Date(setting.sim.clock.ms() - 9 * 3_600_000).toISOString(), maxItems: 10_000, lookBackMinutes: 1 },
		};
		const poller = setting.open(event, start, { budgetMs: 1200 });
		setting.sim.settings.latencyMs = 150;
		const began = setting.asked().length;
		const longest: number[] = [];
		for (let polls = 0; polls < 60 && poller.runs.flat().length < made.length; polls += 1) {
			const from = performance.now();
			await poller.tick();
			longest.push(performance.now() - from);
			setting.pass(60);
		}
		expect(poller.failures).toEqual([]);
		expect(new Set(ids(poller.runs.flat()))).toEqual(new Set(made));
		expect(poller.runs.flat()).toHaveLength(made.length);
		expect(longest.length).toBeGreaterThan(2);
		// half of what n8n grants, and the answer that is under way then
		expect(Math.max(...longest)).toBeLessThan(1200);
		const pages = Math.ceil(made.length / (event === 'contactNew' ? 150 : 25));
		// one for the workspace, one to be sure that nothing moved, and the one that is under way when the time of a poll is over
		expect(setting.asked().length - began).toBeLessThanOrEqual(1.1 * pages + 2 + longest.length);
	});

	it('an answer that does not come ends with the poll, which says so', async () => {
		const poller = setting.open('contactNew', {}, { budgetMs: 600 });
		await poller.activate();
		setting.sim.settings.faults = [{ match: 'POST /contacts/search', kind: 'latency', ms: 1500, times: 1 }];
		const from = performance.now();
		await poller.tick();
		expect(performance.now() - from).toBeLessThan(2500);
		expect(poller.failures.map(({ message }) => message)).toEqual([expect.stringContaining('did not answer in the time')]);
		const made = person('late');
		setting.sim.settings.faults = [];
		setting.pass(60);
		expect(ids(await poller.tick())).toEqual([made]);
	});
});
