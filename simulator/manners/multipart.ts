/** Multipart forms as an object of texts; files by their content. The text is the whole body as it came. */
import { badRequest, unsupportedMedia } from './errors';

/** @throws 400, 415 */
export function parseMultipart(text: string, contentType: string | undefined): Record<string, string> {
	const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)/i.exec(contentType ?? '')?.[1];
	if (!boundary) throw unsupportedMedia(contentType ?? '');
	const result: Record<string, string> = {};
	for (const part of `\r\n${text}`.split(`\r\n--${boundary}`).slice(1)) {
		if (part.startsWith('--')) return result;
		const [head, ...rest] = part.split('\r\n\r\n');
		const name = /name="([^"]*)"/i.exec(head)?.[1];
		if (name === undefined) throw badRequest('bad_request', 'A part of the form has no name');
		result[name] = rest.join('\r\n\r\n');
	}
	throw badRequest('bad_request', 'The form does not end');
}
