/** Topics about content: what is written, where it comes from, who may see it, and what becomes of it. */

import { topics } from './group';
import type { EventTopic } from './types';

const articles = topics(
	{ group: 'Article', object: 'Article', family: 'article', permissions: ['Read and list articles'] },
	{
		'article.created': { name: 'Article Created', about: 'An article of the Help Center was created' },
		'article.deleted': { name: 'Article Deleted', about: 'An article was deleted; its ID is certain, the rest may be missing', gone: true },
		'article.published': { name: 'Article Published', about: 'An article can now be read by customers' },
		'article.unpublished': { name: 'Article Unpublished', about: 'An article can no longer be read by customers' },
		'article.updated': { name: 'Article Updated', about: 'Text or settings of an article changed' },
	},
);

const member = { object: 'Audience Membership', family: 'audienceMember' } as const;
const audiences = topics(
	{ group: 'Audience', object: 'Audience', family: 'audience', permissions: ['Read audiences'], stage: 'preview' },
	{
		'audience.created': { name: 'Audience Created', about: 'An audience was created' },
		'audience.deleted': { name: 'Audience Deleted', about: 'An audience was deleted; only its ID is left', gone: true },
		'audience.member_added': { ...member, name: 'Audience Member Added', about: 'A piece of content is now for an audience' },
		'audience.member_removed': { ...member, name: 'Audience Member Removed', about: 'A piece of content is no longer for an audience' },
		'audience.updated': { name: 'Audience Updated', about: 'Name or rules of an audience changed' },
	},
);

const importSources = topics(
	{
		group: 'Content Import Source',
		object: 'Content Import Source',
		family: 'contentImportSource',
		permissions: ['Read content'],
		stage: 'preview',
	},
	{
		'content_import_source.created': { name: 'Content Import Source Created', about: 'A source of external content was added' },
		'content_import_source.deleted': {
			name: 'Content Import Source Deleted',
			about: 'A source of external content was removed; only its ID is left',
			gone: true,
		},
		'content_import_source.updated': {
			name: 'Content Import Source Updated',
			about: 'Address, status or synchronisation of a source changed',
		},
	},
);

const snippets = topics(
	{
		group: 'Content Snippet',
		object: 'Content Snippet',
		family: 'contentSnippet',
		permissions: ['Read content snippets'],
		stage: 'preview',
	},
	{
		'content_snippet.created': { name: 'Content Snippet Created', about: 'A snippet was created' },
		'content_snippet.deleted': { name: 'Content Snippet Deleted', about: 'A snippet was deleted; only its ID is left', gone: true },
		'content_snippet.updated': { name: 'Content Snippet Updated', about: 'Text or settings of a snippet changed' },
	},
);

const stat = (what: string) => ({
	name: `Content Stat: ${what}`,
	about: `Something happened to a ${what.toLowerCase()} that a contact was sent: seen, clicked, answered, failed and the like`,
});

// many: about five for every recipient of a message
const stats = topics(
	{ group: 'Content Stat', object: 'Content Stat', family: 'contentStat', permissions: ['Read content data'], since: '2.6' },
	{
		'content_stat.banner': stat('Banner'),
		'content_stat.carousel': stat('Carousel'),
		'content_stat.chat': stat('Chat'),
		'content_stat.checklist': stat('Checklist'),
		'content_stat.custom_bot': stat('Custom Bot'),
		'content_stat.email': {
			...stat('Email'),
			about: 'Something happened to an email that a contact was sent: opened, clicked, answered, bounced and the like',
		},
		'content_stat.news_item': stat('News Item'),
		'content_stat.post': stat('Post'),
		'content_stat.push': stat('Push Message'),
		'content_stat.series': { ...stat('Series'), about: 'A contact went on, finished or left a series' },
		'content_stat.series.webhook': { ...stat('Series Webhook'), about: 'A webhook step of a series was sent or failed' },
		'content_stat.sms': {
			...stat('SMS'),
			about: 'Something happened to a text message that a contact was sent: received, answered, failed and the like',
		},
		'content_stat.survey': stat('Survey'),
		'content_stat.tooltip_group': stat('Tooltip Group'),
		'content_stat.tour': { ...stat('Tour'), about: 'A contact saw, finished or could not finish a product tour' },
	},
);

export const content: EventTopic[] = [...articles, ...audiences, ...importSources, ...snippets, ...stats];
