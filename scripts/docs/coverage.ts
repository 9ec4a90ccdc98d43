/** The coverage table of the README, made from the catalog: what each node can do, and which endpoint does it. */

import { endpoints } from '../../engine/plan';
import { nodes } from '../../catalog/nodes';
import type { Operation, Resource } from '../../catalog/types';

const START = '<!-- coverage: made by "npm run docs" -->';
const END = '<!-- /coverage -->';

const TITLES: Record<string, string> = { intercom: 'Intercom', intercomFin: 'Intercom Fin', intercomKnowledge: 'Intercom Knowledge', intercomWorkspace: 'Intercom Workspace' };

const endpointsOf = (operation: Operation): string => endpoints(operation).map((endpoint) => `\`${endpoint}\``).join(', ');
const since = ({ since: version }: Operation): string => (version === 'Preview' ? ' (Preview)' : '');
const row = (operation: Operation): string => `| ${operation.name}${since(operation)} | ${endpointsOf(operation)} |`;

const section = (resource: Resource): string =>
	[`<details><summary><b>${resource.name}</b>: ${resource.operations.length} operation${resource.operations.length === 1 ? '' : 's'}</summary>`, '', '| Operation | Endpoint |', '| --- | --- |', ...[...resource.operations].sort((a, b) => a.name.localeCompare(b.name)).map(row), '', '</details>'].join('\n');

/** Markdown, between the markers of the README. */
export function coverage(): string {
	return nodes
		.map(({ id, resources }) => {
			const operations = resources.flatMap((resource) => resource.operations);
			const distinct = new Set(operations.flatMap((operation) => endpoints(operation).map((endpoint) => endpoint.replace(/\{\w+\}/g, '{}'))));
			return [`**${TITLES[id] ?? id}**: ${operations.length} operations over ${distinct.size} endpoints`, '', ...[...resources].sort((a, b) => a.name.localeCompare(b.name)).map(section)].join('\n');
		})
		.join('\n\n');
}

/** The README with a fresh table in it. Throws when it has no markers. */
export function withCoverage(readme: string): string {
	const from = readme.indexOf(START);
	const to = readme.indexOf(END);
	if (from < 0 || to < from) throw new Error('The README has no place for the coverage table');
	return `${readme.slice(0, from)}${START}\n\n${coverage()}\n\n${readme.slice(to)}`;
}
