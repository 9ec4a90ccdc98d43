/** Audiences, brands, sender addresses, the IP allowlist, identity verification secrets, phone Switch. */
import { z } from 'zod';
import { fields, queryNumber } from '../../manners/check';
import { notFound, unprocessable } from '../../manners/errors';
import { pageSize } from '../../manners/paging';
import { Answer, route } from '../../manners/route';
import type { IdentitySecret } from '../../workspace/office/types';

const predicates = z.array(fields({ attribute: z.string(), type: z.string(), comparison: z.string(), value: z.string().optional() }));
const audience = { name: z.string().min(1), predicates: predicates.optional(), role_predicates: predicates.optional() };
const typed =
	<T extends object>(type: string) =>
	(record: T) => ({ type, ...record });

const address = /^(\d{1,3}\.){3}\d{1,3}(\/\d{1,2})?$|^[0-9a-f:]+(\/\d{1,3})?$/i;

/** Everything but the moment of its last change, which the API does not tell. */
const secretView = ({ id, name, supports_android, supports_ios, supports_web, created_at }: IdentitySecret) => ({
	type: 'identity_verification_secret',
	id,
	name,
	supports_android,
	supports_ios,
	supports_web,
	created_at,
});
/** As long as 256 bits in base64url, and another one each time. */
const material = (id: string) => Buffer.from(`${id.padStart(8, '0')}simulated-secret-simulated`.slice(0, 32)).toString('base64url');

export const settings = [
	route(
		'GET /audiences',
		{ since: '2.16', query: { page: queryNumber.optional(), per_page: queryNumber.optional() } },
		({ workspace, query, settings: all }) => {
			const list = workspace.office.audiences.all();
			const per_page = pageSize(query.per_page, { ...all, maxPageSize: 50 }, 50);
			const page = query.page ?? 1;
			return {
				type: 'list',
				data: list.slice((page - 1) * per_page, page * per_page).map(typed('audience')),
				total_count: list.length,
				page,
				per_page,
				total_pages: Math.ceil(list.length / per_page),
			};
		},
	),
	route('POST /audiences', { since: '2.16', body: fields(audience) }, ({ workspace, body }) => {
		if (workspace.office.audiences.all().some(({ name }) => name === body.name))
			throw unprocessable('parameter_invalid', 'Name has already been taken');
		return new Answer(201, typed('audience')(workspace.office.audiences.add({ predicates: [], role_predicates: [], ...body })));
	}),
	route('GET /audiences/{id}', { since: '2.16' }, ({ workspace, params }) => typed('audience')(workspace.office.audiences.need(params.id))),
	route('PUT /audiences/{id}', { since: '2.16', body: fields(audience).partial() }, ({ workspace, params, body }) =>
		typed('audience')(workspace.office.audiences.change(params.id, body)),
	),
	route('DELETE /audiences/{id}', { since: '2.16' }, ({ workspace, params }) => {
		workspace.office.audiences.delete(params.id);
		return new Answer(204, undefined);
	}),

	route('GET /brands', {}, ({ workspace }) => ({ type: 'list', data: workspace.office.brands.all().map(typed('brand')) })),
	route('GET /brands/{id}', {}, ({ workspace, params }) => typed('brand')(workspace.office.brands.need(params.id))),
	route('GET /emails', {}, ({ workspace }) => ({ type: 'list', data: workspace.office.emails.all().map(typed('email_setting')) })),
	route('GET /emails/{id}', {}, ({ workspace, params }) => typed('email_setting')(workspace.office.emails.need(params.id))),

	route('GET /ip_allowlist', { until: '2.16' }, ({ workspace }) => typed('ip_allowlist')(workspace.office.ipAllowlist)),
	route(
		'PUT /ip_allowlist',
		{
			until: '2.16',
			body: fields({
				type: z.literal('ip_allowlist').optional(),
				enabled: z.boolean().optional(),
				ip_allowlist: z.array(z.string()).optional(),
			}),
		},
		({ workspace, body, settings: { callerIp } }) => {
			const { office } = workspace;
			const wanted = {
				...office.ipAllowlist,
				...(body.enabled !== undefined && { enabled: body.enabled }),
				...(body.ip_allowlist && { ip_allowlist: body.ip_allowlist }),
			};
			const wrong = wanted.ip_allowlist.find((entry) => !address.test(entry));
			if (wrong !== undefined) throw unprocessable('parameter_invalid', `${wrong} is not an IP address or range`);
			if (wanted.enabled && !wanted.ip_allowlist.some((entry) => entry.split('/')[0] === callerIp))
				throw unprocessable('parameter_invalid', 'The list would lock out your own IP address');
			office.ipAllowlist = wanted;
			return typed('ip_allowlist')(wanted);
		},
	),

	/** From before there could be several. Intercom documents no answer any more: this is the one secret, as creating gives it. */
	route('GET /secure_mode_secret', {}, ({ workspace }) => {
		const oldest = workspace.office.secrets.all().sort((a, b) => a.created_at - b.created_at)[0];
		if (!oldest) throw notFound('Identity verification secret not found');
		return { ...secretView(oldest), secret: material(oldest.id) };
	}),
	route('GET /secure_mode_secrets', { since: 'Preview' }, ({ workspace }) => ({
		type: 'list',
		data: workspace.office.secrets.all().map(secretView),
	})),
	route(
		'POST /secure_mode_secrets',
		{
			since: 'Preview',
			body: fields({
				name: z.string().min(1),
				supports_android: z.boolean().default(false),
				supports_ios: z.boolean().default(false),
				supports_web: z.boolean().default(false),
			}),
		},
		({ workspace, body }) => {
			const { supports_android: android, supports_ios: ios, supports_web: web } = body;
			if (!(android || ios || web)) throw unprocessable('parameter_invalid', 'The secret must be enabled for at least one platform');
			const secret = workspace.office.secrets.add(body);
			return new Answer(201, { ...secretView(secret), secret: material(secret.id) });
		},
	),
	route('DELETE /secure_mode_secrets/{id}', { since: 'Preview' }, ({ workspace, params }) => {
		workspace.office.secrets.delete(params.id);
		return new Answer(204, undefined);
	}),

	route(
		'POST /phone_call_redirects',
		{ body: fields({ phone: z.string(), custom_attributes: z.record(z.unknown()).optional() }) },
		({ workspace, body }) => {
			if (!/^\+\d{7,15}$/.test(body.phone)) throw unprocessable('parameter_invalid', 'Phone number is invalid');
			if (body.custom_attributes) workspace.attributes.checkValues('contact', body.custom_attributes);
			workspace.office.redirects.push({ phone: body.phone, custom_attributes: body.custom_attributes ?? {} });
			return { type: 'phone_call_redirect', phone: body.phone };
		},
	),

	route('GET /export/workflows/{id}', {}, ({ workspace, params, clock }) => {
		const workflow = workspace.office.workflows.get(params.id);
		if (!workflow) throw notFound('Workflow not found');
		return { export_version: '1.0', exported_at: new Date(clock.ms()).toISOString(), app_id: workspace.id, workflow };
	}),
];
