/** What the terminal shows: plain text, at most 100 characters wide. */
import type { Progress } from '../host';
import { later, print, process } from '../machine.js';
import type { Failure, SyncResult } from './sync';
import type { Traffic } from './traffic';

const WIDTH = 100;
const MOST_FAILURES_SHOWN = 20;

const rule = (width: number): string => `  ${'-'.repeat(width)}`;
const number = (value: number): string => value.toLocaleString('en');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 3)}...` : text);

function duration(ms: number): string {
	const whole = Math.round(ms / 1000);
	return whole < 60 ? seconds(ms) : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export function printHead(facts: Record<string, string>): void {
	print('\nCRM to Intercom\n');
	for (const [name, fact] of Object.entries(facts)) print(`  ${name.padEnd(10)} ${fact}`);
	print('');
}

const step = (name: string, items: string, failed: string, requests: string, time: string): string =>
	`  ${cut(name, 26).padEnd(26)} ${items.padStart(7)} ${failed.padStart(7)} ${requests.padStart(9)} ${time.padStart(8)}`;

/** One line for every node that ran; in a terminal, a line that moves for the one that is running. */
export class StepLines {
	private running?: { node: string; begin: number; requestsBefore: number };
	private cancel: () => void = () => {};
	private readonly live = process.stdout.isTTY === true;

	constructor(private readonly traffic: Traffic) {
		print(step('step', 'items', 'failed', 'requests', 'time'));
		print(rule(61));
	}

	readonly onProgress = (progress: Progress): void => {
		if (progress.event === 'nodeStarted') {
			this.running = { node: progress.node, begin: Date.now(), requestsBefore: this.traffic.requests };
			this.tick();
		} else if (progress.event === 'nodeFinished') {
			this.stop();
			const requests = this.traffic.requests - (this.running?.requestsBefore ?? 0);
			// of a filter, the second output holds what it left out; only nodes that ask Intercom can fail
			const [items = 0, failed = 0] = progress.counts;
			const isAsking = requests > 0;
			print(
				step(
					progress.node,
					number(items),
					isAsking && failed ? number(failed) : '',
					isAsking ? number(requests) : '',
					seconds(progress.ms),
				),
			);
		}
	};

	stop(): void {
		this.cancel();
		if (this.live) process.stdout.write('\r\x1b[K');
	}

	private tick(): void {
		if (!this.live || !this.running) return;
		const { node, begin, requestsBefore } = this.running;
		const elapsed = Date.now() - begin;
		process.stdout.write(`\r${step(node, '...', '', number(this.traffic.requests - requestsBefore), seconds(elapsed))}`);
		this.cancel = later(100, () => this.tick());
	}
}

export function printResult({ created, updated, attached, tagged, untagged, failures }: SyncResult): void {
	const rows: Array<[string, number]> = [
		['contacts created', created],
		['contacts updated', updated],
		['attached to their company', attached],
		['tagged with their plan', tagged],
		...(untagged ? [['relieved of the tag of an old plan', untagged] as [string, number]] : []),
		['failed', failures.length],
	];
	print(`\n  ${'result'.padEnd(36)} ${'rows'.padStart(7)}`);
	print(rule(44));
	for (const [name, count] of rows) print(`  ${name.padEnd(36)} ${number(count).padStart(7)}`);
}

/** n8n names the item in its messages; here the line of the file says it better. */
export const reasonOf = ({ error, message }: Failure): string => [error.replace(/ \[item \d+\]/, ''), message].filter(Boolean).join(' - ');

export function printFailures(failures: Failure[], file: string): void {
	if (failures.length === 0) return;
	const line = (at: string, id: string, name: string, reason: string): void => {
		const [first, ...others] = wrapped(reason, WIDTH - 48);
		print(`  ${at.padStart(5)}  ${cut(id, 12).padEnd(12)} ${cut(name, 24).padEnd(24)}  ${first}`);
		for (const other of others) print(' '.repeat(48) + other);
	};
	print('');
	line('line', 'external ID', 'failed at', 'reason');
	print(rule(WIDTH - 2));
	for (const failure of failures.slice(0, MOST_FAILURES_SHOWN))
		line(String(failure.line), failure.external_id, failure.step, reasonOf(failure));
	if (failures.length > MOST_FAILURES_SHOWN) print(`  and ${failures.length - MOST_FAILURES_SHOWN} more`);
	print(`\n  The failed rows are in ${file}`);
}

/** Lines of at most `width` characters, broken at spaces where there are any. */
function wrapped(text: string, width: number): string[] {
	return text.match(new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)|\\S{${width}}`, 'g')) ?? [''];
}

/** @param latencyMs what one answer takes; without it, what they took on average */
export function printSpeed({ ms }: SyncResult, { requests, refused, mostAtOnce, answerMs }: Traffic, latencyMs?: number): void {
	if (requests === 0) return;
	const each = latencyMs || answerMs / requests;
	print(
		`\n  ${number(requests)} requests in ${duration(ms)}: ${Math.round(requests / (ms / 1000))} a second, at most ${mostAtOnce} at once, ${refused || 'none'} refused for the rate limit`,
	);
	print(
		`  One after another, at ${Math.round(each)} ms each, they take ${duration(requests * each)}: this run was ${((requests * each) / ms).toFixed(1)} times as fast`,
	);
}
