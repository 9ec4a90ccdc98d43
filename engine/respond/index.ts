/** What the node file of Intercom App needs. */

export { properties } from './describe';
export { respond } from './run';
