// The simulated Intercom workspace of this checkout, as a process of its own, and its back door.
import path from 'node:path';
import { root, start, until } from './machine.mjs';

/** `options` are those of `npm run simulator`: `['--latency', '60']`. */
export async function startSimulator({ port = 0, log = 'simulator', options = [] } = {}) {
	const program = start(
		process.execPath,
		['--import', 'tsx', path.join(root, 'scripts/simulator.ts'), '--port', String(port), ...options],
		{ log },
	);
	const told = await until('the simulator starts', () => {
		const text = program.text();
		const [, url] = /simulator\s+(http:\S+)/.exec(text) ?? [];
		const [, token] = /token\s+(\S+)/i.exec(text) ?? [];
		if (program.isOver()) throw new Error(program.tail());
		return url && token && { url, token };
	});
	return { ...connectSimulator(told), program };
}

/** What one can do with a simulator that runs. */
export const connectSimulator = (told) => ({ ...told, ...backDoor(told.url), api: intercom(told) });

/** `/_simulator/...`: what another process may change and read. */
function backDoor(url) {
	const ask = async (method, name, body) =>
		await answer(
			await fetch(`${url}/_simulator/${name}`, {
				method,
				headers: { 'content-type': 'application/json' },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			}),
		);
	return {
		control: async (name, body = {}) => await ask('POST', name, body),
		look: async (name) => await ask('GET', name),
		faults: async (...faults) => await ask('POST', 'faults', faults),
		requests: async () => await ask('GET', 'requests'),
		forgetRequests: async () => await ask('DELETE', 'requests'),
		forgetWebhooks: async () => await ask('DELETE', 'webhooks'),
		forgetFinWebhook: async () => await ask('DELETE', 'fin/webhook'),
	};
}

/** Intercom's API itself: `await api('POST', '/contacts', { email })`. */
const intercom =
	({ url, token }) =>
	async (method, endpoint, body) =>
		await answer(
			await fetch(url + endpoint, {
				method,
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'intercom-version': 'Preview' },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			}),
		);

async function answer(response) {
	const text = await response.text();
	if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 500)}`);
	return text ? JSON.parse(text) : undefined;
}
