/** Sample items about articles, audiences, imported content, snippets and statistics of messages. */
import { AT, companyItem, contactItem, WORKSPACE } from './people';
import type { Item, Samples } from './types';

const article = (state: string) => (): Item => ({
	id: '8100',
	type: 'article',
	workspace_id: WORKSPACE,
	parent_id: null,
	parent_type: null,
	parent_ids: [41],
	tags: { type: 'tag.list', tags: [] },
	title: 'Sending goods back',
	description: 'How to return an order',
	body: '<p>Within 30 days.</p>',
	author_id: 5_000_002,
	state,
	created_at: '2026-09-20T07:00:00.000Z',
	updated_at: '2026-10-05T08:15:30.000Z',
	url: null,
});

const audience = (): Item => ({
	type: 'audience',
	id: '17',
	name: 'Wholesale',
	predicates: [{ attribute: 'company.branch', type: 'string', comparison: 'eq', value: 'carpentry' }],
	role_predicates: [],
	created_at: AT - 86_400,
	updated_at: AT,
});
const membership = (): Item => ({ type: 'audience_membership', audience_id: '17', content: { type: 'article_content', id: '9200' } });
const source = (): Item => ({
	type: 'content_import_source',
	id: 8,
	last_synced_at: AT - 60,
	status: 'active',
	url: 'https://help.shop.example.org',
	sync_behavior: 'automatic',
	created_at: AT - 86_400,
	updated_at: AT,
	audience_ids: [17],
});
const snippet = (): Item => ({
	type: 'content_snippet',
	id: '330',
	title: 'Opening hours',
	locale: 'en',
	json_blocks: [{ type: 'paragraph', text: 'From nine to five.' }],
	body_markdown: 'From nine to five.\n',
	ai_chatbot_availability: true,
	ai_copilot_availability: false,
	created_at: AT - 3600,
	updated_at: AT,
	audience_ids: [],
});
const gone = (type: string, id: string | number) => (): Item => ({ type, id, deleted: true });

const stat =
	(kind: string, stat_type: string, more: Item = {}) =>
	(): Item => ({
		type: `content_stat.${kind}`,
		created_at: '2026-10-05T08:15:30.000Z',
		content_stat: {
			id: 770_100_200,
			content_type: kind.split('.')[0],
			content_id: 4410,
			stat_type,
			ruleset_id: 520,
			content_title: 'Autumn',
			ruleset_version_id: 3,
			receipt_id: 91,
			tags: { type: 'list', data: [], total_count: 0, has_more: false },
			...more,
		},
		contact: contactItem(),
		...(kind === 'email' && { company: companyItem() }),
	});
const inSeries = { series_id: 210, series_title: 'First weeks', node_id: 5 };

export const content: Samples = {
	'article.created': article('draft'),
	'article.updated': article('published'),
	'article.published': article('published'),
	'article.unpublished': article('draft'),
	'article.deleted': gone('article', '8100'),

	'audience.created': audience,
	'audience.updated': audience,
	'audience.deleted': gone('audience', '17'),
	'audience.member_added': membership,
	'audience.member_removed': membership,

	'content_import_source.created': source,
	'content_import_source.updated': source,
	'content_import_source.deleted': gone('content_import_source', 8),

	'content_snippet.created': snippet,
	'content_snippet.updated': snippet,
	'content_snippet.deleted': gone('content_snippet', '330'),

	'content_stat.banner': stat('banner', 'click'),
	'content_stat.carousel': stat('carousel', 'completion'),
	'content_stat.chat': stat('chat', 'reply'),
	'content_stat.checklist': stat('checklist', 'goal_success'),
	'content_stat.custom_bot': stat('custom_bot', 'completion'),
	'content_stat.email': stat('email', 'open'),
	'content_stat.news_item': stat('news_item', 'reaction'),
	'content_stat.post': stat('post', 'open'),
	'content_stat.push': stat('push', 'receipt'),
	'content_stat.series': stat('series', 'series_completion', inSeries),
	'content_stat.series.webhook': stat('series.webhook', 'failure', inSeries),
	'content_stat.sms': stat('sms', 'keyword_reply'),
	'content_stat.survey': stat('survey', 'answer'),
	'content_stat.tooltip_group': stat('tooltip_group', 'receipt'),
	'content_stat.tour': stat('tour', 'completion'),
};
