/** How much of each record comes out: simplified, the fields that people choose, or all of it. */

import type { INodeProperties } from 'n8n-workflow';
import { shapes } from '../../catalog/records/shapes';
import type { Operation, SimplifyId } from '../../catalog/language/types';
import { byName, titled } from '../words';

/** Nodes of saved workflows say it with a switch; those that are added since have the choice. Some operations have it from 1.2 on, and nothing before. */
const WITH_SWITCH = [1];
const WITH_CHOICE = [1.1, 1.2];

export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	displayOptions: { show: { '@version': WITH_SWITCH } },
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const outputProperty = (versions: number[]): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'Everything that Intercom gives' },
		{ name: 'Selected Fields', value: 'fields', description: 'The ID and the fields you choose, as Intercom gives them' },
		{ name: 'Simplified', value: 'simple', description: 'What workflows use most, with readable dates' },
	],
	default: 'simple',
	displayOptions: { show: { '@version': versions } },
	description: 'How much of each record to return',
});

/** Shown only where the choice is, so that operations of different age share it. Not marked as required: n8n would ask for it also where an expression decides on the output. */
const fieldsProperty = (of: SimplifyId): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	options: shapes[of].fields
		.filter((field) => field !== 'id')
		.map((field) => ({ name: titled(field), value: field }))
		.sort(byName((option) => option.name)),
	default: [],
	displayOptions: { show: { '@version': WITH_CHOICE, output: ['fields'] } },
	description:
		'The fields to add to the output; the ID is always there. An expression can name others, and parts of a field: statistics.count_reopens.',
});

/** What the panel asks about the output of an operation. */
export function outputProperties({ simplify, simplifySince }: Pick<Operation, 'simplify' | 'simplifySince'>): INodeProperties[] {
	if (!simplify) return [];
	const versions = WITH_CHOICE.filter((version) => version >= Number(simplifySince ?? 0));
	return [...(simplifySince ? [] : [simplifyProperty]), outputProperty(versions), fieldsProperty(simplify)];
}
