/**
 * An export of 400 MB goes through n8n into its store without being held in memory. What is measured is the whole process; the
 * part that does not depend on the size is up to 35 MB on Node 20 and some 80 MB on Node 24. See docs/performance.md.
 */

import { execFileSync, path, process, root } from '../../scripts/machine.js';

test('an export of 400 MB takes less than a third of that in memory', () => {
	const printed = execFileSync(
		process.execPath,
		[path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'bench/export-memory.ts'), '400'],
		{ encoding: 'utf8', cwd: root },
	);
	const [, stored, memory] = /400 MB export: ([\d.]+) MB in the store, (-?\d+) MB of memory/.exec(printed) ?? [];
	expect(Number(stored)).toBeCloseTo(400, 0);
	expect(Number(memory)).toBeLessThan(130);
}, 240_000);
