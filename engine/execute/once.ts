/** Answers that are asked for once and shared: by items that come later, and by those that come while the question is under way. */

import { rethrown } from '../../intercom/rethrown';

export class Once {
	private readonly answers = new Map<string, Promise<unknown>>();

	/**
	 * What `ask` gives for this key, asked for the first time only. What failed is forgotten: whoever is waiting fails with it,
	 * the next one asks again. Rejects with what `ask` rejects with.
	 */
	async ask<T>(key: string, ask: () => Promise<T>): Promise<T> {
		const known = this.answers.get(key) as Promise<T> | undefined;
		if (known) return await known;
		const answer = ask();
		this.answers.set(key, answer);
		try {
			return await answer;
		} catch (error) {
			// only by who asked: a later answer under this key is another one
			this.answers.delete(key);
			throw rethrown(error);
		}
	}
}
