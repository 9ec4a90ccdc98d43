/** Asking: what is sent to Intercom, in which order, and what is refused before anything is. */

import { by, useIntercom } from '../support/intercom';

const NODE = 'n8n-nodes-intercom.intercomHumanReview';
const intercom = useIntercom({ seed: 'demo' });
const OWNER = '5000001';
const TEAM = '6000001';

const conversation = () =>
	intercom.sim.workspace.inbox.conversations
		.all()
		.find(({ state, id }) => state === 'open' && !intercom.sim.workspace.inbox.tickets.get(id)) as {
		id: string;
		parts: Array<{ part_type: string; body: string | null }>;
	};
const ask = (parameters: Record<string, unknown>, items: Array<Record<string, unknown>> = [{}], more = {}) =>
	intercom.host.runNode({
		type: NODE,
		parameters: { operation: 'sendAndWait', message: 'Refund?', ...parameters } as never,
		items: items as never,
		credentials: intercom.credentials as never,
		...more,
	});

it('a question becomes a note with a signed link for each decision, and the execution waits', async () => {
	const { id, parts } = conversation();
	const result = await ask({ conversationId: by('id', id), approvalOptions: { values: { approvalType: 'double' } } });
	expect(result.error).toBeUndefined();
	expect(result.status).toBe('waiting');
	expect(intercom.asked()).toEqual(['GET /me', `POST /conversations/${id}/reply`]);
	const note = parts.at(-1);
	expect(note?.part_type).toBe('note');
	expect(
		[...(note?.body ?? '').matchAll(/href="([^"]+)"/g)].map(([, address]) => address.replace(/(question|signature)=[^&]+/g, '$1=')),
	).toEqual(
		['approve', 'decline'].map(
			(choice) =>
				expect.stringMatching(
					new RegExp(`^http://127.0.0.1:5678/webhook-waiting/1/.+\\?question=&amp;choice=${choice}&amp;signature=$`),
				) as string,
		),
	);
	expect(note?.body).not.toContain(intercom.sim.token);
});

it('the teammate or team that is asked is named in the note and gets the conversation, unless somebody said no', async () => {
	const { id, parts } = conversation();
	await ask({ conversationId: by('id', id), askWhom: 'admin', adminId: by('id', '5000002') });
	expect(intercom.asked()).toEqual([
		'GET /me',
		'GET /admins/5000002',
		`POST /conversations/${id}/parts`,
		`POST /conversations/${id}/reply`,
	]);
	expect(intercom.sim.requests[2].body).toEqual({ message_type: 'assignment', type: 'admin', admin_id: OWNER, assignee_id: '5000002' });
	expect(parts.at(-1)?.body).toContain(`for ${intercom.sim.workspace.admins.get('5000002')?.name ?? 'nobody'}`);
	intercom.sim.requests.length = 0;
	await ask({ conversationId: by('id', id), askWhom: 'admin', adminId: by('id', '5000002'), assign: false });
	expect(intercom.asked()).toEqual(['GET /me', 'GET /admins/5000002', `POST /conversations/${id}/reply`]);
});

it('it can be asked in a ticket', async () => {
	const [ticket] = intercom.sim.workspace.inbox.tickets.all();
	const result = await ask({ askIn: 'ticket', ticketId: by('id', ticket.id), askWhom: 'team', teamId: by('id', TEAM) });
	expect(result.error).toBeUndefined();
	expect(intercom.asked()).toEqual(['GET /me', `GET /teams/${TEAM}`, `PUT /tickets/${ticket.id}`, `POST /tickets/${ticket.id}/reply`]);
});

it('several items are refused: only one of them could be asked', async () => {
	const result = await ask({ conversationId: by('id', conversation().id) }, [{}, {}]);
	expect(result.error?.message).toContain('One question can be asked at a time, and there are 2 items');
	expect(intercom.asked()).toEqual([]);
});

it.each([
	[{ message: ' ' }, "'Message' is required"],
	[{ conversationId: by('id', '={{ $json.nothing }}') }, "'Conversation' is required"],
	[{ responseType: 'editAndApprove', draft: '={{ $json.nothing }}' }, "'Draft' is required"],
	[{ responseType: 'customForm' }, "'Form Fields' is required"],
	[{ askWhom: 'team', teamId: by('id', '={{ $json.nothing }}') }, "'Team' is required"],
	[{ options: { limitWaitTime: { values: { resumeAmount: -1 } } } }, "'Amount' has to be more than 0"],
])('%j is refused before anything is sent', async (parameters, message) => {
	const result = await ask({ conversationId: by('id', '1'), ...parameters });
	expect(result.error?.message).toContain(message);
	expect(intercom.asked()).toEqual([]);
});

it('what Intercom refuses stops the node, or goes to the error output, and nothing waits', async () => {
	const stopped = await ask({ conversationId: by('id', '404404') });
	expect(stopped.error?.message).toMatch(/did not find the record - Send and wait for response/);
	const result = await ask({ conversationId: by('id', '404404') }, [{}], { onError: 'continueErrorOutput' });
	expect(result.status).toBe('success');
	expect(result.outputs[1]).toMatchObject([{ json: { error: expect.stringContaining('did not find the record') as string } }]);
});

/** A workflow that asks, as n8n's engine runs it, waits and wakes. */
function asking(parameters: Record<string, unknown>, more: Record<string, unknown> = {}) {
	return intercom.host.openExecutions({
		credentials: intercom.credentials as never,
		workflow: {
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{
					name: 'Ask',
					type: NODE,
					parameters: { operation: 'sendAndWait', message: 'Refund?', conversationId: by('id', conversation().id), ...parameters } as never,
					...more,
				},
				{ name: 'After', type: 'n8n-nodes-base.noOp' },
			],
			connections: {
				Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] },
				Ask: { main: [[{ node: 'After', type: 'main', index: 0 }], ...(more.onError === 'continueErrorOutput' ? [[]] : [])] },
			},
		},
	});
}

it.each([undefined, 'continueErrorOutput'])(
	'when the time is up, what came in goes on and says that nobody has answered (on error: %s)',
	async (onError) => {
		const executions = asking(
			{ options: { limitWaitTime: { values: { resumeAmount: 2, resumeUnit: 'days' } } } },
			onError ? { onError } : {},
		);
		const { id, status } = await executions.start([{ order: 7, data: { kept: true } }] as never);
		expect(status).toBe('waiting');
		expect((await executions.wake(id)).itemsOf('After').map(({ json }) => json)).toEqual([
			{ order: 7, data: { kept: true, approved: false, timedOut: true, question: expect.any(String) as string } },
		]);
	},
);

it('an item that brings an error of another node is asked about once, also with Retry On Fail', async () => {
	const { parts } = conversation();
	const before = parts.length;
	const executions = asking({}, { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	expect((await executions.start([{ error: 'the shop did not answer' }] as never)).status).toBe('waiting');
	expect(parts.length - before).toBe(1);
});

it('the question is kept with the execution as it was asked', async () => {
	const executions = asking({ responseType: 'editAndApprove', draft: '={{ $json.data.text }}', message: 'Send this?' });
	const { data } = await executions.start([{ data: { text: 'It is on its way.' } }] as never);
	expect(data.executionData?.contextData['node:Ask']).toMatchObject({
		asked: { id: expect.any(String) as string, question: { message: 'Send this?', draft: 'It is on its way.' } },
	});
});
