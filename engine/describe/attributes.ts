/** Custom attributes: a form with the workspace's own attributes, and JSON for those who have them as an object. */

import type { INodeProperties } from 'n8n-workflow';
import { type AttributeModel, attributeSources } from '../../catalog/records/attributes';
import { entities } from '../../catalog/records/entities';
import { paramOf } from '../plan';

/** Name of the resourceMapping method with the attributes of a model. */
export const attributesMethod = (model: AttributeModel): string => `${model}Attributes`;

/** The n8n parameters of the form and of the JSON. */
export const attributesParam = (model: AttributeModel): string => attributeSources[model].param;
export const attributesJsonParam = (model: AttributeModel): string => `${attributeSources[model].param}Json`;

export function attributesProperty(model: AttributeModel): INodeProperties {
	const { label, of } = attributeSources[model];
	return {
		displayName: label,
		name: attributesParam(model),
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			...(of ? { loadOptionsDependsOn: [`${paramOf('id', { kind: 'ref', to: of.entity })}.value`] } : {}),
			resourceMapper: {
				resourceMapperMethod: attributesMethod(model),
				mode: 'add',
				// the parameter's own name is shown nowhere
				valuesLabel: label,
				fieldWords: { singular: 'attribute', plural: 'attributes' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	};
}

export const attributesJsonProperty = (model: AttributeModel): INodeProperties => ({
	displayName: `${attributeSources[model].label} (JSON)`,
	name: attributesJsonParam(model),
	type: 'json',
	default: '{}',
	description: `Attributes of the ${(model in entities ? entities[model as keyof typeof entities].name : model).toLowerCase()} as an object of names and values. They win over those in the form.`,
});
