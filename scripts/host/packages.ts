import type * as Core from 'n8n-core';
import type { ICredentialType, IDataObject, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

import { fs, path } from '../machine.js';
import { builtInNodes, core, forget, workflow } from './engine';

type Loader = Core.PackageDirectoryLoader;

/** The node and credential types of n8n's built-in package and of the given packages, loaded by n8n's own loader. */
export class Packages implements INodeTypes {
	private constructor(
		private readonly loaders: Loader[],
		private readonly packageDirs: string[],
	) {}

	static async load(packageDirs: string[]): Promise<Packages> {
		const loaders = [builtIns()];
		for (const dir of packageDirs) loaders.push(await load(dir));
		return new Packages(loaders, packageDirs);
	}

	/** The same as another process has them: whatever their modules remember is not there. */
	async inAnotherProcess(): Promise<Packages> {
		return await Packages.load(this.packageDirs);
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const dot = type.lastIndexOf('.');
		const [packageName, name] = [type.slice(0, dot), type.slice(dot + 1)];
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		if (!loader) throw new core.UnrecognizedNodeTypeError(packageName, name);
		return loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return workflow.NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return Object.assign({}, ...this.loaders.map((loader) => loader.known.nodes)) as IDataObject;
	}

	/** The version that n8n gives to a node of this type when it is put on the canvas. */
	currentVersion(type: string): number {
		const { defaultVersion, version } = this.getByNameAndVersion(type).description;
		return defaultVersion ?? [version].flat().at(-1) ?? 1;
	}

	/** Credential types are global in n8n: where two packages have the same name, the one loaded last wins. */
	credential(name: string): ICredentialType {
		const loader = this.loaders.filter((candidate) => name in candidate.known.credentials).at(-1);
		if (!loader) throw new core.UnrecognizedCredentialTypeError(name);
		return loader.getCredential(name).type;
	}

	/** The types that a credential type extends, near and far. */
	parentsOfCredential(name: string): string[] {
		const parents = this.credential(name).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.parentsOfCredential(parent)]);
	}

	/** The full type names of the nodes that take this credential. */
	nodesWithCredential(name: string): string[] {
		return this.loaders.flatMap((loader) =>
			(loader.known.credentials[name]?.supportedNodes ?? []).map((node) => `${loader.packageName}.${node}`),
		);
	}
}

/** n8n's own nodes: only the lists of what exists are read now, each of the five hundred nodes when it is asked for. */
function builtIns(): Loader {
	const loader = new core.PackageDirectoryLoader(builtInNodes);
	for (const kind of ['nodes', 'credentials'] as const) {
		loader.known[kind] = JSON.parse(fs.readFileSync(path.join(builtInNodes, `dist/known/${kind}.json`), 'utf8'));
	}
	return loader;
}

/** A community package, with module state of its own even where the same process has loaded it before. */
async function load(dir: string): Promise<Loader> {
	const loader = new core.PackageDirectoryLoader(dir);
	const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
	const files = [...nodes, ...credentials];
	const missing = files.find((file) => !fs.existsSync(path.join(loader.directory, file)));
	if (missing) throw new Error(`${loader.packageName} has no ${missing}: build it first (npm run build)`);
	forget([...new Set(files.map((file) => path.join(loader.directory, path.normalize(file).split(path.sep)[0])))]);
	await loader.loadAll();
	return loader;
}
