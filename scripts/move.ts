/**
 * `npm run move -- workflow.json [moved.json]`: moves a workflow from n8n's built-in Intercom node to this package's. The file is what
 * n8n exports, one workflow or a list; it is left as it is. Exit code 1 where a node had to stay.
 */

import { fs, print, process } from './machine';
import { move, type Workflow } from './move/workflow';

const [from, to = from?.replace(/(\.json)?$/, '.moved.json')] = process.argv.slice(2);
if (!from) throw new Error('Say which file: npm run move -- workflow.json');

const exported = JSON.parse(fs.readFileSync(from, 'utf8')) as Workflow | Workflow[];
const results = [exported].flat().map(move);
fs.writeFileSync(
	to,
	`${JSON.stringify(Array.isArray(exported) ? results.map(({ workflow }) => workflow) : results[0].workflow, undefined, 2)}\n`,
	{ flag: 'wx' },
);

for (const { workflow, report } of results) {
	print(`${String(workflow.name ?? from)}: ${report.moved.length} moved, ${report.left.length} left as they are`);
	for (const { node, to: operation } of report.moved) print(`  moved   ${node} -> ${operation}`);
	for (const { node, why } of report.left) print(`  LEFT    ${node}: ${why}`);
	for (const { node, what } of report.look) print(`  look    ${node}: ${what}`);
}
print(`Written to ${to}. Import it, and choose a credential in every moved node: the token is the same, its type is another one.`);
process.exitCode = results.some(({ report }) => report.left.length) ? 1 : 0;
