/** What Intercom requires although people may leave it out, and lists that are meant to be empty. */

import { by, useWire } from '../support/wire';

const { recorder, run, bodies, asked } = useWire(({ path }) => ({ body: path === '/me' ? { type: 'admin', id: '4711' } : { id: '1' } }));
const WORKSPACE = 'n8n-nodes-intercom.intercomWorkspace';
const FIN = 'n8n-nodes-intercom.intercomFin';
const KNOWLEDGE = 'n8n-nodes-intercom.intercomKnowledge';

describe('a company that exists', () => {
	it('can be marked as seen now', async () => {
		const { error } = await run('company: update', {
			companyId: by('id', '42'),
			updateFields: { name: 'Acme', updateLastRequestAt: true },
		});
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ name: 'Acme', update_last_request_at: true }]);
	});
});

describe('the object type of a conversation attribute', () => {
	const update = async (updateFields: Record<string, unknown>) =>
		await run('conversationAttribute: update', { conversationAttributeId: by('id', '7'), updateFields }, [{}], WORKSPACE);

	it('is not sent without the kind of relation, which Intercom requires beside it', async () => {
		const { error } = await update({ referenceObjectTypeId: '12' });
		expect(error?.message).toBe("'Object Type ID' cannot be sent without 'Related Objects' [item 0]");
		expect(error?.description).toContain("fill in 'Related Objects' as well");
		expect(asked()).toEqual([]);
	});
	it('is sent with it', async () => {
		await update({ referenceObjectTypeId: '12', referenceType: 'many' });
		expect(bodies()).toEqual([{ reference: { type: 'many', object_type_id: '12' } }]);
	});
	it('and the kind of relation goes alone', async () => {
		await update({ referenceType: 'one' });
		expect(bodies()).toEqual([{ reference: { type: 'one' } }]);
	});
});

describe('a WhatsApp template', () => {
	const sent = async (additionalFields: Record<string, unknown>) => {
		const { error } = await run('message: sendWhatsApp', {
			phone: '+353871234567',
			toPhone: '+353871234567',
			templateName: 'hello',
			templateLocale: 'en',
			additionalFields,
		});
		expect(error).toBeUndefined();
		return bodies().at(-1);
	};

	it('without variables says that it has none', async () => expect(await sent({})).toMatchObject({ template: 'hello', components: [] }));
	it('takes an empty list that somebody wrote', async () => expect(await sent({ components: '[]' })).toMatchObject({ components: [] }));
	it('or that an expression answers', async () => expect(await sent({ components: '={{ [] }}' })).toMatchObject({ components: [] }));
	it('takes variables', async () =>
		expect(await sent({ components: '[{"type":"body"}]' })).toMatchObject({ components: [{ type: 'body' }] }));
});

describe('an empty list', () => {
	const ignore = { options: { ignoreEmpty: true } };

	it('of building blocks is a value, unless empty values are ignored', async () => {
		const update = async (more = {}) =>
			await run(
				'contentSnippet: update',
				{ contentSnippetId: by('id', '9'), updateFields: { title: 'T', jsonBlocks: '[]' }, ...more },
				[{}],
				KNOWLEDGE,
			);
		await update();
		await update(ignore);
		expect(bodies()).toEqual([{ title: 'T', json_blocks: [] }, { title: 'T' }]);
	});
	it('is a value that a procedure may wait for', async () => {
		const { error } = await run(
			'procedure: collectInput',
			{ conversationId: by('id', '8'), stepId: 's', attributeValues: { rows: [{ identifier: 'items', value: '[]' }] } },
			[{}],
			FIN,
		);
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ step_id: 's', attribute_values: [{ identifier: 'items', value: [] }] }]);
	});
	it('is no value where one is required', async () => {
		const report = await run(
			'reportingExport: start',
			{ datasetId: by('id', 'd'), attributeIds: '={{ [] }}', exportFrom: '2026-01-01', exportTo: '2026-01-31' },
			[{}],
			WORKSPACE,
		);
		expect(report.error?.message).toBe("'Column Names or IDs' is required [item 0]");
	});
});

describe('Export to File of reporting data', () => {
	it('sends the codes that the single steps can send, with the requests that take them', async () => {
		recorder.answer = ({ method, path }) =>
			method === 'POST'
				? { body: { job_identifier: 'j1', status: 'pending' } }
				: path.startsWith('/download')
					? { body: 'a,b' }
					: { body: { job_identifier: 'j1', status: 'complete' } };
		const { error } = await run(
			'reportingExport: exportToFile',
			{
				datasetId: by('id', 'd'),
				attributeIds: ['d.a'],
				exportFrom: '2026-01-01',
				exportTo: '2026-01-31',
				additionalFields: { appId: 'abc', clientId: 'c-1' },
			},
			[{}],
			WORKSPACE,
		);
		expect(error).toBeUndefined();
		expect(recorder.requests.map(({ method, path, query }) => [method, path, query])).toEqual([
			['POST', '/export/reporting_data/enqueue', {}],
			['GET', '/export/reporting_data/j1', { app_id: 'abc', client_id: 'c-1' }],
			['GET', '/download/reporting_data/j1', { app_id: 'abc' }],
		]);
		expect(bodies()[0]).toEqual({ dataset_id: 'd', attribute_ids: ['d.a'], start_time: 1767225600, end_time: 1769817600 });
	});
});
