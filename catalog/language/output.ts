/** How much of an answer comes out. */

import type { Operation, SimplifyId } from './types';

/** `...simplified('ticket')`: an operation that gave all of the record before version 1.2 of the node, and offers the choice since. */
export const simplified = (simplify: SimplifyId): Pick<Operation, 'simplify' | 'simplifySince'> => ({ simplify, simplifySince: '1.2' });
