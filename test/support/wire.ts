/** A host, a server that writes down what arrives, and the credential that joins them. */

import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../scripts/host';
import { useHost } from './host';
import { type Recorded, type Reply, useRecorder } from './recorder';

export const TOKEN = 'wire-token';

/** For the tests of a file; `usual` is what the server answers unless a test says otherwise. */
export function useWire(usual?: (request: Recorded) => Reply) {
	const host = useHost();
	const recorder = useRecorder(usual);
	const credentials = () => ({ intercomAccessTokenApi: { accessToken: TOKEN, region: 'custom', baseUrl: recorder.url } });
	return {
		host,
		recorder,
		credentials,
		/** Runs `contact: create` and the like, one request after another; parameters may be expressions. */
		run: async (what: string, parameters: IDataObject, items: Item[] = [{}], type = 'n8n-nodes-intercom.intercom') => {
			const [resource, operation] = what.split(': ');
			const options = { concurrency: 1, ...(parameters.options as IDataObject) };
			return await host.runNode({ type, parameters: { resource, operation, ...parameters, options }, items, credentials: credentials() });
		},
		/** The bodies of all requests so far. */
		bodies: () => recorder.requests.map(({ body }) => body),
		/** `METHOD /path` of all requests so far. */
		asked: () => recorder.requests.map(({ method, path }) => `${method} ${path}`),
	};
}

/** A resource locator as the panel stores it. */
export const by = (mode: string, value: string) => ({ __rl: true, mode, value });
