/** Values of a procedure as the body of a request: `{ 'user.id': '1' }` -> `{ user: { id: '1' } }`. */

import type { Json } from '../intercom/json';
import type { Values } from './procedure';

export function nestedValues(values: Values): Json {
	const result: Json = {};
	for (const [wire, value] of Object.entries(values)) {
		const names = wire.split('.');
		const last = names.pop() as string;
		let place = result;
		for (const name of names) place = (place[name] ??= {}) as Json;
		place[last] = value;
	}
	return result;
}
