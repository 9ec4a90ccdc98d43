/**
 * `npm run previews -- 2.16.yaml preview.yaml`: what the editor shows of an operation that has not run ("Usually outputs the following
 * fields"), from the catalog and Intercom's API descriptions (github.com/intercom/Intercom-OpenAPI). n8n (2.41) looks for it beside
 * the node, in a folder named after the node's version; triggers have none.
 */

import { nodes } from '../catalog/nodes';
import { Description } from './previews/description';
import { outputOf } from './previews/outputs';
import { folderOf } from './previews/place';
import { fs, path, print, process } from './machine';

const [stableFile, previewFile] = process.argv.slice(2);
if (!stableFile || !previewFile) throw new Error('Say where the API descriptions are: npm run previews -- 2.16.yaml preview.yaml');
const [stable, preview] = [stableFile, previewFile].map((file) => Description.of(fs.readFileSync(file, 'utf8')));

let count = 0;
for (const node of nodes) {
	const folder = folderOf(node.id);
	fs.rmSync(path.dirname(folder), { recursive: true, force: true });
	for (const resource of node.resources) {
		fs.mkdirSync(path.join(folder, resource.id), { recursive: true });
		for (const operation of resource.operations) {
			fs.writeFileSync(
				path.join(folder, resource.id, `${operation.id}.json`),
				`${JSON.stringify(outputOf(resource, operation, { stable, preview }))}\n`,
			);
			count++;
		}
	}
}
print(`${count} previews written`);
