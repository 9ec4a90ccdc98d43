/** Records of one kind by their id, the newest last. */
import { notFound } from '../../manners/errors';

export class Book<T extends { id: string | number }> {
	protected readonly byId = new Map<string, T>();
	private count = 0;

	/** @param missing what a 404 says */
	constructor(private readonly missing = 'Resource Not Found') {}

	all(): T[] {
		return [...this.byId.values()];
	}

	get(id: string | number): T | undefined {
		return this.byId.get(String(id));
	}

	/** @throws 404 */
	need(id: string | number): T {
		const record = this.get(id);
		if (!record) throw notFound(this.missing);
		return record;
	}

	put(record: T): T {
		this.byId.set(String(record.id), record);
		return record;
	}

	delete(record: T): void {
		this.byId.delete(String(record.id));
	}

	/** The next place in the workspace. */
	seq(): number {
		return ++this.count;
	}

	clear(): void {
		this.byId.clear();
		this.count = 0;
	}
}

/** A record without what is nobody's business. */
export function without<T extends object, K extends keyof T>(record: T, ...names: K[]): Omit<T, K> {
	const copy = { ...record };
	for (const name of names) delete copy[name];
	return copy;
}

/** The last changed first; of the same second, the newest. */
export const lastUpdatedFirst = <T extends { updated_at: number; seq: number }>(records: T[]): T[] =>
	[...records].sort((a, b) => b.updated_at - a.updated_at || b.seq - a.seq);
