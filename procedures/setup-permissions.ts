/** What the app may read, by one harmless request per kind of record; what it may write shows only when it does. */

import { type Probe, probes } from '../catalog/permissions';
import { IntercomError, isNotPermitted } from '../intercom/errors';
import type { Calls } from './procedure';
import { answerOf, line, type Line, reasonOf } from './setup-lines';

const HUB = "Intercom's Developer Hub (your app > Configure > Authentication > Permissions)";

export async function permissionLines(calls: Calls): Promise<Line[]> {
	const read = await Promise.all(
		probes.map(async (probe) => {
			const { endpoint, query, body, version, items } = probe;
			const answer = await answerOf(
				async () =>
					await calls.send(endpoint, {
						query,
						...(body ? { body, repeatable: true } : {}),
						...(version ? { version } : {}),
						holds: { list: items },
					}),
			);
			return lineOf(probe, answer instanceof IntercomError ? answer : undefined, calls.credential.kind === 'oAuth2');
		}),
	);
	return [
		...read,
		line(
			'Permissions to write',
			'not known',
			'Intercom tells them only when something is written, which this check never does',
			`Look in ${HUB}: one for each kind of record that your workflows change`,
		),
	];
}

function lineOf({ reads, endpoint, permission, scope, neededFor }: Probe, error: IntercomError | undefined, isOAuth: boolean): Line {
	const check = `Permission to read ${reads}`;
	if (!error) return line(check, 'ok', `${endpoint} was answered`, null, neededFor);
	const reason = reasonOf(error);
	if (isNotPermitted(error)) {
		const name = permission ? `'${permission}'` : `the permission to read ${reads}`;
		const remedy = `If your workflows use it, give the app ${name}${scope ? ` (${scope})` : ''} in ${HUB}${isOAuth ? ', and connect the credential again' : ''}`;
		return line(check, 'failed', reason, remedy, neededFor);
	}
	if (error.code === 'api_plan_restricted' || error.status === 402)
		return line(
			check,
			'warning',
			`The plan of the workspace does not include it. ${reason}`,
			'Ask Intercom, or an owner of the workspace, which plan has it',
			neededFor,
		);
	if (error.status === 404 || error.code === 'intercom_version_invalid')
		return line(check, 'not known', `Intercom does not have ${endpoint} for this workspace and version. ${reason}`, null, neededFor);
	return line(check, 'not known', reason, 'Run the check again', neededFor);
}
