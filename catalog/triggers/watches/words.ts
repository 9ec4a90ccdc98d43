/** Short words for writing watches. */

import type { Fields, Operation, Resource } from '../../language/types';
import type { WatchedEvent } from './types';

type Part = 'path' | 'query' | 'body';

/** A row of the catalog with the fields the trigger asks for: other ones, or those of one part of the row. */
export function row(resource: Resource, id: string, fields: Partial<Pick<Operation, Part>> | Part = {}): Operation {
	const known = resource.operations.find((operation) => operation.id === id);
	if (!known) throw new Error(`${resource.name} has no operation '${id}'`);
	return {
		...known,
		path: undefined,
		query: undefined,
		body: undefined,
		...(typeof fields === 'string' ? { [fields]: known[fields] } : fields),
	};
}

/** New, updated, and both, of records that say when they were created and updated. */
export function lifecycle(id: string, name: string, note = ''): WatchedEvent[] {
	const noun = name.toLowerCase();
	const one = `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun}`;
	const about = (text: string): string => (note ? `${text}. ${note}.` : text);
	return [
		{ id: `${id}New`, name: `New ${name}`, at: 'created_at', about: about(`Every ${noun} once, after it was created`) },
		{
			id: `${id}Updated`,
			name: `Updated ${name}`,
			at: 'updated_at',
			differsFrom: 'created_at',
			about: about(`${one} each time it has changed since it was created`),
		},
		{
			id: `${id}NewOrUpdated`,
			name: `New or Updated ${name}`,
			at: 'updated_at',
			about: about(`${one} when it was created and each time it has changed`),
		},
	];
}

/** Fields that stand by themselves in the panel. */
export const shown = (fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, alwaysShown: true }]));
