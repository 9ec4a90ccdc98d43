/** News items and newsfeeds. */
import { invalid } from '../../manners/errors';
import type { Workspace } from '../index';
import { Book, without } from './book';
import type { Newsfeed, NewsItem } from './types';

export interface NewsWish
	extends Partial<Pick<NewsItem, 'title' | 'body' | 'sender_id' | 'state' | 'deliver_silently' | 'labels' | 'reactions'>> {
	newsfeed_assignments?: Array<{ newsfeed_id?: number; published_at?: number }>;
}

export class NewsBook extends Book<NewsItem> {
	constructor(private readonly workspace: Workspace) {
		super('News Item Not Found');
	}

	create(wish: NewsWish & { title: string; sender_id: number }): NewsItem {
		const now = this.workspace.clock.seconds();
		const item: NewsItem = {
			id: this.workspace.ids.digits(),
			seq: this.seq(),
			title: wish.title,
			body: '',
			sender_id: wish.sender_id,
			state: 'draft',
			labels: [],
			reactions: [],
			deliver_silently: false,
			newsfeed_assignments: [],
			created_at: now,
			updated_at: now,
		};
		this.write(item, wish);
		return this.put(item);
	}

	update(item: NewsItem, wish: NewsWish): NewsItem {
		this.write(item, wish);
		item.updated_at = this.workspace.clock.seconds();
		return item;
	}

	/** What readers of a feed see. */
	liveIn(feed: Newsfeed): NewsItem[] {
		return this.all().filter(
			({ state, newsfeed_assignments: feeds }) => state === 'live' && feeds.some(({ newsfeed_id: id }) => id === Number(feed.id)),
		);
	}

	view = (item: NewsItem) => ({ type: 'news-item', workspace_id: this.workspace.id, ...without(item, 'seq'), cover_image_url: null });

	private write(item: NewsItem, { newsfeed_assignments: feeds, ...wish }: NewsWish): void {
		const { admins, clock, knowledge } = this.workspace;
		if (wish.sender_id !== undefined && !admins.has(String(wish.sender_id)))
			throw invalid('sender_id is not a teammate of this workspace', 'sender_id');
		Object.assign(item, wish);
		if (!feeds) return;
		item.newsfeed_assignments = feeds.map(({ newsfeed_id: id, published_at: at }) => {
			const feed = knowledge.newsfeeds.need(id ?? '');
			if (at !== undefined && at > clock.seconds()) throw invalid('published_at cannot be in the future', 'newsfeed_assignments');
			return { newsfeed_id: Number(feed.id), published_at: at !== undefined && item.state === 'live' ? at : clock.seconds() };
		});
	}
}

export class NewsfeedBook extends Book<Newsfeed> {
	constructor(private readonly workspace: Workspace) {
		super('Newsfeed not found');
	}

	add(name: string): Newsfeed {
		const now = this.workspace.clock.seconds();
		return this.put({ id: String(60 + this.seq()), name, created_at: now, updated_at: now });
	}

	view = (feed: Newsfeed) => ({ type: 'newsfeed', ...feed });
}
