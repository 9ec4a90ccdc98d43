/**
 * A plausible value for every kind of field: what people enter, and what has to arrive at Intercom - written down
 * by hand per kind, so that it says what is promised, not what the engine does. `n` is the item; values of
 * different items differ. Texts and IDs carry characters that have to be encoded.
 */

import { attributeSources, type AttributeModel } from '../../catalog/records/attributes';
import { searchModels, type SearchType } from '../../catalog/records/search';
import type { Each, Field, Fields, SearchModel } from '../../catalog/language/types';
import { paramName } from './rows';

export interface Sample {
	/** Parameter -> what is entered. */
	entered: Record<string, unknown>;
	/** The same, of a field that has a second place among the optional ones. */
	added?: Record<string, unknown>;
	/** Wire name -> what is sent. */
	sent: Record<string, unknown>;
	/** Files of the item that the value names. */
	binary?: Record<string, { data: string; mimeType: string; fileName: string }>;
}

/** An ID for a field that points at a record. */
export type IdFor = (to: string, n: number) => string;
export const awkwardId: IdFor = (to, n) => `${to}/ä b-${n}`;

const awkward = (wire: string, n: number): string => `${wire} ${n} & ä/?#%+`;
/** A moment and its Unix seconds. */
const moment = (n: number): [entered: string, seconds: number] =>
	n % 2 ? ['2026-02-03T05:06:07+02:00', 1770087967] : ['2026-01-02T03:04:05Z', 1767323045];
const farMoment = (n: number): [entered: string, seconds: number] =>
	n % 2 ? ['2090-02-03T05:06:07+02:00', 3789774367] : ['2090-01-02T03:04:05Z', 3787009445];
const numbers = ({ whole, min, max }: { whole?: boolean; min?: number; max?: number }, n: number): number =>
	Math.min(Math.max((whole ? 7 : 7.5) + n, min ?? -Infinity), max ?? Infinity);

export function sampleOf(key: string, field: Field, n: number, idFor: IdFor = awkwardId): Sample {
	const param = paramName(key, field);
	// what stands after # only tells two fields of one wire name apart
	const [wire] = key.split('#');
	const as = (entered: unknown, sent: unknown): Sample => ({ entered: { [param]: entered }, sent: field.notSent ? {} : { [wire]: sent } });
	const same = (value: unknown): Sample => as(value, value);
	switch (field.kind) {
		case 'text':
			if (field.markdown) return as(`Hello **${n}**`, `<p>Hello <strong>${n}</strong></p>`);
			// these have a form of their own
			return same(field.generate || wire === 'uuid' ? `3ecf64d0-9ed1-4e9f-88e1-da7d6e6782f${n % 10}` : awkward(wire, n));
		case 'email':
			return same(`${wire.replace(/\W/g, '-')}+${n}@example.com`);
		case 'url':
			return same(`https://example.com/${wire}/${n}?a=b&c=d`);
		case 'number':
			return same(numbers(field, n));
		case 'flag':
			return same(n % 2 === 0);
		case 'choice':
			return same(field.choices[n % field.choices.length].value);
		case 'choices':
			return same(field.choices.slice(n % field.choices.length).map(({ value }) => value));
		case 'date':
			return as(
				moment(n)[0],
				field.as === 'iso' ? isoOf(moment(n)[1]) : field.as === 'day' ? isoOf(moment(n)[1]).slice(0, 10) : moment(n)[1],
			);
		case 'hours':
			// Tuesday, or a day of its own; nine or ten o'clock until five
			return as({ rows: [{ ...(field.week ? { day: 'tuesday' } : {}), opens: n % 2 ? '10:00' : '09:00', closes: '17:00' }] }, [
				{ start_minute: (field.week ? 1440 : 0) + (n % 2 ? 600 : 540), end_minute: (field.week ? 1440 : 0) + 1020 },
			]);
		case 'later': {
			const [at, seconds] = farMoment(n);
			const parts =
				field.required || field.alwaysShown ? { [`${param}Mode`]: 'at', [param]: at } : { [param]: { moment: { mode: 'at', at } } };
			return { entered: parts, sent: { [wire]: field.iso ? isoOf(seconds) : seconds } };
		}
		case 'json': {
			const value = field.shape === 'array' ? [{ of: wire }, n] : { of: wire, n };
			return as(JSON.stringify(value), value);
		}
		case 'texts': {
			const texts = /url/.test(key) ? [`https://example.com/${n}.png`, 'https://example.com/b'] : [`${wire} a${n}`, `b ${n}`];
			return as(texts.join(', '), eachOf(field.each, texts));
		}
		case 'ref': {
			const id = field.numeric ? `${12 + n}` : idFor(field.to, n);
			const sample = as({ __rl: true, mode: 'id', value: id }, field.numeric ? 12 + n : field.each ? eachOf(field.each, [id]) : id);
			const name = field.spell?.modes.id;
			return name === undefined ? sample : { ...sample, sent: field.spell?.listed ? { [wire]: [{ [name]: id }] } : { [name]: id } };
		}
		case 'refs': {
			const ids = field.numeric ? [`${12 + n}`, `${20 + n}`] : [idFor(field.to, n), idFor(field.to, n + 2)];
			return as(field.pick ? ids : ids.join(', '), field.numeric ? ids.map(Number) : eachOf(field.each, ids));
		}
		case 'rows': {
			const two = [0, 1].map((index) => rowSample(field, 2 * n + index, idFor));
			return as(
				{ rows: two.map(({ entered }) => entered) },
				keyedBy(
					field.keyBy,
					two.map(({ sent }) => sent),
				),
			);
		}
		case 'files':
			return {
				...as(
					field.most > 1 ? 'photo, notes' : 'photo',
					filesOf(n)
						.slice(0, field.most)
						.map(({ type, name, data }) => ({ ...field.also, content_type: type, name, data })),
				),
				binary: binaryOf(n),
			};
		case 'file': {
			const [{ type, name, data }] = filesOf(n);
			return { ...as('photo', { name, type, data }), binary: binaryOf(n) };
		}
		case 'attributes':
			return attributesSample(wire, field.model, n);
		case 'search':
			return searchSample(wire, field.over, n);
	}
}

const filesOf = (n: number) => [
	{ key: 'photo', type: 'image/png', name: `photo ${n}.png`, data: Buffer.from(`photo ${n}`).toString('base64') },
	{ key: 'notes', type: 'text/plain', name: `notes ${n}.txt`, data: Buffer.from(`notes ${n}`).toString('base64') },
];
/** The same as the item has them. */
const binaryOf = (n: number): NonNullable<Sample['binary']> =>
	Object.fromEntries(filesOf(n).map(({ key, type, name, data }) => [key, { data, mimeType: type, fileName: name }]));

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
const eachOf = (each: Each | undefined, ids: string[]): unknown[] => (each ? ids.map((id) => ({ [each.key]: id, ...each.also })) : ids);

/** A form of a list; what people add to it stands in a collection of its own. */
function rowSample({ fields, more = {} }: { fields: Fields; more?: Fields }, n: number, idFor: IdFor): Pick<Sample, 'entered' | 'sent'> {
	const [shown, added] = [fields, more].map((some) => Object.entries(some).map(([wire, field]) => sampleOf(wire, field, n, idFor)));
	const all = <T>(parts: T[]): T => Object.assign({}, ...parts) as T;
	return {
		entered: {
			...all(shown.map(({ entered }) => entered)),
			...(added.length ? { additionalFields: all(added.map(({ entered }) => entered)) } : {}),
		},
		sent: all([...shown, ...added].map(({ sent }) => sent)),
	};
}

function keyedBy(key: string | undefined, rows: Array<Record<string, unknown>>): unknown {
	return key === undefined ? rows : Object.fromEntries(rows.map(({ [key]: name, ...rest }) => [name, rest]));
}

/** The form of the workspace's attributes as the panel stores it, and JSON beside it. */
function attributesSample(wire: string, model: AttributeModel, n: number): Sample {
	const { param } = attributeSources[model];
	const attribute = (id: string, type: string) => ({
		id,
		displayName: id,
		type,
		required: false,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: false,
		removed: false,
	});
	const [day, seconds] = moment(n);
	return {
		entered: {
			[param]: {
				mappingMode: 'defineBelow',
				matchingColumns: [],
				schema: [
					attribute('plan_name', 'string'),
					attribute('seats', 'number'),
					attribute('vip', 'boolean'),
					attribute('renewal', 'dateTime'),
				],
				value: { plan_name: `Gold ${n}`, seats: n + 3, vip: n % 2 === 0, renewal: day },
			},
		},
		added: { [`${param}Json`]: JSON.stringify({ from_json: `json ${n}`, tiers: [n] }) },
		sent: { [wire]: { plan_name: `Gold ${n}`, seats: n + 3, vip: n % 2 === 0, renewal: seconds, from_json: `json ${n}`, tiers: [n] } },
	};
}

/** Two conditions and a group. */
function searchSample(wire: string, model: SearchModel, n: number): Sample {
	const named = (type: SearchType) => searchModels[model].fields.find((field) => field.type === type)?.name as string;
	const [words, date] = [named('text'), named('date')];
	const [day, seconds] = moment(n);
	const [outer, inner] = n % 2 ? ['OR', 'AND'] : ['AND', 'OR'];
	return {
		entered: {
			searchWith: 'conditions',
			match: outer,
			conditions: {
				condition: [
					{ field: `${words}|text`, operator: n % 2 ? 'contains' : 'startsWith', value: `search ${n}` },
					{ field: `${date}|date`, operator: 'greater', value: day },
				],
			},
			conditionGroups: {
				group: [
					{
						match: inner,
						conditions: {
							condition: [
								{ field: `${words}|text`, operator: 'equals', value: `one ${n}` },
								{ field: `${words}|text`, operator: 'oneOf', value: `two ${n}, three` },
							],
						},
					},
				],
			},
		},
		sent: {
			[wire]: {
				operator: outer,
				value: [
					{ field: words, operator: n % 2 ? '~' : '^', value: `search ${n}` },
					{ field: date, operator: '>', value: seconds },
					{
						operator: inner,
						value: [
							{ field: words, operator: '=', value: `one ${n}` },
							{ field: words, operator: 'IN', value: [`two ${n}`, 'three'] },
						],
					},
				],
			},
		},
	};
}
