/**
 * An Intercom workspace in memory behind HTTP, for tests, demos and development; it is never shipped.
 * `startSimulator()` is all one needs.
 */
import { Apps } from './apps';
import { addAppControls } from './apps/control';
import { Agenda } from './agenda';
import { Clock } from './clock';
import { addControls } from './control';
import { startFileServer, type FileServer } from './file-server';
import { FaultFinder } from './manners/faults';
import { RateWindow } from './manners/rate-window';
import type { RequestRecord } from './requests';
import { routes } from './routes';
import { addFinStream } from './routes/fin/stream';
import { createServer } from './server';
import { defaults, type Settings } from './settings';
import { Webhooks } from './webhooks';
import { addWebhookControls } from './webhooks/control';
import { addFinWebhookControls } from './webhooks/fin/control';
import { Workspace, type SeedName } from './workspace';

export type { Fault, Region, Settings } from './settings';
export type { RequestRecord } from './requests';
export type { SeedName, Workspace } from './workspace';
export type { Clock } from './clock';
export type { FileRequest, FileServer } from './file-server';
export type { Webhooks } from './webhooks';

/** Any setting, and how to start. */
export interface SimulatorOptions extends Partial<Settings> {
	/** Default 0: any free port. Files are given out on another one. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	token?: string;
	/** Sample records to begin with; without it the workspace holds one admin only. */
	seed?: SeedName;
}

export interface Simulator {
	/** Base address without a slash at the end. */
	url: string;
	token: string;
	workspace: Workspace;
	/** Change them at any time. */
	settings: Settings;
	/** What was asked so far; clear it with `requests.length = 0`. */
	requests: RequestRecord[];
	clock: Clock;
	/** What happens by itself at moments to come. */
	agenda: Agenda;
	/** Apps that are told what happens; `await webhooks.register({ url, topics, secret })`. */
	webhooks: Webhooks;
	/** Where recordings and attachments are downloaded: another origin, which must not see the token. */
	files: FileServer;
	/** Pushes the clock forward and carries out what becomes due. @param ms milliseconds */
	advance(ms: number): void;
	/** Back to the state and settings of the start. @param seed other sample records than at the start */
	reset(seed?: SeedName): void;
	close(): Promise<void>;
}

/** Starts a simulator. Close it when done. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, host = '127.0.0.1', token = 'simulator-token', seed, ...initial } = options;
	const settings: Settings = { ...defaults(), ...initial };
	const clock = new Clock(settings);
	const agenda = new Agenda(clock);
	const workspace = new Workspace(clock, settings);
	const webhooks = new Webhooks(clock, workspace);
	const apps = new Apps(workspace, webhooks);
	const window = new RateWindow(clock, settings);
	const faults = new FaultFinder();
	const requests: RequestRecord[] = [];
	const files = await startFileServer(workspace, clock, host);
	if (seed) workspace.seed(seed);

	const advance = (ms: number) => {
		clock.advance(ms);
		agenda.settle();
		workspace.settle();
		webhooks.settle();
	};
	const reset = (other: SeedName | undefined = seed) => {
		Object.assign(settings, defaults(), initial);
		clock.reset();
		agenda.clear();
		window.reset();
		faults.reset();
		workspace.clear();
		webhooks.clear();
		apps.clear();
		requests.length = 0;
		files.requests.length = 0;
		if (other) workspace.seed(other);
	};

	const app = createServer({ token, workspace, settings, clock, agenda, window, faults, requests }, routes);
	addControls(app, { settings, requests, files: files.requests, reset, advance });
	addWebhookControls(app, webhooks);
	addFinWebhookControls(app, webhooks.fin);
	addAppControls(app, apps, { workspace, webhooks });
	addFinStream(app, workspace);
	await app.listen({ port, host });
	const [address] = app.addresses();
	const close = async () => {
		await webhooks.close();
		await app.close();
		await files.close();
	};
	return {
		url: `http://${host}:${address.port}`,
		token,
		workspace,
		settings,
		requests,
		clock,
		agenda,
		webhooks,
		files,
		advance,
		reset,
		close,
	};
}
