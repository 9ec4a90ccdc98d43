/** Banners, and which contact has been shown or has dismissed which. */
import type { Clock } from '../../clock';
import type { Ids } from '../ids';
import type { Banner } from '../types';

interface View {
	id: string;
	bannerId: string;
	contactId: string;
	created_at: number;
	dismissed: boolean;
}

export class BannerBook {
	private readonly byId = new Map<string, Banner>();
	private readonly views = new Map<string, View>();

	constructor(private readonly house: { clock: Clock; ids: Ids }) {}

	all(): Banner[] {
		return [...this.byId.values()];
	}

	add(banner: Partial<Banner>): Banner {
		const full: Banner = {
			id: this.house.ids.digits(),
			title: null,
			body: null,
			style: 'inline',
			position: 'top',
			show_dismiss_button: true,
			action: null,
			audience: null,
			...banner,
		};
		this.byId.set(full.id, full);
		return full;
	}

	/** The contact's view of a banner; asking for it counts as showing it. */
	show(banner: Banner, contactId: string): View {
		const known = [...this.views.values()].find((view) => view.bannerId === banner.id && view.contactId === contactId);
		if (known) return known;
		const view = { id: this.house.ids.digits(), bannerId: banner.id, contactId, created_at: this.house.clock.seconds(), dismissed: false };
		this.views.set(view.id, view);
		return view;
	}

	/** A view of that contact, or nothing. */
	view(id: string, contactId: string): View | undefined {
		const view = this.views.get(id);
		return view?.contactId === contactId ? view : undefined;
	}

	clear(): void {
		this.byId.clear();
		this.views.clear();
	}
}
