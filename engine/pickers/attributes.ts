/** The workspace's own attributes: as fields of the attribute form, and as fields to search by. */

import type { ILoadOptionsFunctions, INodePropertyOptions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { searchFields, searchTypeOf } from '../../catalog/search-fields';
import type { AttributeModel, SearchModel } from '../../catalog/types';
import { STABLE_VERSION } from '../../intercom/versions';
import type { Session } from '../session';
import { byName } from '../words';
import { ask } from './ask';

/** An entry of `GET /data_attributes`. */
interface DataAttribute {
	name: string;
	label?: string;
	data_type?: string;
	options?: unknown[];
	api_writable?: boolean;
	custom?: boolean;
	archived?: boolean;
}

/** Custom attributes that are in use. */
async function customAttributes(session: Session, model: AttributeModel): Promise<DataAttribute[]> {
	const all = await session.readAll({ request: { endpoint: 'GET /data_attributes', version: STABLE_VERSION, query: { model } }, items: 'data' });
	return (all as unknown as DataAttribute[]).filter(({ custom, archived }) => custom === true && archived !== true);
}

export function attributeFields(model: AttributeModel) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const attributes = await ask(this, async (session) => await customAttributes(session, model));
		const fields = attributes.filter(({ api_writable }) => api_writable !== false).map(fieldOf);
		return {
			fields: fields.sort(byName((field) => field.displayName)),
			emptyFieldsNotice: `This workspace has no custom attributes for ${model === 'contact' ? 'contacts' : 'companies'} yet. Create them in Intercom under Settings > Data.`,
		};
	};
}

function fieldOf({ name, label, data_type, options }: DataAttribute): ResourceMapperField {
	const choices = (options ?? []).map((option) => String(typeof option === 'object' && option !== null && 'value' in option ? option.value : option));
	return {
		id: name,
		displayName: label ?? name,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		// n8n fills in false for a true/false field that is shown: it starts hidden, so that nobody writes false unknowingly
		removed: data_type === 'boolean',
		type: choices.length ? 'options' : typeOf(data_type),
		...(choices.length ? { options: choices.map((value) => ({ name: value, value })) } : {}),
	};
}

function typeOf(dataType: string | undefined): ResourceMapperField['type'] {
	switch (searchTypeOf(dataType)) {
		case 'number':
			return 'number';
		case 'flag':
			return 'boolean';
		case 'date':
			return 'dateTime';
		default:
			return 'string';
	}
}

/** The value carries the type for the panel: see describe/search.ts. */
export function searchFieldOptions(model: SearchModel) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const attributes = await ask(this, async (session) => await customAttributes(session, model));
		const own = attributes.map(({ name, label, data_type }) => ({
			name: `${label ?? name} (Custom Attribute)`,
			value: `custom_attributes.${name}|${searchTypeOf(data_type)}`,
		}));
		const fixed = searchFields[model].map(({ name, label, type }) => ({ name: label, value: `${name}|${type}` }));
		return [...fixed, ...own].sort(byName((option) => option.name));
	};
}
