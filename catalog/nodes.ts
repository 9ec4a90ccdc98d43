/** Which resources each node of the package offers: one node per job, not one per endpoint. */

import { calls, customObjects, dataEvents, macros, messages, visitors } from './channels';
import { companies } from './companies';
import { contacts } from './contacts';
import { conversations } from './conversations';
import { knowledge } from './knowledge';
import { finResources } from './fin';
import { me, notes, segments, subscriptionTypes } from './people';
import { tags } from './tags';
import { tickets } from './tickets';
import type { CatalogNode } from './types';
import { workspaceResources } from './workspace';

export const intercom: CatalogNode = { id: 'intercom', resources: [contacts, companies, conversations, tickets, tags, notes, messages, dataEvents, visitors, calls, customObjects, macros, segments, subscriptionTypes, me] };

export const intercomKnowledge: CatalogNode = { id: 'intercomKnowledge', resources: knowledge };

export const intercomWorkspace: CatalogNode = { id: 'intercomWorkspace', resources: workspaceResources };
export const intercomFin: CatalogNode = { id: 'intercomFin', resources: finResources };

export const nodes: readonly CatalogNode[] = [intercom, intercomKnowledge, intercomFin, intercomWorkspace];
