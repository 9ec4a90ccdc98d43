import type {
	ICredentialDataDecryptedObject as Data,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IDataObject,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { adopt, core, workflow } from './engine';
import type { Packages } from './packages';

/**
 * What the user entered, by credential type; or, where a workflow has several credentials of one type, by the id or the
 * name that its nodes refer to. Renewed tokens are written back into these objects.
 */
export type CredentialData = Record<string, IDataObject>;

/** OAuth2 settings that belong to the credential type where it hides them: stored values do not count. */
const settingsOfTheType = ['grantType', 'authUrl', 'accessTokenUrl', 'requestTokenUrl'];

/** n8n's credential store as far as nodes can reach it, over plain objects where n8n has a database. */
export class CredentialStore extends workflow.ICredentialsHelper {
	constructor(
		private readonly packages: Packages,
		private readonly stored: CredentialData,
	) {
		super();
	}

	getParentTypes(type: string): string[] {
		return this.packages.parentsOfCredential(type);
	}

	isCredentialUsableByNode(type: string, nodeType: string): boolean {
		if (!this.packages.credential(type).restrictToSupportedNodes) return true;
		return this.packages.nodesWithCredential(type).includes(nodeType);
	}

	/** A type's own properties and those it inherits, its own taking precedence. */
	getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.packages.credential(type);
		const all: INodeProperties[] = [];
		for (const parent of parents) workflow.NodeHelpers.mergeNodeProperties(all, this.getCredentialsProperties(parent));
		workflow.NodeHelpers.mergeNodeProperties(all, properties);
		return all;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new workflow.UnexpectedError('There are no encrypted credentials here');
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const data = adopt(this.find(reference, type)) as Data;
		return raw ? data : this.complete(additionalData, data, type, mode, executeData, values);
	}

	/** Adds the defaults of the type to what the user entered and resolves expressions. */
	complete(
		additionalData: IWorkflowExecuteAdditionalData,
		entered: Data,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): Data {
		const properties = this.getCredentialsProperties(type);
		const kept = { ...entered };
		for (const { name, type: kind } of properties) {
			if (kind === 'hidden' && settingsOfTheType.includes(name)) delete kept[name];
		}
		const data = workflow.NodeHelpers.getNodeParameters(properties, kept as INodeParameters, true, false, null, null) as Data;
		for (const name of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
			data[name] ??= entered[name];
			if (data[name] === undefined) delete data[name];
		}

		const keys = core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (!values) {
			const { expression } = new workflow.Workflow({ nodes: [], connections: {}, active: false, nodeTypes: this.packages });
			const nobody: INode = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} };
			return expression.getComplexParameterValue(nobody, data as INodeParameters, mode, keys, undefined, undefined, data) as Data;
		}
		return values.workflow.expression.getParameterValue(
			data as INodeParameters,
			values.runExecutionData,
			values.runIndex,
			values.itemIndex,
			values.node.name,
			values.connectionInputData,
			mode,
			keys,
			executeData,
			false,
			data,
		) as Data;
	}

	/** Adds what the credential type says to a request: headers, query, body, basic authentication. */
	async authenticate(
		credentials: Data,
		type: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		ofWorkflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.packages.credential(type);
		const options = request as IHttpRequestOptions & Record<string, IDataObject | undefined>;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic' || !ofWorkflow || !node) return options;

		const resolve = (text: string): string =>
			workflow.isExpression(text)
				? String(ofWorkflow.expression.getSimpleParameterValue(node, text, 'internal', { $credentials: credentials }, undefined, '') || '')
				: text;
		options.headers ??= {};
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const target = (options[part] ??= {});
			for (const [key, value] of Object.entries(entries)) target[resolve(key)] = resolve(value as string);
		}
		return options;
	}

	/** Fetches a new session token where the type has one and it is missing or was refused. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		type: string,
		node: INode,
		expired: boolean,
	): Promise<Data | undefined> {
		const token = this.packages
			.credential(type)
			.properties.find((property) => property.type === 'hidden' && property.typeOptions?.expirable === true)?.name;
		if (!token || (credentials[token] !== '' && !expired)) return undefined;
		const fresh = await this.runPreAuthentication(helpers, credentials, type);
		const reference = node.credentials?.[type];
		if (fresh?.[token] === undefined || !reference) return undefined;
		await this.updateCredentials(reference, type, fresh);
		return Object.assign(credentials, fresh);
	}

	async runPreAuthentication(helpers: IHttpRequestHelper, credentials: Data, type: string): Promise<Data | undefined> {
		const { preAuthentication } = this.packages.credential(type);
		return (await preAuthentication?.call(helpers, credentials)) as Data | undefined;
	}

	async updateCredentials(reference: INodeCredentialsDetails, type: string, data: Data): Promise<void> {
		Object.assign(this.find(reference, type), data);
	}

	async updateCredentialsOauthTokenData(reference: INodeCredentialsDetails, type: string, data: Data): Promise<void> {
		this.find(reference, type).oauthTokenData = data.oauthTokenData as IDataObject;
	}

	private find({ id, name }: INodeCredentialsDetails, type: string): IDataObject {
		const found = (id && this.stored[id]) || this.stored[name] || this.stored[type];
		if (!found) throw new workflow.UserError(`There is no credential "${name}" of type "${type}" here`);
		return found;
	}
}
