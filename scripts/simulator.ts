/**
 * Runs the simulated Intercom workspace until Ctrl-C.
 * `npm run simulator -- --port 4010 --latency 60 --empty`
 */
import { startSimulator } from '../simulator';
import { print, process } from './machine.js';

const args: string[] = process.argv.slice(2);
const option = (name: string, usual: number) => {
	const at = args.indexOf(`--${name}`);
	return at < 0 ? usual : Number(args[at + 1]);
};

async function main() {
	const simulator = await startSimulator({
		port: option('port', 4010),
		latencyMs: option('latency', 60),
		...(!args.includes('--empty') && { seed: 'demo' as const }),
	});
	print(`Intercom simulator  ${simulator.url}`);
	print(`Access token        ${simulator.token}`);
	print(`Contacts, companies ${simulator.workspace.contacts.all().length}, ${simulator.workspace.companies.all().length}`);
	print(`Inbox and Messenger ${simulator.url}/_simulator/page`);
	print(`Controls            ${simulator.url}/_simulator/settings (faults, reset, clock, requests)`);
	print('Ctrl-C stops it.');
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void simulator.close());
}

void main();
