/** Visitors: read, name, and make contacts of them. */
import { z } from 'zod';
import { fields, id } from '../../manners/check';
import { missing } from '../../manners/errors';
import { route } from '../../manners/route';
import { contactView } from '../../workspace/views';

const person = fields({ id: z.string().optional(), user_id: id.optional(), email: z.string().optional() });

export const visitors = [
	route('GET /visitors', { query: { user_id: z.string() } }, ({ workspace, query }) =>
		workspace.visitors.view(workspace.visitors.need(query)),
	),

	route(
		'PUT /visitors',
		{
			body: fields({
				id: z.string().optional(),
				user_id: id.optional(),
				name: z.string().optional(),
				custom_attributes: z.record(z.unknown()).optional(),
			}),
		},
		({ workspace, body }) => {
			if (body.id === undefined && body.user_id === undefined) throw missing('id or user_id must be specified', 'id');
			return workspace.visitors.view(workspace.visitors.update(workspace.visitors.need({ id: body.id, user_id: body.user_id }), body));
		},
	),

	route(
		'POST /visitors/convert',
		{ body: fields({ type: z.enum(['user', 'lead']), user: person, visitor: person }) },
		({ workspace, version, body }) => {
			for (const name of ['user', 'visitor'] as const)
				if (Object.keys(body[name]).length === 0) throw missing(`${name} needs an id, user_id or email`, name);
			const contact = workspace.visitors.convert(workspace.visitors.need(body.visitor), body.type, body.user);
			return contactView(workspace, contact, version);
		},
	),
];
