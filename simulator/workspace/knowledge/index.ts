/** The knowledge half of a workspace: what customers, teammates and AI read. */
import { notFound } from '../../manners/errors';
import type { Workspace } from '../index';
import type { AppliedTag, Tag } from '../types';
import { ArticleBook } from './articles';
import { type BulkWish, carryOut, checkBulk } from './content';
import { CollectionBook, HelpCenterBook, RedirectBook } from './help-center';
import { FolderBook, InternalArticleBook, SnippetBook } from './hub';
import { NewsBook, NewsfeedBook } from './news';
import { PageBook, SourceBook } from './sources';
import type { Article, HelpCenter } from './types';

export class Knowledge {
	readonly centers: HelpCenterBook;
	readonly collections: CollectionBook;
	readonly redirects: RedirectBook;
	readonly articles: ArticleBook;
	readonly internalArticles: InternalArticleBook;
	readonly folders: FolderBook;
	readonly snippets: SnippetBook;
	readonly sources: SourceBook;
	readonly pages: PageBook;
	readonly news: NewsBook;
	readonly newsfeeds: NewsfeedBook;
	/** Ids of audiences; while there are none, any is taken. */
	readonly audiences = new Set<number>();
	private readonly accepted: Array<{ dueAt: number; wish: BulkWish }> = [];

	constructor(private readonly workspace: Workspace) {
		this.centers = new HelpCenterBook(workspace);
		this.collections = new CollectionBook(workspace);
		this.redirects = new RedirectBook(workspace);
		this.articles = new ArticleBook(workspace);
		this.internalArticles = new InternalArticleBook(workspace);
		this.folders = new FolderBook(workspace);
		this.snippets = new SnippetBook(workspace);
		this.sources = new SourceBook(workspace);
		this.pages = new PageBook(workspace);
		this.news = new NewsBook(workspace);
		this.newsfeeds = new NewsfeedBook(workspace);
	}

	/** @throws 404 for an audience nobody knows */
	knowsAudiences(ids: number[] | null | undefined): void {
		const unknown = this.audiences.size ? ids?.find((id) => !this.audiences.has(id)) : undefined;
		if (unknown !== undefined) throw notFound(`Audience ${unknown} not found`);
	}

	/** Help centers an article stands in. */
	centersOf({ parent_ids: parents }: Article): HelpCenter[] {
		return [...new Set(parents.flatMap((id) => this.collections.get(id) ?? []).map((collection) => this.collections.centerOf(collection)))];
	}

	/** Everything that can be tagged. */
	tagged(): Array<{ tags: AppliedTag[] }> {
		return [...this.articles.all(), ...this.internalArticles.all(), ...this.snippets.all(), ...this.pages.all()];
	}

	untagAll(tag: Tag): void {
		for (const record of this.tagged()) this.workspace.tags.remove(record, tag);
	}

	/** Takes an action on many; it is carried out a while later. @throws 422 */
	accept(wish: BulkWish): void {
		checkBulk(this.workspace, wish);
		this.accepted.push({ dueAt: this.workspace.clock.ms() + this.workspace.settings.bulkJobMs, wish });
	}

	/** Carries out what is due. */
	settle(): void {
		this.articles.settle();
		while (this.accepted[0]?.dueAt <= this.workspace.clock.ms())
			carryOut(this.workspace, (this.accepted.shift() as { wish: BulkWish }).wish);
	}

	/** Back to one help center in English and one newsfeed. */
	clear(): void {
		for (const book of [
			this.centers,
			this.collections,
			this.redirects,
			this.articles,
			this.internalArticles,
			this.folders,
			this.snippets,
			this.sources,
			this.pages,
			this.news,
			this.newsfeeds,
			this.audiences,
		])
			book.clear();
		this.accepted.length = 0;
		this.centers.add({ identifier: 'simulated', display_name: 'Simulated Help Center' });
		this.newsfeeds.add('Messenger');
	}
}
