/**
 * Several executions of a workflow may wait for one customer: each message is for one of them, in the order they asked. They
 * meet in n8n's table of processed data, which all processes of n8n share. Without the table each takes the next message.
 */

import type { IExecuteFunctions } from 'n8n-workflow';
import type { CustomerAnswer } from '../../procedures/customer-answer';
import type { Waiting } from './state';

/** Whoever asked before and has not taken a message for so long is not coming any more: its execution was stopped. */
const graceMs = (pauseMs: number): number => 2 * pauseMs + 300_000;
const MOST_PLACES = 1000;

export class Line {
	constructor(private readonly host: IExecuteFunctions) {}

	/** A place at the end of the line. */
	async join(): Promise<number> {
		for (let place = 1; place < MOST_PLACES; place++) if (await this.isNew(`place ${place}`)) return place;
		return MOST_PLACES;
	}

	/** Leaves the line, so that others need not wait for it. */
	async leave({ place }: Waiting): Promise<void> {
		await this.isNew(`done ${place}`);
	}

	/** The first of the answers that is for this one. */
	async take({ place, pauseMs }: Waiting, answers: readonly CustomerAnswer[], nowMs: number): Promise<CustomerAnswer | undefined> {
		if (!answers.length) return undefined;
		const othersFirst = await this.isSomebodyBefore(place);
		for (const answer of answers) {
			// that a conversation is closed is for everybody
			if (answer.event === 'closed') return answer;
			if (othersFirst && nowMs - answer.at * 1000 < graceMs(pauseMs)) continue;
			if (await this.isNew(answer.id)) return answer;
		}
		return undefined;
	}

	private async isSomebodyBefore(place: number): Promise<boolean> {
		for (let other = 1; other < place; other++) {
			const name = `done ${other}`;
			if (!(await this.isNew(name))) continue;
			await this.host.helpers.removeProcessed([name], 'node', { mode: 'entries' });
			return true;
		}
		return false;
	}

	/** Whether it is the first time that this is said. */
	private async isNew(name: string): Promise<boolean> {
		return await oneByOne(async () => {
			try {
				return (await this.host.helpers.checkProcessedAndRecord([name], 'node', { mode: 'entries', maxEntries: 5000 })).new.length > 0;
			} catch (error) {
				this.host.logger.warn(`${this.host.getNode().name}: n8n's table of processed data could not be asked: ${(error as Error).message}`);
				return true;
			}
		});
	}
}

/** n8n reads the table and writes it in two steps: within this process they follow each other. */
let last: Promise<unknown> = Promise.resolve();
async function oneByOne<T>(work: () => Promise<T>): Promise<T> {
	const turn = last.then(work);
	last = turn.catch(() => undefined);
	return await turn;
}
