/** What a contact is tied to: tags, companies, segments, subscriptions, banners. Source: the API description's tags of these names. */

import { choice, ref } from '../../language/fields';
import type { Operation } from '../../language/types';
import { contact } from './contact-fields';

const path = { contact_id: contact };

export const linkOperations: Operation[] = [
	{
		id: 'addTag',
		name: 'Add Tag',
		action: 'Add tag to contact',
		about: 'Tag a contact, by the ID or the name of the tag',
		request: 'POST /contacts/{contact_id}/tags',
		path,
		body: { id: ref('tag', 'Tag', { mayCreate: true }) },
		addPathIds: true,
	},
	{
		id: 'removeTag',
		name: 'Remove Tag',
		action: 'Remove tag from contact',
		about: 'Untag a contact, by the ID or the name of the tag',
		request: 'DELETE /contacts/{contact_id}/tags/{tag_id}',
		path: { ...path, tag_id: ref('tag') },
		addPathIds: true,
	},
	{
		id: 'getTags',
		name: 'Get Many Tags',
		action: 'Get many tags of contact',
		about: 'Retrieve a list of the tags of a contact',
		request: 'GET /contacts/{contact_id}/tags',
		path,
		list: { items: 'data' },
	},
	{
		id: 'addCompany',
		name: 'Add to Company',
		action: 'Add contact to company',
		about: 'Attach a contact to a company',
		request: 'POST /contacts/{contact_id}/companies',
		path,
		body: { id: ref('company') },
		addPathIds: true,
	},
	{
		id: 'removeCompany',
		name: 'Remove From Company',
		action: 'Remove contact from company',
		about: 'Detach a contact from a company',
		request: 'DELETE /contacts/{contact_id}/companies/{company_id}',
		path: { ...path, company_id: ref('company') },
		addPathIds: true,
	},
	{
		id: 'getCompanies',
		name: 'Get Many Companies',
		action: 'Get many companies of contact',
		about: 'Retrieve a list of the companies a contact belongs to',
		request: 'GET /contacts/{contact_id}/companies',
		path,
		// the schema has them under `companies`, the example under `data`: both are read
		list: { items: 'companies', paging: 'either', pageSize: 50, undocumented: true },
	},
	{
		id: 'getSegments',
		name: 'Get Many Segments',
		action: 'Get many segments of contact',
		about: 'Retrieve a list of the segments a contact is in',
		request: 'GET /contacts/{contact_id}/segments',
		path,
		list: { items: 'data' },
	},
	{
		id: 'getSubscriptions',
		name: 'Get Many Subscriptions',
		action: 'Get many subscriptions of contact',
		about: 'Retrieve a list of the subscription types a contact opted into or out of',
		request: 'GET /contacts/{contact_id}/subscriptions',
		path,
		list: { items: 'data' },
	},
	{
		id: 'addSubscription',
		name: 'Add Subscription',
		action: 'Add subscription to contact',
		about: 'Record that a contact opted into or out of a subscription type',
		request: 'POST /contacts/{contact_id}/subscriptions',
		path,
		body: {
			id: ref('subscriptionType'),
			consent_type: choice(
				'Consent Type',
				[
					{ value: 'opt_in', name: 'Opt In' },
					{ value: 'opt_out', name: 'Opt Out' },
				],
				{ required: true, initial: 'opt_in', about: 'Opt In for types that need consent, Opt Out for types everybody gets' },
			),
		},
		addPathIds: true,
	},
	{
		id: 'removeSubscription',
		name: 'Remove Subscription',
		action: 'Remove subscription from contact',
		about: "Remove a contact's opt-in or opt-out",
		request: 'DELETE /contacts/{contact_id}/subscriptions/{subscription_id}',
		path: { ...path, subscription_id: ref('subscriptionType') },
		addPathIds: true,
	},
	{
		id: 'getBanners',
		name: 'Get Many Banners',
		action: 'Get many banners of contact',
		about: 'Retrieve a list of the banners a contact sees',
		request: 'GET /contacts/{contact_id}/banners',
		since: '2.16',
		path,
		list: { items: 'data' },
	},
	{
		id: 'dismissBanner',
		name: 'Dismiss Banner',
		action: 'Dismiss banner for contact',
		about: 'Close a banner for a contact',
		request: 'POST /contacts/{contact_id}/banners/{view_id}/dismiss',
		holds: ['view_id'],
		since: '2.16',
		path: {
			...path,
			view_id: ref('banner', 'Banner', { param: 'bannerViewId', about: 'The banner as this contact sees it (its view ID)' }),
		},
	},
];
