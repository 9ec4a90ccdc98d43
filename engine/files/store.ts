/** Files into n8n's store as they come, piece by piece; one that breaks off on its way is fetched again from its beginning. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { rethrown } from '../../intercom/rethrown';
import { type Arrival, type Download, FileAnswer } from '../../procedures/procedure';
import type { Operation } from '../../catalog/language/types';
import { IntercomError } from '../../intercom/errors';
import { describe, isGzip, mayBePacked } from '../../intercom/media';
import { lossOf } from '../../intercom/reach';
import type { Call } from '../execute/parameters';
import { firstBytes, Interrupted, watched } from './stream';

/** The answer of a row that answers a file. */
export function fileOf(
	download: Download,
	{ values }: Call,
	{ fileName, mimeType }: Extract<Operation['answer'], { kind: 'file' }>,
): FileAnswer {
	const name = fileName.replace(/\{(\w+)\}/g, (_, field: string) => String(values.path[field]));
	return new FileAnswer({ ...values.path }, { name, type: mimeType, download });
}

export interface Storing {
	host: IExecuteFunctions;
	/** Of the item the file belongs to. */
	index: number;
	/** A file that stands still for longer has broken off; milliseconds. */
	silenceMs: number;
	/** Rejects when the execution is cancelled. */
	wait: (ms: number) => Promise<void>;
}

/** How often a file is fetched that breaks off on its way. */
const MOST_ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 400;

/** The item of a file. Rejects with `IntercomError`, or with what n8n's store says. */
export async function storedFile({ json, file, unfinished }: FileAnswer, storing: Storing): Promise<INodeExecutionData> {
	try {
		return { json: json as INodeExecutionData['json'], binary: { data: await stored(file, storing) }, pairedItem: { item: storing.index } };
	} catch (error) {
		throw unfinished && error instanceof IntercomError ? error.during(unfinished) : rethrown(error);
	}
}

async function stored({ name, type, download }: FileAnswer['file'], storing: Storing) {
	for (let attempts = 1; ; attempts++) {
		const arrival = await download.begin();
		try {
			return await watched(arrival.stream, storing, async () => await keep(arrival, { name, type }, storing));
		} catch (error) {
			if (!(error instanceof Interrupted)) throw rethrown(error);
			if (attempts >= MOST_ATTEMPTS) throw brokenOff(error, { request: download.request, attempts, file: arrival.from });
			await storing.wait(FIRST_BACKOFF_MS * 2 ** (attempts - 1) * (1 + Math.random()));
		}
	}
}

const brokenOff = (error: Interrupted, details: { request: string; attempts: number; file: string }): IntercomError =>
	new IntercomError('network', error.message, { ...details, loss: lossOf(error) });

async function keep({ stream, ...said }: Arrival, usual: { name: string; type: string }, { host }: Storing) {
	const expected = describe(said, usual, undefined);
	const first = await firstBytes(stream);
	const { name, type } = mayBePacked(expected) ? describe(said, usual, isGzip(first)) : expected;
	// the end of an empty file has been by the time n8n would wait for it
	const content = first.length ? stream : Buffer.alloc(0);
	return await host.helpers.prepareBinaryData(content as Parameters<typeof host.helpers.prepareBinaryData>[0], name, type);
}
