import fc from 'fast-check';
import { Memory, MOST_KEPT, MOST_REMEMBERED } from '../../engine/triggers/memory';

/** An attempt that starts an execution, unless one has before. */
function admit(memory: Memory, id: string): boolean {
	if (memory.has(id)) return false;
	memory.attempt(id)(true);
	return true;
}

const ids = fc.array(fc.string({ maxLength: 12 }), { maxLength: 120 });

describe('the memory of notifications', () => {
	it('admits every ID once', () => {
		fc.assert(
			fc.property(ids, (many) => {
				const memory = new Memory(1000);
				const admitted = many.filter((id) => admit(memory, id));
				expect(admitted).toEqual([...new Set(many)]);
			}),
		);
	});

	it('never holds more than it may, and only ever lets go of the oldest', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.string(), { maxLength: 120 }), fc.integer({ min: 1, max: 40 }), (many, most) => {
				const memory = new Memory(most);
				for (const id of many) {
					expect(admit(memory, id)).toBe(true);
					expect(memory.size).toBeLessThanOrEqual(most);
				}
				const newest = many.slice(-most);
				expect(newest.every((id) => !admit(memory, id))).toBe(true);
			}),
		);
	});

	it('lets go of what is too old', () => {
		let now = 1_000_000_000_000;
		const memory = new Memory(10, 60_000, () => now);
		expect(admit(memory, 'a')).toBe(true);
		now += 59_000;
		expect(admit(memory, 'a')).toBe(false);
		now += 2_000;
		expect(admit(memory, 'a')).toBe(true);
	});

	it('goes through text and back', () => {
		fc.assert(
			fc.property(ids, ids, (before, after) => {
				const old = new Memory(1000);
				for (const id of before) admit(old, id);
				const fresh = new Memory(1000);
				fresh.recall(old.text());
				expect(fresh.text()).toBe(old.text());
				for (const id of after) expect(admit(fresh, id)).toBe(admit(old, id));
			}),
		);
	});

	it('joins what two processes have seen, however often and in whatever order', () => {
		fc.assert(
			fc.property(ids, ids, (mine, theirs) => {
				const [a, b] = [new Memory(1000), new Memory(1000)];
				for (const id of mine) admit(a, id);
				for (const id of theirs) admit(b, id);
				a.recall(b.text());
				a.recall(b.text());
				expect(a.size).toBe(new Set([...mine, ...theirs]).size);
				expect([...mine, ...theirs].some((id) => admit(a, id))).toBe(false);
			}),
		);
	});

	it('takes nothing from text that is not its own', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string()), (text) => {
				const memory = new Memory(5);
				memory.recall(text);
				expect(memory.size).toBeLessThanOrEqual(5);
				expect(admit(memory, 'an ID')).toBe(true);
			}),
		);
	});

	it('does not know an ID of which nothing has become yet, and writes nothing of it', async () => {
		const memory = new Memory();
		admit(memory, 'before');
		const decide = memory.attempt('a');
		expect([memory.has('a'), memory.size]).toEqual([false, 1]);
		const written = memory.text();
		expect(written.split(' ')).toHaveLength(1);
		const decided = memory.underWay('a');
		decide(false);
		await decided;
		expect([memory.has('a'), memory.underWay('a'), memory.text()]).toEqual([false, undefined, written]);
		memory.attempt('a')(true);
		expect([memory.has('a'), memory.text().split(' ').length]).toEqual([true, 2]);
	});

	it('says of one ID beside all others that it has started, for a copy that is saved only if it has', () => {
		const memory = new Memory();
		memory.attempt('a');
		memory.attempt('b');
		const other = new Memory();
		other.recall(memory.text('a'));
		expect([other.has('a'), other.has('b')]).toEqual([true, false]);
		expect(memory.has('a')).toBe(false);
		admit(memory, 'a');
		expect(memory.text('a')).toBe(memory.text());
	});

	it('is small enough to be kept in a database: the newest of it', () => {
		const memory = new Memory();
		const all = Array.from({ length: 2 * MOST_REMEMBERED }, (_, index) => `notif_${index}`);
		expect(all.every((id) => admit(memory, id))).toBe(true);
		expect(memory.size).toBe(MOST_REMEMBERED);
		expect(memory.text().length).toBeLessThan(50_000);
		const fresh = new Memory();
		fresh.recall(memory.text());
		expect(fresh.size).toBe(MOST_KEPT);
		expect(all.slice(-MOST_KEPT).some((id) => admit(fresh, id))).toBe(false);
	});
});
