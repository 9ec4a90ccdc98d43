/** How figures become text, and how the text gets into docs/performance.md. */

import { fs, os, path, process, root } from '../scripts/machine';

const DOCUMENT = path.join(root, 'docs/performance.md');

export const median = (numbers: number[]): number => {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const percent = (number: number): string => `${number.toFixed(1)} %`;

const row = (cells: Array<string | number>): string => `| ${cells.join(' | ')} |`;

/** A table of Markdown. */
export const table = (head: string[], rows: Array<Array<string | number>>): string =>
	[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** The goals that did not hold, or that all did. */
export const verdict = (goals: string, broken: string[]): string =>
	broken.length ? `Goals that did not hold:\n\n${broken.map((fault) => `- ${fault}`).join('\n')}` : `All goals held: ${goals}.`;

/** The machine, versions, and the days. */
export const circumstances = (dates = new Date().toISOString().slice(0, 10)): string => {
	const version = (name: string): string =>
		(JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
	return `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node.js ${process.version}, n8n-core ${version('n8n-core')}, n8n-nodes-base ${version('n8n-nodes-base')}, intercom-client ${version('intercom-client')}; ${dates}.`;
};

/** Replaces what a part wrote into docs/performance.md before. */
export function write(part: string, text: string): void {
	const begin = `<!-- ${part}: written by "npm run bench -- ${part}" -->`;
	const end = `<!-- end of ${part} -->`;
	const document = fs.readFileSync(DOCUMENT, 'utf8');
	const [from, to] = [document.indexOf(begin), document.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`docs/performance.md has no part between ${begin} and ${end}`);
	fs.writeFileSync(DOCUMENT, `${document.slice(0, from)}${begin}\n\n${text}\n\n${document.slice(to)}`);
}
