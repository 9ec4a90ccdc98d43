/** The record chosen in another parameter of the panel, on which a list or a form depends. */

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { entities, type EntityId } from '../../catalog/records/entities';
import { located } from '../convert/locator';
import { BadValue } from '../convert/refusal';
import { Lookups } from '../execute/lookups';
import { paramOf } from '../words';
import type { Session } from '../session';

/** Its ID. Rejects with `BadValue` when nothing is chosen yet. */
export async function chosenId(panel: ILoadOptionsFunctions, session: Session, entity: EntityId): Promise<string> {
	const { name, url } = entities[entity];
	const field = { kind: 'ref', to: entity } as const;
	const value = located(panel.getCurrentNodeParameter(paramOf('id', field)), name, url && { pattern: url.pattern, name });
	if (!value) throw new BadValue(name, 'has to be chosen first');
	if (value.mode === 'id') return value.value;
	return await new Lookups(session).idOf({
		slot: { wire: 'id', key: 'id', field, where: 'path', param: '', label: name, place: 'top' },
		located: value,
		create: false,
	});
}
