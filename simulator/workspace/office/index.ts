/** The office of a workspace: its settings, its audit log, its exports. */
import type { Workspace } from '../index';
import { ExportBook } from './exports';
import { Shelf } from './shelf';
import type { Activity, Audience, AwayReason, Brand, EmailSetting, Exception, IdentitySecret, Schedule } from './types';

export const ACTIVITY_TYPES = [
	'admin_away_mode_change',
	'admin_login_success',
	'app_name_change',
	'app_team_membership_modification',
	'bulk_export',
	'message_state_change',
	'office_hours_change',
	'ticket_type_change',
] as const;

export class Office {
	readonly audiences: Shelf<Audience>;
	readonly schedules: Shelf<Schedule>;
	readonly exceptions: Shelf<Exception>;
	readonly brands: Shelf<Brand>;
	readonly emails: Shelf<EmailSetting>;
	readonly awayReasons: Shelf<AwayReason>;
	readonly secrets: Shelf<IdentitySecret>;
	readonly exports: ExportBook;
	/** Teams whose members somebody else is changing right now. */
	readonly busyTeams = new Set<string>();
	/** Why an admin is away: admin id -> reason id. */
	readonly away = new Map<string, string>();
	/** Oldest first. */
	activities: Activity[] = [];
	ipAllowlist = { enabled: false, ip_allowlist: [] as string[] };
	/** Definitions of workflows by id. */
	readonly workflows = new Map<string, Record<string, unknown>>();
	/** Phones that were sent to the Messenger. */
	redirects: Array<{ phone: string; custom_attributes: Record<string, unknown> }> = [];

	constructor(private readonly workspace: Workspace) {
		this.audiences = new Shelf(workspace, 'Audience not found');
		this.schedules = new Shelf(workspace, 'Office hours schedule not found');
		this.exceptions = new Shelf(workspace, 'Office hours exception not found');
		this.brands = new Shelf(workspace, 'Brand not found');
		this.emails = new Shelf(workspace, 'Email setting not found');
		this.awayReasons = new Shelf(workspace, 'Away status reason not found');
		this.secrets = new Shelf(workspace, 'Secret not found');
		this.exports = new ExportBook(workspace);
	}

	/** Writes into the audit log. */
	note(activity_type: (typeof ACTIVITY_TYPES)[number], activity_description: string, metadata: Record<string, unknown> = {}): void {
		const { id, email } = this.workspace.owner();
		this.activities.push({
			id: this.workspace.ids.uuid(),
			performed_by: { type: 'admin', id, email, ip: '127.0.0.1' },
			metadata,
			created_at: this.workspace.clock.seconds(),
			activity_type,
			activity_description,
		});
	}

	settle(): void {
		this.exports.settle();
	}

	/** What every workspace has from the first day. Ids are their own, so that those of other records stay as they are. */
	furnish(): void {
		const brand = this.brands.add({
			id: this.workspace.id,
			name: this.workspace.name,
			is_default: true,
			help_center_id: null,
			default_address_settings_id: '10',
		});
		this.emails.add({
			id: '10',
			email: 'support@simulator.example',
			verified: true,
			domain: 'simulator.example',
			brand_id: brand.id,
			forwarding_enabled: true,
			forwarded_email_last_received_at: null,
		});
		for (const [index, [label, emoji]] of [
			['On a break', '☕'],
			['On vacation', '🏖️'],
			['In a meeting', '📅'],
		].entries())
			this.awayReasons.add({ id: String(1 + index), label, emoji, order: index, deleted: false });
		this.workflows.set('101', {
			id: '101',
			title: 'Welcome',
			state: 'live',
			steps: [{ type: 'message', text: 'Hello!' }],
			targeting: { channels: ['chat'] },
		});
	}

	clear(): void {
		for (const book of [
			this.audiences,
			this.schedules,
			this.exceptions,
			this.brands,
			this.emails,
			this.awayReasons,
			this.secrets,
			this.exports,
			this.away,
			this.busyTeams,
			this.workflows,
		])
			book.clear();
		this.activities = [];
		this.redirects = [];
		this.ipAllowlist = { enabled: false, ip_allowlist: [] };
	}
}
