// The checks: each has a name in words; the last line of a run says how many held.
import { say } from './setup/machine.mjs';

const tally = { passed: 0, failed: [] };
const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export const heading = (title) => say(`\n${title}`);

/** Runs one check. A failure is told and counted; the run goes on. Answers what `work` answers. */
export async function check(name, work) {
	const since = Date.now();
	try {
		const answer = await work();
		tally.passed++;
		say(`  ok      ${name} (${seconds(since)})`);
		return answer;
	} catch (error) {
		tally.failed.push(name);
		say(`  FAILED  ${name} (${seconds(since)})\n${String(error.stack ?? error).replace(/^/gm, '          ')}`);
		return undefined;
	}
}

/** Runs a part of the checks. What breaks between two checks counts as one that failed. */
export async function wholly(name, part) {
	try {
		await part();
	} catch (error) {
		await check(`${name}: all of its checks could be run`, () => Promise.reject(error));
	}
}

/** The closing lines; answers the exit code. */
export function summary() {
	const { passed, failed } = tally;
	say('');
	for (const name of failed) say(`FAILED: ${name}`);
	say(`Took ${seconds(began)}`);
	say(`${passed} passed, ${failed.length} failed`);
	return failed.length || !passed ? 1 : 0;
}
