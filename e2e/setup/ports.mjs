// Ports of this machine.
import net from 'node:net';

const listen = async (port) =>
	await new Promise((resolve, reject) => {
		const server = net.createServer().once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const got = server.address().port;
			server.close(() => resolve(got));
		});
	});

/** A port nobody listens on. */
export const freePort = async () => await listen(0);

/** This port, or another one if somebody has it already. */
export const portOr = async (port) => await listen(port).catch(freePort);
