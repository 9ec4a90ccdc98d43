/** Tags, and putting them on contacts and companies. Names are compared without case. */
import type { Clock } from '../clock';
import { invalid, notFound } from '../manners/errors';
import type { Ids } from './ids';
import type { AppliedTag, Tag } from './types';

export class TagBook {
	private readonly byId = new Map<string, Tag>();

	constructor(private readonly house: { clock: Clock; ids: Ids; owner(): string }) {}

	all(): Tag[] {
		return [...this.byId.values()];
	}

	get(id: string): Tag | undefined {
		return this.byId.get(id);
	}

	/** @throws 404 */
	need(id: string): Tag {
		const tag = this.byId.get(id);
		if (!tag) throw notFound();
		return tag;
	}

	find(name: string): Tag | undefined {
		return this.all().find((tag) => tag.name.toLowerCase() === name.toLowerCase());
	}

	/** The tag of that name, made if there is none. */
	ensure(name: string): Tag {
		const known = this.find(name);
		if (known) return known;
		const tag = { id: this.house.ids.digits(), name };
		this.byId.set(tag.id, tag);
		return tag;
	}

	/** @throws 404, or 400 if another tag has the name */
	rename(id: string, name: string): Tag {
		const tag = this.need(id);
		const twin = this.find(name);
		if (twin && twin !== tag) throw invalid(`A tag named '${name}' exists already`, 'name');
		tag.name = name;
		return tag;
	}

	delete(tag: Tag): void {
		this.byId.delete(tag.id);
	}

	/** Puts a tag on something; twice changes nothing. */
	apply(to: { tags: AppliedTag[] }, tag: Tag): AppliedTag {
		const known = to.tags.find((applied) => applied.id === tag.id);
		if (known) return known;
		const applied = { id: tag.id, applied_at: this.house.clock.seconds(), applied_by: this.house.owner() };
		to.tags.push(applied);
		return applied;
	}

	/** Takes a tag off; what is not there stays away. */
	remove(from: { tags: AppliedTag[] }, tag: Tag): AppliedTag | undefined {
		const at = from.tags.findIndex((applied) => applied.id === tag.id);
		return at < 0 ? undefined : from.tags.splice(at, 1)[0];
	}

	clear(): void {
		this.byId.clear();
	}
}
