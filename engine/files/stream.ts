/** A file while it comes: how it begins, and whether it comes to its end. */

import { rethrown } from '../../intercom/rethrown';
import type { FileStream } from '../../procedures/procedure';

/** What streams have of Node's and the type does not say. */
type Stream = FileStream & {
	push?: (...piece: unknown[]) => boolean;
	destroy?: (reason?: Error) => void;
	readableLength?: number;
	readableEnded?: boolean;
};

/** The file broke off on its way. */
export class Interrupted extends Error {
	override name = 'Interrupted';
}

/** Codes of a store that cannot take the file: it is not the file's fault. */
const STORE = /^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR|EMFILE|ENFILE|EFBIG|EIO)$/;

export interface Watching {
	silenceMs: number;
	/** Rejects when nobody wants the file any more. */
	wait: (ms: number) => Promise<void>;
}

/** How often the watch looks, milliseconds. */
const STEP_MS = 500;

/** What `consume` makes of the stream. Rejects with `Interrupted` where it breaks, or nothing comes although somebody reads. */
export async function watched<T>(stream: FileStream, { silenceMs, wait }: Watching, consume: () => Promise<T>): Promise<T> {
	const came = cameLast(stream);
	let isOver = false;
	const watch = async (): Promise<never> => {
		while (!isOver) {
			await wait(Math.min(STEP_MS, silenceMs));
			if (!isOver && (stream as Stream).readableLength === 0 && performance.now() - came.at > silenceMs)
				throw new Interrupted(`Nothing came for ${Math.round(silenceMs / 1000)} seconds`);
		}
		// whoever waits has what it waited for
		return await new Promise<never>(() => {});
	};
	try {
		return await Promise.race([consume(), broken(stream), watch()]);
	} catch (error) {
		(stream as Stream).destroy?.();
		throw isCode(STORE, error) && error instanceof Interrupted ? error.cause : rethrown(error);
	} finally {
		isOver = true;
	}
}

const isCode = (codes: RegExp, error: unknown): boolean => codes.test(String((error as { cause?: { code?: unknown } }).cause?.code));

/** Rejects when the stream breaks, or is closed before its end. */
const broken = async (stream: Stream): Promise<never> =>
	await new Promise<never>((_, reject) => {
		const fail = (cause: unknown): void =>
			reject(new Interrupted(cause instanceof Error && cause.message ? cause.message : 'The connection was lost', { cause }));
		stream.on('error', fail);
		stream.once('aborted', fail);
		stream.once('close', () => {
			if (stream.readableEnded === false) fail(undefined);
		});
	});

/** When something came last. Counted where it arrives, because a listener for pieces would take them from whoever reads. */
function cameLast(stream: Stream): { at: number } {
	const came = { at: performance.now() };
	const push = stream.push;
	if (push) {
		stream.push = (...piece) => {
			came.at = performance.now();
			return push.apply(stream, piece);
		};
	}
	return came;
}

/** The first piece of a stream, which is still there afterwards; nothing of an empty one. */
export async function firstBytes(stream: FileStream): Promise<Uint8Array> {
	return await new Promise((resolve, reject) => {
		const done = (): void => {
			stream.removeListener('readable', look);
			stream.removeListener('end', ended);
			stream.removeListener('error', failed);
		};
		const look = (): void => {
			const piece = stream.read() as Uint8Array | null;
			if (piece === null) return;
			done();
			stream.unshift(piece);
			resolve(piece);
		};
		const ended = (): void => {
			done();
			resolve(new Uint8Array());
		};
		const failed = (error: Error): void => {
			done();
			reject(error);
		};
		stream.on('readable', look);
		stream.once('end', ended);
		stream.once('error', failed);
	});
}
