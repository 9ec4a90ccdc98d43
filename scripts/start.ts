/**
 * `npm start`: the example workflow `examples/crm-sync.json` with the rows of `examples/data/crm-contacts.csv`, in n8n's
 * own engine with the built nodes, against a simulated workspace - or with `--real` against Intercom.
 */
import { createHost } from './host';
import { fs, path, print, process, root } from './machine.js';
import { help, Mistake, readOptions, type Options } from './start/options';
import { printFailures, printHead, printResult, printSpeed, reasonOf, StepLines } from './start/report';
import { files, neededAttributes, readRows, readWorkflow, sync, type Failure } from './start/sync';
import { countTraffic } from './start/traffic';
import { real, simulated } from './start/workspaces';

/** Answers the exit code. */
async function run(options: Options): Promise<number> {
	const rows = readRows(options.limit);
	const needed = neededAttributes(readWorkflow());
	const host = await createHost();
	const target = options.real ? await real(host, options, rows.length, needed) : await simulated(options, needed);
	const cancel = new AbortController();
	process.once('SIGINT', () => cancel.abort());

	printHead({
		rows: `${rows.length} of ${files.rows}`,
		workflow: `${files.workflow}, in n8n's own engine (n8n-core ${engineVersion()})`,
		workspace: target.about,
	});
	const traffic = countTraffic(target.baseUrl);
	const lines = new StepLines(traffic);
	const result = await sync(host, { credential: target.credential, rows, onProgress: lines.onProgress, signal: cancel.signal });
	lines.stop();
	traffic.stop();
	await host.close();
	await target.close();

	printResult(result);
	writeFailures(result.failures);
	printFailures(result.failures, files.failures);
	printSpeed(result, traffic, target.latencyMs);
	print(result.broken ? `\nThe workflow broke off: ${result.broken}\n` : '');
	return result.broken ? 1 : 0;
}

function writeFailures(failures: Failure[]): void {
	const file = path.join(root, files.failures);
	const cell = (value: unknown): string => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
	const lines = failures.map((failure) => [failure.line, failure.external_id, failure.step, reasonOf(failure)].map(cell).join(','));
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, ['line,external_id,step,reason', ...lines, ''].join('\n'));
}

const engineVersion = (): string =>
	(JSON.parse(fs.readFileSync(path.join(root, 'node_modules/n8n-core/package.json'), 'utf8')) as { version: string }).version;

async function main(): Promise<void> {
	try {
		const options = readOptions(process.argv.slice(2));
		if (options.help) print(help);
		else process.exitCode = await run(options);
	} catch (error) {
		print(error instanceof Mistake ? `\n${error.message}\n` : String((error as Error).stack));
		process.exitCode = 1;
	}
}

void main();
