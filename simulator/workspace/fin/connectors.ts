/**
 * Data connectors: a draft that is worked on, and the live version that is used. Changes of a live connector go into its
 * draft and become live with it. What somebody uses can neither be taken out of use nor deleted.
 */
import { conflict, notFound, Refusal, unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';

export type State = 'draft' | 'live';

/** What can be set. */
export interface ConnectorWish {
	name?: string;
	description?: string;
	http_method?: string;
	url?: string;
	body?: string;
	direct_fin_usage?: boolean;
	audiences?: string[];
	headers?: Array<{ name?: string; value?: string }>;
	data_inputs?: Array<{ name?: string; type?: string; description?: string; required?: boolean; default_value?: string }>;
	customer_authentication?: boolean;
	bypass_authentication?: boolean;
	validate_missing_attributes?: boolean;
	mock_response?: Record<string, unknown>;
	token_ids?: string[];
}

export interface Connector {
	id: string;
	seq: number;
	state: State;
	draft: ConnectorWish;
	live: ConnectorWish | null;
	/** Names of workflows and the like. */
	usedBy: string[];
	created_at: string;
	updated_at: string;
}

export interface Execution {
	id: string;
	seq: number;
	connector: string;
	success: boolean;
	http_status: number | null;
	error_type: string | null;
	error_message: string | null;
	execution_time_ms: number;
	/** Unix seconds. */
	at: number;
	request_url: string;
	request_body: string;
	response_body: string;
}

const inUse = () => new Refusal(409, [{ code: 'data_connector_in_use', message: 'Data connector is in use by other resources' }]);

export class ConnectorBook {
	private readonly byId = new Map<string, Connector>();
	private executions: Execution[] = [];
	private changes = 0;

	constructor(private readonly workspace: Workspace) {}

	/** Last changed first. */
	all(): Connector[] {
		return [...this.byId.values()].sort((a, b) => b.seq - a.seq);
	}

	/** @throws 404 */
	need(id: string): Connector {
		const connector = this.byId.get(id);
		if (!connector) throw notFound('Data connector not found', 'data_connector_not_found');
		return connector;
	}

	create(wish: ConnectorWish): Connector {
		check(wish);
		const now = this.now();
		const connector: Connector = {
			id: this.workspace.ids.digits(),
			seq: ++this.changes,
			state: 'draft',
			draft: wish,
			live: null,
			usedBy: [],
			created_at: now,
			updated_at: now,
		};
		this.byId.set(connector.id, connector);
		return connector;
	}

	/** @throws 409 for a state it cannot go to, 422 */
	update(connector: Connector, { state, ...wish }: ConnectorWish & { state?: State }): Connector {
		check(wish);
		if (state === 'draft' && connector.usedBy.length > 0) throw inUse();
		const draft = { ...connector.draft, ...wish };
		if (state === 'live' && (!draft.url || !draft.http_method)) throw conflict('Data connector needs a URL and a method to be set live');
		Object.assign(connector, { draft, seq: ++this.changes, updated_at: this.now() });
		if (state === 'live') Object.assign(connector, { state, live: draft });
		if (state === 'draft') Object.assign(connector, { state, live: null });
		return connector;
	}

	/** @throws 409 unless it is a draft nobody uses */
	delete(connector: Connector): void {
		if (connector.usedBy.length > 0) throw inUse();
		if (connector.state !== 'draft') throw conflict('Data connector must be in draft state to be deleted');
		this.byId.delete(connector.id);
	}

	/** Somebody used it. */
	execute(connector: Connector, outcome: Partial<Omit<Execution, 'id' | 'seq' | 'connector'>> = {}): Execution {
		const execution: Execution = {
			id: this.workspace.ids.digits(),
			seq: this.executions.length + 1,
			connector: connector.id,
			success: true,
			http_status: 200,
			error_type: null,
			error_message: null,
			execution_time_ms: 120,
			at: this.workspace.clock.seconds(),
			request_url: connector.live?.url ?? connector.draft.url ?? '',
			request_body: connector.draft.body ?? '',
			response_body: '{"status":"ok"}',
			...outcome,
		};
		this.executions.push(execution);
		return execution;
	}

	executionsOf(connector: Connector): Execution[] {
		return this.executions.filter((execution) => execution.connector === connector.id);
	}

	/** The connector in a list, and by itself. */
	view(connector: Connector, version: ConnectorWish = connector.live ?? connector.draft) {
		const { id, state, created_at, updated_at } = connector;
		const owner = this.workspace.owner().id;
		const { mock_response: mock, ...config } = version;
		return {
			type: 'data_connector',
			description: null,
			http_method: null,
			direct_fin_usage: false,
			audiences: [],
			url: null,
			body: null,
			headers: [],
			data_inputs: [],
			token_ids: [],
			customer_authentication: false,
			bypass_authentication: false,
			validate_missing_attributes: null,
			...config,
			id,
			state,
			execution_type: 'server_side',
			configuration_response_type: mock ? 'mock_response_type' : 'test_response_type',
			data_transformation_type: null,
			client_function_name: null,
			client_function_timeout_ms: null,
			response_fields: mock ? fieldsIn(mock) : [],
			object_mappings: [],
			created_by_admin_id: owner,
			updated_by_admin_id: owner,
			created_at,
			updated_at,
			execution_results_url: `/data_connectors/${id}/execution_results`,
		};
	}

	executionView(execution: Execution, { method = 'get', bodies }: { method?: string; bodies: boolean }) {
		const {
			id,
			connector,
			success,
			http_status,
			error_type,
			error_message,
			execution_time_ms,
			at,
			request_url,
			request_body,
			response_body,
		} = execution;
		return {
			type: 'data_connector.execution',
			id,
			data_connector_id: connector,
			success,
			http_status,
			http_method: method,
			error_type,
			error_message,
			execution_time_ms,
			source_type: 'workflow',
			source_id: '101',
			conversation_id: null,
			created_at: new Date(at * 1000).toISOString(),
			...(bodies && { request_url, request_body, response_body, raw_response_body: response_body }),
		};
	}

	clear(): void {
		this.byId.clear();
		this.executions = [];
		this.changes = 0;
	}

	private now(): string {
		return new Date(this.workspace.clock.ms()).toISOString();
	}
}

/** @throws 422 */
function check({ url, data_inputs: inputs }: ConnectorWish): void {
	if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) throw unprocessable('parameter_invalid', 'url is invalid');
	const bare = inputs?.find(({ name, description }) => !name || !description);
	if (bare) throw unprocessable('parameter_invalid', 'Every data input needs a name and a description');
}

/** Leaves of a sample answer. */
function fieldsIn(value: Record<string, unknown>, at = ''): Array<Record<string, unknown>> {
	return Object.entries(value).flatMap(([name, inner]) => {
		const path = at ? `${at}.${name}` : name;
		if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return fieldsIn(inner as Record<string, unknown>, path);
		return [{ path, type: typeof inner, example_value: String(inner), redacted: false }];
	});
}
