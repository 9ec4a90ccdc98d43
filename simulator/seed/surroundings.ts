/** What a workspace has besides people and companies: teammates, attributes, tags, segments, subscriptions, banners. */
import type { Workspace } from '../workspace';
import type { NewAttribute } from '../workspace/attributes/book';
import { TAGS } from './words';

const ATTRIBUTES: NewAttribute[] = [
	{
		model: 'contact',
		name: 'plan_tier',
		data_type: 'options',
		options: ['free', 'pro', 'enterprise'],
		description: 'What the person pays for',
	},
	{ model: 'contact', name: 'seats', data_type: 'integer', description: 'Licences in use' },
	{ model: 'contact', name: 'score', data_type: 'float', description: 'Product score, 0 to 10' },
	{ model: 'contact', name: 'newsletter_opt_in', data_type: 'boolean' },
	{ model: 'contact', name: 'renewal_date', data_type: 'date', description: 'Day of the next renewal' },
	{ model: 'contact', name: 'last_survey_at', data_type: 'datetime' },
	{ model: 'contact', name: 'Favourite Colour', data_type: 'string' },
	{ model: 'contact', name: 'legacy_code', data_type: 'string', description: 'From the old system' },
	{ model: 'company', name: 'account_tier', data_type: 'options', options: ['bronze', 'silver', 'gold'] },
	{ model: 'company', name: 'health_score', data_type: 'float' },
	{ model: 'company', name: 'on_contract', data_type: 'boolean' },
	{ model: 'company', name: 'contract_start', data_type: 'date' },
	{ model: 'company', name: 'account_manager', data_type: 'string' },
];

/** @param today start of today, Unix seconds */
export function seedSurroundings(workspace: Workspace, today: number): void {
	workspace.addAdmin({ name: 'Bruno Agent', email: 'bruno@simulator.example', job_title: 'Support' });
	workspace.addAdmin({ name: 'Chloé Lefèvre', email: 'chloe@simulator.example', job_title: 'Success Manager' });
	workspace.addAdmin({ name: '陳大文', email: 'chan@simulator.example', away_mode_enabled: true, away_mode_reassign: true });
	workspace.addAdmin({ name: 'Eve Observer', email: 'eve@simulator.example', has_inbox_seat: false });

	for (const attribute of ATTRIBUTES) workspace.attributes.create(attribute);
	const legacy = workspace.attributes.find('contact', 'legacy_code');
	if (legacy) legacy.archived = true;
	for (const name of TAGS) workspace.tags.ensure(name);

	const vip = workspace.tags.ensure('VIP').id;
	workspace.addSegment({ name: 'Active', model: 'contact', query: { field: 'last_seen_at', operator: '>', value: today - 30 * 86_400 } });
	workspace.addSegment({ name: 'VIPs', model: 'contact', query: { field: 'tag_id', operator: '=', value: vip } });
	workspace.addSegment({
		name: 'Leads with an address',
		model: 'contact',
		person_type: 'contact',
		query: {
			operator: 'AND',
			value: [
				{ field: 'role', operator: '=', value: 'lead' },
				{ field: 'email', operator: '~', value: '@' },
			],
		},
	});
	workspace.addSegment({
		name: 'Gold accounts',
		model: 'company',
		query: { field: 'custom_attributes.account_tier', operator: '=', value: 'gold' },
	});
	workspace.addSegment({ name: 'Big spenders', model: 'company', query: { field: 'monthly_spend', operator: '>', value: 2500 } });

	const translation = (name: string, description: string) => [{ name, description, locale: 'en' }];
	workspace.addSubscriptionType({
		consent_type: 'opt_out',
		content_types: ['email'],
		translations: [...translation('Newsletter', 'News once a month'), { name: 'Rundbrief', description: 'Einmal im Monat', locale: 'de' }],
	});
	workspace.addSubscriptionType({
		consent_type: 'opt_in',
		content_types: ['email'],
		translations: translation('Product updates', 'What is new in the product'),
	});
	workspace.addSubscriptionType({
		consent_type: 'opt_in',
		content_types: ['sms_message'],
		translations: translation('Text messages', 'Outage notices by text message'),
	});

	workspace.banners.add({
		title: 'Hello',
		body: '<p>New: reports you can share.</p>',
		action: { type: 'url', label: 'Show me', target: 'https://simulator.example/reports' },
	});
	workspace.banners.add({
		body: '<p>Your seat is reserved.</p>',
		style: 'floating',
		position: 'bottom',
		audience: { field: 'tag_id', operator: '=', value: vip },
	});
}
