/** A short stand-in for a text that is remembered by the thousand. */

import { createHash } from 'node:crypto';

/** @param length characters of six bits each; 8 never meet by chance among thousands, 16 never at all */
export const shortened = (text: string, length: number): string => createHash('sha256').update(text).digest('base64url').slice(0, length);
