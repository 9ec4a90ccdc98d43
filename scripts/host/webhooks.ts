import fastify from 'fastify';
import type { IDataObject, INode, INodeExecutionData, IWebhookData, IWebhookDescription, IWebhookResponseData, IWorkflowExecuteAdditionalData, Workflow, WorkflowExecuteMode } from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { core, workflow as n8n } from './engine';
import type { Packages } from './packages';
import { buildAdditionalData, buildWorkflow } from './run';
import { wait } from '../machine.js';

export interface WebhookRequest {
  type: string;
  parameters?: IDataObject;
  credentials?: CredentialData;
  typeVersion?: number;
  /** What the database holds of earlier runs. */
  staticData?: IDataObject;
  /** Of the workflow; two with different IDs are two workflows. */
  id?: string;
  /** `manual` is the test URL; without it, the production URL. */
  mode?: WorkflowExecuteMode;
}

export interface IncomingRequest {
  /** POST where left out. */
  method?: string;
  /** `Content-Type: application/json` is added to a body without one. */
  headers?: Record<string, string | string[] | undefined>;
  body?: string | Buffer;
}

export interface WebhookAnswer {
  status: number;
  body: string;
  /** Items of the execution that was started. */
  items?: INodeExecutionData[];
}

/** The address of an active workflow with one trigger, answered as n8n's live webhooks answer. */
export interface Webhook {
  call: (request?: IncomingRequest) => Promise<WebhookAnswer>;
  /** Opens a port and tells the address. */
  listen: () => Promise<string>;
  /** What n8n does when the workflow is switched on; rejects where the node refuses. */
  activate: () => Promise<void>;
  deactivate: () => Promise<void>;
  /** Items of every execution so far. */
  runs: INodeExecutionData[][];
  /** Errors thrown by the node: n8n records each as a failed execution. */
  failures: Error[];
  /** As the database holds it. */
  staticData: () => IDataObject;
  /** So many of the next executions cannot be created, as with a database that is down. */
  failStarts: (count: number) => void;
  /** How long the database takes, in milliseconds. */
  slow: (ms: number) => void;
  close: () => Promise<void>;
}

/** The surroundings of a webhook call: n8n's `WebhookContext` and what its server does before and after it. */
export function openWebhook(packages: Packages, request: WebhookRequest): Webhook {
  const { type, parameters = {}, credentials = {}, typeVersion, id = 'workflow', mode = 'webhook' } = request;
  const path = '/webhook/b3c2d1e0-0000-4000-8000-000000000000/webhook';
  const name = packages.getByNameAndVersion(type, typeVersion).description.defaults.name ?? 'Trigger';
  const runs: INodeExecutionData[][] = [];
  const failures: Error[] = [];
  let stored = JSON.stringify(request.staticData ?? {});
  let failing = 0;
  let databaseMs = 0;
  const servers: Array<{ close: () => Promise<unknown> }> = [];

  /** n8n reads the workflow, with its static data, from the database for every call. */
  function load(): { workflow: Workflow; node: INode; webhooks: IWebhookDescription[]; additionalData: IWorkflowExecuteAdditionalData } {
    const webhookId = path.split('/')[2];
    const nodes = [{ name, type, typeVersion, parameters: parameters as INode['parameters'], webhookId }];
    const workflow = buildWorkflow(packages, { id, nodes, connections: {}, staticData: JSON.parse(stored) as IDataObject }, credentials);
    const node = workflow.nodes[name];
    const { webhooks = [] } = packages.getByNameAndVersion(type, node.typeVersion).description;
    return { workflow, node, webhooks, additionalData: buildAdditionalData(packages, credentials) };
  }

  const dataOf = (description: IWebhookDescription, additionalData: IWorkflowExecuteAdditionalData): IWebhookData => ({
    node: name,
    webhookDescription: description,
    httpMethod: description.httpMethod as IWebhookData['httpMethod'],
    path,
    workflowId: id,
    workflowExecuteAdditionalData: additionalData,
    isTest: mode === 'manual',
  });

  async function save({ staticData }: Workflow): Promise<void> {
    if (staticData.__dataChanged !== true) return;
    const text = JSON.stringify(staticData);
    await wait(databaseMs);
    stored = text;
  }

  async function call({ method = 'POST', headers = {}, body }: IncomingRequest = {}): Promise<WebhookAnswer> {
    await wait(databaseMs);
    const { workflow, node, webhooks, additionalData } = load();
    const description = webhooks.find(({ httpMethod }) => httpMethod === method);
    if (!description) return { status: 404, body: 'The requested webhook is not registered' };

    const incoming = parse(method, headers, body);
    const response = new Response();
    if (incoming.refused) return response.status(422).json({ message: 'Failed to parse request body' }).answer();
    Object.assign(additionalData, { httpRequest: incoming.request, httpResponse: response });
    const context = new core.WebhookContext(workflow, node, additionalData, mode, dataOf(description, additionalData), [], null);
    let result: IWebhookResponseData;
    try {
      result = await packages.getByNameAndVersion(type, node.typeVersion).webhook!.call(context);
    } catch (error) {
      failures.push(error as Error);
      return response.status(500).json({ message: 'Workflow Webhook Error: Workflow could not be started!' }).answer();
    }
    const items = result.workflowData?.[0];
    if (items) {
      // To prepare the execution n8n 2.41 makes a second workflow over the same static data, which takes the mark away
      // that something changed in it; only static data that did not exist before is another object.
      if (stored !== '{}') workflow.staticData.__dataChanged = false;
      await wait(databaseMs);
      if (failing > 0) {
        failing -= 1;
        return response.status(500).json({ message: 'There was a problem executing the workflow' }).answer();
      }
      runs.push(items);
    }
    await save(workflow);
    if (!result.noWebhookResponse) response.send(items ? String(description.responseData ?? 'firstEntryJson') : (result.webhookResponse ?? '{"message":"Webhook call received"}'));
    return { ...response.answer(), ...(items && { items }) };
  }

  async function lifecycle(act: (methods: Record<string, () => Promise<boolean>>) => Promise<unknown>): Promise<void> {
    const { workflow, node, webhooks, additionalData } = load();
    for (const description of webhooks) {
      const methods = packages.getByNameAndVersion(type, node.typeVersion).webhookMethods?.[description.name];
      if (!methods) continue;
      const context = new core.HookContext(workflow, node, additionalData, mode, 'activate', dataOf(description, additionalData));
      await act(Object.fromEntries(Object.entries(methods).map(([key, method]) => [key, async () => await method.call(context)])));
    }
    await save(workflow);
  }

  async function listen(): Promise<string> {
    const app = fastify({ bodyLimit: 16 * 1024 * 1024, exposeHeadRoutes: false, forceCloseConnections: true });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
    app.all(path, async ({ method, headers, body }, reply) => {
      const answer = await call({ method, headers, body: body as Buffer | undefined });
      return await reply.status(answer.status).send(method === 'HEAD' ? undefined : answer.body);
    });
    servers.push(app);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    return address + path;
  }

  return {
    call,
    listen,
    activate: async () => await lifecycle(async ({ checkExists, create }) => (await checkExists()) || (await create())),
    deactivate: async () => await lifecycle(async (methods) => await methods.delete()),
    runs,
    failures,
    staticData: () => JSON.parse(stored) as IDataObject,
    failStarts: (count) => (failing = count),
    slow: (ms) => (databaseMs = ms),
    close: async () => {
      await Promise.all(servers.map(async (server) => await server.close()));
    },
  };
}

/** What n8n's body parser makes of a request: the raw bytes, and JSON where the content type says so. */
function parse(method: string, headers: IncomingRequest['headers'], body?: string | Buffer): { request: object; refused: boolean } {
  const lower: Record<string, string | string[] | undefined> = Object.fromEntries(Object.entries(headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  if (body !== undefined) lower['content-type'] ??= 'application/json';
  const contentType = String(lower['content-type'] ?? '').split(';')[0].trim();
  const rawBody = body === undefined ? Buffer.alloc(0) : Buffer.from(body as Buffer);
  const request = { method, headers: lower, params: {}, query: {}, body: {} as unknown, contentType, ...(contentType.startsWith('multipart/') ? {} : { rawBody }) };
  if (contentType === 'application/json' && rawBody.length) {
    try {
      request.body = n8n.jsonParse(rawBody.toString('utf8').replace(/^\uFEFF/, ''));
    } catch {
      return { request, refused: true };
    }
  }
  return { request, refused: false };
}

/** As much of Express's response as webhook nodes use. */
class Response {
  statusCode = 200;
  headersSent = false;
  readonly locals = {};
  private body = '';
  private readonly onFinish: Array<() => void> = [];

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  type(): this {
    return this;
  }

  header(): this {
    return this;
  }

  json(value: unknown): this {
    return this.send(JSON.stringify(value));
  }

  send(body?: unknown): this {
    this.body = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    return this.end();
  }

  end(): this {
    this.headersSent = true;
    for (const listener of this.onFinish.splice(0)) listener();
    return this;
  }

  once(event: string, listener: () => void): this {
    if (event === 'finish') this.onFinish.push(listener);
    return this;
  }

  on(event: string, listener: () => void): this {
    return this.once(event, listener);
  }

  answer(): WebhookAnswer {
    return { status: this.statusCode, body: this.body };
  }
}
