/** Content import sources and their pages. */
import { invalid } from '../../manners/errors';
import type { Workspace } from '../index';
import { Book, without } from './book';
import type { Page, Source } from './types';

export type SourceWish = Partial<Pick<Source, 'url' | 'status' | 'sync_behavior'>> & {
	audience_ids?: number | number[] | null;
	apply_audience_to_existing_content?: boolean;
};

const idsIn = (audiences: number | number[] | null): number[] => (audiences === null ? [] : [audiences].flat());

export class SourceBook extends Book<Source> {
	constructor(private readonly workspace: Workspace) {
		super('Content import source not found');
	}

	create({ audience_ids: audiences, ...wish }: SourceWish & Pick<Source, 'url' | 'sync_behavior'>): Source {
		const now = this.workspace.clock.seconds();
		const audience_ids = idsIn(audiences ?? null);
		this.workspace.knowledge.knowsAudiences(audience_ids);
		const source = this.put({
			id: Number(this.workspace.ids.digits()),
			url: wish.url,
			sync_behavior: wish.sync_behavior,
			status: wish.status ?? 'active',
			audience_ids,
			last_synced_at: now,
			created_at: now,
			updated_at: now,
		});
		this.workspace.happened('content_import_source.created', () => this.view(source));
		return source;
	}

	/** @throws 400 for what cannot change */
	update(source: Source, { audience_ids: audiences, apply_audience_to_existing_content: apply, ...wish }: SourceWish): Source {
		if (wish.sync_behavior !== undefined && (wish.sync_behavior === 'api') !== (source.sync_behavior === 'api'))
			throw invalid('sync_behavior cannot change to or from api', 'sync_behavior');
		if (wish.url !== undefined && wish.url !== source.url && source.sync_behavior !== 'api')
			throw invalid('url can only change if the sync behavior is api', 'url');
		if (audiences !== undefined) this.workspace.knowledge.knowsAudiences(idsIn(audiences));
		Object.assign(source, wish, audiences === undefined ? {} : { audience_ids: idsIn(audiences) }, {
			updated_at: this.workspace.clock.seconds(),
		});
		if (apply) for (const page of this.workspace.knowledge.pages.of(source)) page.audience_ids = [...source.audience_ids];
		this.workspace.happened('content_import_source.updated', () => this.view(source));
		return source;
	}

	/** Its pages go with it. */
	override delete(source: Source): void {
		super.delete(source);
		for (const page of this.workspace.knowledge.pages.of(source)) this.workspace.knowledge.pages.delete(page);
		this.workspace.happened('content_import_source.deleted', () => ({ type: 'content_import_source', id: source.id, deleted: true }));
	}

	view = (source: Source) => ({ type: 'content_import_source', ...source });
}

export type PageWish = Partial<Omit<Page, 'id' | 'seq' | 'audience_ids' | 'tags' | 'created_at' | 'updated_at'>> & {
	fin_availability?: boolean;
	locale?: string;
};

export class PageBook extends Book<Page> {
	constructor(private readonly workspace: Workspace) {
		super('External page not found');
	}

	of(source: Source): Page[] {
		return this.all().filter(({ source_id: id }) => id === source.id);
	}

	/** Recognised by source and external id. @throws 404 for a source that does not exist */
	upsert(wish: PageWish & Pick<Page, 'title' | 'html' | 'source_id' | 'external_id'>): Page {
		const source = this.workspace.knowledge.sources.need(wish.source_id);
		const known = this.of(source).find(({ external_id: id }) => id === wish.external_id);
		if (known) return this.update(known, wish);
		const now = this.workspace.clock.seconds();
		const { title, html, external_id } = wish;
		const page: Page = {
			id: this.workspace.ids.digits(),
			seq: this.seq(),
			title,
			html,
			url: null,
			source_id: source.id,
			external_id,
			ai_agent_availability: false,
			ai_copilot_availability: false,
			ai_sales_agent_availability: false,
			audience_ids: [...source.audience_ids],
			tags: [],
			created_at: now,
			updated_at: now,
		};
		return this.put(this.write(page, wish));
	}

	update(page: Page, wish: PageWish): Page {
		if (wish.source_id !== undefined) this.workspace.knowledge.sources.need(wish.source_id);
		this.write(page, wish);
		page.updated_at = this.workspace.clock.seconds();
		return page;
	}

	view(page: Page) {
		return {
			type: 'external_page',
			...without(page, 'seq', 'audience_ids', 'tags'),
			fin_availability: page.ai_agent_availability || page.ai_copilot_availability || page.ai_sales_agent_availability,
			locale: 'en',
			last_ingested_at: page.updated_at,
		};
	}

	private write(page: Page, { fin_availability: all, ...wish }: PageWish): Page {
		if (all !== undefined) Object.assign(page, { ai_agent_availability: all, ai_copilot_availability: all });
		return Object.assign(page, Object.fromEntries(Object.entries(without(wish, 'locale')).filter(([, value]) => value !== undefined)));
	}
}
