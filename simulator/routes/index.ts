/** Every endpoint the simulator has. */
import type { Route } from '../manners/route';
import { admins } from './admins';
import { banners } from './banners';
import { companies } from './companies';
import { companyBulk, contactBulk } from './bulk';
import { contacts } from './contacts';
import { dataAttributes } from './data-attributes';
import { memberships } from './memberships';
import { merging } from './merging';
import { notes } from './notes';
import { segments } from './segments';
import { subscriptions } from './subscriptions';
import { tags } from './tags';

export const routes: Route[] = [...admins, ...contacts, ...merging, ...contactBulk, ...companies, ...memberships, ...companyBulk, ...tags, ...notes, ...segments, ...subscriptions, ...banners, ...dataAttributes];
