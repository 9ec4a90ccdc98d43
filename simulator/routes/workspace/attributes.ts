/** Attributes of conversations, and what tickets can be: made and changed here, read in routes/settings. */
import { z } from 'zod';
import { fields } from '../../manners/check';
import { notFound, unprocessable } from '../../manners/errors';
import { type Call, route } from '../../manners/route';
import { attributeView, typeView } from '../../workspace/inbox/tickets/view';

const since = '2.16' as const;
const base = { description: z.string().optional(), required: z.boolean().optional(), visible_to_team_ids: z.array(z.string()).optional() };
const reference = fields({ type: z.enum(['one', 'many']), object_type_id: z.string().optional() });
const label = fields({ label: z.string().min(1) });
const named = { name: z.string().min(1), ...base };
const newAttribute = z.discriminatedUnion('data_type', [
	fields({ ...named, data_type: z.literal('string'), multiline: z.boolean().optional() }),
	fields({ ...named, data_type: z.literal('list'), options: z.array(label).optional() }),
	fields({ ...named, data_type: z.literal('relationship'), reference: reference.optional() }),
	...(['integer', 'decimal', 'boolean', 'datetime', 'files'] as const).map((type) => fields({ ...named, data_type: z.literal(type) })),
]);

const attributeOf = ({ workspace, params }: Call) => workspace.inbox.attributes.need(Number(params.id));

/** The options of a list. @throws 422 for anything else, 404 for an option that is not there */
function optionsOf(call: Call) {
	const { options } = attributeOf(call);
	if (!options) throw unprocessable('parameter_invalid', 'Only list attributes have options');
	return options;
}
function optionOf(call: Call) {
	const option = optionsOf(call).find(({ id }) => id === call.params.option_id);
	if (!option) throw notFound('Conversation attribute option not found');
	return option;
}
function changed(call: Call) {
	const attribute = attributeOf(call);
	attribute.updated_at = call.clock.seconds();
	return call.workspace.inbox.attributes.view(attribute);
}

const list = '/conversations/attributes';

export const conversationAttributes = [
	route(`POST ${list}`, { since, body: newAttribute }, ({ workspace, body }) => {
		const { attributes } = workspace.inbox;
		const { options, ...wish } = { options: undefined, ...body };
		return attributes.view(attributes.create({ ...wish, ...(options && { options: options.map((option) => option.label) }) }));
	}),
	route(
		`PUT ${list}/{id}`,
		{
			since,
			body: fields({ name: z.string().min(1).optional(), ...base, multiline: z.boolean().optional(), reference: reference.optional() }),
		},
		(call) => {
			Object.assign(attributeOf(call as Call), call.body);
			return changed(call as Call);
		},
	),
	route(`DELETE ${list}/{id}`, { since }, (call) => {
		attributeOf(call as Call).archived = true;
		return changed(call as Call);
	}),
	route(`POST ${list}/{id}/options`, { since, body: label }, (call) => {
		const options = optionsOf(call as Call);
		if (options.some((option) => option.label === call.body.label && !option.archived))
			throw unprocessable('parameter_invalid', 'There is an option with this label');
		options.push({ id: call.workspace.ids.uuid(), label: call.body.label, archived: false });
		return changed(call as Call);
	}),
	route(`PUT ${list}/{id}/options/{option_id}`, { since, body: label }, (call) => {
		optionOf(call as Call).label = call.body.label;
		return changed(call as Call);
	}),
	route(`DELETE ${list}/{id}/options/{option_id}`, { since }, (call) => {
		optionOf(call as Call).archived = true;
		return changed(call as Call);
	}),
];

const ticketType = {
	description: z.string().optional(),
	category: z.enum(['Customer', 'Back-office', 'Tracker']).optional(),
	icon: z.string().optional(),
	is_internal: z.boolean().optional(),
};
const details = {
	required_to_create: z.boolean().optional(),
	required_to_create_for_contacts: z.boolean().optional(),
	visible_on_create: z.boolean().optional(),
	visible_to_contacts: z.boolean().optional(),
	multiline: z.boolean().optional(),
	list_items: z.string().optional(),
	allow_multiple_values: z.boolean().optional(),
};
const items = (text: string | undefined): string[] | undefined =>
	text
		?.split(',')
		.map((item) => item.trim())
		.filter(Boolean);

export const ticketTypes = [
	route('POST /ticket_types', { body: fields({ name: z.string().min(1), ...ticketType }) }, ({ workspace, body }) => {
		workspace.office.note('ticket_type_change', `The ticket type ${body.name} was created`);
		return typeView(workspace, workspace.inbox.ticketTypes.create(body));
	}),
	route(
		'PUT /ticket_types/{id}',
		{ body: fields({ name: z.string().min(1).optional(), ...ticketType, archived: z.boolean().optional() }) },
		({ workspace, params, body, clock }) =>
			typeView(workspace, Object.assign(workspace.inbox.ticketTypes.need(params.id), body, { updated_at: clock.seconds() })),
	),
	route(
		'POST /ticket_types/{id}/attributes',
		{
			body: fields({
				name: z.string().min(1),
				description: z.string(),
				data_type: z.enum(['string', 'list', 'integer', 'decimal', 'boolean', 'datetime', 'files']),
				...details,
			}),
		},
		({ workspace, params, body }) => {
			const type = workspace.inbox.ticketTypes.need(params.id);
			return attributeView(
				workspace,
				type,
				workspace.inbox.ticketTypes.addAttribute(type, { ...body, list_items: items(body.list_items) }),
			);
		},
	),
	route(
		'PUT /ticket_types/{type_id}/attributes/{id}',
		{
			body: fields({
				name: z.string().min(1).optional(),
				description: z.string().optional(),
				...details,
				archived: z.boolean().optional(),
			}),
		},
		({ workspace, params, body, clock }) => {
			const type = workspace.inbox.ticketTypes.need(params.type_id);
			const attribute = type.attributes.find(({ id }) => id === params.id);
			if (!attribute) throw notFound('Ticket type attribute not found');
			const { multiline, list_items: list, allow_multiple_values: several, ...plain } = body;
			const labels = items(list);
			Object.assign(attribute, plain, { updated_at: clock.seconds() });
			if (attribute.input_options) {
				Object.assign(attribute.input_options, {
					...(multiline !== undefined && { multiline }),
					...(several !== undefined && { allow_multiple_values: several }),
					...(labels && {
						list_options: labels.map(
							(text) =>
								attribute.input_options?.list_options?.find((option) => option.label === text) ?? {
									id: workspace.ids.uuid(),
									label: text,
									archived: false,
								},
						),
					}),
				});
			}
			return attributeView(workspace, type, attribute);
		},
	),
];
