/** A description of Intercom's API (OpenAPI, YAML) as far as it can be compared with rows: endpoints and what a request takes. */

import { parse } from 'yaml';

type Json = Record<string, unknown>;

/** A field of a request. */
export interface Described {
	required: boolean;
	/** The values it takes, where they are named. */
	values?: string[];
}

export interface DescribedEndpoint {
	/** `GET /contacts/{}`: the names in braces do not count. */
	endpoint: string;
	/** By wire name; of a body with several forms, those of all forms. */
	query: Map<string, Described>;
	body: Map<string, Described>;
}

export interface Description {
	version: string;
	endpoints: Map<string, DescribedEndpoint>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** `GET /contacts/{contact_id}` -> `GET /contacts/{}` */
export const bare = (endpoint: string): string => endpoint.replace(/\{\w+\}/g, '{}');

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Throws where the text is no such description. */
export function readDescription(source: string): Description {
	const root = parse(source) as Json;
	const version = String(objectOf(root.info).version ?? '');
	const endpoints = new Map<string, DescribedEndpoint>();
	if (!root.openapi || !root.paths) throw new Error('This is no OpenAPI description');

	/** What a reference points at. */
	const resolved = (value: unknown): Json => {
		const one = objectOf(value);
		if (typeof one.$ref !== 'string') return one;
		return resolved(
			one.$ref
				.slice(2)
				.split('/')
				.reduce<unknown>((place, name) => objectOf(place)[name], root),
		);
	};

	const valuesOf = (schema: Json): string[] => {
		const own = listOf(schema.enum).map(String);
		const inner = [...listOf(schema.oneOf), ...listOf(schema.anyOf), ...(schema.items ? [schema.items] : [])].flatMap((one) =>
			valuesOf(resolved(one)),
		);
		return [...new Set([...own, ...inner])];
	};

	/** The fields of all forms of a schema; required is what every form requires. */
	const fieldsOf = (schema: Json): Map<string, Described> => {
		const fields = new Map<string, Described>();
		const required = listOf(schema.required).map(String);
		for (const [name, value] of Object.entries(objectOf(schema.properties))) {
			const values = valuesOf(resolved(value));
			fields.set(name, { required: required.includes(name), ...(values.length ? { values } : {}) });
		}
		for (const part of listOf(schema.allOf)) for (const [name, field] of fieldsOf(resolved(part))) fields.set(name, field);
		const forms = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].map((form) => fieldsOf(resolved(form)));
		for (const name of new Set(forms.flatMap((form) => [...form.keys()]))) {
			const of = forms.map((form) => form.get(name));
			const values = [...new Set(of.flatMap((field) => field?.values ?? []))];
			fields.set(name, { required: of.every((field) => field?.required), ...(values.length ? { values } : {}) });
		}
		return fields;
	};

	const bodyOf = (operation: Json): Map<string, Described> => {
		const contents = Object.values(objectOf(resolved(operation.requestBody).content));
		return new Map(contents.flatMap((content) => [...fieldsOf(resolved(objectOf(content).schema))]));
	};

	/** A parameter that is an object stands for its fields (style form, exploded: what OpenAPI takes where nothing is said). */
	const queryOf = (parameters: unknown[]): Map<string, Described> =>
		new Map(
			parameters
				.map(resolved)
				.filter((parameter) => parameter.in === 'query')
				.flatMap((parameter): Array<[string, Described]> => {
					const schema = resolved(parameter.schema);
					if (schema.type === 'object' && parameter.style !== 'deepObject') return [...fieldsOf(schema)];
					const values = valuesOf(schema);
					return [[String(parameter.name), { required: parameter.required === true, ...(values.length ? { values } : {}) }]];
				}),
		);

	for (const [path, item] of Object.entries(objectOf(root.paths))) {
		for (const method of METHODS.filter((name) => name in objectOf(item))) {
			const operation = objectOf(objectOf(item)[method]);
			const endpoint = bare(`${method.toUpperCase()} ${path}`);
			endpoints.set(endpoint, {
				endpoint,
				query: queryOf([...listOf(objectOf(item).parameters), ...listOf(operation.parameters)]),
				body: bodyOf(operation),
			});
		}
	}
	return { version, endpoints };
}
