// What a run measured, as the tables of docs/scaling.md. Each stands between two comments that name it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../setup/machine.mjs';

const file = path.join(root, 'docs/scaling.md');

const percent = (part) => (part === null ? '-' : `${(100 * part).toFixed(1)} %`);
const seconds = (value) => `${value.toFixed(value < 10 ? 1 : 0)} s`;

const table = (heads, rows) =>
	[`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`, ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');

const TABLES = {
	machine: (_, { version }) => `n8n ${version}, ${os.cpus().length} cores for everything, ${new Date().toISOString().slice(0, 10)}.`,
	loading: ({ installSeconds }) => `The installer on the main reached the other four processes in ${installSeconds.toFixed(1)} s.`,
	pacing: ({ pacing }) =>
		table(
			[
				'allowed per 10 s',
				'items',
				'requests',
				'failed items',
				'contacts missing / made twice',
				'refusals (429)',
				'most in one window',
				'share of the limit',
				'of it the slower worker',
				'executions, fastest to slowest',
				'processors busy',
			],
			pacing.map((row) => [
				row.limit,
				row.items,
				row.requests,
				row.failed,
				`${row.missing} / ${row.doubled}`,
				row.refusals,
				row.mostRefusalsPerWindow,
				percent(row.share),
				percent(row.shares[0]),
				`${seconds(row.fastestExecution)} to ${seconds(row.slowestExecution)}`,
				percent(row.busy),
			]),
		),
	deliveries: ({ deliveries }) =>
		table(
			[
				'',
				'events',
				'lost',
				'forged, of them run',
				'sent once, run twice',
				'repeated at the same moment, run twice',
				'repeated after 5 s, run twice',
				'executions ended by their first step',
			],
			Object.entries({ spread: 'spread over both, repeated to the other one', routed: 'nginx, `hash $uri`' })
				.map(([key, title]) => [title, deliveries[key]])
				.map(([title, row]) => [
					title,
					row.events,
					row.lost,
					`${row.forged}, ${row.forgedRun}`,
					`${row.single.doubled} of ${row.single.sent}`,
					`${row.atOnce.doubled} of ${row.atOnce.sent}`,
					`${row.later.doubled} of ${row.later.sent}`,
					row.empty,
				]),
		),
	engines: ({ engines }) =>
		`${engines.atOnce} at once took a processor ${(engines.vmMs / engines.legacyMs).toFixed(1)} times as long with n8n's default expression engine as with \`N8N_EXPRESSION_ENGINE=legacy\` (${seconds(engines.vmMs / 1000)} and ${seconds(engines.legacyMs / 1000)}).`,
	redis: ({ endedSeconds }) =>
		`When Redis stays away, all of n8n's processes end themselves; here the last one after ${seconds(endedSeconds)}.`,
	workers: ({ killedWorker, stoppedWorker }) =>
		table(
			[
				'',
				'executions',
				'succeeded',
				'marked as failed by n8n',
				'contacts made twice',
				'contacts missing',
				'twice / missing after the same data once more',
			],
			[
				['killed (`kill -9`)', killedWorker],
				['stopped (SIGTERM)', stoppedWorker],
			].map(([title, row]) => [
				title,
				row.executions,
				row.succeeded,
				row.marked,
				row.doubled,
				row.missing,
				row.again ? `${row.again.doubled} / ${row.again.missing}` : '-',
			]),
		),
	outages: ({ outages }) =>
		table(
			[
				'',
				'events',
				'needed the second attempt',
				'run once',
				'run twice',
				'execution shown as failed',
				'left as "new" or "running"',
				'refused twice',
				'gone without a trace',
			],
			outages.map((row) => [
				row.what,
				row.events,
				row.secondAttempts,
				row.once,
				row.doubled,
				row.failed,
				row.left,
				row.refusedTwice,
				row.lost,
			]),
		),
	polling: ({ polling }) =>
		table(
			['the main is killed', 'how often the record came out'],
			polling.map((row) => [row.what, row.runs]),
		),
};

/** Only tables whose part has run are renewed. */
export function writeFigures(figures, installation) {
	let text = fs.readFileSync(file, 'utf8');
	for (const [name, write] of Object.entries(TABLES)) {
		let content;
		try {
			content = write(figures, installation);
		} catch {
			continue; // its part did not run, or not to its end
		}
		text = text.replace(
			new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
			(_, before, after) => `${before}\n${content}\n${after}`,
		);
	}
	fs.writeFileSync(file, text);
}
