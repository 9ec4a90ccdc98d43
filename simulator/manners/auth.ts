/** Who may speak: one bearer token, bound to a region. */
import type { Settings } from '../settings';
import { unauthorized } from './errors';

/** @throws 401 without the right token, or with a token of another region (docs/intercom-behavior.md#regions) */
export function authenticate(header: string | undefined, token: string, settings: Settings): void {
	const given = /^Bearer (.+)$/.exec(header ?? '')?.[1];
	if (given === undefined) throw unauthorized('token_not_found', 'Access Token Not Found');
	const foreign = settings.tokenRegion !== null && settings.tokenRegion !== settings.region;
	if (given !== token || foreign) throw unauthorized('unauthorized', 'Access Token Invalid');
}
