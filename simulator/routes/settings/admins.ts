/** Admins, and who the token speaks for. */
import { queryFlag } from '../../manners/check';
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import { adminView, avatarOf } from '../../workspace/views';

export const admins = [
	route('GET /me', {}, ({ workspace, settings }) => {
		const owner = workspace.owner();
		const { type, id, email, name } = adminView(owner);
		return {
			type,
			id,
			email,
			name,
			...(owner.job_title !== null && { job_title: owner.job_title }),
			email_verified: true,
			app: {
				type: 'app',
				id_code: workspace.id,
				name: workspace.name,
				created_at: workspace.createdAt,
				secure: false,
				identity_verification: false,
				timezone: workspace.timezone,
				region: settings.region,
			},
			avatar: avatarOf(owner),
			has_inbox_seat: owner.has_inbox_seat,
		};
	}),

	route('GET /admins', { query: { display_avatar: queryFlag.optional() } }, ({ workspace, query }) => ({
		type: 'admin.list',
		admins: [...workspace.admins.values()].map((admin) => ({
			...adminView(admin),
			...(query.display_avatar && { avatar: avatarOf(admin) }),
		})),
	})),

	route('GET /admins/{id}', {}, ({ workspace, params }) => {
		const admin = workspace.admins.get(params.id);
		if (!admin) throw notFound('Admin not found', 'admin_not_found');
		return adminView(admin);
	}),
];
