/** Where n8n looks for the preview of an operation. Source: n8n-core 2.41, nodes-loader/output-schema-resolver. */

import { path, root } from '../machine';

/** Version of the nodes that are added now. */
export const NEWEST = '1.1.0';

/** `intercomFin` -> `.../nodes/IntercomFin/__schema__/v1.1.0` */
export function folderOf(node: string): string {
	const name = `${node.charAt(0).toUpperCase()}${node.slice(1)}`;
	return path.join(root, 'nodes', name, '__schema__', `v${NEWEST}`);
}
