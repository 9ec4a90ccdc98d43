/** An API description (OpenAPI 3, YAML) -> the names and types of what an endpoint answers. No texts of it are taken over. */

import { parse } from 'yaml';

type Json = Record<string, unknown>;

/** JSON Schema, as much of it as n8n shows. */
export interface Schema {
	type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Below that, an object is only an object: who needs more runs the node. */
const DEPTH = 4;

const inner = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

export class Description {
	private readonly paths: Map<string, Json>;

	private constructor(private readonly root: Json) {
		this.paths = new Map(Object.entries(inner(root.paths)).map(([address, item]) => [bare(address), inner(item)]));
	}

	static of = (yaml: string): Description => new Description(parse(yaml) as Json);

	/** What `GET /contacts/{id}` answers when it succeeds; undefined where the description does not have the endpoint, null where the answer has no body. */
	answerOf(endpoint: string): Schema | null | undefined {
		const [method, address] = endpoint.split(' ');
		const operation = inner(this.paths.get(bare(address))?.[method.toLowerCase()]);
		const answers = inner(operation.responses);
		const success = Object.keys(answers).find((status) => /^2/.test(status));
		if (!success) return undefined;
		const { schema } = inner(inner(this.resolved(answers[success]).content)['application/json']);
		return schema ? this.schemaOf(schema, DEPTH) : null;
	}

	private resolved(value: unknown): Json {
		const { $ref: reference, ...beside } = inner(value);
		if (typeof reference !== 'string') return inner(value);
		const target = reference
			.replace(/^#\//, '')
			.split('/')
			.reduce<unknown>((place, name) => inner(place)[name], this.root);
		return { ...this.resolved(target), ...beside };
	}

	/** All parts of an `allOf` together, and of alternatives the fields of any of them. */
	private propertiesOf(source: Json): Json {
		const parts = [...((source.allOf as unknown[]) ?? []), ...((source.oneOf as unknown[]) ?? []), ...((source.anyOf as unknown[]) ?? [])];
		return Object.assign({}, ...parts.map((part) => this.propertiesOf(this.resolved(part))), inner(source.properties)) as Json;
	}

	private schemaOf(value: unknown, depth: number): Schema {
		const source = this.resolved(value);
		const properties = this.propertiesOf(source);
		const named = Object.keys(properties).length > 0;
		const type = typeOf(source) ?? (named ? 'object' : this.typeOfParts(source));
		if (type === 'array') return { type, ...(depth > 0 && source.items ? { items: this.schemaOf(source.items, depth - 1) } : {}) };
		if (type !== 'object' || !named || depth <= 0) return { type };
		return { type, properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, this.schemaOf(one, depth - 1)])) };
	}

	/** Of a moment that may be a number or a text, answers have the number. */
	private typeOfParts(source: Json): Schema['type'] {
		const parts = [
			...((source.allOf as unknown[]) ?? []),
			...((source.oneOf as unknown[]) ?? []),
			...((source.anyOf as unknown[]) ?? []),
		].map((part) => this.resolved(part));
		const types = parts.map((part) => typeOf(part) ?? this.typeOfParts(part));
		return types.find((type) => type === 'integer') ?? types[0] ?? 'object';
	}
}

/** Two descriptions name the braces of an address differently. */
const bare = (address: string): string => address.replace(/\{\w+\}/g, '{}');

function typeOf({ type, enum: values }: Json): Schema['type'] | undefined {
	const one = Array.isArray(type) ? type.find((name) => name !== 'null') : type;
	if (typeof one === 'string') return one as Schema['type'];
	return Array.isArray(values) ? (typeof values[0] as Schema['type']) : undefined;
}
