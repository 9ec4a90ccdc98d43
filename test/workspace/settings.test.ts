/** Settings of the workspace, in n8n's engine against the simulator. */

import { intervals as hoursOf } from '../../engine/fields/hours';
import { by, useIntercom } from '../support/intercom';

const type = 'n8n-nodes-intercom.intercomWorkspace';
const world = useIntercom({ seed: 'demo' });
const run = async (what: string, parameters: Record<string, unknown> = {}, more = {}) =>
	await world.run(what, parameters, [{}], { type, ...more });

describe('office hours', () => {
	const hours = (...rows: object[]) => ({ rows });
	const create = async (openingHours: unknown) =>
		await run('officeHoursSchedule: create', { scheduleName: 'Support', timeZone: 'Europe/Dublin', openingHours });
	const sent = () => (world.sim.requests.at(-1)?.body as { time_intervals: unknown }).time_intervals;

	it('are entered as days and times, and sent as minutes of the week', async () => {
		const { error, json } = await create(
			hours({ day: 'weekdays', opens: '09:00', closes: '17:30' }, { day: 'saturday', opens: '10:00', closes: '12:00' }),
		);
		expect(error).toBeUndefined();
		expect(sent()).toEqual(
			[0, 1, 2, 3, 4]
				.map((day) => ({ start_minute: day * 1440 + 540, end_minute: day * 1440 + 1050 }))
				.concat({ start_minute: 5 * 1440 + 600, end_minute: 5 * 1440 + 720 }),
		);
		expect(json[0]).toMatchObject({ name: 'Support', time_zone_name: 'Europe/Dublin', twenty_four_seven: false });
	});

	it('can go past midnight, also that of Sunday', async () => {
		await create(hours({ day: 'sunday', opens: '22:00', closes: '02:00' }, { day: 'monday', opens: '09:00', closes: '24:00' }));
		expect(sent()).toEqual([
			{ start_minute: 0, end_minute: 120 },
			{ start_minute: 540, end_minute: 1440 },
			{ start_minute: 10_000 - 40, end_minute: 10_080 },
		]);
	});

	it('are taken as Intercom has them, where an expression makes them', () => {
		const intervals = [{ start_minute: 540, end_minute: 1020 }];
		expect(hoursOf(true, intervals, 'Opening Hours')).toEqual(intervals);
	});

	it.each([
		["9 o'clock", "'Opening Hours 1: From' is not a time of day"],
		['09:10', "'Opening Hours 1: From' has to be on a quarter of an hour"],
	])('are refused before anything is sent: %s', async (opens, message) => {
		const { error } = await create(hours({ day: 'monday', opens, closes: '17:00' }));
		expect(error?.message).toContain(message);
		expect(world.sim.requests).toEqual([]);
	});

	it('have exceptions on days, whatever the time zone of the date', async () => {
		const {
			json: [{ id }],
		} = await create(hours({ day: 'everyDay', opens: '00:00', closes: '24:00' }));
		const officeHoursScheduleId = by('list', String(id));
		const closed = await run('officeHoursException: create', {
			officeHoursScheduleId,
			exceptionDate: '2026-12-25T23:30:00.000-08:00',
			exceptionType: 'closed',
			additionalFields: { exceptionName: 'Holiday', recurringAnnually: true },
		});
		expect(closed.json[0]).toMatchObject({
			exception_date: '2026-12-25',
			exception_type: 'closed',
			time_intervals: null,
			recurring_annually: true,
		});
		const short = await run('officeHoursException: create', {
			officeHoursScheduleId,
			exceptionDate: '2026-12-24',
			exceptionType: 'custom_hours',
			dayHours: hours({ opens: '09:00', closes: '12:00' }),
		});
		expect(short.json[0]).toMatchObject({ time_intervals: [{ start_minute: 540, end_minute: 720, day_of_week: 3 }] });
		const removed = await run('officeHoursException: delete', {
			officeHoursScheduleId,
			officeHoursExceptionId: by('id', String(short.json[0].id)),
		});
		expect(removed.json[0]).toMatchObject({ deleted: true });
		expect((await run('officeHoursException: getAll', { officeHoursScheduleId, returnAll: true })).json).toHaveLength(1);
	});
});

describe('teammates', () => {
	it('are set away with a reason, and back', async () => {
		const [admin] = world.sim.workspace.admins.values();
		const away = await run('admin: setAway', {
			adminId: by('email', admin.email),
			away: true,
			reassignReplies: true,
			additionalFields: {},
			updateFields: { awayReasonId: by('list', '2') },
		});
		expect(away.json[0]).toMatchObject({ id: admin.id, away_mode_enabled: true, away_status_reason_id: 2 });
		const back = await run('admin: setAway', { adminId: by('id', admin.id), away: false, reassignReplies: false });
		expect(back.json[0]).toMatchObject({ away_mode_enabled: false });
		const log = await run('activityLog: search', { createdAfter: '2020-01-01', eventTypes: ['admin_away_mode_change'], returnAll: true });
		expect(log.json.map(({ activity_type }) => activity_type)).toEqual(['admin_away_mode_change', 'admin_away_mode_change']);
	});

	it('are put into a team as a whole list, as numbers', async () => {
		const [team] = world.sim.workspace.inbox.teams.values();
		const ids = [...world.sim.workspace.admins.keys()].slice(0, 2);
		const { error, json } = await run('team: updateMembers', { teamId: by('id', team.id), memberIds: ids });
		expect(error).toBeUndefined();
		expect(world.sim.requests.at(-1)).toMatchObject({ body: { admin_ids: ids.map(Number) }, headers: { 'intercom-version': 'Preview' } });
		expect(json[0].admin_ids).toEqual(ids.map(Number));
		world.sim.workspace.office.busyTeams.add(team.id);
		expect((await run('team: updateMembers', { teamId: by('id', team.id), memberIds: ids })).error?.message).toContain(
			'Somebody else is changing the members of this team',
		);
	});

	it('are measured in a team', async () => {
		const [team] = world.sim.workspace.inbox.teams.values();
		const { json } = await run('team: getMetrics', { teamId: by('id', team.id), returnAll: true, filters: { idleThreshold: 60 } });
		expect(json).toHaveLength(team.admin_ids.length);
		expect(world.sim.requests.at(-1)?.query).toEqual({ idle_threshold: '60' });
	});
});

it('the audit log is read page by page, in both ways', async () => {
	for (let entry = 0; entry < 45; entry++) world.sim.workspace.office.note('admin_login_success', `entry ${entry}`);
	const listed = await run('activityLog: getAll', { createdAfter: '2020-01-01', returnAll: true });
	expect(listed.json).toHaveLength(45);
	expect(world.sim.requests.map(({ query }) => query.page)).toEqual([undefined, '2', '3']);
	world.sim.requests.length = 0;
	expect((await run('activityLog: search', { createdAfter: '2020-01-01', limit: 30 })).json).toHaveLength(30);
	expect(world.sim.requests.map(({ body }) => body)).toEqual([{ created_at_after: 1577836800, page: 1, per_page: 30 }]);
	expect((await run('activityLog: getEventTypes', { returnAll: true })).json).toEqual(
		expect.arrayContaining([{ event_type: 'app_name_change' }]),
	);
});

describe('identity verification secrets', () => {
	it('are shown once, and marked as something n8n must not show', async () => {
		const { json } = await run('identitySecret: create', {
			verificationName: 'Web',
			supportsWeb: true,
			supportsIos: false,
			supportsAndroid: false,
		});
		expect(json[0]).toMatchObject({ name: 'Web', secret: expect.stringMatching(/^[\w-]{40,}$/) as string });
		expect((await run('identitySecret: getAll', { returnAll: true })).json).toEqual([
			expect.not.objectContaining({ secret: expect.anything() as unknown }),
		]);
		expect(world.host.packages.getByNameAndVersion(type).description.sensitiveOutputFields).toEqual(expect.arrayContaining(['secret']));
		const removed = await run('identitySecret: delete', { identitySecretId: by('list', String(json[0].id)) });
		expect(removed.json).toEqual([{ success: true, deleted: true }]);
	});

	it('from the time of the one secret can be read still; whatever name Intercom gives it, n8n must not show it', async () => {
		const {
			json: [created],
		} = await run('identitySecret: create', { verificationName: 'Web', supportsWeb: true, supportsIos: false, supportsAndroid: false });
		const { json, error } = await run('identitySecret: getSingle', {});
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ secret: created.secret })]);
		expect(world.sim.requests.at(-1)).toMatchObject({ method: 'GET', path: '/secure_mode_secret' });
		expect(world.host.packages.getByNameAndVersion(type).description.sensitiveOutputFields).toEqual([
			'secret',
			'secret_key',
			'secure_mode_secret',
			'identity_verification_secret',
		]);
	});

	it('need a platform', async () => {
		const { error } = await run('identitySecret: create', {
			verificationName: 'Nowhere',
			supportsWeb: false,
			supportsIos: false,
			supportsAndroid: false,
		});
		expect(error?.description).toContain('at least one platform');
	});
});

describe('the IP allowlist', () => {
	it('is asked for in the version that has it', async () => {
		expect((await run('ipAllowlist: get')).json).toEqual([{ type: 'ip_allowlist', enabled: false, ip_allowlist: [] }]);
		expect(world.sim.requests[0].headers['intercom-version']).toBe('2.16');
		const { error } = await run('ipAllowlist: get', { options: { apiVersion: 'Preview' } });
		expect(error?.message).toContain("'API Version' cannot be Preview here: the operation exists until 2.16");
	});

	it('explains why Intercom refuses a list without the caller', async () => {
		const refused = await run('ipAllowlist: update', { updateFields: { enabled: true, ipAddresses: '198.51.100.1' } });
		expect(refused.error).toMatchObject({
			message: expect.stringContaining('Intercom did not accept the addresses') as string,
			description: expect.stringContaining('the address this n8n calls from') as string,
		});
		const taken = await run('ipAllowlist: update', {
			updateFields: { enabled: true, ipAddresses: `198.51.100.1, ${world.sim.settings.callerIp}` },
		});
		expect(taken.json[0]).toMatchObject({ enabled: true });
	});
});

describe('attributes', () => {
	it('of contacts can be lists', async () => {
		const { json } = await run('dataAttribute: create', {
			attributeModel: 'contact',
			attributeName: 'Tier',
			dataType: 'options',
			listValues: 'Free, Pro',
		});
		expect(json[0]).toMatchObject({ name: 'Tier', options: ['Free', 'Pro'] });
		const changed = await run('dataAttribute: update', {
			dataAttributeId: by('list', String(json[0].id)),
			output: 'raw',
			updateFields: { archived: true },
		});
		expect(changed.error).toBeUndefined();
		expect(changed.json[0]).toMatchObject({ archived: true });
	});

	it('of conversations have options, chosen from the list of their attribute', async () => {
		const {
			json: [{ id }],
		} = await run('conversationAttribute: create', { attributeName: 'Outcome', dataType: 'list', listOptions: 'Refund, Replacement' });
		const conversationAttributeId = by('list', String(id));
		const options = await world.host.callMethod({
			type,
			kind: 'listSearch',
			method: 'searchConversationAttributeOption',
			parameters: { resource: 'conversationAttribute', operation: 'archiveOption', conversationAttributeId } as never,
			credentials: world.credentials as never,
		});
		const [first] = options.results;
		expect(first.name).toBe('Refund');
		await run('conversationAttribute: updateOption', {
			conversationAttributeId,
			optionId: by('list', String(first.value)),
			optionLabel: 'Money back',
		});
		await run('conversationAttribute: addOption', { conversationAttributeId, optionLabel: 'Voucher' });
		const { json } = await run('conversationAttribute: archiveOption', {
			conversationAttributeId,
			optionId: by('list', String(first.value)),
		});
		expect(json[0].options).toEqual([
			expect.objectContaining({ label: 'Money back', archived: true }),
			expect.objectContaining({ label: 'Replacement' }),
			expect.objectContaining({ label: 'Voucher' }),
		]);
	});

	it('of ticket types', async () => {
		const {
			json: [made],
		} = await run('ticketType: create', { ticketTypeName: 'Outage', additionalFields: { category: 'Back-office', isInternal: true } });
		const ticketTypeId = by('id', String(made.id));
		const {
			json: [attribute],
		} = await run('ticketTypeAttribute: create', {
			ticketTypeId,
			attributeName: 'Severity',
			attributeDescription: 'How bad it is',
			dataType: 'list',
			output: 'raw',
			additionalFields: { listItems: 'Low, High' },
		});
		expect(attribute).toMatchObject({ name: 'Severity', data_type: 'list' });
		const { json } = await run('ticketTypeAttribute: update', {
			ticketTypeId,
			ticketTypeAttributeId: by('id', String(attribute.id)),
			updateFields: { archived: true },
		});
		expect(json[0]).toMatchObject({ archived: true });
	});
});

it('audiences, brands, senders, workflows and phone Switch', async () => {
	const {
		json: [audience],
	} = await run('audience: create', {
		audienceName: 'Leads',
		additionalFields: { rolePredicates: { rows: [{ attribute: 'role', type: 'role', comparison: 'eq', value: 'lead' }] } },
	});
	expect(audience).toMatchObject({
		name: 'Leads',
		role_predicates: [{ attribute: 'role', type: 'role', comparison: 'eq', value: 'lead' }],
	});
	for (let more = 0; more < 60; more++)
		world.sim.workspace.office.audiences.add({ name: `Audience ${more}`, predicates: [], role_predicates: [] });
	expect((await run('audience: getAll', { returnAll: true })).json).toHaveLength(61);
	expect((await run('audience: delete', { audienceId: by('id', String(audience.id)) })).json).toEqual([
		expect.objectContaining({ deleted: true }),
	]);
	expect((await run('brand: getAll', { returnAll: true })).json).toEqual([expect.objectContaining({ is_default: true })]);
	expect((await run('emailSetting: get', { emailId: by('list', '10') })).json[0]).toMatchObject({ verified: true });
	expect((await run('workflowExport: get', { workflowId: '101' })).json[0]).toMatchObject({ workflow: { title: 'Welcome' } });
	expect((await run('phoneSwitch: create', { phone: '+353871234567' })).json[0]).toMatchObject({ phone: '+353871234567' });
});
