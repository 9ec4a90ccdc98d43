// nginx in front of the webhook processors: every address has one processor of its own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nginx } from '../setup/debian.mjs';
import { start, until } from '../setup/machine.mjs';
import { freePort } from '../setup/ports.mjs';

/** What matters of nginx's configuration; docs/scaling.md shows the same lines. */
const upstream = (urls) => `upstream webhooks {
	hash $uri consistent;
	${urls.map((url) => `server ${new URL(url).host};`).join('\n\t')}
}`;

export async function startBalancer(urls) {
	const program = await nginx();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nginx-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	const port = await freePort();
	const file = path.join(folder, 'nginx.conf');
	fs.writeFileSync(
		file,
		`
daemon off;
pid ${folder}/pid;
error_log stderr;
events {}
http {
	access_log off;
	client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
	${upstream(urls)}
	server {
		listen 127.0.0.1:${port};
		location / { proxy_pass http://webhooks; }
	}
}`,
	);
	if (process.getuid?.() === 0) fs.chmodSync(folder, 0o777);
	const running = start(program, ['-c', file, '-p', folder], { log: 'nginx', cwd: folder });
	const url = `http://127.0.0.1:${port}`;
	await until('nginx answers', async () => (await fetch(url)).status > 0);
	return { url, stop: async () => await running.stop() };
}
