/**
 * Check Setup: one line per thing that has to be right, with what was found and what to do. It reads only. What Intercom does not
 * tell is said to be not known, and what keeps a check from an answer (a fault, no permission) never fails the others.
 */

import { IntercomError, isNotPermitted } from '../intercom/errors';
import { isObject, type Json, textOf } from '../intercom/json';
import { type HostedRegion, REGION_NAMES } from '../intercom/regions';
import { STABLE_VERSION } from '../intercom/versions';
import type { Calls, Credential, Procedure } from './procedure';
import { answerOf, line, type Line, reasonOf } from './setup-lines';
import { permissionLines } from './setup-permissions';

const inner = (value: unknown): Json => (isObject(value) ? value : {});

export const checkSetup: Procedure = async ({ check_permissions: permissions, ask_other_regions: others }, calls) => {
	const me = await answerOf(async () => await calls.send('GET /me', { holds: [] }));
	const lines = [
		tokenLine(me, calls.credential),
		await regionLine(me, others !== false, calls),
		versionLine(me, calls),
		...(permissions === false
			? [line('Permissions', 'not known', "Not checked, because 'Check Permissions' is off")]
			: isUnknown(me)
				? [line('Permissions', 'not known', 'Not checked, because the token is not known', 'Correct the token or the region first')]
				: await permissionLines(calls)),
		...secretLines(calls.credential),
		...UNTOLD,
	];
	return lines as unknown as Json[];
};

/** Intercom said that it does not know the token. */
const isUnknown = (me: Json | IntercomError): boolean => me instanceof IntercomError && me.status === 401 && !isNotPermitted(me);

const HUB = "Intercom's Developer Hub (your app > Configure > Authentication)";
const CONNECTION =
	'Check that the machine n8n runs on reaches the address of the credential (region, Base URL, DNS, proxy, firewall, certificates), and run it again';

function tokenLine(me: Json | IntercomError, { kind }: Credential): Line {
	const check = 'Token';
	if (!(me instanceof IntercomError))
		return line(check, 'ok', `Belongs to ${whoIs(me)}. Intercom does not tell which app of the Developer Hub it is from.`);
	if (isUnknown(me)) {
		if (me.code === 'token_suspended')
			return line(check, 'failed', reasonOf(me), 'The workspace is closed or its subscription has ended: ask an owner of the workspace');
		return line(
			check,
			'failed',
			reasonOf(me),
			kind === 'oAuth2'
				? 'Connect the credential again, with the region of the workspace'
				: `Copy the token again from ${HUB}, and compare the region`,
		);
	}
	if (me.details.redirectedTo !== undefined)
		return line(
			check,
			'failed',
			`The address answered with a redirect to ${me.details.redirectedTo}`,
			'Check the region and the Base URL of the credential',
		);
	if (isNotPermitted(me))
		return line(
			check,
			'warning',
			`The token is known, but may not ask whom it belongs to. ${reasonOf(me)}`,
			`Give the app the permission to read admins in ${HUB}`,
		);
	if (me.status === 404)
		return line(check, 'failed', "This address is not the one of Intercom's API", 'Check the region and the Base URL of the credential');
	return line(check, me.details.loss === 'unreached' ? 'failed' : 'not known', reasonOf(me), CONNECTION);
}

function whoIs(me: Json): string {
	const app = inner(me.app);
	const email = textOf(me.email);
	const teammate = textOf(me.name) || email || textOf(me.id);
	const workspace = textOf(app.name) || textOf(app.id_code);
	return [
		teammate ? `teammate ${teammate}${email && email !== teammate ? ` <${email}>` : ''}` : 'a teammate Intercom does not name',
		workspace
			? `workspace ${workspace}${textOf(app.id_code) && textOf(app.id_code) !== workspace ? ` (${textOf(app.id_code)})` : ''}`
			: 'a workspace Intercom does not name',
	].join(', ');
}

const REGIONS = Object.keys(REGION_NAMES) as HostedRegion[];

async function regionLine(me: Json | IntercomError, others: boolean, calls: Calls): Promise<Line> {
	const check = 'Region';
	const { region, host } = calls.credential;
	const chosen = region === 'custom' ? `the Base URL at ${host}` : `'${REGION_NAMES[region]}'`;
	if (me instanceof IntercomError) {
		const home = others && isUnknown(me) ? await homeOf(calls) : undefined;
		if (home === 'none') return line(check, 'not known', 'No region of Intercom knows the token', 'Correct the token first');
		if (home)
			return line(
				check,
				'failed',
				`The credential has ${chosen}, and the token belongs to '${REGION_NAMES[home]}'`,
				`Choose the region '${REGION_NAMES[home]}' in the credential`,
			);
		return line(
			check,
			'not known',
			`The credential has ${chosen}; whether it is the one of the workspace shows when the token is known`,
			'Compare it with Settings > Workspace > General in Intercom',
		);
	}
	const said = textOf(inner(me.app).region).toLowerCase();
	const actual = REGIONS.find((one) => one === said);
	if (!actual)
		return line(
			check,
			'not known',
			`The credential has ${chosen}, which knows the token. Intercom does not tell the region of the workspace.`,
			'Compare it with Settings > Workspace > General in Intercom',
		);
	const name = `'${REGION_NAMES[actual]}'`;
	if (region === 'custom') return line(check, 'ok', `The workspace is in ${name}, reached by ${chosen}`);
	if (region === actual) return line(check, 'ok', `The workspace is in ${name}, as the credential says`);
	return line(
		check,
		'warning',
		`The credential has ${chosen}, and the workspace is in ${name}. Intercom leads the requests on.`,
		`Choose the region ${name} in the credential: requests take the shorter way, and stay in the region of the data`,
	);
}

/** The other region that knows the token; `none` where none does, undefined where one of them did not say. */
async function homeOf({ credential, askRegion }: Calls): Promise<HostedRegion | 'none' | undefined> {
	const asked = await Promise.all(
		REGIONS.filter((region) => region !== credential.region).map(async (region) => ({
			region,
			me: await answerOf(async () => await askRegion(region)),
		})),
	);
	const home = asked.find(({ me }) => !(me instanceof IntercomError));
	if (!home) return asked.every(({ me }) => isUnknown(me)) ? 'none' : undefined;
	// the host of one region may lead requests on to another
	const said = textOf(inner((home.me as Json).app).region).toLowerCase();
	return REGIONS.find((region) => region === said) ?? home.region;
}

function versionLine(me: Json | IntercomError, { version }: Calls): Line {
	const check = 'API version';
	const what = `${version}${version === STABLE_VERSION ? ', which the nodes name in every request unless an operation needs another one' : ', chosen in the options of this node'}`;
	if (!(me instanceof IntercomError)) return line(check, 'ok', `Intercom takes version ${what}`);
	if (me.code === 'intercom_version_invalid')
		return line(
			check,
			'failed',
			`Intercom does not take version ${what}. ${reasonOf(me)}`,
			version === STABLE_VERSION
				? "Choose another one as 'API Version' in the options of the nodes, and look for a newer version of this package"
				: "Choose 'Automatic' as 'API Version' in the options",
		);
	return line(check, 'not known', 'Intercom did not take a request with it, for another reason');
}

const TRIGGERS = 'Intercom Trigger, Intercom App Trigger';
const FIN_TRIGGER = 'Intercom Fin Trigger';

/** Whether they are there; whether they are right shows with the first event. */
function secretLines({ kind, clientSecret, finSigningSecret }: Credential): Line[] {
	return [
		clientSecret
			? line(
					'Client secret',
					'ok',
					'The credential has one. Whether it is the right one shows with the first event: no request can check it.',
					null,
					TRIGGERS,
				)
			: line(
					'Client secret',
					'warning',
					'The credential has none, so the triggers cannot verify that an event comes from Intercom',
					kind === 'oAuth2'
						? 'Enter it in the credential'
						: "Copy it from Intercom's Developer Hub (your app > Configure > Basic information) into the credential",
					TRIGGERS,
				),
		finSigningSecret
			? line(
					'Fin signing secret',
					'ok',
					'The credential has one. Whether it is the right one shows with the first event.',
					null,
					FIN_TRIGGER,
				)
			: line(
					'Fin signing secret',
					'warning',
					'The credential has none',
					`Only if you use the ${FIN_TRIGGER}: copy it from Fin AI Agent > Deploy > Fin Agent API, where Intercom makes it when a callback URL is saved`,
					FIN_TRIGGER,
				),
	];
}

/** What Intercom has no request for (docs/intercom-behavior.md#no-subscription-endpoint). */
const UNTOLD: readonly Line[] = [
	line(
		'Webhook address and topics',
		'not known',
		'Intercom does not tell which address and topics an app has',
		"Compare them in Intercom's Developer Hub (your app > Configure > Webhooks): the production URL of the trigger, each topic that it waits for, and a permission for each topic",
		'Intercom Trigger',
	),
	line(
		'Last event',
		'not known',
		'Intercom does not tell when it sent the last event',
		"Look at the executions of the workflow in n8n; 'Send a test request' in the Developer Hub sends one",
		'Intercom Trigger',
	),
	line(
		'API version of the app',
		'not known',
		'Intercom does not tell it. It decides what events look like, not what requests answer.',
		"Look at the app in Intercom's Developer Hub, and choose 2.15 or newer",
		'Intercom Trigger',
	),
	line(
		'Callback URL of the Fin Agent API',
		'not known',
		'Intercom does not tell it',
		'Compare it in Intercom under Fin AI Agent > Deploy > Fin Agent API with the production URL of the trigger',
		FIN_TRIGGER,
	),
];
