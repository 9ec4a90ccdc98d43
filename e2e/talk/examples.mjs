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

const DATA_TYPES = { number: 'float', boolean: 'boolean' };

/** Makes the attributes of contacts that the examples fill in, as their README asks for. */
export async function prepareWorkspace(simulator) {
	const { data } = await simulator.api('GET', '/data_attributes?model=contact');
	const there = new Set(data.map(({ name }) => name));
	const nodes = examples().flatMap(({ workflow }) => workflow.nodes).filter(({ parameters }) => parameters.resource === 'contact');
	for (const { id, type } of nodes.flatMap(({ parameters }) => parameters.customAttributes?.schema ?? [])) {
		if (there.has(id)) continue;
		there.add(id);
		await simulator.api('POST', '/data_attributes', { model: 'contact', name: id, data_type: DATA_TYPES[type] ?? 'string' });
	}
}

/** Answers the workflows as n8n has them now. */
export async function importExamples(rest, credential) {
	const imported = [];
	for (const { workflow } of examples()) {
		const nodes = workflow.nodes.map((node) => (node.type.startsWith(`${PACKAGE}.`) ? { ...node, credentials: credentialsOf(credential) } : node));
		imported.push(await rest.createWorkflow({ ...workflow, nodes }));
	}
	return imported;
}
