import type { Endpoint } from '../intercom/client';

/**
 * Endpoints of Intercom's REST API that no operation reaches, and why. Read for it: Intercom's API descriptions 2.7 to
 * 2.16 and Preview, its change log, and its SDK (intercom-client 7.0.3). The README shows the list; it is meant to be empty.
 */
export const leftOut: ReadonlyArray<{ endpoint: Endpoint; why: string }> = [];
