/** What each node can do, and which endpoint does it: a page of all operations. */

import { endpoints, nameOf } from '../../engine/plan';
import { leftOut } from '../../catalog/left-out';
import { nodes } from '../../catalog/nodes';
import type { CatalogNode, Operation, Resource } from '../../catalog/language/types';
import { table } from './table';

const TITLES: Record<string, string> = {
	intercom: 'Intercom',
	intercomFin: 'Intercom Fin',
	intercomKnowledge: 'Intercom Knowledge',
	intercomWorkspace: 'Intercom Workspace',
};

const endpointsOf = (operation: Operation): string =>
	endpoints(operation)
		.map((endpoint) => `\`${endpoint}\``)
		.join(', ');
const since = ({ since: version }: Operation): string => (version === 'Preview' ? ' (Preview)' : '');
const row = (operation: Operation): string[] => [`${nameOf(operation)}${since(operation)}`, endpointsOf(operation)];

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);

const section = (resource: Resource): string =>
	[
		`### ${resource.name}`,
		'',
		`${resource.about}.`,
		'',
		table(['Operation', 'Endpoint'], [...resource.operations].sort(byName).map(row)),
	].join('\n');

/** What the newest descriptions of Intercom do not have, and what no operation reaches. */
function beyond(): string {
	const special = nodes.flatMap(({ id, resources }) =>
		resources.flatMap((resource) =>
			resource.operations
				.filter(({ availability: standing }) => standing)
				.map((operation) => [
					titleOf(id),
					`${resource.name}: ${nameOf(operation)}`,
					endpointsOf(operation),
					operation.defaultVersion ?? 'the newest stable one',
				]),
		),
	);
	const missing = leftOut.length
		? `\n\n${table(
				['Endpoint', 'Why'],
				leftOut.map(({ endpoint, why }) => [`\`${endpoint}\``, why]),
			)}`
		: ' nothing.';
	return [
		"## Beyond Intercom's newest descriptions",
		'',
		'*Legacy* still works, *Managed Availability* is for workspaces that Intercom lets in.',
		'',
		table(['Node', 'Operation', 'Endpoint', 'API version that is sent'], special),
		'',
		`What Intercom's REST API has and no operation reaches:${missing}`,
	].join('\n');
}

const titleOf = (id: string): string => TITLES[id] ?? id;

function counts({ resources }: CatalogNode): { operations: number; endpoints: number } {
	const operations = resources.flatMap((resource) => resource.operations);
	const distinct = new Set(operations.flatMap((operation) => endpoints(operation).map((endpoint) => endpoint.replace(/\{\w+\}/g, '{}'))));
	return { operations: operations.length, endpoints: distinct.size };
}

/** How much each node can do. */
function overview(): string {
	const rows = nodes.map((node) => {
		const { operations, endpoints: distinct } = counts(node);
		return [
			titleOf(node.id),
			[...node.resources]
				.sort(byName)
				.map(({ name }) => name)
				.join(', '),
			String(operations),
			String(distinct),
		];
	});
	return table(['Node', 'Resources', 'Operations', 'Endpoints'], rows);
}

const INTRO =
	"Every operation of every node, and the endpoint of Intercom that does it, made from the catalog by `npm run docs`. *(Preview)* means that only Preview, Intercom's unstable version, has it; the node asks for that version by itself.";

/** Every operation with its endpoint. */
export function operationsPage(): string {
	const chapters = nodes.map(({ id, resources }) => [`## ${titleOf(id)}`, ...[...resources].sort(byName).map(section)].join('\n\n'));
	return ['# Operations', INTRO, overview(), ...chapters, beyond()].join('\n\n');
}
