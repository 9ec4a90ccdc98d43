/** What was asked and how it was answered, in order of arrival. Tests read it and clear it (`requests.length = 0`). */
export interface RequestRecord {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string>;
	/** Parsed JSON, or the text that was no JSON. */
	body: unknown;
	/** As sent; the token is left out. */
	headers: Record<string, string>;
	/** 0 while it is under way, or when the connection was cut. */
	status: number;
	/** True once the workspace carried it out: false for refusals and for faults without `after`. */
	processed: boolean;
	/** Arrival and end, milliseconds since 1970 by the simulator's clock; `endedAt` is 0 while under way. */
	at: number;
	endedAt: number;
	requestId: string;
}

/** Headers fit to be kept. */
export function redact(headers: Record<string, string | string[] | undefined>): Record<string, string> {
	const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, name === 'authorization' ? value.replace(/^(\S+\s).+$/, '$1[redacted]') : value]),
	);
}
