/** What every picker does first and last: open a session for the panel's credential, and report in n8n's words. */

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { Refusal } from '../../procedures/procedure';
import { toNodeError } from '../execute/errors';
import { Session, sleep } from '../session';

/** People wait in front of the panel: so long for everything that one list asks of Intercom, the waits for the rate limit included. */
const PANEL_TIMEOUT_MS = 20_000;

export async function withSession<T>(panel: ILoadOptionsFunctions, question: (session: Session) => Promise<T>): Promise<T> {
	const stop = new AbortController();
	try {
		const session = await Session.open(panel, panel.getNodeParameter('authentication', 'accessToken'), PANEL_TIMEOUT_MS, {
			urgent: true,
			signal: stop.signal,
		});
		void endInTime(session, stop);
		return await question(session);
	} catch (error) {
		throw toNodeError(error, { node: panel.getNode() });
	} finally {
		stop.abort();
	}
}

async function endInTime(session: Session, stop: AbortController): Promise<void> {
	try {
		await sleep(PANEL_TIMEOUT_MS, stop.signal);
	} catch {
		return;
	}
	stop.abort(
		session.isRefused
			? new Refusal(
					"Intercom's rate limit is used up",
					'Something else uses the same workspace heavily. Try again in a minute, or give the record by its ID.',
				)
			: new Refusal(
					`Intercom did not answer within ${PANEL_TIMEOUT_MS / 1000} seconds`,
					"Try again later, or look at Intercom's status page.",
				),
	);
}
