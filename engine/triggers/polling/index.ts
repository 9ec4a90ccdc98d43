/** What the node file of the Intercom Polling Trigger needs. */

import { methodsFor } from '../../pickers/methods';
import { properties } from './describe';

export { properties } from './describe';
export { run } from './run';
export { poll } from './poll';
export const methods = methodsFor(properties);
