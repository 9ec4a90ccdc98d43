/** What people set in the panel of a webhook trigger, read as strictly as in any other node. */

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { flagOr } from '../../convert/flag';
import { collection, texts } from '../../convert/list';

export type Panel = Pick<IWebhookFunctions, 'getNodeParameter'>;

/** The options that were added. Throws `BadValue`. */
export const optionsOf = (panel: Panel): IDataObject => collection(panel.getNodeParameter('options', {}), 'Options');

/** The chosen events, or what else can be chosen several of. Throws `BadValue`. */
export const chosenIn = (panel: Panel, parameter: string, label: string): string[] => texts(panel.getNodeParameter(parameter, []), label);

/** Verification is on unless somebody turned it off. Throws `BadValue`. */
export const verifies = (panel: Panel): boolean => flagOr(true, optionsOf(panel).verifySignature, 'Verify Signature');

/** Whether the event is output as it came. Throws `BadValue`. */
export const outputsAll = (panel: Panel): boolean => flagOr(false, optionsOf(panel).fullNotification, 'Full Notification');
