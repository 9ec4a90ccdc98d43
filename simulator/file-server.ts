/** The other server: recordings and attachments under signed addresses, as a storage service has them. It wants no token. */
import fastify from 'fastify';
import type { Clock } from './clock';
import type { Workspace } from './workspace';

/** A download, and whether a token came along that has no business there. */
export interface FileRequest {
	method: string;
	path: string;
	/** The Authorization header as sent: null is right. */
	authorization: string | null;
	status: number;
	/** Milliseconds since 1970 by the simulator's clock. */
	at: number;
}

export interface FileServer {
	/** Base address without a slash at the end. */
	url: string;
	/** Downloads so far; clear it with `requests.length = 0`. */
	requests: FileRequest[];
	close(): Promise<void>;
}

/** Starts giving out the files of a workspace, whose addresses lead here from now on. */
export async function startFileServer(workspace: Workspace, clock: Clock, host: string): Promise<FileServer> {
	const requests: FileRequest[] = [];
	const app = fastify({ forceCloseConnections: true, exposeHeadRoutes: false, routerOptions: { maxParamLength: 2000 } });
	app.get('/*', async (request, reply) => {
		const [path] = request.url.split('?');
		const { expires, signature } = request.query as Record<string, string | undefined>;
		const { authorization = null } = request.headers;
		const file = workspace.inbox.files.get(path);
		const status = authorization !== null ? 400 : !signature || Number(expires ?? 0) < clock.seconds() ? 403 : file ? 200 : 404;
		requests.push({ method: request.method, path, authorization, status, at: clock.ms() });
		if (status !== 200 || !file)
			return await reply.status(status).type('application/xml').send(`<Error><Code>${REASONS[status]}</Code></Error>`);
		return await reply
			.type(file.content_type)
			.header('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
			.send(file.data);
	});
	await app.listen({ port: 0, host });
	const url = `http://${host}:${app.addresses()[0].port}`;
	workspace.inbox.files.origin = url;
	return { url, requests, close: async () => await app.close() };
}

/** Storage services refuse two ways to prove who one is at once. */
const REASONS: Record<number, string> = { 400: 'InvalidArgument', 403: 'AccessDenied', 404: 'NoSuchKey' };
