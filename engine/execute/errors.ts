/**
 * The one place where errors become n8n's own: what happened in the message, what Intercom said and what to do
 * in the description. They are built anew, because n8n keeps a wrapped NodeApiError as it is and replaces
 * messages that contain a system error code - hence Intercom's words go into the description.
 */

import { type IDataObject, type INode, type INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { Refusal } from '../../procedures/procedure';
import { IntercomError, isJobLimit, isNotPermitted } from '../../intercom/errors';
import { regionAt } from '../../intercom/regions';
import { type Endpoint, isReading } from '../../intercom/request';
import { STABLE_VERSION } from '../../intercom/versions';
import { BadValue } from '../convert/refusal';
import { explainFile } from '../files/meaning';
import { adviceForMissing, type Pointed } from './not-found';

export type NodeError = NodeApiError | NodeOperationError;

/** Which item it is about, and what was being done ("Update contact"). */
export interface Context {
	node: INode;
	itemIndex?: number;
	action?: string;
	/** What refusals mean for this operation; see `Operation.refusals`. */
	refusals?: Record<string, { what: string; advice?: string }>;
	/** What the call pointed at. */
	pointed?: Pointed;
}

/** `error` is anything that was thrown. */
export function toNodeError(error: unknown, { node, itemIndex, action, refusals, pointed }: Context): NodeError {
	const item = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (error instanceof BadValue || error instanceof Refusal)
		return new NodeOperationError(node, `${error.message}${item}`, {
			...(itemIndex === undefined ? {} : { itemIndex }),
			...(error.advice ? { description: error.advice } : {}),
		});
	if (error instanceof IntercomError) return fromIntercom(error, { node, itemIndex, action, refusals, pointed }, item);
	const unknown = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(node, unknown, itemIndex === undefined ? {} : { itemIndex, message: `${unknown.message}${item}` });
}

function fromIntercom(error: IntercomError, { node, itemIndex, action, refusals = {}, pointed }: Context, item: string): NodeApiError {
	const { status, errors = [], requestId, request, foreign, notSent, unfinished } = error.details;
	// what a refusal of the endpoint means says nothing of another host
	const known =
		error.details.file === undefined ? [error.code, status].map(String).find((name) => Object.hasOwn(refusals, name)) : undefined;
	const { what, advice } = known === undefined ? explain(error, pointed) : refusals[known];
	const said = errors
		.map(({ message, code, field }) => [message, code && `(${code})`, field && `[field: ${field}]`].filter(Boolean).join(' '))
		.filter(Boolean);
	const description = [
		said.length ? `Intercom said: ${said.join('; ')}` : error.kind === 'http' ? '' : `Reason: ${error.message}`,
		foreign ? `The answer begins: ${foreign}` : '',
		unfinished?.advice,
		advice,
		notSent ? 'This was not sent any more, because what was sent before it ended like this' : '',
		[`Request: ${request}`, status && `status ${status}`, requestId && `request ID ${requestId}`].filter(Boolean).join(', '),
	]
		.filter((sentence): sentence is string => Boolean(sentence))
		.map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
		.join(' ');
	const message = `${what}${action ? ` - ${action}` : ''}${unfinished ? ` (${unfinished.what})` : ''}${item}`;
	const details = { code: error.code, field: error.field, requestId, status, errors } as IDataObject;
	return new NodeApiError(node, { message, ...details } as never, {
		message,
		description,
		httpCode: status === undefined ? undefined : String(status),
		itemIndex,
	});
}

export type Meaning = { what: string; advice?: string };

const STATUS_PAGE = "Try again later, or look at Intercom's status page";
const MAYBE_ADVICE = 'The request was sent once only, because Intercom may have carried it out: look in Intercom before you run it again';
const BETWEEN_ADVICE =
	'It does not come from Intercom: look at what is between n8n and Intercom (a proxy, a firewall), and at the Base URL of the credential';

/** What to do after a fault. A write that was sent again does no harm a further time either. */
function retryAdvice({ details: { mayHaveHappened, attempts = 1, request } }: IntercomError): string {
	if (mayHaveHappened) return MAYBE_ADVICE;
	const maybe = isReading(request as Endpoint) ? '' : 'It may have been carried out all the same, and a further time does no harm. ';
	return `${attempts > 1 ? `It was sent ${attempts} times. ` : ''}${attempts > 0 ? maybe : ''}${STATUS_PAGE}`;
}

const NOWHERE: Pointed = { pointers: [], version: STABLE_VERSION, endpoints: [] };

function explain(error: IntercomError, pointed: Pointed = NOWHERE): Meaning {
	if (error.details.file !== undefined) return explainFile(error, error.details.file);
	const { status = 0, canonicalId, request, redirectedTo, foreign, loss } = error.details;
	if (error.kind === 'network') return loss === 'unreached' ? unreached : { what: 'No answer from Intercom', advice: retryAdvice(error) };
	if (error.kind === 'answer') return unfit(error);
	if (status < 400) return redirected(redirectedTo);
	if (foreign && (status === 403 || status === 407))
		return { what: `The request was refused on its way to Intercom (status ${status})`, advice: BETWEEN_ADVICE };
	switch (status) {
		case 401:
			return isNotPermitted(error)
				? notPermitted(request)
				: {
						what: 'Intercom refused the credential',
						advice:
							"Check the token in the credential, and that its region is the workspace's region: a token of one region is unknown in the others",
					};
		case 402:
		case 403:
			return error.code === 'api_plan_restricted'
				? { what: "The workspace's plan does not include this", advice: 'Ask Intercom, or an owner of the workspace, which plan has it' }
				: notPermitted(request);
		case 404:
			return { what: 'Intercom did not find the record', advice: adviceForMissing(pointed, request, error.code) };
		case 409:
			return {
				what: 'The record conflicts with another one',
				advice: 'Another record has a value that only one can have. Correct the value, or write to the record that has it',
			};
		case 410:
			return {
				what: 'The contact was merged into another one',
				advice: canonicalId ? `Its data lives on in contact ${canonicalId}` : undefined,
			};
		case 429:
			if (isJobLimit(error))
				return {
					what: 'Too many exports are under way',
					advice: 'Wait until one is finished, or cancel one: Intercom counts those of everybody in the workspace',
				};
			return {
				what: "Intercom's rate limit is used up",
				advice:
					"The request waited for several windows in vain: something else uses the same workspace heavily. Lower 'Requests at Once', or run at another time",
			};
		default:
			if (status >= 500) return { what: 'Intercom has a fault', advice: retryAdvice(error) };
			if (error.code === 'intercom_version_invalid')
				return { what: 'This API version does not know the request', advice: "Choose 'Automatic' as 'API Version' in the options" };
			return { what: 'Intercom did not accept the request', advice: error.field ? `Check the value of ${error.field}` : undefined };
	}
}

const notPermitted = (request: string): Meaning => ({
	what: 'The app is not permitted to do this',
	advice: `Give the app the permission for ${request.split(' ')[1]} in Intercom's Developer Hub (Configure > Authentication > Permissions); then reinstall it if it uses OAuth`,
});

const unreached: Meaning = {
	what: 'Intercom cannot be reached',
	advice:
		'Nothing was carried out. Check that the machine n8n runs on reaches the address of the credential (region, Base URL, DNS, proxy, firewall, certificates)',
};

/** A good status, and not what was asked for. */
function unfit(error: IntercomError): Meaning {
	const { errors, foreign, unreadable } = error.details;
	if (errors) return { what: 'Intercom answered with an error', advice: error.details.mayHaveHappened ? MAYBE_ADVICE : undefined };
	if (unreadable)
		return {
			what: 'Intercom sent an answer that cannot be read',
			advice: foreign ? `${BETWEEN_ADVICE}. ${retryAdvice(error)}` : retryAdvice(error),
		};
	return { what: 'Intercom did not answer with what was asked for', advice: retryAdvice(error) };
}

/** Following would turn a POST into a GET, or take the record to a host that nobody chose. */
function redirected(host: string | undefined): Meaning {
	const region = regionAt(host);
	return {
		what: `The address answered with a redirect${host ? ` to ${host}` : ''}, which is not followed`,
		advice: region
			? `Choose the region '${region}' in the credential: that is where the workspace is`
			: 'Check the region and the Base URL of the credential, and whether a proxy asks for a sign-in',
	};
}

/**
 * The output of an item that failed while the node goes on. n8n sends it to the error output if `json` has these two
 * keys and no other (n8n 1.x; 2.41 would allow `details` too). A separate `error` beside `json` would do as well,
 * but newer versions then replace the whole `json` by the message alone. Seen in handleNodeErrorOutput and
 * normalizeNodeErrors of n8n-core 1.122 and 2.41. Status, code, field and request ID stand in the text of `message`.
 */
export function failedItem(error: NodeError, itemIndex: number): INodeExecutionData {
	return {
		json: { error: error.message, message: error.description || 'Correct the value of this item, or leave it out.' },
		pairedItem: { item: itemIndex },
	};
}
