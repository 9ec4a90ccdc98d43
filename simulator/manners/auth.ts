/** Who may speak: one bearer token, bound to a region. */
import type { Settings } from '../settings';
import { forbidden, Refusal, unauthorized } from './errors';
import { matches } from './faults';

/** @throws 401 without the right token, or with a token of another region (docs/intercom-behavior.md#regions) */
export function authenticate(header: string | undefined, token: string, settings: Settings): void {
	const given = /^Bearer (.+)$/.exec(header ?? '')?.[1];
	if (given === undefined) throw unauthorized('token_not_found', 'Access Token Not Found');
	const foreign = settings.tokenRegion !== null && settings.tokenRegion !== settings.region;
	if (given !== token || foreign) throw unauthorized('unauthorized', 'Access Token Invalid');
}

/** @param name `METHOD /path` without query. @throws 403 or 401 where the app lacks the permission */
export function permit(name: string, { withheld, withheldAs }: Settings): void {
	if (!withheld.some((match) => matches(match, name))) return;
	if (withheldAs === 'token_unauthorized') throw unauthorized('token_unauthorized', 'Not authorized to access resource');
	if (withheldAs === 'api_plan_restricted')
		throw new Refusal(403, [{ code: 'api_plan_restricted', message: 'Active subscription needed.' }]);
	throw forbidden('You do not have the required scope to access this resource');
}
