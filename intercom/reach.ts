/** Transport failures: why there is no complete answer. */

/**
 * - `unreached`: no connection. Nothing was processed, so any request may be sent again.
 * - `silent`: timed out. If it persists, the host is down, as with `unreached`.
 * - `cut`: the connection broke.
 */
export type Loss = 'unreached' | 'silent' | 'cut';

/** A request exceeded its deadline. */
export class TooSlow extends Error {
	override name = 'TooSlow';
}

/** Node.js error codes: unknown host, connection refused, no route, untrusted certificate. */
const UNREACHED =
	/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_TLS_CERT_\w+|ERR_SSL_\w+)$/;
/** ECONNABORTED is the HTTP helper's own timeout. */
const SILENT = /^(ETIMEDOUT|ECONNABORTED)$/;

interface Failure {
	code?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

const isFailure = (value: unknown): value is Failure => typeof value === 'object' && value !== null;

/** Classifies a rejection of the transport by its chain of causes. */
export function lossOf(failed: unknown): Loss {
	for (let at = failed, depth = 0; isFailure(at) && depth < 5; at = at.cause, depth++) {
		const code = typeof at.code === 'string' ? at.code : '';
		if (at.syscall === 'connect' || at.syscall === 'getaddrinfo' || UNREACHED.test(code)) return 'unreached';
		if (at instanceof TooSlow || SILENT.test(code)) return 'silent';
	}
	return 'cut';
}
