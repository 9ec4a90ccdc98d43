import type { IDataObject, INodeListSearchResult, INodeParameters, INodePropertyOptions, ResourceMapperFields } from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { adopt, core, workflow as n8n } from './engine';
import type { Packages } from './packages';
import { buildAdditionalData } from './additional-data';
import { buildWorkflow } from './run';

/** What each kind of picker answers. */
export interface PickerAnswers {
	loadOptions: INodePropertyOptions[];
	listSearch: INodeListSearchResult;
	resourceMapping: ResourceMapperFields;
}

export interface PickerRequest<Kind extends keyof PickerAnswers> {
	type: string;
	kind: Kind;
	method: string;
	/** The node's parameters; defaults are added, as the editor does. */
	parameters?: IDataObject;
	/** What the open panel has changed since. */
	currentNodeParameters?: IDataObject;
	/** What the user types into the search box of a list. */
	filter?: string;
	paginationToken?: string;
	credentials?: CredentialData;
	/** The path of the parameter that asks, for those inside collections: `parameters.filters.rules[0].field`. */
	path?: string;
	typeVersion?: number;
}

/** Asks a node for what a dropdown, a searchable list or a field mapper in its panel offers, as the editor does. */
export async function callMethod<Kind extends keyof PickerAnswers>(
	packages: Packages,
	request: PickerRequest<Kind>,
): Promise<PickerAnswers[Kind]> {
	const { type, kind, method, parameters, currentNodeParameters, credentials = {}, path = '' } = request;
	const typeVersion = request.typeVersion ?? packages.currentVersion(type);
	const methods = packages.getByNameAndVersion(type, typeVersion).methods?.[kind] as Record<string, PickerMethod> | undefined;
	const picker = methods?.[method];
	if (!picker) throw new n8n.UserError(`The node type "${type}" has no ${kind} method "${method}"`);

	// n8n makes a workflow of this one node, with the parameters as they stand in the panel.
	const current = adopt({ ...parameters, ...currentNodeParameters }) as INodeParameters;
	const workflow = buildWorkflow(
		packages,
		{ nodes: [{ name: 'Node', type, typeVersion, parameters: current }], connections: {} },
		credentials,
	);
	const node = workflow.nodes.Node;
	const additionalData = buildAdditionalData(packages, credentials);
	additionalData.currentNodeParameters = { ...node.parameters, ...current };
	const context = new core.LoadOptionsContext(workflow, node, additionalData, path);
	return (await picker.call(context, request.filter, request.paginationToken)) as PickerAnswers[Kind];
}

type PickerMethod = (this: object, filter?: string, paginationToken?: string) => Promise<unknown>;
