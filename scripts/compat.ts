/** `npm run compat`: records what today's package does with a workflow per operation, for the tests of every later version. */

import manifest from '../package.json';
import { record } from '../test/compat/record';
import { print, process } from './machine';

void (async () => {
	const { written, failed } = await record(manifest.version);
	for (const line of failed) print(`not recorded: ${line}`);
	print(`test/compat/${manifest.version}: ${written.length} workflows recorded, ${failed.length} not`);
	process.exitCode = failed.length ? 1 : 0;
})();
