/** Which resources each node of the package offers: one node per job, not one per endpoint. */

import { calls, dataEvents, macros, visitors } from './rows/intercom/channels';
import { companies } from './rows/intercom/companies';
import { contacts } from './rows/intercom/contacts';
import { conversations } from './rows/intercom/conversations';
import { messages } from './rows/intercom/messages';
import { customObjects } from './rows/intercom/custom-objects';
import { knowledge } from './rows/knowledge';
import { finResources } from './rows/fin';
import { me, notes, segments, subscriptionTypes } from './rows/intercom/people';
import { tags } from './rows/intercom/tags';
import { tickets } from './rows/intercom/tickets';
import type { CatalogNode } from './language/types';
import { workspaceResources } from './rows/workspace';

export const intercom: CatalogNode = {
	id: 'intercom',
	resources: [
		contacts,
		companies,
		conversations,
		tickets,
		tags,
		notes,
		messages,
		dataEvents,
		visitors,
		calls,
		customObjects,
		macros,
		segments,
		subscriptionTypes,
		me,
	],
};

export const intercomKnowledge: CatalogNode = { id: 'intercomKnowledge', resources: knowledge };

export const intercomWorkspace: CatalogNode = { id: 'intercomWorkspace', resources: workspaceResources };
export const intercomFin: CatalogNode = { id: 'intercomFin', resources: finResources };

export const nodes: readonly CatalogNode[] = [intercom, intercomKnowledge, intercomFin, intercomWorkspace];
