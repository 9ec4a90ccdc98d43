/** An export of 100 MB goes through n8n into its store without being held in memory. See docs/performance.md. */

import { execFileSync, path, process, root } from '../../scripts/machine.js';

test('an export of 100 MB takes a fraction of that in memory', () => {
	const printed = execFileSync(process.execPath, [path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'bench/export-memory.ts'), '100'], { encoding: 'utf8', cwd: root });
	const [, stored, memory] = /100 MB export: ([\d.]+) MB in the store, (-?\d+) MB of memory/.exec(printed) ?? [];
	expect(Number(stored)).toBeCloseTo(100, 0);
	expect(Number(memory)).toBeLessThan(50);
}, 120_000);
