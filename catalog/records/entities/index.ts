/** Every record that a parameter can point at. */

import { inbox } from './inbox';
import { knowledge } from './knowledge';
import { people } from './people';
import type { Entity, EntityId } from './types';
import { workspace } from './workspace';

export type { Entity, EntityId, Lookup } from './types';

export const entities: Record<EntityId, Entity> = { ...people, ...inbox, ...knowledge, ...workspace };
