// The example workflows of the package, imported into n8n with a credential in every node of ours.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../setup/machine.mjs';
import { credentialsOf, PACKAGE } from './workflow.mjs';

const folder = path.join(root, 'examples');

/** Workflows as they are in `examples/*.json`, by file name. */
export const examples = () =>
	fs.readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
		.map((name) => ({ file: name, workflow: JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) }));

/** Answers the names of the workflows. */
export async function importExamples(rest, credential) {
	const names = [];
	for (const { workflow } of examples()) {
		const nodes = workflow.nodes.map((node) => (node.type.startsWith(`${PACKAGE}.`) ? { ...node, credentials: credentialsOf(credential) } : node));
		const { name } = await rest.createWorkflow({ ...workflow, nodes });
		names.push(name);
	}
	return names;
}
