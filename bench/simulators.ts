/**
 * As many simulated workspaces as asked for, in a process of their own. Their addresses are printed as one line of JSON.
 * `tsx bench/simulators.ts <count>`
 */
import { startSimulator } from '../simulator';
import { print, process } from '../scripts/machine';

async function main(): Promise<void> {
	const simulators = await Promise.all(Array.from({ length: Number(process.argv[2]) }, async () => await startSimulator()));
	print(JSON.stringify(simulators.map(({ url, token }) => ({ url, token }))));
	// it does not outlive the benchmark
	process.stdin.once('end', () => process.exit(0)).resume();
}

void main();
