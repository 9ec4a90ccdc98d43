/** What `npm start` can be told on its command line. */

export interface Options {
	help: boolean;
	/** Against Intercom itself instead of the simulator. */
	real: boolean;
	/** Do not ask before writing to a real workspace. */
	yes: boolean;
	/** How long the simulator takes for an answer. */
	latencyMs: number;
	/** Only so many rows, from the top. */
	limit?: number;
}

/** Something the user has to do differently; its message is all there is to say. */
export class Mistake extends Error {
	override name = 'Mistake';
}

export const help = `Brings the 500 contacts of examples/data/crm-contacts.csv into Intercom with the workflow
examples/crm-sync.json, in n8n's own engine, against a simulated workspace in memory.

  npm start -- [options]

  --latency <ms>   how long the simulated Intercom takes for an answer (default 60)
  --limit <rows>   only the first rows of the file
  --real           against a real workspace: needs INTERCOM_TOKEN, shows which workspace it is
                   and asks before anything is written
  --yes            with --real: does not ask
  --help           this text

Environment, for --real
  INTERCOM_TOKEN    access token of an app, from Intercom's Developer Hub
  INTERCOM_REGION   us (default), eu or au: where the workspace is hosted
  INTERCOM_BASE_URL another address than Intercom's, for a proxy

Rows that fail are a result (exit code 0); the exit code is 1 when the workflow itself breaks.`;

/** @throws Mistake */
export function readOptions(args: readonly string[]): Options {
	const options: Options = { help: false, real: false, yes: false, latencyMs: 60 };
	const rest = [...args];
	for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
		switch (name) {
			case '--help':
			case '-h':
				options.help = true;
				break;
			case '--real':
				options.real = true;
				break;
			case '--yes':
				options.yes = true;
				break;
			case '--latency':
				options.latencyMs = wholeNumber(name, rest.shift(), 0);
				break;
			case '--limit':
				options.limit = wholeNumber(name, rest.shift(), 1);
				break;
			default:
				throw new Mistake(`There is no option ${name}. See: npm start -- --help`);
		}
	}
	return options;
}

function wholeNumber(name: string, text: string | undefined, least: number): number {
	const number = Number(text);
	if (text === undefined || !/^\d+$/.test(text) || number < least)
		throw new Mistake(`${name} needs a whole number from ${least} on, for example: ${name} 100`);
	return number;
}
