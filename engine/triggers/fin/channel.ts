/** The webhook of the Fin Agent API, as a channel. */

import { FIN_WEBHOOK } from '../../../intercom/signature';
import { outputsAll } from '../receiving/options';
import type { Channel } from '../receiving/receive';
import { type Event, identityOf, readEvent } from './event';
import { isWanted, readFilter } from './filter';
import { tidy } from './tidy';

export const finWebhook: Channel<Event> = {
	signature: FIN_WEBHOOK,
	secret: {
		field: 'finSigningSecret',
		label: 'Fin Signing Secret',
		advice:
			'It is another one than the client secret: Intercom makes it when you save the production URL under Fin AI Agent > Deploy > Fin Agent API. Copy it from there into the credential. If Intercom does not take the URL while nothing answers there, enter a long text that nobody knows in its place, activate the workflow, save the URL, and then put the real secret into the credential; until then every event is refused.',
	},
	check: (panel) => {
		readFilter(panel);
		outputsAll(panel);
	},
	read: readEvent,
	isWanted,
	identityOf,
	output: (host, event) => (outputsAll(host) ? event.payload : tidy(event)),
};
