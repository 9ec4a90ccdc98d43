/** Every endpoint the simulator has. */
import type { Route } from '../manners/route';
import { admins } from './settings/admins';
import { banners } from './people/banners';
import { channels } from './inbox/channels';
import { companies } from './people/companies';
import { companyBulk, contactBulk } from './people/bulk';
import { contacts } from './people/contacts';
import { conversations } from './inbox/conversations';
import { dataAttributes } from './settings/data-attributes';
import { events } from './people/events';
import { finRoutes } from './fin';
import { inboxSettings } from './settings/inbox';
import { inboxTags } from './inbox/tags';
import { knowledge } from './knowledge';
import { managing } from './inbox/managing';
import { memberships } from './people/memberships';
import { merging } from './people/merging';
import { notes } from './people/notes';
import { objects } from './inbox/objects';
import { office } from './workspace';
import { participants } from './inbox/participants';
import { replies } from './inbox/replies';
import { segments } from './people/segments';
import { subscriptions } from './people/subscriptions';
import { tags } from './people/tags';
import { tickets } from './inbox/tickets';
import { visitors } from './people/visitors';

const people = [
	...contacts,
	...merging,
	...contactBulk,
	...companies,
	...memberships,
	...companyBulk,
	...tags,
	...notes,
	...segments,
	...subscriptions,
	...banners,
	...events,
	...visitors,
];
const inbox = [...conversations, ...replies, ...managing, ...participants, ...inboxTags, ...tickets, ...channels, ...objects];
const settings = [...admins, ...dataAttributes, ...inboxSettings];

export const routes: Route[] = [...people, ...inbox, ...knowledge, ...settings, ...office, ...finRoutes];
