/** The one scroll over companies an app may have open (docs/intercom-behavior.md#companies). */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import { badRequest, notFound } from '../../manners/errors';
import type { Settings } from '../../settings';
import type { Company } from '../types';

export class CompanyScroll {
	private open: { id: string; rest: Company[]; usedAt: number } | null = null;

	constructor(private readonly house: { clock: Clock; settings: Settings }) {}

	/**
	 * The next companies of a scroll; an empty page is the end and closes it.
	 * @param id `scroll_param` of an open scroll, or nothing to begin
	 * @throws 400 `scroll_exists` if one is open, 404 for one that ended or expired
	 */
	next(id: string | undefined, companies: () => Company[]): { id: string; page: Company[] } {
		const { clock, settings } = this.house;
		if (this.open && clock.ms() - this.open.usedAt > settings.scrollIdleMs) this.open = null;
		if (id === undefined) {
			if (this.open) throw badRequest('scroll_exists', 'scroll already exists for this workspace');
			this.open = { id: randomUUID(), rest: companies(), usedAt: clock.ms() };
		} else if (this.open?.id !== id) {
			throw notFound('scroll parameter not found');
		}
		const scroll = this.open;
		const page = scroll.rest.splice(0, settings.scrollPageSize);
		scroll.usedAt = clock.ms();
		if (page.length === 0) this.open = null;
		return { id: scroll.id, page };
	}

	/** Loses the open scroll, as an internal error does: it has to be begun again. */
	drop(): void {
		this.open = null;
	}
}
