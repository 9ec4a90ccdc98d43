/** Everything about the help center, the knowledge hub, AI content and news. */
import { articles } from './articles';
import { content } from './content';
import { helpCenter } from './help-center';
import { hub } from './hub';
import { news } from './news';
import { sources } from './sources';

export const knowledge = [...articles, ...helpCenter, ...hub, ...content, ...sources, ...news];
