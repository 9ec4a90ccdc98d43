/** The resources of the node Intercom Workspace, the most used first. */

import { conversationAttributes, dataAttributes } from './attributes';
import { dataExports, jobs, reportingExports, workflowExports } from './exports';
import { officeHours, officeHoursExceptions } from './hours';
import { audiences, brands, emailSettings, identitySecrets, ipAllowlist, phoneSwitch } from './settings';
import { setup } from './setup';
import { activityLogs, admins, awayReasons, teams } from './team';
import { ticketStates, ticketTypeAttributes, ticketTypes } from './tickets';
import type { Resource } from '../../language/types';

export const workspaceResources: readonly Resource[] = [
	admins,
	teams,
	awayReasons,
	activityLogs,
	dataExports,
	reportingExports,
	workflowExports,
	jobs,
	dataAttributes,
	conversationAttributes,
	ticketTypes,
	ticketTypeAttributes,
	ticketStates,
	officeHours,
	officeHoursExceptions,
	audiences,
	brands,
	emailSettings,
	identitySecrets,
	ipAllowlist,
	phoneSwitch,
	setup,
];
