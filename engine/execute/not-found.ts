/** What a 404 means for a call: which records it pointed at, in which way, and where a merged contact went. */

import { entities } from '../../catalog/records/entities';
import { comparisonOf } from '../../catalog/records/identity';
import { type ApiVersion, has } from '../../intercom/versions';
import type { Pointer } from './parameters';

export interface Pointed {
	pointers: readonly Pointer[];
	version: ApiVersion;
	/** The endpoints the pointers go to; a 404 of another one, a look-up say, is not about them. */
	endpoints: readonly string[];
}

/** These answer 410 and name the contact that lives on, from 2.16. */
const SAYS_MERGED = ['GET /contacts/{contact_id}', 'GET /contacts/find_by_external_id/{external_id}'];

/** @param code what Intercom said, e.g. `tag_not_found` */
export function adviceForMissing({ pointers, version, endpoints }: Pointed, request: string, code: string | undefined): string {
	const missing = endpoints.includes(request) ? blamed(pointers, code) : [];
	const [byId, otherwise] = [missing.filter(({ by }) => by === 'id'), missing.filter(({ by }) => by !== 'id')];
	const mayBeMerged = missing.some(({ to }) => to === 'contact') && !(SAYS_MERGED.includes(request) && has(version, '2.16'));
	return [
		...otherwise.map(sought),
		...(byId.length || !otherwise.length ? [checkIds(byId)] : []),
		...(mayBeMerged
			? [
					`A contact that was merged into another one is not found either: Contact > ${request === SAYS_MERGED[1] ? 'Get by External ID' : 'Get'} says which one it lives on in, from API version 2.16 on`,
				]
			: []),
	].join('. ');
}

/** Those of the kind that Intercom names in its code, or all. */
function blamed(pointers: readonly Pointer[], code = ''): readonly Pointer[] {
	const kind = code
		.replace(/_not_found$/, '')
		.replace(/^user$/, 'contact')
		.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	const named = pointers.filter(({ to }) => to === kind);
	return named.length ? named : pointers;
}

const checkIds = (pointers: readonly Pointer[]): string => {
	const ids = pointers.map(({ label, value }) => `${label} "${value}"`).join(', ');
	const which = ids ? (pointers.length > 1 ? `Check the IDs: ${ids}. Each` : `Check the ID: ${ids}. It`) : 'Check the ID. It';
	return `${which} has to be the ID Intercom gave, of this workspace; a record that was just created can take a moment`;
};

function sought({ label, to, by, value, found }: Pointer): string {
	const way = entities[to].lookups?.find(({ mode }) => mode === by)?.label.replace(/^By /, '') ?? by;
	const name = way.charAt(0).toLowerCase() + way.slice(1);
	if (found !== undefined)
		return `'${label}' was found by its ${name} "${value}" as ID ${found}, but may have been deleted or merged since`;
	return `No ${entities[to].name.toLowerCase()} of this workspace has the ${name} "${value}"${comparisonOf(to, by) === 'exact' ? ', in which upper and lower case count' : ''}`;
}
