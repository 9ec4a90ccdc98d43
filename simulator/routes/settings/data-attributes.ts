/** Data attributes of contacts and companies; before 2.16 those of conversations can be read here, too. */
import { z } from 'zod';
import { fields, queryFlag } from '../../manners/check';
import { invalid, unprocessable } from '../../manners/errors';
import { route } from '../../manners/route';
import { has } from '../../manners/versions';
import type { DataAttribute } from '../../workspace/types';

const options = z.array(fields({ value: z.string().min(1) })).optional();
const TYPES = ['string', 'integer', 'float', 'boolean', 'date', 'datetime', 'options'] as const;

const view = (attribute: DataAttribute) => ({ type: 'data_attribute', ...attribute });
const values = (list: Array<{ value: string }> | undefined) => list?.map((option) => option.value);

export const dataAttributes = [
	route(
		'GET /data_attributes',
		{ query: { model: z.enum(['contact', 'company', 'conversation']).optional(), include_archived: queryFlag.optional() } },
		({ workspace, version, query }) => {
			if (query.model === 'conversation') {
				if (has(version, '2.16'))
					throw unprocessable('parameter_invalid', 'model=conversation is no longer supported. Use GET /conversations/attributes instead');
				const { attributes } = workspace.inbox;
				return {
					type: 'list',
					data: attributes
						.list(query.include_archived ?? false)
						.map((attribute) => ({ type: 'data_attribute', ...attributes.oldView(attribute) })),
				};
			}
			return { type: 'list', data: workspace.attributes.list(query.model, query.include_archived ?? false).map(view) };
		},
	),

	route(
		'POST /data_attributes',
		{
			body: fields({
				name: z.string().min(1),
				model: z.string(),
				data_type: z.string(),
				description: z.string().optional(),
				options,
				messenger_writable: z.boolean().optional(),
			}),
		},
		({ workspace, body }) => {
			const { model } = body;
			const type = TYPES.find((known) => known === body.data_type);
			if (model !== 'contact' && model !== 'company')
				throw invalid('The Data Attribute model field must be either contact or company', 'model');
			if (type === undefined) throw invalid("Data Type isn't an option", 'data_type');
			return view(workspace.attributes.create({ ...body, model, data_type: type, options: values(body.options) }));
		},
	),

	route(
		'PUT /data_attributes/{id}',
		{
			body: fields({
				archived: z.boolean().optional(),
				description: z.string().optional(),
				options,
				messenger_writable: z.boolean().optional(),
			}),
		},
		({ workspace, params, body: { options: list, ...change } }) =>
			view(workspace.attributes.update(Number(params.id), { ...change, ...(list && { options: values(list) }) })),
	),
];
