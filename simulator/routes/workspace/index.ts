/** Every endpoint of the workspace's settings and exports that is not needed by the inbox already. */
import { conversationAttributes, ticketTypes } from './attributes';
import { exports } from './exports';
import { hours } from './hours';
import { settings } from './settings';
import { team } from './team';

export const office = [...team, ...hours, ...settings, ...conversationAttributes, ...ticketTypes, ...exports];
