import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';

import { CredentialStore } from './credentials';
import { adopt, core, workflow as n8n } from './engine';
import type { Packages } from './packages';
import { buildAdditionalData } from './additional-data';

export interface CredentialTestRequest {
	type: string;
	/** What the user entered. */
	data: IDataObject;
}

/**
 * The test that n8n makes when a user saves a credential. The `test` request of the credential type becomes the routing
 * of an otherwise empty declarative node, which n8n's own `RoutingNode` then runs.
 */
export async function testCredential(packages: Packages, { type, data }: CredentialTestRequest): Promise<INodeCredentialTestResult> {
	const { test } = packages.credential(type);
	if (!test) return testWithoutRequest(packages, type, data);

	const credentials = { [type]: adopt(data) };
	const additionalData = buildAdditionalData(packages, credentials);
	try {
		const store = new CredentialStore(packages, credentials);
		const completed = store.complete(additionalData, credentials[type] as ICredentialDataDecryptedObject, type, 'internal');
		const answer = await send(packages, type, test, completed, additionalData);
		const rule = (test.rules ?? []).find(
			({ type: kind, properties }) => kind === 'responseSuccessBody' && valueAt(answer, properties.key) === properties.value,
		);
		return rule ? failure(rule.properties.message) : { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return failure(explain(error as RequestError, test));
	}
}

async function send(
	packages: Packages,
	type: string,
	{ request }: ICredentialTestRequest,
	data: ICredentialDataDecryptedObject,
	additionalData: ReturnType<typeof buildAdditionalData>,
): Promise<unknown> {
	const reference = { id: type, name: type };
	const empty = packages.getByNameAndVersion('n8n-nodes-base.noOp');
	const nodeType: INodeType = {
		description: {
			...empty.description,
			credentials: [{ name: type, required: true }],
			properties: [{ displayName: 'Test', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	};
	const node: INode = {
		id: 'test',
		name: 'Test',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: reference },
	};
	const workflow = new n8n.Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) },
	});
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		n8n.createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const output = await new core.RoutingNode(context, nodeType, { ...reference, type, data }).runNode();
	return output?.[0]?.[0]?.json;
}

/** n8n knows of an OAuth2 credential without a test request only whether it has been connected. */
function testWithoutRequest(packages: Packages, type: string, data: IDataObject): INodeCredentialTestResult {
	if (!packages.parentsOfCredential(type).includes('oAuth2Api')) return failure('This credential type has no test.');
	const token = data.oauthTokenData as IDataObject | undefined;
	return token?.access_token ? { status: 'OK', message: 'Account connected!' } : failure('Account not connected!');
}

type RequestError = Error & { cause?: { code?: string; response?: { status: number; statusText?: string } } };

function explain({ cause, message }: RequestError, { rules = [] }: ICredentialTestRequest): string {
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	const rule = rules.find(({ type, properties }) => type === 'responseCode' && properties.value === status);
	return rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`);
}

const failure = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

function valueAt(source: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], source);
}
