/** A conversation in the simulator, and executions in n8n's engine that ask its customer and wait. */

import type { IDataObject } from 'n8n-workflow';
import type { Executions, StoredExecution, WorkflowNode } from '../../scripts/host';
import { talkTo } from '../simulator/talk';
import { by, useIntercom } from '../support/intercom';

export const NODE = 'n8n-nodes-intercom.intercomHumanReview';

export function useCustomers() {
	const intercom = useIntercom({ seed: 'demo' });
	const api = async (method: string, path: string, body?: unknown): Promise<IDataObject> => {
		const answer = await talkTo(intercom.sim)(method, path, body);
		if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
		return answer.body as IDataObject;
	};
	const contact = async (email: string): Promise<string> =>
		String((await api('POST', '/contacts', { role: 'user', email, name: email.split('@')[0] })).id);
	let customers = 0;
	return Object.assign(intercom, {
		api,
		contact,
		/** A conversation of a customer of its own. */
		talk: async () => {
			const customer = await contact(`ann@customer-${++customers}.example`);
			const { conversation_id: id } = await api('POST', '/conversations', {
				from: { type: 'user', id: customer },
				body: 'My shoes are too small',
			});
			const path = `/conversations/${String(id)}`;
			return {
				id: String(id),
				customer,
				says: async (body: string, by = customer) =>
					await api('POST', `${path}/reply`, { message_type: 'comment', type: 'user', intercom_user_id: by, body }),
				chooses: async (option: unknown) =>
					await api('POST', `${path}/reply`, {
						message_type: 'quick_reply',
						type: 'user',
						intercom_user_id: customer,
						reply_options: [option],
					}),
				teammateSays: async (body: string, type = 'comment') =>
					await api('POST', `${path}/reply`, { message_type: type, type: 'admin', admin_id: '5000001', body }),
				closes: async () => await api('POST', `${path}/parts`, { message_type: 'close', type: 'admin', admin_id: '5000001' }),
				parts: async () =>
					(
						(await api('GET', path)).conversation_parts as {
							conversation_parts: Array<{ id: string; part_type: string; body: string | null; author: IDataObject; metadata: IDataObject }>;
						}
					).conversation_parts,
			};
		},
		/** A workflow: a trigger, the node that asks, and one behind it. */
		asking: (parameters: IDataObject, more: Partial<WorkflowNode> = {}, settings: IDataObject = {}): Executions => {
			const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
			return intercom.host.openExecutions({
				credentials: intercom.credentials,
				workflow: {
					settings,
					nodes: [
						{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
						{
							name: 'Ask',
							type: NODE,
							parameters: { operation: 'askCustomer', replyBody: 'Which size?', ...parameters } as never,
							...more,
						},
						{ name: 'After', type: 'n8n-nodes-base.noOp' },
					],
					connections: { Start: { main: [[to('Ask')]] }, Ask: { main: [[to('After')], ...(more.onError ? [[]] : [])] } },
				},
			});
		},
		/** How often a reply was sent to a conversation. */
		replies: (id: string) =>
			intercom.sim.requests.filter(
				({ method, path, body }) => method === 'POST' && path === `/conversations/${id}/reply` && (body as IDataObject).type === 'admin',
			).length,
		conversationBy: (id: string) => ({ conversationId: by('id', id) }),
	});
}

/** What came out of the node that asked, and into the one behind it. */
export function answerOf(execution: StoredExecution): IDataObject {
	if (execution.status !== 'success')
		throw new Error(`${execution.status}: ${execution.error?.message ?? ''} ${execution.error?.description ?? ''}`);
	const [items, after] = [execution.itemsOf('Ask'), execution.itemsOf('After')];
	expect(items).toHaveLength(1);
	expect(after.map(({ json }) => json)).toEqual(items.map(({ json }) => json));
	expect(execution.data.resultData.runData.Ask).toHaveLength(1);
	return items[0].json.data as IDataObject;
}
