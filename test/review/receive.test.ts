/** What the signed address of a question answers, and what lets the execution go on. */

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { receive } from '../../engine/review/receive';

const parameters: IDataObject = {
	message: 'Refund?',
	askIn: 'conversation',
	conversationId: '7',
	approvalOptions: { values: { approvalType: 'double' } },
	options: { noteDecision: false },
	question: 'q1',
};

/** One request to the address. */
async function request(
	method: string,
	{
		query = { question: 'q1' },
		body = {},
		asked,
		...changed
	}: { query?: IDataObject; body?: IDataObject; asked?: IDataObject } & IDataObject = {},
) {
	const shown = { status: 0, html: '', headers: {} as Record<string, string> };
	const response = {
		status: (code: number) => {
			shown.status = code;
		},
		setHeader: (name: string, value: string) => {
			shown.headers[name] = value;
		},
		type: () => response,
		send: (html: string) => {
			shown.html = html;
		},
	};
	const host = {
		getNodeParameter: (name: string) => {
			const value = { ...parameters, ...changed }[name];
			if (value === 'cannot be read') throw new Error('No such item');
			return value ?? null;
		},
		getQueryData: () => query,
		getBodyData: () => body,
		getRequestObject: () => ({ method }),
		getResponseObject: () => response,
		getNode: () => ({ name: 'Review' }),
		runExecutionData: { executionData: { contextData: asked ? { 'node:Review': { asked } } : {} } },
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions;
	const answer = await receive(host);
	return { ...shown, ...answer, items: answer.workflowData?.[0]?.map(({ json }) => json) };
}

it('a GET and a HEAD show the page, which runs no scripts and is kept nowhere, and let nothing go on', async () => {
	for (const method of ['GET', 'HEAD']) {
		const { status, html, items, headers } = await request(method, {
			query: { question: 'q1', choice: 'approve' },
			body: { decision: 'approve' },
		});
		expect([status, items]).toEqual([200, undefined]);
		expect(html).toContain('Refund?');
		expect(headers).toMatchObject({
			'Content-Security-Policy': expect.stringContaining("default-src 'none'") as string,
			'Cache-Control': 'no-store',
		});
	}
});

it('a POST with a decision goes on with it; a second one is told what was decided', async () => {
	const first = await request('POST', { question: 'q2', query: { question: 'q2' }, body: { decision: 'decline', name: 'Ann' } });
	expect(first.items).toEqual([
		{
			data: { approved: false, respondedAt: expect.any(String) as string, respondedBy: 'Ann', timedOut: false },
			conversationId: '7',
			noted: false,
		},
	]);
	const second = await request('POST', { question: 'q2', query: { question: 'q2' }, body: { decision: 'approve' } });
	expect([second.status, second.items]).toEqual([409, undefined]);
	expect(second.html).toContain('Declined by Ann on');
});

it('a POST without a decision is no answer', async () => {
	const { status, items } = await request('POST', { body: {} });
	expect([status, items]).toEqual([422, undefined]);
});

it('a link of another question answers nothing', async () => {
	const { status, items } = await request('POST', { query: { question: 'earlier' }, body: { decision: 'approve' } });
	expect([status, items]).toEqual([410, undefined]);
});

it('a form comes as n8n reads multipart: its fields beside its files', async () => {
	const form = {
		responseType: 'customForm',
		formFields: { values: [{ fieldLabel: 'Amount', fieldType: 'number' }] },
		question: 'q3',
		query: { question: 'q3' },
	};
	expect((await request('GET', form)).html).toContain('enctype="multipart/form-data"');
	const { items } = await request('POST', { ...form, body: { data: { field0: '12.5' }, files: {} } });
	expect(items).toMatchObject([{ data: { Amount: 12.5 } }]);
});

it('a value that can no longer be read ends nothing: n8n would end the execution with an error', async () => {
	const { status, items, html } = await request('GET', { message: 'cannot be read' });
	expect([status, items]).toEqual([500, undefined]);
	expect(html).toContain('cannot be shown');
});

it('a question to a customer has no page, and nothing can be answered there', async () => {
	for (const method of ['GET', 'POST']) {
		const { status, items } = await request(method, { operation: 'askCustomer', query: {}, body: { decision: 'approve' } });
		expect([status, items]).toEqual([404, undefined]);
	}
});

describe('what was asked is what is shown and decided, whatever the parameters say by the time the link is opened', () => {
	const asked = {
		id: 'q7',
		question: {
			message: 'Refund 500?',
			type: 'approval',
			draft: '',
			fields: [],
			approve: 'Pay',
			decline: 'No',
			asksName: false,
			notesDecision: false,
		},
		target: { place: 'conversation', id: '222' },
		writer: '5',
	};
	const opened = { question: 'q7', query: { question: 'q7' }, asked, message: 'Refund 1?', conversationId: '111' };

	it('the page', async () => {
		const { html } = await request('GET', opened);
		expect(html).toContain('Refund 500?');
		expect(html).not.toContain('Refund 1?');
		expect((await request('GET', { ...opened, message: 'cannot be read' })).status).toBe(200);
	});

	it('the output', async () => {
		const { items } = await request('POST', { ...opened, body: { decision: 'approve' } });
		expect(items).toMatchObject([{ conversationId: '222', data: { approved: true } }]);
	});

	it('a question that was asked before it was kept is read from the parameters', async () => {
		expect((await request('GET', { asked: { ...asked, id: 'another' } })).html).toContain('Refund?');
	});
});
