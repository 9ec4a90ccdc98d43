/** The resources of the node Intercom Knowledge, in the order of how often they are wanted. */

import type { Resource } from '../../language/types';
import { articles } from './articles';
import { content } from './content';
import { folders } from './folders';
import { collections, helpCenters, redirects } from './help-centers';
import { internalArticles } from './internal-articles';
import { newsfeeds, newsItems } from './news';
import { snippets } from './snippets';
import { externalPages, importSources } from './sources';

export const knowledge: readonly Resource[] = [
	articles,
	collections,
	internalArticles,
	snippets,
	content,
	externalPages,
	importSources,
	newsItems,
	newsfeeds,
	folders,
	helpCenters,
	redirects,
];
