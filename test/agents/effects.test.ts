/** What every operation does to the workspace, and what 'Allowed for Agents' makes of it. */

import { effectOf } from '../../catalog/language/effects';
import { isReading } from '../../intercom/request';
import { requireAllowed } from '../../engine/agents/allowed';
import { endpointsOf, methodOf, rows } from '../support/rows';

const titles = (effect: string) => rows.filter(({ operation }) => effectOf(operation) === effect).map(({ title }) => title);

/** Words in a row that speak of what cannot be taken back. */
const ALARMING = /\b(delet|block|redact|merg|eras|purg)/i;
/** They speak of it and do not do it. */
const HARMLESS = [
	'contact: previewMerge', // a look at what would come out
	'contact: getMergeHistory',
	'conversation: getDeleted',
];

/** DELETEs that untie records, or put something aside; the records stay. */
const UNTYING = /: (remove(Tag|Contact|Company|Subscription)|unlinkConversation|archive|archiveOption)$/;

it('what deletes, blocks, redacts or merges is known, in words that only these operations have', () => {
	const alarming = rows
		.filter(({ operation }) =>
			ALARMING.test(
				[operation.id, operation.name, operation.action, ...endpointsOf(operation).map((endpoint) => endpoint.replace(/^\w+/, ''))]
					.join(' ')
					.replace(/([a-z])([A-Z])/g, '$1 $2'),
			),
		)
		.map(({ title }) => title);
	const deleting = rows
		.filter(({ operation }) => endpointsOf(operation).some((endpoint) => methodOf(endpoint) === 'DELETE'))
		.map(({ title }) => title);
	expect(deleting.filter((title) => !UNTYING.test(title) && !titles('destroys').includes(title))).toEqual([]);
	expect(titles('destroys').sort()).toEqual([...alarming.filter((title) => !HARMLESS.includes(title)), 'visitor: convert'].sort());
	expect(titles('destroys')).toEqual(
		expect.arrayContaining([
			'contact: delete',
			'contact: block',
			'contact: merge',
			'contact: deleteInBulk',
			'company: deleteInBulk',
			'conversation: merge',
			'conversation: redactPart',
			'conversation: redactSource',
			'content: deleteInBulk',
			'customObject: deleteByExternalId',
			'identitySecret: delete',
		]),
	);
});

it('reading is a GET, or a POST that answers a list or a preview', () => {
	const reading = rows
		.filter(({ operation }) => endpointsOf(operation).every((endpoint) => methodOf(endpoint) === 'GET') || operation.list)
		.map(({ title }) => title);
	expect(titles('reads').sort()).toEqual([...reading, 'contact: previewMerge', 'workspace: checkSetup'].sort());
});

it('a request that changes something is never taken for reading', () => {
	const writing = rows
		.filter(({ operation }) => !operation.procedure && !operation.list && operation.id !== 'previewMerge')
		.flatMap(({ operation }) => endpointsOf(operation))
		.filter((endpoint) => methodOf(endpoint) !== 'GET');
	expect(writing.filter(isReading)).toEqual([]);
});

it('each allowance permits what it says, of every operation', () => {
	const refused = (allowed: string) =>
		rows
			.filter(({ operation }) => {
				try {
					requireAllowed(operation, allowed);
					return false;
				} catch {
					return true;
				}
			})
			.map(({ title }) => title);
	expect(refused('everything')).toEqual([]);
	expect(refused('nothingDestructive')).toEqual(titles('destroys'));
	expect(refused('readingOnly').sort()).toEqual([...titles('writes'), ...titles('destroys')].sort());
});
