/**
 * A product catalog of any size: the file is cut into parts that are JSON lists of their own, each is sent, and the last
 * request starts the import. Sending a part of one number twice does no harm, so an upload that broke off goes on where it
 * was; the same file and the same size of parts give the same parts.
 */

import { type Json, textOf } from '../intercom/json';
import { rethrown } from '../intercom/rethrown';
import { type Calls, type Procedure, type InputFile, Refusal } from './procedure';

const CATALOG = 'POST /ecommerce/connectors/{connector_id}/catalog';
const holds = ['import_job_id'];
const MB = 1024 * 1024;

export const uploadCatalog: Procedure = async ({ connector_id, catalog, part_size, import_job_id, part_number }, calls) => {
	const path = { connector_id: textOf(connector_id) };
	const first = Number(part_number ?? 1);
	const upload: Upload = { path, file: catalog as InputFile, job: textOf(import_job_id), sent: 0 };
	if (first > 1 && !upload.job)
		throw new Refusal(`'First Part' is ${first}, but there is no import job to go on with`, "Fill in 'Continue Import Job ID' as well.");
	let number = 0;
	for await (const { data, whole } of partsOf(upload.file, Number(part_size ?? 90) * MB)) {
		number++;
		if (whole && !upload.job)
			return { ...(await calls.send(CATALOG, { path, form: { catalog: part(upload, data) }, holds })), parts_sent: 1, parts_total: 1 };
		if (number >= first) await sendPart(upload, number, data, calls);
	}
	const done = await resumable(
		upload,
		number + 1,
		async () => await calls.send(CATALOG, { path, form: { finalize: 'true', import_job_id: upload.job }, repeatable: true, holds }),
	);
	return { ...done, import_job_id: upload.job, parts_sent: upload.sent, parts_total: number };
};

interface Upload {
	path: Record<string, string>;
	file: InputFile;
	job: string;
	sent: number;
}

const part = ({ file }: Upload, data: Uint8Array) => ({ name: file.name, type: 'application/json', data });

async function sendPart(upload: Upload, number: number, data: Uint8Array, { send }: Calls): Promise<void> {
	const form = {
		finalize: 'false',
		...(upload.job ? { import_job_id: upload.job, part_number: number } : {}),
		catalog: part(upload, data),
	};
	// only the first part cannot be told from another upload
	const answer = await resumable(
		upload,
		number,
		async () => await send(CATALOG, { path: upload.path, form, repeatable: upload.job !== '', holds }),
	);
	upload.job = textOf(answer.import_job_id);
	upload.sent++;
}

/** What goes wrong in between says where to go on. */
async function resumable(upload: Upload, number: number, ask: () => Promise<Json>): Promise<Json> {
	try {
		return await ask();
	} catch (error) {
		if (!upload.job || !(error instanceof Error) || error.name === 'CancelledError') throw rethrown(error);
		throw brokenOff(upload, number, error);
	}
}

const brokenOff = ({ job }: Upload, number: number, { message }: Error): Refusal =>
	new Refusal(
		`The upload broke off at part ${number}: ${message}`,
		`Nothing is lost: run it again with the same file, '${job}' as 'Continue Import Job ID' and ${number} as 'First Part'.`,
	);

interface Part {
	data: Uint8Array;
	/** The file itself, because it is small enough. */
	whole?: boolean;
}

const OPEN = '['.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);
const CURLY = '{'.charCodeAt(0);
const CURLED = '}'.charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const ESCAPE = '\\'.charCodeAt(0);
const [BEGIN, COMMA, END] = ['[', ',', ']'].map((sign) => Buffer.from(sign));

/** A file that fits into one part goes as it is; a larger one is cut. */
async function* partsOf(file: InputFile, size: number): AsyncGenerator<Part> {
	const read: Uint8Array[] = [];
	let bytes = 0;
	const chunks = file.chunks()[Symbol.asyncIterator]();
	while (bytes <= size) {
		const { done, value } = await chunks.next();
		if (done) {
			yield { data: Buffer.concat(read), whole: true };
			return;
		}
		read.push(value);
		bytes += value.length;
	}
	yield* cut(file, size, read, chunks);
}

/** What was read already, then the rest. */
async function* all(read: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	for (let chunk = read.shift(); chunk; chunk = read.shift()) yield chunk;
	for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/**
 * Cuts a JSON list between its objects, while it is read: little more than one part is in memory. It looks at brackets and
 * quotes only, which are single bytes in UTF-8; whether the rest is right is Intercom's to say.
 */
async function* cut(file: InputFile, size: number, read: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Part> {
	let products: Uint8Array[] = [];
	let bytes = 2;
	let pending: Uint8Array[] = [];
	let depth = 0;
	let quoted = false;
	let escaped = false;
	const flush = (): Part => {
		const data = Buffer.concat([BEGIN, ...products.flatMap((product, index) => (index ? [COMMA, product] : [product])), END]);
		products = [];
		bytes = 2;
		return { data };
	};
	for await (const chunk of all(read, rest)) {
		let from = depth > 1 ? 0 : -1;
		for (let index = 0; index < chunk.length; index++) {
			const byte = chunk[index];
			if (quoted) {
				if (escaped) escaped = false;
				else if (byte === ESCAPE) escaped = true;
				else if (byte === QUOTE) quoted = false;
				continue;
			}
			if (byte === QUOTE) quoted = true;
			else if (byte === OPEN || byte === CURLY) {
				if (depth === 0 && byte !== OPEN) throw notAList(file);
				if (depth === 1) from = index;
				depth++;
			} else if (byte === CLOSE || byte === CURLED) {
				depth--;
				if (depth !== 1) continue;
				const product = Buffer.concat([...pending, chunk.subarray(from, index + 1)]);
				pending = [];
				from = -1;
				if (products.length && bytes + product.length + 1 > size) yield flush();
				products.push(product);
				bytes += product.length + 1;
			}
		}
		if (from >= 0) pending.push(Buffer.from(chunk.subarray(from)));
	}
	if (!products.length || depth !== 0) throw notAList(file);
	yield flush();
}

const notAList = ({ name }: InputFile): Refusal =>
	new Refusal(`The file "${name}" is not a JSON list of products`, 'It has to read [ { "id": ..., "title": ..., "url": ... }, ... ].');
