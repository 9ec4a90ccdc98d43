/** What every picker does first and last: open a session for the panel's credential, and report in n8n's words. */

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { toNodeError } from '../execute/errors';
import { Session } from '../session';

/** People wait in front of the panel: shorter than for a running workflow. */
const PANEL_TIMEOUT_MS = 20_000;

export async function ask<T>(panel: ILoadOptionsFunctions, question: (session: Session) => Promise<T>): Promise<T> {
	try {
		return await question(await Session.open(panel, panel.getNodeParameter('authentication', 'accessToken'), PANEL_TIMEOUT_MS, { urgent: true }));
	} catch (error) {
		throw toNodeError(error, { node: panel.getNode() });
	}
}
