/** News items and the feeds they appear in. Source: the API description's tag News. */

import { choice, date, flag, ref, rows, textList } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';
import { byMe, htmlBody, title } from './shared';

const item = ref('newsItem');
const path = { news_item_id: item };
const state = choice(
	'State',
	[
		{ value: 'draft', name: 'Draft' },
		{ value: 'live', name: 'Live' },
	],
	{ alwaysShown: true, initial: 'draft', param: 'newsState', about: 'Nobody sees a draft' },
);
const ofItem: Fields = {
	deliver_silently: flag('Deliver Silently', 'Whether it appears in the newsfeed without a badge on the Messenger'),
	labels: textList('Labels', { example: 'New, Product', about: 'Names of labels that readers see' }),
	reactions: textList('Reactions', {
		example: '😆, 😅',
		about: 'Emoji readers can answer with, in this order. None switches reactions off.',
	}),
	newsfeed_assignments: rows(
		'Newsfeeds',
		'Newsfeed',
		{
			newsfeed_id: ref('newsfeed', 'Newsfeed', { numeric: true, param: 'newsfeedId' }),
			published_at: date('Published At', { about: 'A moment in the past, for items of old; now when left empty' }),
		},
		{ param: 'newsfeeds', about: 'Where the item appears' },
	),
};

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create news item',
		about: 'Create a new news item and put it into newsfeeds',
		request: 'POST /news/news_items',
		body: {
			title: title({ required: true }),
			...htmlBody('body', false),
			state,
			sender_id: byMe('Sender', 'senderId', 'The teammate it comes from'),
			...ofItem,
		},
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get news item',
		about: 'Retrieve a piece of news',
		request: 'GET /news/news_items/{news_item_id}',
		path,
		simplify: 'newsItem',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many news items',
		about: 'Retrieve a list of news items',
		request: 'GET /news/news_items',
		list: { items: 'data', paging: 'page', pageSize: 10, undocumented: true },
		simplify: 'newsItem',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update news item',
		about: 'Change a piece of news. Intercom wants title, sender and state in every update.',
		request: 'PUT /news/news_items/{news_item_id}',
		path,
		body: {
			title: title({ required: true }),
			sender_id: ref('admin', 'Sender', { param: 'senderId', numeric: true, identifies: false }),
			...htmlBody('body', false),
			state,
			...ofItem,
		},
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete news item',
		about: 'Delete a news item permanently',
		request: 'DELETE /news/news_items/{news_item_id}',
		path,
		deletes: true,
	},
];

export const newsItems: Resource = { id: 'newsItem', name: 'News Item', about: 'Announcements in the Messenger', operations };

const feed = { newsfeed_id: ref('newsfeed') };

export const newsfeeds: Resource = {
	id: 'newsfeed',
	name: 'Newsfeed',
	about: 'Feeds that news items appear in',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get newsfeed',
			about: 'Retrieve a feed of news',
			request: 'GET /news/newsfeeds/{newsfeed_id}',
			path: feed,
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many newsfeeds',
			about: 'Retrieve a list of newsfeeds',
			request: 'GET /news/newsfeeds',
			list: { items: 'data', paging: 'page', pageSize: 10, undocumented: true },
		},
		{
			id: 'getItems',
			name: 'Get Many Live Items',
			action: 'Get many live items of newsfeed',
			about: 'Retrieve a list of the news items that readers of a newsfeed see',
			request: 'GET /news/newsfeeds/{newsfeed_id}/items',
			path: feed,
			list: { items: 'data', paging: 'page', pageSize: 20, undocumented: true },
		},
	],
};
