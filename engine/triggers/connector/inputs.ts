/** Inputs of a data connector: as declared in the panel, as sent to Intercom, as received in calls. */

import { flagOr } from '../../convert/flag';
import { forms } from '../../convert/list';
import { BadValue } from '../../convert/refusal';
import { choice, text } from '../../convert/text';
import type { Json } from '../../../intercom/json';
import type { Panel } from '../receiving/options';

export const TYPES = ['string', 'integer', 'decimal', 'boolean'] as const;

export interface Input {
	name: string;
	type: (typeof TYPES)[number];
	description: string;
	required: boolean;
}

/** Throws `BadValue`. */
export function inputsOf(panel: Panel): Input[] {
	const inputs = forms(panel.getNodeParameter('inputs', {}), 'rows', 'Inputs').map((form, index): Input => {
		const label = `Input ${index + 1}`;
		const name = text(form.name ?? '', `${label}, Name`).trim();
		if (!/^[A-Za-z_]\w*$/.test(name))
			throw new BadValue(`${label}, Name`, `has to consist of letters, digits and underscores: ${name || 'it is empty'}`);
		return {
			name,
			type: choice(TYPES, form.type ?? 'string', `${label}, Type`) as Input['type'],
			description: text(form.description ?? '', `${label}, Description`).trim(),
			required: flagOr(true, form.isRequired, `${label}, Required`),
		};
	});
	const twice = inputs.find(({ name }, index) => inputs.findIndex((other) => other.name === name) !== index);
	if (twice) throw new BadValue('Inputs', `have ${twice.name} twice`);
	return inputs;
}

/** The request body of the connector, with all values as strings, because Intercom may insert strings. */
export const bodyFor = (inputs: Input[]): string => `{${inputs.map(({ name }) => `"${name}":"{{${name}}}"`).join(',')}}`;

/** Received values by their types; null for missing optional ones. Throws an Error that names the wrong input. */
export const valuesFrom = (inputs: Input[], given: Json): Json =>
	Object.fromEntries(
		inputs.map(({ name, type, required }) => {
			const raw = Object.hasOwn(given, name) ? given[name] : undefined;
			// variables without a value may stay unreplaced
			const isMissing = raw === undefined || raw === null || raw === '' || raw === `{{${name}}}`;
			if (isMissing && required) throw new Error(`Input '${name}' is missing`);
			return [name, isMissing ? null : converted(raw, type, name)];
		}),
	);

function converted(raw: unknown, type: Input['type'], name: string): unknown {
	const value = typeof raw === 'object' ? JSON.stringify(raw) : String(raw as string).trim();
	if (type === 'string') return typeof raw === 'string' ? raw : value;
	if (type === 'boolean') {
		if (!/^(true|false)$/i.test(value)) throw new Error(`Input '${name}' must be true or false`);
		return value.toLowerCase() === 'true';
	}
	if (!(type === 'integer' ? /^-?\d{1,15}$/ : /^-?\d+(\.\d+)?$/).test(value))
		throw new Error(`Input '${name}' must be ${type === 'integer' ? 'a whole number' : 'a number'}`);
	return Number(value);
}
