/** What the docs list comes from the catalog: whole pages, and parts of pages between two markers. */

import { eventRows, topicsPage } from './events';
import { operationsPage } from './operations';
import { watchRows } from './watches';

/** A whole page, or what stands between the markers of one. */
export type Made = { file: string; page: () => string } | { file: string; part: string; text: () => string };

export const made: readonly Made[] = [
	{ file: 'docs/operations.md', page: operationsPage },
	{ file: 'docs/polling.md', part: 'watches', text: watchRows },
	{ file: 'docs/topics.md', page: topicsPage },
	{ file: 'docs/triggers.md', part: 'fin events', text: eventRows },
];

/** The page as it should be; `old`: as it is. Throws when it has no place for the part. */
export function renewed(one: Made, old: string): string {
	if ('page' in one) return `${one.page()}\n`;
	const start = `<!-- ${one.part}: made by "npm run docs" -->`;
	const end = `<!-- /${one.part} -->`;
	const from = old.indexOf(start);
	const to = old.indexOf(end);
	if (from < 0 || to < from) throw new Error(`${one.file} has no place for the ${one.part}`);
	return `${old.slice(0, from)}${start}\n\n${one.text()}\n\n${old.slice(to)}`;
}
