/** What a transport's failure tells, when no whole answer came. */

/**
 * - `unreached`: no connection came about. Nothing was carried out, so any request may be sent again.
 * - `silent`: the time was over. Like the first kind, it is what a dead host looks like when it lasts.
 * - `cut`: the connection broke.
 */
export type Loss = 'unreached' | 'silent' | 'cut';

/** A request took longer than it may. */
export class TooSlow extends Error {
	override name = 'TooSlow';
}

/** Codes of Node.js: no such host, nobody listens there, no way there, no certificate that can be trusted. */
const UNREACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_TLS_CERT_\w+|ERR_SSL_\w+)$/;
/** The second is the HTTP helper's own timeout. */
const SILENT = /^(ETIMEDOUT|ECONNABORTED)$/;

interface Failure {
	code?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

const isFailure = (value: unknown): value is Failure => typeof value === 'object' && value !== null;

/** Reads what the transport rejected with, and what caused that. */
export function lossOf(failed: unknown): Loss {
	for (let at = failed, depth = 0; isFailure(at) && depth < 5; at = at.cause, depth++) {
		const code = typeof at.code === 'string' ? at.code : '';
		if (at.syscall === 'connect' || at.syscall === 'getaddrinfo' || UNREACHED.test(code)) return 'unreached';
		if (at instanceof TooSlow || SILENT.test(code)) return 'silent';
	}
	return 'cut';
}
