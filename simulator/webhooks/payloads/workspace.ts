/** Sample items about teammates, the API, data events and background work, and those of old apps. */
import { AT, contactItem, WORKSPACE } from './people';
import type { Item, Samples } from './types';

// a number, where the API has text
const admin =
	(change: Item = {}) =>
	(): Item => ({
		type: 'admin',
		id: 5_000_002,
		name: 'Gus Moreau',
		email: 'gus@simulator.example',
		job_title: null,
		away_mode_enabled: false,
		away_mode_reassign: false,
		has_inbox_seat: true,
		team_ids: [70_001],
		...change,
	});

export const workspace: Samples = {
	ping: () => ({ type: 'ping', message: 'something something interzen' }),

	'admin.activity_log_event.created': () => ({
		type: 'admin_activity_log_event',
		id: '5b2f6c31-90aa-4f0b-8a44-1f6f0e2d9c55',
		activity_type: 'admin_away_mode_change',
		activity_description: 'Gus Moreau is away now.',
		performed_by: { type: 'admin', id: '5000002', email: 'gus@simulator.example', ip: '198.51.100.4' },
		metadata: { away_mode: true, reassign_conversations: false },
		created_at: AT,
	}),
	'admin.added_to_workspace': admin(),
	'admin.away_mode_updated': admin({ away_mode_enabled: true, away_status_reason: 'Lunch' }),
	'admin.logged_in': admin(),
	'admin.logged_out': admin(),
	'admin.removed_from_workspace': admin({ has_inbox_seat: false }),

	'api.request.completed': () => ({
		type: 'api.request.completed',
		request_id: '00zz91sample',
		timestamp: AT,
		request: { method: 'GET', path: '/tags', ip_address: '198.51.100.9', user_agent: 'n8n' },
		authentication: { method: 'oauth', token_id: 'tok-1', oauth_client_id: 'client-1', app_package_code: 'sample-app' },
		response: { status: 200 },
		admin: { id: '5000001', email: 'ada@simulator.example' },
	}),
	'data_connector.execution.completed': () => ({
		type: 'data_connector.execution',
		id: '660010',
		app_id: WORKSPACE,
		action_id: '720',
		action_name: 'Find parcel',
		success: true,
		http_status: 200,
		error_type: null,
		execution_time_ms: 310,
		completed_at: '2026-10-05T08:15:30.000Z',
		source_type: 'workflow',
		source_id: '15',
		conversation_id: '215100040',
		user_id: contactItem().id,
		admin_id: null,
	}),
	'event.created': () => ({
		type: 'event',
		id: '9c5a1e70-a1c4-11f1-8f00-0a1b2c3d4e5f',
		intercom_user_id: contactItem().id,
		event_name: 'placed-order',
		created_at: AT,
		email: contactItem().email,
		user_id: 'shop-7310',
		metadata: { order: 'A-1001', items: 3 },
	}),
	'job.completed': () => ({
		type: 'job',
		id: '44',
		url: 'https://api.intercom.io/jobs/status/44',
		status: 'success',
		resource_type: 'ticket',
		resource_id: '215100077',
		resource_url: 'https://api.intercom.io/tickets/215100077',
	}),
	// no capture of it is known
	'messenger.deployment_completed.event.created': () => ({ type: 'messenger.deployment', created_at: AT }),
};

/** A user as version 1 had it. */
const user = (): Item => ({
	type: 'user',
	id: contactItem().id,
	user_id: 'shop-7310',
	anonymous: false,
	email: 'noor.haddad@example.org',
	name: 'Noor Haddad',
	app_id: WORKSPACE,
	created_at: AT - 86_400,
	updated_at: AT,
	tags: { type: 'tag.list', tags: [] },
	custom_attributes: {},
});
const lead = (): Item => ({
	type: 'contact',
	id: '66f1aa20c9d84b7e5f3a1002',
	user_id: '7b0a5c1e-44d2-4a5f-9a3e-6f2b8c9d0e11',
	anonymous: true,
	email: '',
	name: null,
	app_id: WORKSPACE,
	created_at: AT - 86_400,
	updated_at: AT,
	custom_attributes: {},
});
const tag = { type: 'tag', id: '901', name: 'pilot customer' };

export const legacy: Samples = {
	'user.created': user,
	'user.deleted': user,
	'user.email.updated': user,
	'user.unsubscribed': user,
	'user.unsubscribed_from_sms': user,
	'user.tag.created': () => ({ type: 'user_tag', created_at: AT, user: user(), tag }),
	'user.tag.deleted': () => ({ type: 'user_tag', created_at: AT, user: user(), tag }),
	'contact.created': lead,
	'contact.updated': lead,
	'contact.signed_up': user,
	'contact.added_email': () => ({ ...lead(), email: 'tove@example.org' }),
	'contact.tag.created': () => ({ type: 'contact_tag', created_at: AT, contact: lead(), tag }),
	'contact.tag.deleted': () => ({ type: 'contact_tag', created_at: AT, contact: lead(), tag }),
	'contact.archive': () => ({ type: 'contact', id: '66f1aa20c9d84b7e5f3a1001', archived: true }),
};
