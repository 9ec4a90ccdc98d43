/** When the workspace is open: weekly schedules and the days that differ. Source: the API description's tag Office Hours. */

import { override, choice, date, flag, hours, ref, text } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';

const schedule = ref('officeHoursSchedule');
const path = { schedule_id: override(schedule, { param: 'officeHoursScheduleId' }) };

const weekly: Fields = {
	name: text('Schedule Name', { param: 'scheduleName', example: 'Support' }),
	time_zone_name: text('Time Zone', {
		param: 'timeZone',
		example: 'Europe/Dublin',
		about: 'Name of the IANA time zone the hours are meant in',
	}),
	time_intervals: hours('Opening Hours', {
		week: true,
		param: 'openingHours',
		about: 'Times on the quarter of an hour. They replace all hours of the schedule.',
	}),
};
const required = (fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([wire, field]) => [wire, override(field, { required: true })]));

export const officeHours: Resource = {
	id: 'officeHoursSchedule',
	name: 'Office Hours Schedule',
	about: 'The hours of a week in which the workspace is open',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create office hours schedule',
			about: 'Create a new weekly schedule',
			request: 'POST /office_hours_schedules',
			since: '2.16',
			body: required(weekly),
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get office hours schedule',
			about: 'Retrieve a weekly schedule',
			request: 'GET /office_hours_schedules/{schedule_id}',
			since: '2.16',
			path,
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many office hours schedules',
			about: 'Retrieve a list of the weekly schedules',
			request: 'GET /office_hours_schedules',
			since: '2.16',
			list: { items: 'data' },
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update office hours schedule',
			about: 'Update a weekly schedule',
			request: 'PUT /office_hours_schedules/{schedule_id}',
			since: '2.16',
			path,
			body: weekly,
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete office hours schedule',
			about: 'Delete a weekly schedule permanently',
			request: 'DELETE /office_hours_schedules/{schedule_id}',
			since: '2.16',
			path,
			deletes: true,
		},
	],
};

const exceptions = '/office_hours_schedules/{schedule_id}/office_hours_exceptions';
const one = { ...path, exception_id: ref('officeHoursException', { param: 'officeHoursExceptionId' }) };
const day = date('Day', { as: 'day', param: 'exceptionDate' });
const TYPES = [
	{ value: 'closed', name: 'Closed' },
	{ value: 'custom_hours', name: 'Other Hours' },
];
const kind = choice('On That Day', TYPES, { param: 'exceptionType' });
const intervals = hours('Opening Hours', { param: 'dayHours', about: 'Times on the quarter of an hour' });
const more: Fields = {
	name: text('Exception Name', { param: 'exceptionName', example: 'New Year' }),
	recurring_annually: flag('Every Year', 'Whether it is the same every year'),
};

export const officeHoursExceptions: Resource = {
	id: 'officeHoursException',
	name: 'Office Hours Exception',
	about: 'Days that differ from the weekly schedule, such as holidays',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create office hours exception',
			about: 'Create a new day that differs from a schedule',
			request: `POST ${exceptions}`,
			since: '2.16',
			path,
			body: {
				exception_date: override(day, { required: true }),
				exception_type: override(kind, { required: true, initial: 'closed' }),
				time_intervals: override(intervals, { required: true, when: { field: 'exception_type', is: 'custom_hours' } }),
				...more,
			},
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get office hours exception',
			about: 'Retrieve a day that differs from a schedule',
			request: `GET ${exceptions}/{exception_id}`,
			since: '2.16',
			path: one,
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many office hours exceptions',
			about: 'Retrieve a list of the days that differ from a schedule',
			request: `GET ${exceptions}`,
			since: '2.16',
			path,
			list: { items: 'data' },
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update office hours exception',
			about: 'Update a day that differs from a schedule',
			request: `PUT ${exceptions}/{exception_id}`,
			since: '2.16',
			path: one,
			body: { exception_date: day, exception_type: kind, time_intervals: intervals, ...more },
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete office hours exception',
			about: 'Delete a day that differs from a schedule permanently',
			request: `DELETE ${exceptions}/{exception_id}`,
			since: '2.16',
			path: one,
			deletes: true,
		},
	],
};
