/** The `methods` of a node: exactly the pickers that its properties name. */

import type { INodeProperties, INodeType } from 'n8n-workflow';
import { type AttributeModel, attributeSources } from '../../catalog/records/attributes';
import { entities, type EntityId } from '../../catalog/records/entities';
import { searchModels } from '../../catalog/records/search';
import type { SearchModel } from '../../catalog/language/types';
import { attributesMethod } from '../fields/attributes';
import { searchMethod } from '../fields/ref';
import { optionsMethod } from '../fields/refs';
import { comparedMethod, searchFieldsMethod } from '../fields/search';
import { attributeFields, comparedOptions, searchFieldOptions } from './attributes';
import { recordOptions, records } from './records';

type Methods = Required<Pick<NonNullable<INodeType['methods']>, 'listSearch' | 'loadOptions' | 'resourceMapping'>>;

export function methodsFor(properties: INodeProperties[]): Methods {
	const named = JSON.stringify(properties);
	const uses = (method: string): boolean => named.includes(`"${method}"`);
	const models = Object.keys(searchModels) as SearchModel[];
	const ids = Object.keys(entities) as EntityId[];
	const attributeModels = Object.keys(attributeSources) as AttributeModel[];
	return {
		listSearch: Object.fromEntries(ids.filter((id) => uses(searchMethod(id))).map((id) => [searchMethod(id), records(id)])),
		loadOptions: {
			...Object.fromEntries(
				models.filter((model) => uses(searchFieldsMethod(model))).map((model) => [searchFieldsMethod(model), searchFieldOptions(model)]),
			),
			...Object.fromEntries(
				models.filter((model) => uses(comparedMethod(model))).map((model) => [comparedMethod(model), comparedOptions(model)]),
			),
			...Object.fromEntries(ids.filter((id) => uses(optionsMethod(id))).map((id) => [optionsMethod(id), recordOptions(id)])),
		},
		resourceMapping: Object.fromEntries(
			attributeModels.filter((model) => uses(attributesMethod(model))).map((model) => [attributesMethod(model), attributeFields(model)]),
		),
	};
}
