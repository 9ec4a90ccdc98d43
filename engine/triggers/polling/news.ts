/**
 * What is new, and what is kept of it. The static data is changed at the very end, when nothing can fail any more: a poll that
 * fails repeats the same. What n8n does with what it is handed is in handing/.
 */

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { steadyNow } from '../../../intercom/steady';
import { shapedFor } from '../../execute/output';
import { toListRequest } from '../../execute/requests';
import { isLive, type Kept } from '../keeping/place';
import { keepNewest, newestOf } from '../keeping/newest';
import { shortened } from '../short';
import { wasAtRest } from './again';
import { type Book, bookOf, keptOf } from './book';
import { Comparing, type Passed } from './comparing';
import { askedOf, changesOf, fitted } from './conditions';
import { beginAt, beginNow, follow } from './follow';
import { listen, named, verdict } from './handing/evidence';
import { outOf, takenBack } from './handing/out';
import { bookIn, isNewWorkflow, type Memory, memoryOf } from './memory';
import type { Opened } from './poll';
import type { WatchedList } from './source';

export interface Asked extends Opened {
	list: WatchedList;
	hasTime: () => boolean;
	/** What a poll may take. */
	budgetMs: number;
}

/** What is kept is written at least so often, although nothing but the time has changed. */
const QUIET_MS = 600_000;

export async function news(host: IPollFunctions, asked: Asked): Promise<INodeExecutionData[][] | null> {
	listen(host);
	const { call, list, session, watch, options, hasTime, budgetMs } = asked;
	const isNew = isNewWorkflow(host);
	const memory = memoryOf(host);
	const newest = isNew ? undefined : newestOf(host);
	const workspace = await session.workspace();
	const subject = subjectOf(host, asked);
	const before = bookIn(memory, newest) ?? bookOf(newest);
	const known =
		before && before.subject === subject && (!before.workspace || !workspace || before.workspace === workspace) ? before : undefined;
	const isAnew = options.beginsAnew && known !== undefined && (await isBack(host, known, memory, list));
	const book = isAnew ? undefined : known;
	const comparing = new Comparing(options.fields, book?.compared);
	const mine = { subject, watch: book?.watch ?? newName(), workspace: workspace ?? known?.workspace, asked: askedOf(call) };
	if (!book && (isAnew || options.startAt === undefined)) {
		await comparing.begin(list, Infinity, budgetMs);
		keep(host, memory, { ...mine, was: [], outs: [], compared: comparing.text(), state: await beginNow(list, hasTime) });
		// where n8n (2.41) keeps it by itself, it would throw away what the poll of an activation has noted
		if (!isLive(host.getWorkflowStaticData('node'))) await host.__commitCursor?.();
		return null;
	}
	const { state: current, outs = [], was = [] } = book ?? { state: beginAt(options.startAt as number) };
	if (book) await comparing.begin(list, current.upTo, budgetMs);
	const fates = outs.map((out) => ({ out, fate: verdict(out.id, isSame(host, memory)) }));
	const doubtful = fates.filter(({ fate }) => fate === 'again').map(({ out }) => out);
	for (const { before: values } of [...doubtful].reverse()) comparing.putBack(values);

	const start = takenBack(current, doubtful);
	const { found, state } = await follow(start, list, {
		...options,
		hasTime,
		elapsedSeconds: memory.polledMs === undefined ? 0 : (steadyNow() - memory.polledMs) / 1000,
	});
	const changes = changesOf(was, book?.asked, mine.asked, list.now(), state.low);
	const fitting = await fitted(found, changes, watch, toListRequest(call).request, session);
	const values = comparing.entries(fitting);
	const passed = fitting.flatMap((one) => comparing.passed(one) ?? []);
	comparing.meet(list.unchanged);

	const handOut = newName();
	const open = fates.filter(({ fate }) => fate === 'open').map(({ out }) => out);
	const added = passed.length && isLive(host.getWorkflowStaticData('node')) ? [{ ...outOf(handOut, start, passed), before: values }] : [];
	keep(host, memory, { ...mine, was: changes, outs: [...open, ...added], compared: comparing.text(), state }, passed.length === 0);
	return passed.length
		? [passed.map((one) => named(itemOf(one, call), handOut, shortened(JSON.stringify([mine.watch, one.identity]), NAME_LENGTH)))]
		: null;
}

/** Characters of the name of an item: two items never have the same. */
const NAME_LENGTH = 12;

/** Another list, or another beginning, has nothing to do with what was read so far; an expression may answer another date every time. */
function subjectOf(host: IPollFunctions, { call, options }: Asked): string {
	const { startFrom } = (host.getNode().parameters.options ?? {}) as IDataObject;
	return JSON.stringify([options.event, call.values.path, call.values.query, startFrom ?? null]);
}

/** Whether this is the first poll after a rest. */
async function isBack(host: IPollFunctions, { state }: Book, memory: Memory, list: WatchedList): Promise<boolean> {
	if (isSame(host, memory)) return false;
	const now = await list.askTime();
	return wasAtRest(host.getNodeParameter('pollTimes', {}), now - (state.times?.[0] ?? state.upTo));
}

/** Whether the process has gone on with the same workflow since the last poll. */
const isSame = (host: IPollFunctions, { live }: Memory): boolean => live === host.getWorkflowStaticData('node');

/**
 * Nothing is written where nothing but the time has changed: n8n may save all of it with every poll.
 * @param isQuiet nothing is handed out: what was passed on can only have become less
 */
function keep(host: IPollFunctions, memory: Memory, book: Book, isQuiet = false): void {
	const kept = keptOf(book);
	const isOld =
		isQuiet &&
		memory.kept !== undefined &&
		bookIn(memory, newestOf(host)) !== undefined &&
		steadyNow() - memory.keptMs < QUIET_MS &&
		said(kept) === said(memory.kept);
	memory.live = host.getWorkflowStaticData('node');
	[memory.book, memory.polledMs] = [book, steadyNow()];
	if (isOld) return;
	keepNewest(host, kept);
	[memory.kept, memory.keptMs] = [kept, steadyNow()];
}

/** What counts of what is kept when nothing is handed out. */
const said = (kept: Kept): string =>
	JSON.stringify(Object.entries(kept).filter(([key]) => !['low', 'upTo', 'times', 'seen'].includes(key)));

/** A name that nothing else has. */
const newName = (): string => shortened(`${Date.now()} ${Math.random()}`, NAME_LENGTH);

const itemOf = ({ json, changed }: Passed, call: Asked['call']): INodeExecutionData => ({
	json: { ...shapedFor(json, call), ...(changed === undefined ? {} : { changed_fields: changed }) } as IDataObject,
});
