/** Every record that a parameter can point at. */

import { inbox } from './entities/inbox';
import { knowledge } from './entities/knowledge';
import { people } from './entities/people';
import type { Entity, EntityId } from './entities/types';
import { workspace } from './entities/workspace';

export type { Entity, EntityId, Lookup } from './entities/types';

export const entities: Record<EntityId, Entity> = { ...people, ...inbox, ...knowledge, ...workspace };
