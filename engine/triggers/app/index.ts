/** What the node file of the Intercom App Trigger needs. */

import { lifecycleOf } from '../receiving/lifecycle';
import { readOptions } from './options';
import { secret } from './receive';

export { properties, webhooks } from './describe';
export { activationMessage, eventTriggerDescription, triggerPanel } from './panel';
export { receive } from './receive';

export const lifecycle = lifecycleOf({ secret, check: (panel) => void readOptions(panel) });
