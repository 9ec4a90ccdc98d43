/** Reads the parameters of webhook triggers, as strictly as in other nodes. */

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { flagOr } from '../../convert/flag';
import { collection, texts } from '../../convert/list';

export type Panel = Pick<IWebhookFunctions, 'getNodeParameter'>;

/** The options that were added. Throws `BadValue`. */
export const optionsOf = (panel: Panel): IDataObject => collection(panel.getNodeParameter('options', {}), 'Options');

/** The values of a multi-select parameter. Throws `BadValue`. */
export const chosenIn = (panel: Panel, parameter: string, label: string): string[] => texts(panel.getNodeParameter(parameter, []), label);

/** Whether signatures are verified; the default. Throws `BadValue`. */
export const verifies = (panel: Panel): boolean => flagOr(true, optionsOf(panel).verifySignature, 'Verify Signature');

/** Whether events are output unchanged. Throws `BadValue`. */
export const outputsAll = (panel: Panel): boolean => flagOr(false, optionsOf(panel).fullNotification, 'Full Notification');
