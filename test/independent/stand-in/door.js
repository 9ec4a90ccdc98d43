'use strict';
/**
 * A bare HTTP server: what arrives is handed over as it came, and the answer may be anything a socket can do.
 * Plain JavaScript, like `scripts/machine.js`: the TypeScript beside it stays under the lint rules of the nodes.
 */
const http = require('node:http');

/**
 * @typedef {object} Arrived
 * @property {string} method
 * @property {string} url as on the request line
 * @property {Record<string, string | string[] | undefined>} headers
 * @property {Buffer} body
 */

/**
 * @param {(arrived: Arrived, response: import('node:http').ServerResponse) => void | Promise<void>} handle
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
async function open(handle) {
	const server = http.createServer((request, response) => {
		/** @type {Buffer[]} */
		const chunks = [];
		request.on('data', (chunk) => chunks.push(chunk));
		request.on('error', () => {});
		response.on('error', () => {});
		request.on(
			'end',
			() =>
				void handle(
					{ method: String(request.method), url: String(request.url), headers: request.headers, body: Buffer.concat(chunks) },
					response,
				),
		);
	});
	server.keepAliveTimeout = 500;
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(() => resolve(undefined)));
		},
	};
}

module.exports = { open };
