/**
 * Outcomes of button presses, and of cards that were slow to open. A repeated press (double click, or a repeated request) gets the
 * same answer and starts nothing; slow ones are answered later from here.
 *
 * Held in memory, because n8n offers no storage that other processes see immediately. Which presses were carried out is also
 * in static data (receiving/admission.ts), so that none is carried out twice after a restart.
 */

import type { CardAnswer } from '../../canvas/answer';

interface Press {
	answer?: CardAnswer;
	answered: Promise<void>;
	atMs: number;
}

const MOST_PRESSES = 2_000;
const KEPT_MS = 3_600_000;
const presses = new Map<string, Press>();

/** Call once with the workflow's answer. */
export type Settle = (answer: CardAnswer) => void;

/** Begins a press, pending until the result is called. */
export function begin(key: string): Settle {
	let settled = (): void => {};
	const press: Press = { answered: new Promise((resolve) => (settled = resolve)), atMs: Date.now() };
	presses.delete(key);
	presses.set(key, press);
	for (const [old, { atMs }] of presses) {
		if (presses.size <= MOST_PRESSES && atMs > Date.now() - KEPT_MS) break;
		presses.delete(old);
	}
	return (answer) => {
		press.answer = answer;
		settled();
	};
}

/** Forgets a press that started no execution. */
export const forget = (key: string): void => void presses.delete(key);

/** The press, if known to this process. */
export const find = (key: string): Readonly<Press> | undefined => presses.get(key);
