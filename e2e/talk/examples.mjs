// The example workflows of the package, imported into n8n with a credential in every node of ours.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../setup/machine.mjs';
import { credentialsOf, PACKAGE } from './workflow.mjs';

const folder = path.join(root, 'examples');

/** Workflows as they are in `examples/*.json`, by file name. */
export const examples = () =>
	fs
		.readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => ({ file: name, workflow: JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) }));

const DATA_TYPES = { number: 'float', boolean: 'boolean' };

/** Makes the attributes of contacts that the examples fill in, as their README asks for. */
export async function prepareWorkspace(simulator) {
	const { data } = await simulator.api('GET', '/data_attributes?model=contact');
	const there = new Set(data.map(({ name }) => name));
	const nodes = examples()
		.flatMap(({ workflow }) => workflow.nodes)
		.filter(({ parameters }) => parameters.resource === 'contact');
	for (const { id, type } of nodes.flatMap(({ parameters }) => parameters.customAttributes?.schema ?? [])) {
		if (there.has(id)) continue;
		there.add(id);
		await simulator.api('POST', '/data_attributes', { model: 'contact', name: id, data_type: DATA_TYPES[type] ?? 'string' });
	}
}

/** Imports one, as somebody does who chooses the credential, and the workflows it calls: `imported` is what n8n has by file name. */
export async function importExample(rest, credential, file, imported = {}) {
	const { workflow } = examples().find((example) => example.file === file);
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.type.startsWith(`${PACKAGE}.`) ? { credentials: credentialsOf(credential) } : {}),
		parameters: calling(node.parameters, imported),
	}));
	return await rest.createWorkflow({ ...workflow, nodes });
}

/** Answers the workflows as n8n has them now. Those that call others come after them. */
export async function importExamples(rest, credential) {
	const imported = {};
	const callsOthers = ({ workflow }) => Number(workflow.nodes.some(({ type }) => type === CALL));
	for (const example of examples().sort((a, b) => callsOthers(a) - callsOthers(b)))
		imported[example.file] = await importExample(rest, credential, example.file, imported);
	return Object.values(imported);
}

const CALL = 'n8n-nodes-base.executeWorkflow';

function calling({ workflowId, ...parameters }, imported) {
	const { id } = imported[`${workflowId?.value}.json`] ?? {};
	return workflowId === undefined ? parameters : { ...parameters, workflowId: { ...workflowId, value: id ?? workflowId.value } };
}
