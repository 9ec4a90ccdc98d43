/** Records of one kind that are made, changed and deleted by their ids: the simplest book there is. */
import { notFound } from '../../manners/errors';
import type { Workspace } from '../index';

export interface Kept {
	id: string;
	created_at: number;
	updated_at: number;
}

export class Shelf<T extends Kept> {
	private readonly byId = new Map<string, T>();

	/** @param missing what a 404 says */
	constructor(
		private readonly workspace: Workspace,
		private readonly missing: string,
	) {}

	/** In the order they were made. */
	all(): T[] {
		return [...this.byId.values()];
	}

	/** @throws 404 */
	need(id: string): T {
		const record = this.byId.get(id);
		if (!record) throw notFound(this.missing);
		return record;
	}

	add(record: Omit<T, keyof Kept> & { id?: string }): T {
		const now = this.workspace.clock.seconds();
		const full = { id: this.workspace.ids.digits(), created_at: now, updated_at: now, ...record } as T;
		this.byId.set(full.id, full);
		return full;
	}

	/** @throws 404 */
	change(id: string, change: Partial<T>): T {
		return Object.assign(this.need(id), change, { updated_at: this.workspace.clock.seconds() });
	}

	/** @throws 404 */
	delete(id: string): T {
		const record = this.need(id);
		this.byId.delete(id);
		return record;
	}

	clear(): void {
		this.byId.clear();
	}
}
