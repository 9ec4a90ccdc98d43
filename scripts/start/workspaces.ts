/** Where the contacts go: a simulated workspace of this process, or a real one after its owner agreed. */
import type { IDataObject } from 'n8n-workflow';
import { baseUrlFor } from '../../intercom/regions';
import { startSimulator } from '../../simulator';
import type { Host } from '../host';
import { print, process } from '../machine.js';
import { Mistake, type Options } from './options';
import type { NeededAttribute } from './sync';

export interface Target {
	/** One line about it. */
	about: string;
	baseUrl: string;
	credential: IDataObject;
	/** What every answer takes, where that is known. */
	latencyMs?: number;
	close: () => Promise<void>;
}

export async function simulated({ latencyMs }: Options, needed: NeededAttribute[]): Promise<Target> {
	const simulator = await startSimulator({ seed: 'demo', latencyMs });
	const { workspace, settings, url, token } = simulator;
	for (const attribute of needed) workspace.attributes.create({ model: 'contact', ...attribute });
	const count = (list: unknown[]) => list.length.toLocaleString('en');
	return {
		about:
			`simulated, with ${count(workspace.contacts.all())} contacts and ${count(workspace.companies.all())} companies; ` +
			`${latencyMs} ms an answer, ${settings.rateLimit.toLocaleString('en')} requests per ${settings.windowSeconds} s`,
		baseUrl: url,
		credential: { accessToken: token, region: 'custom', baseUrl: url },
		latencyMs,
		close: async () => await simulator.close(),
	};
}

/** @throws Mistake where something is missing or the user does not want to */
export async function real(host: Host, { yes }: Options, rowCount: number, needed: NeededAttribute[]): Promise<Target> {
	const credential = credentialFromEnvironment();
	const me = await get(host, credential, '/me');
	const app = me.app as IDataObject;
	const about = `${String(app.name)} (${String(app.id_code)}, region ${String(app.region)}), as ${String(me.name)} <${String(me.email)}>`;

	const { data } = await get(host, credential, '/data_attributes?model=contact');
	const usable = (data as IDataObject[]).filter(({ archived }) => archived !== true).map(({ name }) => name);
	const missing = needed.filter(({ name }) => !usable.includes(name));
	if (missing.length) {
		const list = missing.map(({ name, data_type }) => `${name} (${data_type})`).join(', ');
		throw new Mistake(
			`The workspace is ${about}.\nIts people lack attributes that the workflow fills: ${list}.\nCreate them in Intercom under Settings > Data > People, then start again.`,
		);
	}

	print(`\nThis writes to a REAL workspace:\n  ${about}`);
	print(`It creates or updates the contacts of ${rowCount} rows, their companies, and tags named "Plan: ...".`);
	if (!yes) await agree();
	return { about, baseUrl: baseUrlFor(String(credential.region), credential.baseUrl as string), credential, close: async () => {} };
}

function credentialFromEnvironment(): IDataObject {
	const { INTERCOM_TOKEN: accessToken, INTERCOM_REGION, INTERCOM_BASE_URL: baseUrl } = process.env;
	const region = INTERCOM_REGION?.toLowerCase() || 'us';
	if (!accessToken)
		throw new Mistake(
			'--real needs an access token in the environment variable INTERCOM_TOKEN.\nIntercom shows it in the Developer Hub: your app > Configure > Authentication.',
		);
	if (!['us', 'eu', 'au'].includes(region)) throw new Mistake(`INTERCOM_REGION has to be us, eu or au, not ${region}.`);
	return baseUrl ? { accessToken, region: 'custom', baseUrl } : { accessToken, region };
}

/** Asks Intercom through n8n's HTTP Request node with the package's credential, as its users can. */
async function get(host: Host, credential: IDataObject, path: string): Promise<IDataObject> {
	const type = 'intercomAccessTokenApi';
	const { json, error } = await host.runNode({
		type: 'n8n-nodes-base.httpRequest',
		parameters: {
			url: baseUrlFor(String(credential.region), credential.baseUrl as string) + path,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'Intercom-Version', value: '2.16' }] },
		},
		credentials: { [type]: credential },
		settings: { credentials: { [type]: { id: type, name: type } } },
	});
	if (error)
		throw new Mistake(
			`Intercom did not answer GET ${path}: ${error.message}\nIs the token right, and the region? A token of one region is unknown in the others.`,
		);
	return json[0];
}

async function agree(): Promise<void> {
	const { stdin } = process;
	if (!stdin.isTTY) throw new Mistake('Nobody can be asked here (this is no terminal). Add --yes if that is what you want.');
	process.stdout.write('Type yes to go on: ');
	const answer = await new Promise<string>((resolve) => {
		stdin.once('data', (line) => resolve(String(line)));
		stdin.once('end', () => resolve(''));
	});
	stdin.pause();
	if (answer.trim().toLowerCase() !== 'yes') throw new Mistake('Nothing was written.');
}
