// Short words for writing workflows in checks.
import { randomUUID } from 'node:crypto';

export const PACKAGE = 'n8n-nodes-intercom';

let count = 0;
/** A node as n8n stores it. */
export const node = (name, type, parameters = {}, more = {}) => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	position: [(count++ % 8) * 220, 0],
	parameters,
	...more,
});

export const manual = () => node('Start', 'n8n-nodes-base.manualTrigger');

const trigger =
	(name, type) =>
	(credential, parameters, more = {}) =>
		node(
			name,
			`${PACKAGE}.${type}`,
			{ authentication: 'accessToken', ...parameters },
			{ credentials: credentialsOf(credential), webhookId: randomUUID(), ...more },
		);

/** Our webhook triggers. Their address is `/webhook/<webhookId>/webhook`. */
export const intercomTrigger = trigger('Intercom Trigger', 'intercomTrigger');
export const finTrigger = trigger('Intercom Fin Trigger', 'intercomFinTrigger');
/** Their addresses are `/webhook/<webhookId>/initialize`, `/submit`, `/configure`; `/webhook/<webhookId>/connector`. */
export const appTrigger = trigger('Intercom App Trigger', 'intercomAppTrigger');
export const connectorTrigger = trigger('Intercom Fin Connector Trigger', 'intercomFinConnectorTrigger');
/** It has no address: n8n calls it once a minute. */
export const pollingTrigger = trigger('Intercom Polling Trigger', 'intercomPollingTrigger');

/** The items to begin with. */
export const given = (items) =>
	node('Given', 'n8n-nodes-base.code', { jsCode: `return ${JSON.stringify(items)}.map((json) => ({ json }));` }, { typeVersion: 2 });

const action =
	(type) =>
	(name, credential, parameters, more = {}) =>
		node(name, `${PACKAGE}.${type}`, { authentication: 'accessToken', ...parameters }, { credentials: credentialsOf(credential), ...more });

/** Our action nodes. */
export const intercom = action('intercom');
export const intercomFin = action('intercomFin');

export const credentialsOf = ({ id, name, type }) => ({ [type]: { id, name } });

/** Connections from each node to the next. */
export function inRow(...nodes) {
	return Object.fromEntries(nodes.slice(0, -1).map((from, index) => [from.name, { main: [[to(nodes[index + 1])]] }]));
}
const to = ({ name }) => ({ node: name, type: 'main', index: 0 });

/** A workflow that runs these nodes one after another. */
export const workflow = (name, ...nodes) => ({ name, nodes, connections: inRow(...nodes) });

// values of parameters
export const byId = (value) => ({ __rl: true, mode: 'id', value });
export const by = (mode, value) => ({ __rl: true, mode, value });
