/** Webhooks of an app in the Developer Hub, as a channel. */

import type { IWebhookFunctions } from 'n8n-workflow';
import { APP_WEBHOOK } from '../../../intercom/signature';
import { addressesIn } from '../receiving/deliver';
import { optionsOf } from '../receiving/options';
import type { Channel } from '../receiving/receive';
import { isWanted } from './filter';
import { fullObjectOf } from './full-object';
import { type Notification, readNotification } from './notification';
import { readOptions } from './options';
import { tidy } from './tidy';

export const appWebhook: Channel<Notification> = {
	signature: APP_WEBHOOK,
	secret: {
		field: 'clientSecret',
		label: 'Client Secret',
		advice: 'Copy it from the Developer Hub (your app > Configure > Basic information) into the credential.',
	},
	check: (panel) => {
		readOptions(panel);
		addressesIn(optionsOf(panel).alsoDeliverTo, ownAddress(panel as never));
	},
	alsoTo: (host) => addressesIn(optionsOf(host).alsoDeliverTo, ownAddress(host)),
	read: readNotification,
	isWanted: (host, notification) => isWanted(notification, readOptions(host)),
	// IDs are unique within a workspace only
	identityOf: ({ id, workspaceId }) => (id === null ? null : JSON.stringify([workspaceId, id])),
	output: async (host, notification) => {
		const { fullNotification, fetchFullObject } = readOptions(host);
		const json = fullNotification ? notification.envelope : tidy(notification);
		return { ...json, ...(fetchFullObject ? await fullObjectOf(host, notification) : {}) };
	},
};

/** The production URL; undefined in tests. */
const ownAddress = (host: Partial<Pick<IWebhookFunctions, 'getNodeWebhookUrl'>>): string | undefined => host.getNodeWebhookUrl?.('default');
