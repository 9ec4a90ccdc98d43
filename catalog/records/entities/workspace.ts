/** Records of the workspace's settings, exports and data connectors. */

import { textOf } from '../../../intercom/json';
import type { Entity, EntityId } from './types';
import { titled } from './words';

export const workspace = {
	activityType: {
		name: 'Activity Type',
		exampleId: 'app_name_change',
		list: {
			request: 'GET /admins/activity_log_event_types',
			since: '2.16',
			items: 'event_types',
			textsAs: 'id',
			title: (type) => textOf(type.id),
		},
	},
	audience: {
		name: 'Audience',
		exampleId: '42',
		list: {
			request: 'GET /audiences',
			since: '2.16',
			items: 'data',
			paging: 'page',
			title: (audience) => titled(audience.name, undefined, audience.id),
		},
	},
	awayReason: {
		name: 'Away Reason',
		exampleId: '12',
		list: {
			request: 'GET /away_status_reasons',
			items: 'data',
			title: (reason) => titled(reason.label, reason.deleted === true ? 'deleted' : undefined, reason.id),
		},
		lookups: [
			{
				mode: 'name',
				label: 'By Name',
				example: 'On vacation',
				compare: 'name',
				find: { request: 'GET /away_status_reasons', items: 'data' },
				read: ({ deleted, label, name }) => (deleted === true ? undefined : (label ?? name)),
			},
		],
	},
	conversationAttribute: {
		name: 'Conversation Attribute',
		exampleId: '18',
		list: {
			request: 'GET /conversations/attributes',
			since: '2.16',
			items: 'data',
			title: (attribute) => titled(attribute.name, attribute.data_type, attribute.id),
		},
	},
	conversationAttributeOption: {
		name: 'Attribute Option',
		exampleId: '9f1c7d7e-36a8-4d5b-9c58-0d3c9b1f4a10',
		list: {
			request: 'GET /conversations/attributes/{attribute_id}',
			since: '2.16',
			items: 'options',
			of: { entity: 'conversationAttribute', brace: 'attribute_id' },
			title: (option) => titled(option.label, option.archived === true ? 'archived' : undefined, option.id),
		},
	},
	dataAttribute: {
		name: 'Data Attribute',
		exampleId: '37',
		// attributes of Intercom's own have no ID and cannot be changed
		list: {
			request: 'GET /data_attributes',
			items: 'data',
			title: (attribute) => titled(attribute.label ?? attribute.name, attribute.model, attribute.id),
		},
	},
	dataConnector: {
		name: 'Data Connector',
		exampleId: '12345',
		list: {
			request: 'GET /data_connectors',
			since: '2.16',
			items: 'data',
			paging: 'query',
			title: (connector) => titled(connector.name, connector.state, connector.id),
		},
	},
	dataset: {
		name: 'Dataset',
		exampleId: 'conversation',
		list: {
			request: 'GET /export/reporting_data/get_datasets',
			items: 'data',
			title: (dataset) => titled(dataset.name, undefined, dataset.id),
		},
	},
	datasetAttribute: {
		name: 'Dataset Attribute',
		exampleId: 'conversation.conversation_id',
		list: {
			request: 'GET /export/reporting_data/get_datasets',
			items: 'data',
			part: { entity: 'dataset', items: 'attributes' },
			idKey: 'qualified_id',
			title: (attribute) => titled(attribute.name, undefined, attribute.qualified_id),
		},
	},
	emailSetting: {
		name: 'Email Setting',
		exampleId: '10',
		list: { request: 'GET /emails', items: 'data', title: (setting) => titled(setting.email, undefined, setting.id) },
	},
	executionResult: {
		name: 'Execution Result',
		exampleId: '99001',
		list: {
			request: 'GET /data_connectors/{data_connector_id}/execution_results',
			since: '2.16',
			items: 'data',
			paging: 'query',
			pageSize: 30,
			of: { entity: 'dataConnector', brace: 'data_connector_id' },
			title: (result) =>
				titled(
					textOf(result.created_at),
					result.success === undefined ? undefined : result.success === true ? 'success' : 'failed',
					result.id,
				),
		},
	},
	identitySecret: {
		name: 'Identity Verification Secret',
		exampleId: '102',
		list: {
			request: 'GET /secure_mode_secrets',
			since: 'Preview',
			items: 'data',
			title: (secret) => titled(secret.name, undefined, secret.id),
		},
	},
	officeHoursException: {
		name: 'Office Hours Exception',
		exampleId: '17',
		list: {
			request: 'GET /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions',
			since: '2.16',
			items: 'data',
			of: { entity: 'officeHoursSchedule', brace: 'office_hours_schedule_id' },
			title: (exception) => titled(exception.name, exception.exception_date, exception.id),
		},
	},
	officeHoursSchedule: {
		name: 'Office Hours Schedule',
		exampleId: '3',
		list: {
			request: 'GET /office_hours_schedules',
			since: '2.16',
			items: 'data',
			title: (schedule) => titled(schedule.name, schedule.time_zone_name, schedule.id),
		},
	},
	ticketTypeAttribute: {
		name: 'Ticket Type Attribute',
		exampleId: '205',
		list: {
			request: 'GET /ticket_types/{ticket_type_id}',
			items: 'ticket_type_attributes.data',
			of: { entity: 'ticketType', brace: 'ticket_type_id' },
			title: (attribute) => titled(attribute.name, attribute.data_type, attribute.id),
		},
	},
} satisfies Partial<Record<EntityId, Entity>>;
