/** Custom attributes: a form with the workspace's own attributes, and JSON for those who have them as an object. */

import type { INodeProperties } from 'n8n-workflow';
import type { AttributeModel } from '../../catalog/types';

/** Name of the resourceMapping method with the attributes of a model. */
export const attributesMethod = (model: AttributeModel): string => `${model}Attributes`;

export const ATTRIBUTES_PARAM = 'customAttributes';
export const ATTRIBUTES_JSON_PARAM = 'customAttributesJson';

export const attributesProperty = (model: AttributeModel): INodeProperties => ({
	displayName: 'Custom Attributes',
	name: ATTRIBUTES_PARAM,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: attributesMethod(model),
			mode: 'add',
			fieldWords: { singular: 'attribute', plural: 'attributes' },
			addAllFields: false,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
});

export const attributesJsonProperty = (model: AttributeModel): INodeProperties => ({
	displayName: 'Custom Attributes (JSON)',
	name: ATTRIBUTES_JSON_PARAM,
	type: 'json',
	default: '{}',
	description: `Custom attributes of the ${model} as an object of names and values. They win over those in the form.`,
});
