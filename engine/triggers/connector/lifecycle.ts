/** Creates or updates the data connector in Intercom on activation. It is kept on deactivation, because workflows of Intercom may use it. */

import type { IHookFunctions } from 'n8n-workflow';
import { RECORD } from '../../../intercom/answers';
import { keepConnector } from '../../../procedures/connector-keep';
import { flagOr } from '../../convert/flag';
import { json } from '../../convert/json';
import { choices } from '../../convert/list';
import { BadValue } from '../../convert/refusal';
import { choice, text } from '../../convert/text';
import { toNodeError } from '../../execute/errors';
import { type Host, Session } from '../../session';
import { optionsOf, type Panel } from '../receiving/options';
import type { Lifecycle } from '../webhook-methods';
import { bodyFor, inputsOf } from './inputs';
import { HEADER, keyOf } from './key';

const VERSION = '2.16';
const TIMEOUT_MS = 30_000;

export const AUDIENCES = ['leads', 'users', 'visitors'] as const;

/** The wanted connector, without URL and key. Throws `BadValue`. */
export function readWish(panel: Panel) {
	const options = optionsOf(panel);
	const name = text(panel.getNodeParameter('connectorName', ''), 'Connector Name').trim();
	const description = text(panel.getNodeParameter('connectorDescription', ''), 'Description').trim();
	if (name === '') throw new BadValue('Connector Name', 'is required', 'The connector is found in Intercom by its name.');
	const inputs = inputsOf(panel);
	const vague = inputs.find((input) => input.description === '');
	if (vague) throw new BadValue('Inputs', `need a description: ${vague.name} has none`, 'Fin needs it to know what to ask for.');
	const sample =
		options.sampleResponse === undefined || options.sampleResponse === ''
			? {}
			: { mock_response: json(options.sampleResponse, 'Sample Response', 'object') };
	return {
		name,
		description,
		http_method: 'post',
		body: bodyFor(inputs),
		data_inputs: inputs.map(({ required, ...input }) => ({ ...input, required, default_value: '' })),
		direct_fin_usage: flagOr(true, options.directFinUsage, 'Fin May Use It'),
		audiences: choices(AUDIENCES, options.audiences ?? [...AUDIENCES], 'For'),
		customer_authentication: flagOr(false, options.customerAuthentication, 'Confirm Customer First'),
		...sample,
	};
}

const keeps = (panel: Panel): boolean => choice(['keep', 'byHand'], panel.getNodeParameter('inIntercom', 'keep'), 'In Intercom') === 'keep';

/** Activations without a change: n8n restarts, or another process takes over. */
const NOTHING_NEW = ['init', 'leadershipChange'];

export const lifecycle: Lifecycle = {
	/** Rejects with NodeOperationError if a parameter is invalid. */
	async checkExists(host: IHookFunctions): Promise<boolean> {
		const panel = host as unknown as Panel;
		try {
			readWish(panel);
			return host.getMode() === 'manual' || !keeps(panel) || NOTHING_NEW.includes(host.getActivationMode());
		} catch (error) {
			throw toNodeError(error, { node: host.getNode() });
		}
	},
	/** Rejects with NodeOperationError, or NodeApiError if Intercom refuses. */
	async create(host: IHookFunctions): Promise<boolean> {
		try {
			await keep(host);
			return true;
		} catch (error) {
			throw toNodeError(error, { node: host.getNode(), action: 'Create or update data connector' });
		}
	},
	async delete(): Promise<boolean> {
		return true;
	},
};

async function keep(host: IHookFunctions): Promise<void> {
	const panel = host as unknown as Panel;
	const url = host.getNodeWebhookUrl('default');
	if (url === undefined)
		throw new BadValue('Production URL', 'is not known to n8n', "Set 'In Intercom' to 'Leave as It Is', and enter it there.");
	const headers = [
		{ name: 'Content-Type', value: 'application/json' },
		{ name: HEADER, value: await keyOf(host as never) },
	];
	const session = await Session.open(host as unknown as Host, panel.getNodeParameter('authentication', 'accessToken'), TIMEOUT_MS);
	await keepConnector(
		{ ...readWish(panel), url, headers },
		{
			list: async (endpoint, { items = 'data', query, pageSize = 50 } = {}) =>
				await session.readWhole({ request: { endpoint, version: VERSION, query }, items, paging: { kind: 'query', pageSize } }),
			send: async (endpoint, { holds = RECORD, ...parts } = {}) =>
				(await session.send({ endpoint, version: VERSION, ...parts, holds })).body as Record<string, unknown>,
		},
	);
}
