/**
 * Those of a workflow who wait for one customer. They meet in n8n's table of processed data, which all processes of n8n
 * share, in rows of the conversation:
 *
 * | row | there | what else |
 * |---|---|---|
 * | `sent KEY` | before a reply is sent | a retry then looks for the reply first |
 * | `question PART` | from the question on | `done` once it has its answer |
 * | `answer PART` | once a question has taken it | taken away when nobody waits any more |
 *
 * Without the table everybody takes the next message.
 */

import type { IExecuteFunctions } from 'n8n-workflow';
import { addTo, isFirst, removeRow, sizeOf, takeFrom } from '../triggers/receiving/rows';

/** Entries of a question that waits: the part, and the key of the reply. */
const WAITS = 2;
const DONE = 'done';
/** Further back nobody waits. */
const MOST_BEFORE = 50;

export class Line {
	private readonly owner: string;

	constructor(
		private readonly host: IExecuteFunctions,
		conversationId: string,
	) {
		this.owner = `intercom customer ${conversationId}`;
	}

	/** Whether this reply may have been sent before: by this execution, which n8n runs anew, or by the one that this retries. */
	async wasTried(key: string): Promise<boolean> {
		const here = `execution ${this.host.getExecutionId()}`;
		const before = await this.ask(async () => await addTo(this.host, `sent ${key}`, [key, here], this.owner), []);
		return before.includes(here) || (this.host.getMode() === 'retry' && before.includes(key));
	}

	/** Nothing was sent after all. */
	async untried(key: string): Promise<void> {
		await this.ask(async () => await removeRow(this.host, `sent ${key}`, this.owner), undefined);
	}

	/** Whether the part is the question of this execution, and not of another one. `again`: the same reply may have been sent before. */
	async enter(partId: string, key: string, again: boolean): Promise<boolean> {
		const row = `question ${partId}`;
		return await this.ask(async () => {
			const before = await addTo(this.host, row, [partId, key], this.owner);
			if (!before.includes(partId)) return true;
			if (before.includes(key)) return again && (await sizeOf(this.host, row, this.owner)) === WAITS;
			await takeFrom(this.host, row, [key], this.owner);
			return false;
		}, true);
	}

	/** Which of the parts are questions that wait. */
	async waiting(parts: readonly string[]): Promise<Set<string>> {
		return await this.those(parts.slice(-MOST_BEFORE), 'question', (size) => size === WAITS);
	}

	/** Which of the messages are answers of other questions. */
	async taken(parts: readonly string[]): Promise<Set<string>> {
		return await this.those(parts, 'answer', (size) => size > 0);
	}

	/** Whether the message is the answer of this execution. */
	async take(partId: string): Promise<boolean> {
		return await this.ask(async () => await isFirst(this.host, `answer ${partId}`, this.owner), true);
	}

	/** The question has its answer, or nobody waits for one any more. */
	async leave({ partId, key }: { partId: string; key: string }): Promise<void> {
		await this.ask(async () => {
			await addTo(this.host, `question ${partId}`, [DONE], this.owner);
			await removeRow(this.host, `sent ${key}`, this.owner);
		}, undefined);
	}

	/** Nobody waits, so nobody asks whose answer these were. */
	async tidy(parts: readonly string[]): Promise<void> {
		await this.ask(async () => {
			for (const part of parts) await removeRow(this.host, `answer ${part}`, this.owner);
		}, undefined);
	}

	private async those(parts: readonly string[], row: string, fits: (size: number) => boolean): Promise<Set<string>> {
		return await this.ask(async () => {
			const found = new Set<string>();
			for (const part of parts) if (fits(await sizeOf(this.host, `${row} ${part}`, this.owner))) found.add(part);
			return found;
		}, new Set());
	}

	private async ask<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
		try {
			return await work();
		} catch (error) {
			this.host.logger.warn(`${this.host.getNode().name}: n8n's table of processed data could not be asked: ${(error as Error).message}`);
			return otherwise;
		}
	}
}
