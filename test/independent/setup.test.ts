/** Check Setup, whatever each endpoint answers: a line for each, in the right words, and never a write. */

import fc from 'fast-check';
import { useProperties } from './property';
import { useStandIn } from './run';
import { isWrite } from './stand-in/faults';
import { type Answer, type Asked, type Json, refusal } from './stand-in/world';

const property = useProperties('setup');
const here = useStandIn();

/** How an endpoint may be answered, and what a line about it says. */
const kinds: Record<string, { answer?: Answer; status: string; found: RegExp }> = {
	good: { status: 'ok', found: /was answered$/ },
	forbidden: {
		answer: refusal(403, 'forbidden', 'You do not have the required scope (x) to access this resource'),
		status: 'failed',
		found: /required scope \(x\)/,
	},
	action: { answer: refusal(403, 'action_forbidden', 'Action forbidden'), status: 'failed', found: /Action forbidden/ },
	unauthorized: {
		answer: refusal(401, 'token_unauthorized', 'Not authorized to access resource'),
		status: 'failed',
		found: /Not authorized/,
	},
	plan: { answer: refusal(403, 'api_plan_restricted', 'Active subscription needed.'), status: 'warning', found: /plan of the workspace/ },
	absent: { answer: refusal(404, 'not_found', 'The requested resource was not found'), status: 'not known', found: /does not have/ },
	version: {
		answer: refusal(400, 'intercom_version_invalid', 'The requested version is not valid'),
		status: 'not known',
		found: /does not have/,
	},
	proxy: {
		answer: { status: 403, text: '<html><body>Blocked by policy</body></html>', headers: { 'content-type': 'text/html' } },
		status: 'not known',
		found: /does not come from Intercom.*Blocked by policy/,
	},
};
const names = Object.keys(kinds);

/** The lists that are asked for, in the form of the description. */
const lists: Record<string, string> = {
	'/conversations': 'conversations',
	'/tickets/search': 'tickets',
	'/segments': 'segments',
	'/admins': 'admins',
	'/teams': 'teams',
	'/admins/activity_log_event_types': 'event_types',
};
const good = ({ path }: Asked): Answer | undefined =>
	path === '/me' ? undefined : { json: { type: 'list', [lists[path] ?? 'data']: [], pages: {} } };

async function check(kindOf: (asked: Asked) => string, me?: Answer): Promise<{ lines: Json[]; asked: Asked[]; effects: unknown[] }> {
	const instead = (asked: Asked): Answer | undefined => (asked.path === '/me' ? me : (kinds[kindOf(asked)].answer ?? good(asked)));
	const {
		of: [{ json, failure }],
		world,
	} = await here.run({
		what: 'workspace: checkSetup',
		node: 'intercomWorkspace',
		parameters: { askOtherRegions: false },
		setting: { habits: { instead } },
	});
	expect(failure).toBeUndefined();
	return { lines: json, asked: world.asked, effects: world.effects };
}

property(
	'tells of every endpoint what it answered, in the words for it, and writes nothing',
	fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 30 }),
	12,
	async (wanted) => {
		const given = new Map<string, string>();
		const { lines, asked, effects } = await check(({ path }) => {
			if (!given.has(path)) given.set(path, wanted[given.size % wanted.length]);
			return given.get(path) as string;
		});
		const about = lines.filter((line) => String(line.check).startsWith('Permission to read '));
		expect(about.length).toBe(given.size);
		const tally = (statuses: string[]): string[] => [...statuses].sort();
		expect(tally(about.map(({ status }) => String(status)))).toEqual(tally([...given.values()].map((name) => kinds[name].status)));
		for (const name of new Set(given.values()))
			expect(about.some(({ status, found }) => status === kinds[name].status && kinds[name].found.test(String(found)))).toBe(true);
		expect(
			about.filter(
				({ needed_for: neededFor, status, remedy }) => !neededFor || (status === 'failed' && !String(remedy).includes('Developer Hub')),
			),
		).toEqual([]);
		expect([asked.filter(isWrite), effects]).toEqual([[], []]);
		// nothing was sent twice: what Intercom refused it refuses again
		expect(asked.length).toBe(given.size + 1);
	},
);

it.each([
	['a token it does not know', refusal(401, 'unauthorized', 'Access Token Invalid'), 'failed', 'Access Token Invalid'],
	['a workspace that was closed', refusal(401, 'token_suspended', 'Token suspended'), 'failed', 'Token suspended'],
	['an app that may not ask', refusal(403, 'forbidden', 'No'), 'warning', 'may not ask'],
	['a proxy', kinds.proxy.answer as Answer, 'not known', 'does not come from Intercom'],
	['a redirect', { status: 302, text: '', headers: { location: 'https://login.example.com/sso' } }, 'failed', 'login.example.com'],
	['a record without names', { json: { type: 'admin' } }, 'ok', 'a teammate Intercom does not name'],
])('%s is told in the line of the token', async (_, me, status, found) => {
	const {
		lines: [token, region],
		asked,
	} = await check(() => 'good', me);
	expect(token).toMatchObject({ check: 'Token', status, found: expect.stringContaining(found) as string });
	expect(region).toMatchObject({ check: 'Region', status: 'not known' });
	if (status === 'failed' && found !== 'login.example.com') expect(asked).toHaveLength(1);
});

it('the workspace of the stand-in is told by its ID, and its region', async () => {
	const {
		lines: [token, region],
	} = await check(() => 'good');
	expect(token.found).toContain('teammate Me <me@example.com>, workspace ws303.');
	expect(region.found).toContain("The workspace is in 'United States'");
});
