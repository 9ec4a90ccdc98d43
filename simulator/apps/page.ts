/** The page's files, as they are in `page/`. */
import type { FastifyInstance } from 'fastify';
import { fs, path, root } from '../../scripts/machine.js';

const folder = path.join(root, 'simulator/apps/page');
const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
};

export function addPage(app: FastifyInstance): void {
	for (const name of fs.readdirSync(folder) as string[]) {
		const address = name === 'index.html' ? '/_simulator/page' : `/_simulator/page/${name}`;
		app.get(address, async (_request, reply) =>
			reply.type(TYPES[path.extname(name)]).send(fs.readFileSync(path.join(folder, name), 'utf8')),
		);
	}
}
