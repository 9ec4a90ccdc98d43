/** Compares the catalog with a description of Intercom's API. `npm run drift -- FILE`, an OpenAPI description in YAML. */

import { nodes } from '../catalog/nodes';
import { differences } from './drift/compare';
import { readDescription } from './drift/description';
import { fs, print, process } from './machine';

const [file] = process.argv.slice(2);
if (!file) {
	print('npm run drift -- FILE: a description of https://github.com/intercom/Intercom-OpenAPI');
	process.exitCode = 2;
} else {
	const description = readDescription(fs.readFileSync(file, 'utf8'));
	const found = differences(nodes, description);
	for (const { endpoint, field, what } of found) print(`${endpoint}${field ? `: '${field}'` : ''} ${what}`);
	print(`Version ${description.version}: ${description.endpoints.size} endpoints, ${found.length} differences`);
	process.exitCode = found.length ? 1 : 0;
}
