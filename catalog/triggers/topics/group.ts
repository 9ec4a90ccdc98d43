/** Topics of one kind, with what they have in common said once. */

import type { EventTopic } from './types';

type Common = Pick<EventTopic, 'group' | 'object' | 'family' | 'permissions'> & Partial<EventTopic>;
type Row = Pick<EventTopic, 'name' | 'about'> & Partial<EventTopic>;

/** Rows by topic. */
export const topics = (common: Common, rows: Record<string, Row>): EventTopic[] =>
	Object.entries(rows).map(([topic, row]) => ({ stage: 'stable', ...common, topic, ...row }));
