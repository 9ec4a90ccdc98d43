/** Files of the workspace: what came in with replies, and recordings. A server of its own gives them out. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import { invalid } from '../../manners/errors';
import type { Attachment } from './types';

/** A file as requests carry it. */
export interface FileWish {
	content_type?: string;
	data?: string;
	name?: string;
}

export interface StoredFile {
	name: string;
	content_type: string;
	data: Buffer;
}

const TYPES: Record<string, string> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	webp: 'image/webp',
	pdf: 'application/pdf',
	txt: 'text/plain',
	csv: 'text/csv',
	wav: 'audio/wav',
};
/** A signed address lives half an hour. */
const LIFE = 30 * 60;

export class FileStore {
	/** Address of the server that gives the files out, without a slash at the end. */
	origin = 'https://files.simulator.example';
	private readonly byPath = new Map<string, StoredFile>();
	private count = 0;

	constructor(private readonly clock: Clock) {}

	/** Keeps a file. @returns its path */
	keep(file: StoredFile): string {
		const path = `/files/${++this.count}/${encodeURIComponent(file.name)}`;
		this.byPath.set(path, file);
		return path;
	}

	get(path: string): StoredFile | undefined {
		return this.byPath.get(path);
	}

	/** A full, signed address of a path of ours; other addresses stay as they are. */
	sign(path: string): string {
		return path.startsWith('/') ? `${this.origin}${path}?expires=${this.clock.seconds() + LIFE}&signature=${randomUUID()}` : path;
	}

	/** Attachments from addresses: they stay where they are. @throws 400 */
	fromUrls(urls: string[]): Attachment[] {
		return urls.map((url, index) => {
			if (!/^https?:\/\/[^\s/]+/.test(url)) throw invalid(`'${url}' is not a URL`, `attachment_urls.${index}`);
			const name = decodeURIComponent(url.split(/[?#]/)[0].split('/').pop() ?? '') || 'attachment';
			return { ...described(name), url, filesize: null };
		});
	}

	/** Attachments from base64. @throws 400 for what is none */
	fromFiles(files: FileWish[], field = 'attachment_files'): Attachment[] {
		return files.map((file, index) => {
			const { name, data, content_type: type } = file;
			if (!name) throw invalid('name not specified', `${field}.${index}.name`);
			if (!data || !/^[A-Za-z0-9+/]+={0,2}$/.test(data) || data.length % 4 !== 0)
				throw invalid('data is not valid base64', `${field}.${index}.data`);
			const about = described(name, type);
			const bytes = Buffer.from(data, 'base64');
			return { ...about, url: this.keep({ name, content_type: about.content_type, data: bytes }), filesize: bytes.length };
		});
	}

	clear(): void {
		this.byPath.clear();
		this.count = 0;
	}
}

function described(name: string, type?: string): Omit<Attachment, 'url' | 'filesize'> {
	const ending = name.split('.').pop()?.toLowerCase() ?? '';
	return { type: 'upload', name, content_type: type ?? TYPES[ending] ?? 'application/octet-stream', width: null, height: null };
}
