/** Which resources each node of the package offers: one node per job, not one per endpoint. */

import { companies } from './companies';
import { contacts } from './contacts';
import { me, notes, segments, subscriptionTypes } from './people';
import { tags } from './tags';
import type { CatalogNode } from './types';

export const intercom: CatalogNode = { id: 'intercom', resources: [contacts, companies, tags, notes, segments, subscriptionTypes, me] };

export const nodes: readonly CatalogNode[] = [intercom];
