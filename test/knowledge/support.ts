/** What the tests of the node Intercom Knowledge begin with. */

import type { IDataObject } from 'n8n-workflow';
import type { SimulatorOptions } from '../../simulator';
import { useIntercom } from '../support/intercom';

export { by } from '../support/intercom';

export const KNOWLEDGE = 'n8n-nodes-intercom.intercomKnowledge';

type Json = Record<string, unknown>;

export function useKnowledge(options: SimulatorOptions = {}) {
	const intercom = useIntercom(options);
	return {
		...intercom,
		get sim() {
			return intercom.sim;
		},
		get credentials() {
			return intercom.credentials;
		},
		/** `article: create` and the like over the items; parameters may be expressions. */
		run: (what: string, parameters: Json = {}, items: Json[] = [{}], more: Json = {}) =>
			intercom.run(what, parameters, items, { type: KNOWLEDGE, ...more }),
		/** The same, when it has to succeed: the output. */
		get: async (what: string, parameters: Json = {}, items: Json[] = [{}]): Promise<IDataObject[]> => {
			const { error, json } = await intercom.run(what, parameters, items, { type: KNOWLEDGE });
			if (error) throw new Error(`${error.message}: ${String(error.description)}`);
			return json as IDataObject[];
		},
		/** The last request with a body. */
		sent: (): Json => intercom.sim.requests.filter(({ body }) => body !== undefined).at(-1)?.body as Json,
		version: (): string | undefined => intercom.sim.requests.at(-1)?.headers['intercom-version'],
	};
}
