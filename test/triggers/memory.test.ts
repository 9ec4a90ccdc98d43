import fc from 'fast-check';
import { Memory, MOST_KEPT, MOST_REMEMBERED } from '../../engine/triggers/memory';

const ids = fc.array(fc.string({ maxLength: 12 }), { maxLength: 120 });

describe('the memory of notifications', () => {
	it('admits every ID once', () => {
		fc.assert(
			fc.property(ids, (many) => {
				const memory = new Memory(1000);
				const admitted = many.filter((id) => memory.admit(id));
				expect(admitted).toEqual([...new Set(many)]);
			}),
		);
	});

	it('never holds more than it may, and only ever lets go of the oldest', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.string(), { maxLength: 120 }), fc.integer({ min: 1, max: 40 }), (many, most) => {
				const memory = new Memory(most);
				for (const id of many) {
					expect(memory.admit(id)).toBe(true);
					expect(memory.size).toBeLessThanOrEqual(most);
				}
				const newest = many.slice(-most);
				expect(newest.every((id) => !memory.admit(id))).toBe(true);
			}),
		);
	});

	it('lets go of what is too old', () => {
		let now = 1_000_000_000_000;
		const memory = new Memory(10, 60_000, () => now);
		expect(memory.admit('a')).toBe(true);
		now += 59_000;
		expect(memory.admit('a')).toBe(false);
		now += 2_000;
		expect(memory.admit('a')).toBe(true);
	});

	it('goes through text and back', () => {
		fc.assert(
			fc.property(ids, ids, (before, after) => {
				const old = new Memory(1000);
				for (const id of before) old.admit(id);
				const fresh = new Memory(1000);
				fresh.recall(old.text());
				expect(fresh.text()).toBe(old.text());
				for (const id of after) expect(fresh.admit(id)).toBe(old.admit(id));
			}),
		);
	});

	it('joins what two processes have seen, however often and in whatever order', () => {
		fc.assert(
			fc.property(ids, ids, (mine, theirs) => {
				const [a, b] = [new Memory(1000), new Memory(1000)];
				for (const id of mine) a.admit(id);
				for (const id of theirs) b.admit(id);
				a.recall(b.text());
				a.recall(b.text());
				expect(a.size).toBe(new Set([...mine, ...theirs]).size);
				expect([...mine, ...theirs].some((id) => a.admit(id))).toBe(false);
			}),
		);
	});

	it('takes nothing from text that is not its own', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string()), (text) => {
				const memory = new Memory(5);
				memory.recall(text);
				expect(memory.size).toBeLessThanOrEqual(5);
				expect(memory.admit('an ID')).toBe(true);
			}),
		);
	});

	it('forgets an ID that is taken back, even if it was written down meanwhile', () => {
		const memory = new Memory();
		memory.admit('a');
		const written = memory.text();
		memory.forget('a');
		memory.recall(written);
		expect(memory.admit('a')).toBe(true);
		memory.recall(written);
		expect(memory.admit('a')).toBe(false);
		memory.forget('never seen');
		expect(memory.size).toBe(1);
	});

	it('is small enough to be kept in a database: the newest of it', () => {
		const memory = new Memory();
		const all = Array.from({ length: 2 * MOST_REMEMBERED }, (_, index) => `notif_${index}`);
		expect(all.every((id) => memory.admit(id))).toBe(true);
		expect(memory.size).toBe(MOST_REMEMBERED);
		expect(memory.text().length).toBeLessThan(50_000);
		const fresh = new Memory();
		fresh.recall(memory.text());
		expect(fresh.size).toBe(MOST_KEPT);
		expect(all.slice(-MOST_KEPT).some((id) => fresh.admit(id))).toBe(false);
	});
});
