/** Help centers, collections and redirects. */
import { conflict, invalid, unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';
import { Book, lastUpdatedFirst, without } from './book';
import type { Collection, HelpCenter, Redirect } from './types';

export class HelpCenterBook extends Book<HelpCenter> {
	constructor(private readonly workspace: Workspace) {
		super('Help center not found');
	}

	add(center: Pick<HelpCenter, 'identifier' | 'display_name'> & Partial<HelpCenter>): HelpCenter {
		const now = this.workspace.clock.seconds();
		const url = center.custom_domain ? `https://${center.custom_domain}` : `https://intercom.help/${center.identifier}`;
		return this.put({
			id: String(90 + this.seq()),
			url,
			custom_domain: null,
			website_turned_on: true,
			default: this.byId.size === 0,
			locales: ['en'],
			created_at: now,
			updated_at: now,
			...center,
		});
	}

	/** The default one. */
	main(): HelpCenter {
		return this.all().find((center) => center.default) ?? this.all()[0];
	}

	/** Languages of the workspace's articles, the default one first. */
	locales(): string[] {
		return [...new Set([...this.main().locales, ...this.all().flatMap(({ locales }) => locales)])];
	}
}

export interface CollectionWish {
	name?: string;
	description?: string;
	parent_id?: string | null;
	help_center_id?: number | null;
	translated_content?: Record<string, unknown> | null;
}

export class CollectionBook extends Book<Collection> {
	constructor(private readonly workspace: Workspace) {
		super('Resource Not Found');
	}

	create(wish: CollectionWish & { name: string }): Collection {
		const { clock, ids, knowledge } = this.workspace;
		const now = clock.seconds();
		if (typeof wish.parent_id === 'string') this.need(wish.parent_id);
		const center = wish.help_center_id ?? Number(knowledge.centers.main().id);
		knowledge.centers.need(center);
		const collection: Collection = {
			id: ids.digits(),
			seq: this.seq(),
			name: wish.name,
			description: null,
			parent_id: null,
			help_center_id: null,
			translations: {},
			created_at: now,
			updated_at: now,
		};
		this.put(collection);
		this.write(collection, wish);
		if (collection.parent_id === null) collection.help_center_id = center;
		return collection;
	}

	update(collection: Collection, wish: CollectionWish): Collection {
		if (typeof wish.parent_id === 'string') {
			if (this.wayTo(this.need(wish.parent_id)).includes(collection)) throw invalid('A collection cannot stand in itself', 'parent_id');
			collection.help_center_id = null;
		}
		if (wish.parent_id === null) collection.help_center_id ??= Number(this.centerOf(collection).id);
		this.write(collection, wish);
		collection.updated_at = this.workspace.clock.seconds();
		return collection;
	}

	/** What stands in it goes with it; articles stay, without it. */
	override delete(collection: Collection): void {
		super.delete(collection);
		for (const child of this.all()) if (child.parent_id === collection.id) this.delete(child);
		for (const article of this.workspace.knowledge.articles.all())
			article.parent_ids = article.parent_ids.filter((id) => id !== Number(collection.id));
	}

	/** From the top down to it. */
	wayTo(collection: Collection): Collection[] {
		const parent = collection.parent_id === null ? undefined : this.get(collection.parent_id);
		return parent ? [...this.wayTo(parent), collection] : [collection];
	}

	centerOf(collection: Collection): HelpCenter {
		const { centers } = this.workspace.knowledge;
		return centers.get(this.wayTo(collection)[0].help_center_id ?? '') ?? centers.main();
	}

	view(collection: Collection) {
		const { seq, translations, ...rest } = collection;
		const center = this.centerOf(collection);
		const texts = (locale: string) =>
			locale === center.locales[0]
				? { type: 'group_content', name: collection.name, description: collection.description }
				: translations[locale]
					? { type: 'group_content', ...translations[locale] }
					: null;
		return {
			...rest,
			workspace_id: this.workspace.id,
			url: `${center.url}/${center.locales[0]}/collections/${collection.id}-${collection.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}`,
			icon: 'book-bookmark',
			order: seq,
			...(center.locales.length > 1 && {
				default_locale: center.locales[0],
				translated_content: {
					type: 'group_translated_content',
					...Object.fromEntries(center.locales.map((locale) => [locale, texts(locale)])),
				},
			}),
		};
	}

	private write(collection: Collection, { name, description, parent_id: parent, translated_content: translated }: CollectionWish): void {
		if (name !== undefined) collection.name = name;
		if (description !== undefined) collection.description = description;
		if (parent !== undefined) collection.parent_id = parent;
		for (const [locale, texts] of Object.entries(translated ?? {})) {
			if (locale === 'type' || texts === null) continue;
			this.workspace.knowledge.articles.knowsLocale(locale);
			collection.translations[locale] = { ...collection.translations[locale], ...(texts as object) };
		}
	}
}

export class RedirectBook extends Book<Redirect> {
	constructor(private readonly workspace: Workspace) {
		super('Redirect not found');
	}

	of(center: HelpCenter): Redirect[] {
		return lastUpdatedFirst(this.all().filter((redirect) => redirect.help_center_id === center.id));
	}

	/** @throws 400, 409 or 422 */
	create(center: HelpCenter, wish: Pick<Redirect, 'from_url' | 'locale' | 'target_type' | 'target_id'>): Redirect {
		const { knowledge, ids, clock } = this.workspace;
		const now = clock.seconds();
		if (!wish.from_url.startsWith(`${center.url}/`)) throw invalid("from_url must be within the help center's address", 'from_url');
		if (!center.locales.includes(wish.locale)) throw invalid(`Locale '${wish.locale}' is not configured`, 'locale');
		if (this.of(center).some((redirect) => redirect.from_url === wish.from_url)) throw conflict('A redirect from this URL exists already');
		const target = wish.target_type === 'article' ? knowledge.articles.get(wish.target_id) : knowledge.collections.get(wish.target_id);
		if (!target) throw unprocessable('unprocessable_entity', `The target ${wish.target_type} is not in this help center`);
		return this.put({ id: ids.digits(), seq: this.seq(), help_center_id: center.id, ...wish, created_at: now, updated_at: now });
	}

	view = (redirect: Redirect) => ({ type: 'help_center_redirect', ...without(redirect, 'seq') });
}
