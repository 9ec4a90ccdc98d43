/** What a failure of a file means, which lies on another host than Intercom's API as a rule. */

import type { IntercomError } from '../../intercom/errors';
import type { Meaning } from '../execute/errors';

/** `host`: where the file was fetched from. */
export function explainFile({ kind, details: { status = 0, attempts = 1, loss } }: IntercomError, host: string): Meaning {
	const asked = `It was asked for ${attempts === 1 ? 'once' : `${attempts} times`}`;
	if (kind === 'answer')
		return {
			what: 'Intercom does not say where the file is',
			advice: `${host} answered with a redirect to no usable address. Try again later`,
		};
	if (kind === 'network' && loss === 'unreached')
		return {
			what: `The file cannot be fetched: ${host} cannot be reached`,
			advice: `${asked}. Check that the machine n8n runs on reaches ${host} (DNS, proxy, firewall, certificates): the file lies there`,
		};
	if (kind === 'network')
		return {
			what: `The file did not arrive: the connection to ${host} was lost`,
			advice: `${asked}. Try again later, or allow more 'Timeout' in the options if it stood still`,
		};
	if (status >= 500 || status === 429 || status === 408)
		return { what: `The file cannot be fetched: ${host} has a fault`, advice: `${asked}. Try again later` };
	if (status === 404 || status === 410)
		return {
			what: 'The file is not there any more',
			advice: `${host} does not have it, under a fresh link either: it was deleted, or is not there yet`,
		};
	return {
		what: 'The link to the file was refused',
		advice: `Such links expire soon. Intercom was asked for a fresh one, and ${host} refused that as well: check the clock of the machine n8n runs on, and whether a proxy changes the address`,
	};
}
