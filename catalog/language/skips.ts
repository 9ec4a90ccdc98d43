/** How answers of success say that something was left out, for rows that share it. */

import type { Skips } from './types';

/** Bulk jobs say that some of their records were refused, but not which. */
export const refusedInJob: Skips = {
	says: 'state',
	is: ['completed_with_errors'],
	what: 'Intercom refused some of the records of this job, and does not say which: look the records up',
};

/** Fin takes the question all the same. */
export const unknownToFin: Skips = {
	says: 'errors',
	what: "Fin took the request, but not all of its attributes: 'errors' in the output says which and why",
};
