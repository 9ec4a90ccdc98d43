// n8n takes the package in: its installer, the nodes, the credentials, the icons.
import assert from 'node:assert/strict';
import path from 'node:path';
import { check, heading } from '../checks.mjs';
import { PACKAGE } from '../talk/workflow.mjs';

/** `dist/nodes/Intercom/Intercom.node.js` -> `intercom` */
const typeOf = (file) =>
	path
		.basename(file)
		.replace(/\..*$/, '')
		.replace(/^./, (letter) => letter.toLowerCase());

export async function packageChecks({ rest, tarball, n8n }) {
	heading('The package in n8n');
	const nodeNames = tarball.nodes.map(typeOf);

	await check("n8n's own installer takes the packed package", async () => {
		await rest.install(tarball.name, tarball.version);
		const [installed] = await rest.packages();
		assert.equal(installed.packageName, tarball.name);
		assert.equal(installed.installedVersion, tarball.version);
		assert.ok(!installed.failedLoading, 'n8n says that loading failed');
		assert.deepEqual(installed.installedNodes.map(({ type }) => type).sort(), nodeNames.map((name) => `${PACKAGE}.${name}`).sort());
	});

	const types = (await rest.nodeTypes()).filter(({ name }) => name.startsWith(`${PACKAGE}.`));
	await check('every node of the package is offered, with its icon', async () => {
		for (const name of nodeNames) {
			const type = types.find((candidate) => candidate.name === `${PACKAGE}.${name}`);
			assert.ok(type, `${name} is not offered`);
			for (const icon of [type.iconUrl].flatMap((url) => (typeof url === 'string' ? url : Object.values(url))))
				await servesSvg(`${n8n.url}/${icon}`);
		}
	});

	await check('the action node can be a tool of AI agents, a trigger cannot', () => {
		for (const name of nodeNames)
			assert.equal(
				types.some((type) => type.name === `${PACKAGE}.${name}Tool`),
				!name.endsWith('Trigger'),
				name,
			);
	});

	await check('every credential type of the package is offered, and n8n knows which nodes use it', async () => {
		const offered = await rest.credentialTypes();
		for (const file of tarball.credentials) {
			const credential = offered.find(({ name }) => name === typeOf(file));
			assert.ok(credential, `${file} is not offered`);
			assert.ok(credential.supportedNodes?.includes(`${PACKAGE}.intercom`), `${credential.name} is used by ${credential.supportedNodes}`);
		}
	});
}

async function servesSvg(url) {
	const response = await fetch(url);
	assert.equal(response.status, 200, url);
	assert.match(await response.text(), /<svg/, url);
}
