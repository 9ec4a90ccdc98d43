// The example workflows of the package: imported as somebody would, and one of them run by pressing Execute.
import assert from 'node:assert/strict';
import { heading } from '../checks.mjs';
import { mark } from '../browser/panel.mjs';
import { picture, seen } from '../browser/pictures.mjs';
import { examples, importExamples, prepareWorkspace } from '../talk/examples.mjs';
import { PACKAGE } from '../talk/workflow.mjs';

const CRM = 'CRM to Intercom';

export async function exampleChecks({ rest, simulator, n8n, credential, page }) {
	heading('The examples, in a browser');
	const check = seen(page);

	const imported = await check('every example can be imported, and n8n has all of its nodes', async () => {
		await prepareWorkspace(simulator);
		const workflows = await importExamples(rest, credential);
		assert.equal(workflows.length, examples().length);
		const known = new Set((await rest.nodeTypes()).map(({ name }) => name));
		const unknown = examples()
			.flatMap(({ workflow }) => workflow.nodes)
			.map(({ type }) => type)
			.filter((type) => type.startsWith(`${PACKAGE}.`) && !known.has(type));
		assert.deepEqual(unknown, []);
		return workflows;
	});

	await check('the CRM example runs by pressing Execute: its people are in Intercom, in their company, tagged by plan', async () => {
		const { id } = imported.find(({ name }) => name === CRM);
		await page.goto(`${n8n.url}/workflow/${id}`);
		await page.locator(mark('execute-workflow-button')).click();
		await page.getByText('Workflow executed successfully').first().waitFor();
		const ada = await simulator.api('GET', '/contacts/find_by_external_id/crm-demo-1');
		assert.deepEqual([ada.email, ada.custom_attributes.crm_monthly_spend], ['ada.demo@example.com', 119.43]);
		assert.equal(ada.companies.total_count, 1);
		const { data: tags } = await simulator.api('GET', `/contacts/${ada.id}/tags`);
		assert.deepEqual(
			tags.map(({ name }) => name),
			['Plan: pro'],
		);
		await picture(page, 'example');
	});
}
