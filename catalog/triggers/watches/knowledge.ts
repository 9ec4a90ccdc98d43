/** Articles. Intercom lists them by their last update, newest first; the date is that of the default language. */

import { articles } from '../../rows/knowledge/articles';
import { lifecycle, row } from './words';
import type { Watch } from './types';

export const knowledge: readonly Watch[] = [
	{
		source: row(articles, 'getAll'),
		noun: 'article',
		ask: { by: 'nothing' },
		newestFirst: 'updated_at',
		documented: true,
		reorders: true,
		events: lifecycle('article', 'Article', 'The date is that of its default language'),
	},
];
