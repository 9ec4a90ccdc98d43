/** Banners of one contact (from 2.16 on). */
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import { compile } from '../../search/query';
import { bannerView } from '../../workspace/views';

export const banners = [
	/** Asking counts as showing. */
	route('GET /contacts/{id}/banners', { since: '2.16' }, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		const meant = workspace.banners
			.all()
			.filter((banner) => banner.audience === null || compile(workspace, 'contact', banner.audience, 'second')(contact));
		const views = meant
			.map((banner) => ({ banner, view: workspace.banners.show(banner, contact.id) }))
			.filter(({ view }) => !view.dismissed);
		return {
			type: 'list',
			data: views.map(({ banner, view }) => bannerView(banner, view)),
		};
	}),

	route('POST /contacts/{id}/banners/{view_id}/dismiss', { since: '2.16' }, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		const view = workspace.banners.view(params.view_id, contact.id);
		if (!view) throw notFound();
		view.dismissed = true;
		return { type: 'banner_dismiss', view_id: view.id, dismissed: true };
	}),
];
