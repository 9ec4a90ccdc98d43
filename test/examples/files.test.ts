/** Whether every example can be imported as it is: nodes and parameters that exist, connections that lead somewhere, a canvas one can read. */

import type { INodeProperties } from 'n8n-workflow';
import type { WorkflowNode } from '../../scripts/host';
import { workflow as n8n } from '../../scripts/host/engine';
import { fs, path, root } from '../../scripts/machine.js';
import { useHost } from '../support/host';
import { folder, readExample } from './support';

const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));
const host = useHost();
/** Not installed here; these run in `npm run e2e -- agents`. */
const isOfAi = ({ type }: WorkflowNode) => type.startsWith('@n8n/n8n-nodes-langchain.');
/** A tool is the node it is made of, and says besides what it is for. */
const madeOf = <T extends WorkflowNode>(node: T): T => {
	if (!/^n8n-nodes-intercom\.\w+Tool$/.test(node.type)) return node;
	const parameters = Object.fromEntries(
		Object.entries(node.parameters ?? {}).filter(([name]) => !['descriptionType', 'toolDescription'].includes(name)),
	);
	return { ...node, type: node.type.replace(/(Hitl)?Tool$/, ''), parameters };
};
const isNote = ({ type }: WorkflowNode) => type.endsWith('.stickyNote');
const entriesOf = (value: unknown): Array<[string, unknown]> => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** The names a value uses that its properties do not have, with their place. */
function unknown(properties: INodeProperties[], values: unknown, place: string): string[] {
	return entriesOf(values).flatMap(([name, value]) => {
		const found = properties.filter((property) => property.name === name);
		if (!found.length) return [`${place}${name}`];
		const inner = found.flatMap((property) => inside(property, value, `${place}${name}.`));
		// of several properties of one name the right one is shown
		return found.some((property) => !inside(property, value, '').length) ? [] : inner;
	});
}

function inside({ type, options = [], modes = [] }: INodeProperties, value: unknown, place: string): string[] {
	if (typeof value === 'string' && value.startsWith('=')) return [];
	if (type === 'options')
		return (options as Array<{ value: unknown }>).some((option) => option.value === value) || !options.length
			? []
			: [`${place}${String(value)}`];
	if (type === 'resourceLocator')
		return (modes as Array<{ name: string }>).some(({ name }) => name === (value as { mode?: string }).mode) ? [] : [`${place}mode`];
	if (type === 'collection') return unknown(options as INodeProperties[], value, place);
	if (type !== 'fixedCollection') return [];
	return entriesOf(value).flatMap(([name, rows]) => {
		const group = (options as Array<{ name: string; values: INodeProperties[] }>).find((option) => option.name === name);
		return group ? [rows].flat().flatMap((row) => unknown(group.values, row, `${place}${name}.`)) : [`${place}${name}`];
	});
}

it('there is a section for each in the README, and no other', () => {
	const readme = fs.readFileSync(path.join(root, 'examples/README.md'), 'utf8');
	const headings = [...readme.matchAll(/^## .*`([\w-]+\.json)`$/gm)].map(([, file]) => file);
	expect(headings.sort()).toEqual([...files].sort());
});

describe.each(files)('%s', (file) => {
	const workflow = readExample(file);
	const nodes = workflow.nodes.filter((node) => !isNote(node)).map(madeOf);
	const known = nodes.filter((node) => !isOfAi(node));

	it('has known nodes in their current versions, with IDs of their own', () => {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		for (const { name, type, typeVersion } of known) expect([name, typeVersion]).toEqual([name, host.packages.currentVersion(type)]);
	});

	it('has connections and expressions that lead to nodes', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const targets = Object.values(workflow.connections).flatMap((kinds) =>
			Object.values(kinds)
				.flat(2)
				.map((connection) => connection?.node),
		);
		const mentioned = [...JSON.stringify(workflow.nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		const pinned = Object.keys(workflow.pinData ?? {});
		for (const name of [...Object.keys(workflow.connections), ...targets, ...mentioned, ...pinned]) expect(names).toContain(name);
	});

	it('uses only parameters, entries and choices that its nodes have', () => {
		for (const { name, type, parameters = {} } of known) {
			const { properties } = host.packages.getByNameAndVersion(type).description;
			expect([name, unknown(properties, parameters, '')]).toEqual([name, []]);
		}
	});

	it('fills in what its operations ask for, and nothing that they do not show', () => {
		for (const { name, type, typeVersion = 1, parameters = {}, ...node } of known) {
			const { description } = host.packages.getByNameAndVersion(type, typeVersion);
			const full = { id: '', position: [0, 0] as [number, number], ...node, name, type, typeVersion, parameters };
			const shown = n8n.NodeHelpers.getNodeParameters(description.properties, parameters, true, false, full, description) ?? {};
			expect([name, Object.keys(parameters).filter((parameter) => !(parameter in shown))]).toEqual([name, []]);
			expect([
				name,
				n8n.NodeHelpers.getNodeParametersIssues(description.properties, { ...full, parameters: shown }, description)?.parameters,
			]).toEqual([name, undefined]);
		}
	});

	it('is laid out so that no node covers another', () => {
		for (const [index, { name, position: [x, y] = [0, 0] }] of nodes.entries()) {
			const near = nodes
				.slice(index + 1)
				.filter(({ position: [otherX, otherY] = [0, 0] }) => Math.abs(x - otherX) < 200 && Math.abs(y - otherY) < 150);
			expect([name, near.map((node) => node.name)]).toEqual([name, []]);
		}
	});

	it('is explained by a note that covers no node', () => {
		const notes = workflow.nodes.filter(isNote);
		const about = notes.find(({ name }) => name === 'About');
		expect(String(about?.parameters?.content)).toMatch(/\*\*To (use|try) it\*\*/);
		const [left, top] = about?.position ?? [0, 0];
		const { width, height } = about?.parameters as { width: number; height: number };
		const covered = nodes.filter(
			({ position: [x, y] = [0, 0] }) => x > left - 100 && x < left + width && y > top - 100 && y < top + height,
		);
		expect(covered.map(({ name }) => name)).toEqual([]);
	});

	it('has no secret in it, only names of credentials', () => {
		for (const { credentials = {} } of nodes)
			for (const credential of Object.values(credentials)) expect(credential).toEqual({ id: null, name: expect.any(String) });
		for (const { type, credentials } of nodes)
			if (type.startsWith('n8n-nodes-intercom.') && host.packages.getByNameAndVersion(type).description.credentials)
				expect(credentials).toEqual({ intercomAccessTokenApi: { id: null, name: 'Intercom Access Token' } });
	});

	it('runs one branch after another, from the top down', () => {
		expect(workflow.settings?.executionOrder).toBe('v1');
	});
});
