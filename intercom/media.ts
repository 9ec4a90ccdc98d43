/**
 * Name and media type of a file, from headers and first bytes.
 * Headers: Content-Disposition (https://www.rfc-editor.org/rfc/rfc6266), its `filename*` (https://www.rfc-editor.org/rfc/rfc8187).
 */

/** A file's name and media type. */
export interface Described {
	name: string;
	type: string;
}

/** Extension -> media type, the usual one first for each type. */
const TYPES: Record<string, string> = {
	csv: 'text/csv',
	tsv: 'text/tab-separated-values',
	json: 'application/json',
	txt: 'text/plain',
	xml: 'application/xml',
	gz: 'application/gzip',
	zip: 'application/zip',
	pdf: 'application/pdf',
	wav: 'audio/wav',
	mp3: 'audio/mpeg',
	m4a: 'audio/mp4',
	aac: 'audio/aac',
	ogg: 'audio/ogg',
	opus: 'audio/opus',
	flac: 'audio/flac',
	weba: 'audio/webm',
	mp4: 'video/mp4',
	webm: 'video/webm',
};

/** Aliases. */
const ALIASES: Record<string, string> = {
	'application/x-gzip': 'application/gzip',
	'application/gzip-compressed': 'application/gzip',
	'application/csv': 'text/csv',
	'text/json': 'application/json',
	'audio/x-wav': 'audio/wav',
	'audio/wave': 'audio/wav',
	'audio/vnd.wave': 'audio/wav',
	'audio/mp3': 'audio/mpeg',
	'audio/x-m4a': 'audio/mp4',
	'audio/m4a': 'audio/mp4',
};

/** Generic types, which say nothing. */
const ANYTHING = /^(application|binary)\/(octet-stream|x-binary|download|x-download|force-download|x-force-download|unknown)$/;

const GZIP = 'application/gzip';

const extensionOf = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1].toLowerCase() ?? '';
/** The media type of a file name's extension, if known. */
export const typeOfName = (name: string): string | undefined => TYPES[extensionOf(name)];
const extensionFor = (type: string): string | undefined => Object.keys(TYPES).find((extension) => TYPES[extension] === type);

/** The media type without parameters; undefined if it is generic. */
export function typeIn(contentType: string | undefined): string | undefined {
	const type = (contentType ?? '').split(';')[0].trim().toLowerCase();
	if (!/^[\w.+-]+\/[\w.+-]+$/.test(type) || ANYTHING.test(type)) return undefined;
	return ALIASES[type] ?? type;
}

/** The file name of a `Content-Disposition`, without a path; undefined if there is none. */
export function nameIn(disposition: string | undefined): string | undefined {
	const parameters = new Map<string, string>();
	for (const [, name, quoted, bare] of (disposition ?? '').matchAll(/;\s*([\w!#$&+.^`|~-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g)) {
		if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare.trim());
	}
	return plain(extended(parameters.get('filename*')) ?? asUtf8(parameters.get('filename')));
}

/** `UTF-8'en'%e2%82%ac.csv` */
function extended(value: string | undefined): string | undefined {
	const [, charset, encoded] = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '') ?? [];
	if (!charset) return undefined;
	try {
		return charset.toLowerCase() === 'utf-8'
			? decodeURIComponent(encoded)
			: encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	} catch {
		return undefined;
	}
}

/** Headers are decoded as Latin-1, but servers send UTF-8. */
function asUtf8(value: string | undefined): string | undefined {
	if (value === undefined || !/[\u0080-\u00ff]/.test(value) || /[\u0100-\uffff]/.test(value)) return value;
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\ufffd') ? value : text;
}

function plain(name: string | undefined): string | undefined {
	const last = name
		?.split(/[/\\]/)
		.pop()
		?.replace(/\p{Cc}/gu, '')
		.trim();
	return last === undefined || ['', '.', '..'].includes(last) ? undefined : last;
}

/** Whether bytes begin a gzip file; undefined if there are too few. */
export const isGzip = (bytes: Uint8Array): boolean | undefined => (bytes.length < 2 ? undefined : bytes[0] === 0x1f && bytes[1] === 0x8b);

/**
 * The name and type to store a file under: the server's, else the defaults. Whether it is compressed is decided by the content
 * (`packed`, if known), because HTTP may decompress on the way.
 */
export function describe(said: Partial<Described>, usual: Described, packed: boolean | undefined): Described {
	const name = said.name ?? renamed(usual.name, said.type);
	const type = said.type ?? typeOfName(name) ?? usual.type;
	if (packed === false && (type === GZIP || extensionOf(name) === 'gz')) {
		const unpacked = name.replace(/\.gz$/i, '');
		return { name: unpacked, type: type === GZIP ? (typeOfName(unpacked) ?? 'application/octet-stream') : type };
	}
	if (packed === true && (isText(type) || isText(typeOfName(name) ?? '')))
		return { name: extensionOf(name) === 'gz' ? name : `${name}.gz`, type: GZIP };
	return { name, type };
}

const isText = (type: string): boolean => type.startsWith('text/') || ['application/json', 'application/xml'].includes(type);

/** The default name with the extension of another type. */
function renamed(name: string, type: string | undefined): string {
	const extension = type === undefined || type === 'text/plain' ? undefined : extensionFor(type);
	if (!extension || extensionOf(name) === extension || typeOfName(name) === type) return name;
	if (type === GZIP) return `${name}.gz`;
	return `${name.replace(/\.gz$/i, '').replace(/\.([a-z0-9]+)$/i, (whole, known: string) => (known.toLowerCase() in TYPES ? '' : whole))}.${extension}`;
}

/** Whether name and type depend on the content being compressed. */
export const mayBePacked = ({ name, type }: Described): boolean => type === GZIP || extensionOf(name) === 'gz' || isText(type);
