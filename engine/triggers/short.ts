/** Short hashes, for texts that are remembered by the thousand. */

import { createHash } from 'node:crypto';

/** @param length characters of six bits: 8 are unique among thousands, 16 always */
export const shortened = (text: string, length: number): string => createHash('sha256').update(text).digest('base64url').slice(0, length);
