/** Office hours: weekly schedules and the days that differ. */
import { z } from 'zod';
import { fields } from '../../manners/check';
import { notFound, unprocessable } from '../../manners/errors';
import { Answer, type Call, route } from '../../manners/route';
import type { Exception, Interval, Schedule } from '../../workspace/office/types';

const DAY = 1440;
const WEEK = 7 * DAY;

const intervals = z.array(fields({ start_minute: z.number().int().min(0), end_minute: z.number().int() }));

function checked(list: Interval[], end: number): Interval[] {
	for (const { start_minute: from, end_minute: to } of list) {
		if (from % 15 || to % 15) throw unprocessable('parameter_invalid', 'start_minute and end_minute must be on a 15-minute boundary');
		if (to <= from || to > end) throw unprocessable('parameter_invalid', `an interval must end after it starts, and by ${end}`);
	}
	const sorted = [...list].sort((a, b) => a.start_minute - b.start_minute);
	if (sorted.some(({ start_minute }, index) => index > 0 && start_minute < sorted[index - 1].end_minute))
		throw unprocessable('parameter_invalid', 'intervals must not overlap');
	return sorted;
}

function zone(name: string): string {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return name;
	} catch {
		throw unprocessable('parameter_invalid', `${name} is not a time zone`);
	}
}

const shown = (list: Interval[], day?: number) =>
	list.map((interval) => ({ ...interval, day_of_week: day ?? Math.floor(interval.start_minute / DAY) }));
const scheduleView = (schedule: Schedule) => ({
	type: 'office_hours_schedule',
	...schedule,
	time_intervals: shown(schedule.time_intervals),
	twenty_four_seven:
		schedule.time_intervals.length === 1 && schedule.time_intervals[0].end_minute - schedule.time_intervals[0].start_minute === WEEK,
});
/** Monday is 0. */
const weekday = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
const exceptionView = (one: Exception) => ({
	type: 'office_hours_exception',
	...one,
	time_intervals: one.time_intervals && shown(one.time_intervals, weekday(one.exception_date)),
});
const gone = (object: string, id: string) => ({ id, object, deleted: true });

const exception = {
	exception_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
	exception_type: z.enum(['closed', 'custom_hours']),
	name: z.string().optional(),
	time_intervals: intervals.nullable().optional(),
	recurring_annually: z.boolean().optional(),
};

/** The exception of this address. */
function exceptionOf({ workspace, params }: Call): Exception {
	workspace.office.schedules.need(params.schedule_id);
	const one = workspace.office.exceptions.need(params.id);
	if (one.office_hours_schedule_id !== params.schedule_id) throw notFound('Office hours exception not found');
	return one;
}

function consistent({ exception_type: type, time_intervals: list }: Pick<Exception, 'exception_type' | 'time_intervals'>): void {
	if (type === 'custom_hours' && !list?.length) throw unprocessable('parameter_invalid', 'time_intervals are required for custom_hours');
	if (type === 'closed' && list?.length) throw unprocessable('parameter_invalid', 'time_intervals must be left out for closed');
}

const one = '/office_hours_schedules/{id}';
const exceptions = '/office_hours_schedules/{schedule_id}/office_hours_exceptions';
const since = '2.16' as const;

export const hours = [
	route('GET /office_hours_schedules', { since }, ({ workspace }) => ({
		type: 'list',
		data: workspace.office.schedules.all().map(scheduleView),
	})),
	route(
		'POST /office_hours_schedules',
		{ since, body: fields({ name: z.string().min(1), time_zone_name: z.string(), time_intervals: intervals }) },
		({ workspace, body }) => {
			const { name, time_zone_name, time_intervals } = body;
			return new Answer(
				201,
				scheduleView(
					workspace.office.schedules.add({ name, time_zone_name: zone(time_zone_name), time_intervals: checked(time_intervals, WEEK) }),
				),
			);
		},
	),
	route(`GET ${one}`, { since }, ({ workspace, params }) => scheduleView(workspace.office.schedules.need(params.id))),
	route(
		`PUT ${one}`,
		{
			since,
			body: fields({ name: z.string().min(1).optional(), time_zone_name: z.string().optional(), time_intervals: intervals.optional() }),
		},
		({ workspace, params, body }) => {
			const { time_intervals: list, time_zone_name: name } = body;
			return scheduleView(
				workspace.office.schedules.change(params.id, {
					...body,
					...(name !== undefined && { time_zone_name: zone(name) }),
					...(list && { time_intervals: checked(list, WEEK) }),
				}),
			);
		},
	),
	route(`DELETE ${one}`, { since }, ({ workspace, params }) => {
		const { id } = workspace.office.schedules.delete(params.id);
		for (const { id: its, office_hours_schedule_id: of } of workspace.office.exceptions.all())
			if (of === id) workspace.office.exceptions.delete(its);
		return gone('office_hours_schedule', id);
	}),

	route(`GET ${exceptions}`, { since }, ({ workspace, params }) => {
		const { id } = workspace.office.schedules.need(params.schedule_id);
		return {
			type: 'list',
			data: workspace.office.exceptions
				.all()
				.filter((each) => each.office_hours_schedule_id === id)
				.map(exceptionView),
		};
	}),
	route(`POST ${exceptions}`, { since, body: fields(exception) }, ({ workspace, params, body }) => {
		const { id } = workspace.office.schedules.need(params.schedule_id);
		const full = {
			name: null,
			recurring_annually: false,
			...body,
			time_intervals: body.time_intervals ? checked(body.time_intervals, DAY) : null,
			office_hours_schedule_id: id,
		};
		consistent(full);
		return new Answer(201, exceptionView(workspace.office.exceptions.add(full)));
	}),
	route(`GET ${exceptions}/{id}`, { since }, (call) => exceptionView(exceptionOf(call as Call))),
	route(`PUT ${exceptions}/{id}`, { since, body: fields(exception).partial() }, (call) => {
		const { workspace, body } = call;
		const known = exceptionOf(call as Call);
		const list = body.time_intervals ? checked(body.time_intervals, DAY) : body.exception_type === 'closed' ? null : known.time_intervals;
		const full = { ...known, ...body, time_intervals: list };
		consistent(full);
		return exceptionView(workspace.office.exceptions.change(known.id, full));
	}),
	route(`DELETE ${exceptions}/{id}`, { since }, (call) =>
		gone('office_hours_exception', call.workspace.office.exceptions.delete(exceptionOf(call as Call).id).id),
	),
];
