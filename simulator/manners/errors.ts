/** Refusals in Intercom's shape. Throw one anywhere; the server turns it into an answer. */

export interface ErrorItem {
	code: string;
	message: string;
	field?: string;
}

export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly errors: ErrorItem[],
		readonly headers: Record<string, string> = {},
	) {
		super(errors.map((error) => error.message).join('; '));
	}
}

/** The body of any refusal. */
export function errorList(requestId: string, errors: ErrorItem[]) {
	return { type: 'error.list', request_id: requestId, errors };
}

const one = (status: number, code: string, message: string, field?: string) =>
	new Refusal(status, [field === undefined ? { code, message } : { code, message, field }]);

/** 400: a value that cannot be. */
export const invalid = (message: string, field?: string) => one(400, 'parameter_invalid', message, field);
/** 400: something needed is not there. */
export const missing = (message: string, field?: string) => one(400, 'parameter_not_found', message, field);
/** 400 with a code of its own. */
export const badRequest = (code: string, message: string, field?: string) => one(400, code, message, field);
/** 401. */
export const unauthorized = (code: string, message: string) => one(401, code, message);
/** 403. */
export const forbidden = (message: string) => one(403, 'forbidden', message);
/** 404, in the words the API uses for most records. */
export const notFound = (message = 'Resource Not Found', code = 'not_found') => one(404, code, message);
export const contactNotFound = () => notFound('User Not Found');
export const companyNotFound = () => notFound('Company Not Found', 'company_not_found');
/** 409. */
export const conflict = (message: string) => one(409, 'conflict', message);
/** 410: the contact lives on under another id; the Link header names it. */
export const contactMerged = (id: string) =>
	new Refusal(
		410,
		[{ code: 'contact_merged', message: "This contact has been merged. See the 'Link' header for the canonical contact." }],
		{ Link: `</contacts/${id}>; rel="canonical"` },
	);
/** 415. */
export const unsupportedMedia = (type: string) => one(415, 'unsupported', `Content-Type '${type}' is not supported, send application/json`);
/** 422. */
export const unprocessable = (code: string, message: string) => one(422, code, message);
/** 429: not carried out. */
export const tooMany = () => one(429, 'rate_limit_exceeded', 'Exceeded rate limit for this window');
/** 5xx. */
export const broken = (status: number, code = 'server_error', message = 'Something went wrong on our side') => one(status, code, message);
