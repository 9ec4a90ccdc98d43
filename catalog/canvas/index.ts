/** Cards of apps in the Messenger and the Inbox: what they are made of, and what Intercom asks of them. */

export { componentOf, components, MOST_BYTES } from './components';
export { type AppEvent, appEventOf, appEvents, AUDIENCES, LOCATIONS } from './events';
export type { ActionType, ComponentRow, Part, Parts } from './types';
