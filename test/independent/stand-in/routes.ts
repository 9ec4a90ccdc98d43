import { inbox } from './inbox';
import { library } from './library';
import { people, type Route } from './people';

/** In this order: fixed paths come before those with a variable part. */
export const routes: Route[] = [...people, ...inbox, ...library].sort((one, other) => looseness(one) - looseness(other));

function looseness([, pattern]: Route): number {
	return pattern.split('/').filter((part) => part === ':').length;
}
