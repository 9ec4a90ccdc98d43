// n8n's own REST API, as its editor uses it: sign in, credentials, workflows, executions, pickers, packages.
import { until } from '../setup/machine.mjs';
import { unflatten } from './flatted.mjs';

export const OWNER = { email: 'owner@example.com', password: 'Intercom-2026', firstName: 'Olivia', lastName: 'Owner' };

const OVER = new Set(['success', 'error', 'crashed', 'canceled']);

export class Rest {
	#cookie = '';

	constructor(url) {
		this.url = url;
	}

	async ask(method, path, body) {
		const headers = { cookie: this.#cookie, 'browser-id': 'e2e', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
		const response = await fetch(this.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
		const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (cookie) [this.#cookie] = cookie.split(';');
		const text = await response.text();
		const json = parsed(text);
		if (!response.ok)
			throw Object.assign(new Error(`${method} ${path} answered ${response.status}: ${json?.message ?? text.slice(0, 500)}`), {
				status: response.status,
				body: json ?? text,
			});
		return json !== undefined && json !== null && typeof json === 'object' && 'data' in json ? json.data : (json ?? text);
	}

	/** Makes the owner account of a fresh n8n, and is signed in afterwards. */
	async setUpOwner() {
		// older versions say that they are ready before they answer this
		await until(
			'n8n takes its owner',
			async () => {
				await this.ask('POST', '/rest/owner/setup', OWNER);
				return true;
			},
			{ unless: ({ status }) => status !== 404 },
		);
	}

	// community packages
	install = async (name, version) => await this.ask('POST', '/rest/community-packages', { name, version });
	packages = async () => await this.ask('GET', '/rest/community-packages');
	nodeTypes = async () => await this.ask('GET', '/types/nodes.json');
	credentialTypes = async () => await this.ask('GET', '/types/credentials.json');

	// credentials
	createCredential = async (name, type, data) => await this.ask('POST', '/rest/credentials', { name, type, data });
	/** What the editor shows: `{ status: 'OK' | 'Error', message }`. */
	testCredential = async (credential) => await this.ask('POST', '/rest/credentials/test', { credentials: credential });

	// workflows
	createWorkflow = async ({ name, nodes, connections = {}, settings = { executionOrder: 'v1' }, ...rest }) =>
		await this.ask('POST', '/rest/workflows', { ...rest, name, nodes, connections, settings, active: false });

	/** Publishes a workflow; its webhooks answer when this returns. */
	async activate(workflow) {
		if (!(await this.#publishes())) return await this.#change(workflow, true);
		await this.ask('POST', `/rest/workflows/${workflow.id}/activate`, { versionId: workflow.versionId });
		if (!(await this.#tellsOfPublication(workflow))) return;
		await until(
			`the workflow ${workflow.name} is published`,
			async () => {
				const { status, ...more } = await this.ask('GET', `/rest/workflows/${workflow.id}/publication-status`);
				if (status !== 'published' && status !== 'in_progress' && status !== 'pending')
					throw new Refused(`Publishing ended as ${status}: ${JSON.stringify(more)}`);
				return status === 'published';
			},
			{ unless: (error) => error instanceof Refused },
		);
	}

	/** Its webhooks answer no more when this returns. */
	async deactivate(workflow) {
		if (!(await this.#publishes())) return await this.#change(workflow, false);
		await this.ask('POST', `/rest/workflows/${workflow.id}/deactivate`, {});
		if (!(await this.#tellsOfPublication(workflow))) return;
		await until(
			`the workflow ${workflow.name} is no longer published`,
			async () => (await this.ask('GET', `/rest/workflows/${workflow.id}/publication-status`)).status === 'not_published',
		);
	}

	#version;
	/** Versions before 2 switch a workflow on and off by changing it. */
	async #publishes() {
		this.#version ??= (await this.ask('GET', '/rest/settings')).versionCli;
		return !this.#version.startsWith('1.');
	}

	async #change(workflow, active) {
		const { versionId } = await this.ask('GET', `/rest/workflows/${workflow.id}`);
		await this.ask('PATCH', `/rest/workflows/${workflow.id}`, { active, versionId });
	}

	/** The first versions that publish answer when it is done, and have no status of it. */
	async #tellsOfPublication({ id }) {
		return await this.ask('GET', `/rest/workflows/${id}/publication-status`).then(
			() => true,
			(error) => {
				if (error.status === 404) return false;
				throw error;
			},
		);
	}

	/** Runs a workflow by hand, from its trigger node, and waits for the end. */
	async run(workflow, trigger = 'Start') {
		const { executionId } = await this.ask('POST', `/rest/workflows/${workflow.id}/run`, { triggerToStartFrom: { name: trigger } });
		return await this.execution(executionId);
	}

	/** An execution when it is over, with helpers to read its outcome. */
	async execution(id) {
		const execution = await until(
			`execution ${id} ends`,
			async () => {
				const found = await this.ask('GET', `/rest/executions/${id}`);
				return OVER.has(found.status) && found;
			},
			{ ms: 120_000 },
		);
		return new Execution(execution);
	}

	/** All executions of a workflow, the oldest first, without their data. */
	async executions(workflow) {
		const all = [];
		for (let cursor = ''; cursor !== null; ) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
			const page = await this.ask('GET', `/rest/executions?filter=${filter}&limit=100${cursor && `&cursor=${cursor}`}`);
			all.push(...page.results);
			cursor = page.nextCursor ?? null;
		}
		// a running one may be told twice while it ends
		return [...new Map(all.map((execution) => [execution.id, execution])).values()].sort((a, b) => a.id - b.id);
	}

	/** Waits until a workflow has this many executions, all of them over. Answers them, also if there are more. */
	async executionsWhen(workflow, count, ms = 120_000) {
		return await until(
			`${workflow.name} has ${count} finished executions`,
			async () => {
				const all = await this.executions(workflow);
				const open = all.filter(({ status }) => !OVER.has(status)).length;
				if (all.length < count || open) throw new Error(`${all.length} so far, ${open} of them not over`);
				return all;
			},
			{ ms, every: 300 },
		);
	}

	// pickers: what the editor asks while a node's panel is open
	#panel = (node, path, methodName, more) => ({
		nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
		path,
		methodName,
		credentials: node.credentials,
		currentNodeParameters: node.parameters,
		...more,
	});
	options = async (node, path, method) => await this.ask('POST', '/rest/dynamic-node-parameters/options', this.#panel(node, path, method));
	locatorList = async (node, path, method, { filter, paginationToken } = {}) =>
		await this.ask(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			this.#panel(node, path, method, { filter, paginationToken }),
		);
	mapperFields = async (node, path, method) =>
		await this.ask('POST', '/rest/dynamic-node-parameters/resource-mapper-fields', this.#panel(node, path, method));
}

class Refused extends Error {}

/** One run of a workflow. */
class Execution {
	constructor({ data, ...facts }) {
		Object.assign(this, facts);
		this.data = typeof data === 'string' ? unflatten(data) : data;
	}

	/** The items of one output of a node, as `json`. */
	output(node, index = 0) {
		return this.items(node, index).map(({ json }) => json);
	}

	/** The same with pairedItem and the rest. */
	items(node, index = 0) {
		return this.data.resultData.runData[node]?.[0]?.data?.main?.[index] ?? [];
	}

	get error() {
		return this.data.resultData.error;
	}
}

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
