/**
 * What became of every press of a button, and of every card that took long to open. A press that comes again (somebody clicks
 * twice, or the request is repeated) gets the same answer and starts nothing; one that takes long is answered later from here.
 *
 * This lives in the process: n8n has no place for it that other processes see at once. Which presses have been carried out is
 * kept in static data as well (receiving/admission.ts), so that none is carried out twice after a restart.
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

/** To be called once, with what the workflow answered. */
export type Settle = (answer: CardAnswer) => void;

/** From now on the press is under way. */
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

/** Forgets a press that started nothing. */
export const forget = (key: string): void => void presses.delete(key);

/** The press, if this process knows of it. */
export const find = (key: string): Readonly<Press> | undefined => presses.get(key);
