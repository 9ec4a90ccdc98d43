/** Every endpoint the simulator has. */
import type { Route } from '../manners/route';
import { admins } from './settings/admins';
import { banners } from './people/banners';
import { companies } from './people/companies';
import { companyBulk, contactBulk } from './people/bulk';
import { contacts } from './people/contacts';
import { dataAttributes } from './settings/data-attributes';
import { memberships } from './people/memberships';
import { merging } from './people/merging';
import { notes } from './people/notes';
import { segments } from './people/segments';
import { subscriptions } from './people/subscriptions';
import { tags } from './people/tags';

export const routes: Route[] = [...admins, ...contacts, ...merging, ...contactBulk, ...companies, ...memberships, ...companyBulk, ...tags, ...notes, ...segments, ...subscriptions, ...banners, ...dataAttributes];
