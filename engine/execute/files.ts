/** Files: from the binary fields of an item into a request, and from an answer into a binary field. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../catalog/types';
import type { Slot } from '../plan';
import type { Call } from './parameters';
import { BadValue } from './values';

/** Bytes. Our own limit, because Intercom documents none: a file travels as base64 inside one JSON request, a third larger than it is. */
const LARGEST_FILE = 20 * 1024 * 1024;

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const fileSlots = ({ plan, values }: Call): Array<{ slot: Slot; names: string[] }> =>
	plan.slots.flatMap((slot) => {
		const names = slot.field.kind === 'files' ? values[slot.where][slot.wire] : undefined;
		return Array.isArray(names) ? [{ slot, names: names as string[] }] : [];
	});

/** Before anything is sent: the files are there, not too many, not too large. Throws `BadValue`. */
export function checkFiles(call: Call, host: IExecuteFunctions, index: number): void {
	for (const { slot, names } of fileSlots(call)) {
		const most = slot.field.kind === 'files' ? slot.field.most : 0;
		if (names.length > most) throw new BadValue(slot.label, `names ${names.length} files; Intercom takes ${most}`);
		const binary = host.getInputData()[index].binary ?? {};
		for (const name of names) {
			const data = binary[name];
			if (!data) {
				const there = Object.keys(binary);
				throw new BadValue(slot.label, `names "${name}", but the item has no such binary field`, there.length ? `It has: ${there.join(', ')}.` : 'It has none: the node before has to put the file there.');
			}
			const size = data.bytes;
			if (size !== undefined && size > LARGEST_FILE) throw new BadValue(slot.label, `is too large: "${name}" has ${megabytes(size)} MB; 20 MB per file can be sent`);
		}
	}
}

/** Replaces the names of files by the files, as Intercom wants them. */
export async function attach(call: Call, host: IExecuteFunctions, index: number): Promise<void> {
	for (const { slot, names } of fileSlots(call)) {
		const files: Array<Record<string, string>> = [];
		for (const name of names) {
			const { mimeType, fileName } = host.helpers.assertBinaryData(index, name);
			const bytes = await host.helpers.getBinaryDataBuffer(index, name);
			if (bytes.length > LARGEST_FILE) throw new BadValue(slot.label, `is too large: "${name}" has ${megabytes(bytes.length)} MB; 20 MB per file can be sent`);
			files.push({ content_type: mimeType, name: fileName ?? name, data: bytes.toString('base64') });
		}
		call.values[slot.where][slot.wire] = files;
	}
}

/** The item of a downloaded file: n8n stores the stream as it comes. `answer` is a stream. */
export async function toFileItem(answer: unknown, call: Call, { fileName, mimeType }: Extract<Operation['answer'], { kind: 'file' }>, host: IExecuteFunctions, index: number): Promise<INodeExecutionData> {
	const name = fileName.replace(/\{(\w+)\}/g, (_, field: string) => String(call.values.path[field]));
	const data = await host.helpers.prepareBinaryData(answer as Parameters<typeof host.helpers.prepareBinaryData>[0], name, mimeType);
	return { json: { ...call.values.path } as INodeExecutionData['json'], binary: { data }, pairedItem: { item: index } };
}
