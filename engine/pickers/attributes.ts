/** The workspace's own attributes: as fields of the attribute form, and as fields to search by. */

import type { ILoadOptionsFunctions, INodePropertyOptions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { type Attribute, type AttributeModel, type AttributeSource, attributeSources } from '../../catalog/records/attributes';
import { searchModels } from '../../catalog/records/search';
import { compared } from '../../catalog/triggers/watches/compared';
import type { SearchModel } from '../../catalog/language/types';
import { RECORD } from '../../intercom/answers';
import { STABLE_VERSION } from '../../intercom/versions';
import type { Session } from '../session';
import { byName } from '../words';
import { withSession } from './ask';
import { chosenId } from './chosen';
import { notice } from './notice';

/** The attributes that are in use. */
async function attributesOf(session: Session, model: AttributeModel, path?: Record<string, string>): Promise<Attribute[]> {
	const { entries, read, ...source } = attributeSources[model];
	return entries(await bodyOf(session, source, path)).flatMap((entry) => read(entry) ?? []);
}

async function bodyOf(
	session: Session,
	{ request, since, query }: Pick<AttributeSource, 'request' | 'since' | 'query'>,
	path?: Record<string, string>,
): Promise<Record<string, unknown>> {
	const { body } = await session.send({
		endpoint: request,
		version: since ?? STABLE_VERSION,
		...(query ? { query } : {}),
		...(path ? { path } : {}),
		holds: path ? RECORD : { list: 'data' },
	});
	return (body ?? {}) as Record<string, unknown>;
}

export function attributeFields(model: AttributeModel) {
	const { of } = attributeSources[model];
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const attributes = await withSession(
			this,
			async (session) => await attributesOf(session, model, of && { [of.brace]: await chosenId(this, session, of.entity) }),
		);
		const fields = attributes.map(fieldOf).sort(byName((field) => field.displayName));
		// only when there are none: in automatic mapping n8n shows the notice whatever the fields are
		return fields.length
			? { fields }
			: { fields, emptyFieldsNotice: 'Intercom has no attributes for this yet. Create them there under Settings > Data.' };
	};
}

const MAPPER_TYPES = { text: 'string', id: 'string', number: 'number', date: 'dateTime', flag: 'boolean', file: 'string' } as const;

function fieldOf({ name, label, type, choices, required }: Attribute): ResourceMapperField {
	return {
		id: name,
		displayName: label,
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		// n8n fills in false for a true/false field that is shown: it starts hidden, so that nobody writes false unknowingly
		removed: type === 'flag' && !required,
		type: choices.length ? 'options' : MAPPER_TYPES[type],
		...(choices.length ? { options: choices.map((value) => ({ name: value, value })) } : {}),
	};
}

/**
 * The fields that every workspace has, and the attributes of this one. The value carries the type for the panel: see
 * fields/search.ts. Where the attributes cannot be read, an entry says so and why; the other fields are there.
 */
export function searchFieldOptions(model: SearchModel) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { fields } = searchModels[model];
		const { own, missing } = await attributeOptions(this, model);
		const fixed = fields.map(({ name, label, type }) => ({ name: label, value: `${name}|${type}` }));
		return [...missing, ...[...fixed, ...own].sort(byName((option) => option.name))];
	};
}

/** The fields of a record that can be watched for a change: those that every workspace has, and the attributes of this one. */
export function comparedOptions(model: SearchModel) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { fields, attributes } = compared[model];
		const { own, missing } = await attributeOptions(this, model, ({ name }) => `${attributes}.${name}`);
		const fixed = Object.entries(fields).map(([value, name]) => ({ name, value }));
		// attributes of several ticket types can have one name
		const others = own.filter(
			({ value }, index) => !Object.hasOwn(fields, String(value)) && own.findIndex((one) => one.value === value) === index,
		);
		return [...missing, ...[...fixed, ...others].sort(byName((option) => option.name))];
	};
}

async function attributeOptions(
	panel: ILoadOptionsFunctions,
	model: SearchModel,
	valueOf: (attribute: Attribute & { field: string }) => string = ({ field, type }) => `${field}|${type}`,
): Promise<{ own: INodePropertyOptions[]; missing: INodePropertyOptions[] }> {
	const { attributes } = searchModels[model];
	if (!attributes) return { own: [], missing: [] };
	try {
		const found = await withSession(panel, async (session) => attributes.read(await bodyOf(session, attributes)));
		return { own: found.map((attribute) => ({ name: `${attribute.label} (Custom Attribute)`, value: valueOf(attribute) })), missing: [] };
	} catch (error) {
		// whoever chooses it is told that the condition has no field
		return { own: [], missing: [notice('(Custom Attributes Cannot Be Read)', error, panel.getNode(), '|text')] };
	}
}
