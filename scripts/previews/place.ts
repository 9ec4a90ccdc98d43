/** Where n8n looks for the preview of an operation. Source: n8n-core 2.41, nodes-loader/output-schema-resolver. */

import { fs, path, root } from '../machine';

const nameOf = (node: string): string => `${node.charAt(0).toUpperCase()}${node.slice(1)}`;

/** The version of the nodes that are added now: the last that the node's file names. */
export function newestOf(node: string): string {
	const [, versions] =
		/\bversion: \[?([\d., ]+)\]?,/.exec(fs.readFileSync(path.join(root, 'nodes', nameOf(node), `${nameOf(node)}.node.ts`), 'utf8')) ?? [];
	if (!versions) throw new Error(`The file of ${node} does not name its version`);
	return versions
		.split(',')
		.map((version) => version.trim())
		.filter(Boolean)
		.at(-1) as string;
}

/** `intercomFin` -> `.../nodes/IntercomFin/__schema__/v1.1.0` */
export const folderOf = (node: string): string =>
	path.join(root, 'nodes', nameOf(node), '__schema__', `v${[...newestOf(node).split('.'), '0', '0'].slice(0, 3).join('.')}`);
