/** The tables of docs/operations.md, made from the catalog: what each node can do, and which endpoint does it. */

import { endpoints, nameOf } from '../../engine/plan';
import { leftOut } from '../../catalog/left-out';
import { nodes } from '../../catalog/nodes';
import type { Operation, Resource } from '../../catalog/language/types';

const START = '<!-- coverage: made by "npm run docs" -->';
const END = '<!-- /coverage -->';

const TITLES: Record<string, string> = { intercom: 'Intercom', intercomFin: 'Intercom Fin', intercomKnowledge: 'Intercom Knowledge', intercomWorkspace: 'Intercom Workspace' };

const endpointsOf = (operation: Operation): string => endpoints(operation).map((endpoint) => `\`${endpoint}\``).join(', ');
const since = ({ since: version }: Operation): string => (version === 'Preview' ? ' (Preview)' : '');
const row = (operation: Operation): string => `| ${nameOf(operation)}${since(operation)} | ${endpointsOf(operation)} |`;

const section = (resource: Resource): string =>
	[`<details><summary><b>${resource.name}</b>: ${resource.operations.length} operation${resource.operations.length === 1 ? '' : 's'}</summary>`, '', '| Operation | Endpoint |', '| --- | --- |', ...[...resource.operations].sort((a, b) => a.name.localeCompare(b.name)).map(row), '', '</details>'].join('\n');

/** What the newest descriptions of Intercom do not have, and what no operation reaches. */
function beyond(): string {
	const special = nodes.flatMap(({ id, resources }) => resources.flatMap((resource) => resource.operations.filter(({ standing }) => standing).map((operation) => `| ${TITLES[id] ?? id} | ${resource.name}: ${nameOf(operation)} | ${endpointsOf(operation)} | ${operation.speaks ?? 'the newest stable one'} |`)));
	const missing = leftOut.length ? ['', '| Endpoint | Why |', '| --- | --- |', ...leftOut.map(({ endpoint, why }) => `| \`${endpoint}\` | ${why} |`)].join('\n') : 'nothing.';
	return [
		"**Beyond Intercom's newest descriptions**: *Legacy* still works, *Managed Availability* is for workspaces that Intercom lets in.",
		'',
		'| Node | Operation | Endpoint | API version that is sent |',
		'| --- | --- | --- | --- |',
		...special,
		'',
		`**What Intercom's REST API has and no operation reaches**: ${missing}`,
	].join('\n');
}

/** Markdown, between the markers of the page. */
export function coverage(): string {
	return `${tables()}\n\n${beyond()}`;
}

function tables(): string {
	return nodes
		.map(({ id, resources }) => {
			const operations = resources.flatMap((resource) => resource.operations);
			const distinct = new Set(operations.flatMap((operation) => endpoints(operation).map((endpoint) => endpoint.replace(/\{\w+\}/g, '{}'))));
			return [`**${TITLES[id] ?? id}**: ${operations.length} operations over ${distinct.size} endpoints`, '', ...[...resources].sort((a, b) => a.name.localeCompare(b.name)).map(section)].join('\n');
		})
		.join('\n\n');
}

/** The page with fresh tables in it. Throws when it has no markers. */
export function withCoverage(page: string): string {
	const from = page.indexOf(START);
	const to = page.indexOf(END);
	if (from < 0 || to < from) throw new Error('The page has no place for the tables');
	return `${page.slice(0, from)}${START}\n\n${coverage()}\n\n${page.slice(to)}`;
}
