/** The triggers in random histories: a simulated Intercom, a simulated n8n, and everything that can go wrong between them. */

import { path, process, root, spawn } from '../../scripts/machine.js';

const HISTORIES = Number(process.env.WORLD_HISTORIES ?? 10_000);

it(`${HISTORIES} random histories: no event and no record is lost, none comes twice unless a process ended, no forged one starts anything`, async () => {
	// a process of its own: the world has modules and a clock of its own, which jest's would be in the way of
	const child = spawn(
		process.execPath,
		['--import', 'tsx', path.join(root, 'scripts/world.ts'), '--seed', process.env.WORLD_SEED ?? '1', '--histories', String(HISTORIES)],
		{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let text = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += String(piece)));
	const code = await new Promise((resolve) => child.on('close', resolve));
	process.stdout.write(text);
	expect({ code, text: code === 0 ? '' : text }).toEqual({ code: 0, text: '' });
}, 1_200_000);
