/** Several records, by their IDs or chosen from a list. */

import type { INodeProperties } from 'n8n-workflow';
import { entities, type EntityId } from '../../catalog/records/entities';
import { digits } from '../convert/id';
import { ids } from '../convert/list';
import { paramOf } from '../words';
import type { FieldKind } from './kind';
import { each } from './texts';
import { base, sentence, separated } from './words';

/** Name of the loadOptions method with the records of a kind. */
export const optionsMethod = (to: EntityId): string => `listOf${to.charAt(0).toUpperCase()}${to.slice(1)}`;

/** n8n's own wording. */
export const PICKED = 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

function picker(to: EntityId): Pick<INodeProperties, 'type' | 'default' | 'description' | 'typeOptions'> {
	const list = entities[to].list;
	const on = list?.part?.entity ?? list?.of?.entity;
	const dependsOn = on ? { loadOptionsDependsOn: [`${paramOf('id', { kind: 'ref', to: on })}.value`] } : {};
	return { type: 'multiOptions', default: [], description: PICKED, typeOptions: { loadOptionsMethod: optionsMethod(to), ...dependsOn } };
}

export const refs: FieldKind<'refs'> = {
	properties: (shown) => {
		const { to, pick, about } = shown.field;
		if (pick) return [{ ...base(shown), ...picker(to) }];
		return [
			{
				...base(shown),
				type: 'string',
				default: '',
				...sentence(separated(about ?? `${entities[to].name} IDs`)),
				placeholder: `e.g. ${entities[to].exampleId}`,
			},
		];
	},
	read: (field, raw, label) => {
		const list = ids(raw, label);
		return field.numeric ? list.map((id) => digits(id, label)) : each(field.each, list);
	},
	several: true,
	emptied: () => [],
};
