/** Files from the binary fields of an item into a request. */

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../intercom/json';
import type { InputFile } from '../../procedures/procedure';
import { BadValue } from '../convert/refusal';
import { type Call, merged } from '../execute/parameters';
import type { Slot } from '../plan';

/** Bytes. Our own limit, because Intercom documents none: a file travels as base64 inside one JSON request, a third larger than it is. */
const MB = 1024 * 1024;
const LARGEST_FILE = 20 * MB;

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const fileSlots = ({ plan, values }: Call): Array<{ slot: Slot; names: string[]; most: number; largest: number }> =>
	plan.slots.flatMap((slot) => {
		const { field, where, key, wire } = slot;
		if (field.kind === 'file') {
			const name = values[where][wire];
			return typeof name === 'string' ? [{ slot, names: [name], most: 1, largest: (field.largest ?? Infinity) * MB }] : [];
		}
		const names = field.kind === 'files' ? values[where][key] : undefined;
		return field.kind === 'files' && Array.isArray(names)
			? [{ slot, names: names as string[], most: field.most, largest: LARGEST_FILE }]
			: [];
	});

/** Before anything is sent: the files are there, not too many, not too large. Throws `BadValue`. */
export async function checkFiles(call: Call, host: IExecuteFunctions, index: number): Promise<void> {
	for (const { slot, names, most, largest } of fileSlots(call)) {
		if (names.length > most) throw new BadValue(slot.label, `names ${names.length} files; Intercom takes ${most}`);
		const binary = host.getInputData()[index].binary ?? {};
		for (const name of names) {
			const data = Object.hasOwn(binary, name) ? binary[name] : undefined;
			if (!data) {
				const there = Object.keys(binary);
				throw new BadValue(
					slot.label,
					`names "${name}", but the item has no such binary field`,
					there.length ? `It has: ${there.join(', ')}.` : 'It has none: the node before has to put the file there.',
				);
			}
			assertSize(slot, name, await sizeOf(data, host), largest);
		}
	}
}

/** Older versions of n8n do not tell it beside the content. */
async function sizeOf({ bytes, id, data }: IBinaryData, host: IExecuteFunctions): Promise<number> {
	if (bytes !== undefined) return bytes;
	return id ? (await host.helpers.getBinaryMetadata(id)).fileSize : Math.floor((data.length * 3) / 4);
}

function assertSize({ label }: Slot, name: string, bytes: number, largest: number): void {
	if (bytes > largest)
		throw new BadValue(label, `is too large: "${name}" has ${megabytes(bytes)} MB; ${megabytes(largest)} MB per file can be sent`);
}

/** Replaces the names of files by the files, as Intercom or a procedure wants them. */
export async function attach(call: Call, host: IExecuteFunctions, index: number): Promise<void> {
	for (const { slot, names, largest } of fileSlots(call)) {
		const { field, where, key, wire } = slot;
		const values = call.values[where];
		if (field.kind === 'file') {
			values[wire] = call.plan.operation.procedure ? inputFile(host, index, names[0]) : await filePart(host, index, names[0]);
			continue;
		}
		const also = field.kind === 'files' ? field.also : undefined;
		const files: Json[] = [];
		for (const name of names) {
			const { name: fileName, type, data } = await filePart(host, index, name);
			assertSize(slot, name, data.length, largest);
			files.push({ ...also, content_type: type, name: fileName, data: data.toString('base64') });
		}
		delete values[key];
		values[wire] = merged(values[wire], files, slot);
	}
}

async function filePart(host: IExecuteFunctions, index: number, field: string) {
	const { mimeType, fileName } = host.helpers.assertBinaryData(index, field);
	return { name: fileName || field, type: mimeType, data: await host.helpers.getBinaryDataBuffer(index, field) };
}

/** Bytes that are read at a time. */
const CHUNK = 256 * 1024;

function inputFile(host: IExecuteFunctions, index: number, field: string): InputFile {
	const { mimeType, fileName, bytes, id } = host.helpers.assertBinaryData(index, field);
	return {
		name: fileName || field,
		type: mimeType,
		size: bytes,
		async *chunks() {
			// without an ID the content is in the item itself
			if (id) yield* (await host.helpers.getBinaryStream(id, CHUNK)) as AsyncIterable<Uint8Array>;
			else yield await host.helpers.getBinaryDataBuffer(index, field);
		},
	};
}
