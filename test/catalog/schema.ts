/** The catalog's words as zod schemas, stricter than TypeScript: a key nobody knows is refused, also in spread objects. */

import { z } from 'zod';
import { attributeSources } from '../../catalog/records/attributes';
import { entities, type EntityId } from '../../catalog/records/entities';
import { searchModels } from '../../catalog/records/search';
import { shapes } from '../../catalog/records/shapes';
import type { CatalogNode, Field, Operation, Resource } from '../../catalog/language/types';
import type { PagingKind } from '../../intercom/paging';
import { procedures } from '../../procedures';
import { API_VERSIONS } from '../../intercom/versions';

type Schema<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

const keysOf = <T extends string>(object: Record<T, unknown>) => z.enum(Object.keys(object) as [T, ...T[]]);
/** All ways of paging; a new one has to be added here before a row may use it. */
const pagingKinds: Record<PagingKind, true> = {
	query: true,
	body: true,
	page: true,
	bodyPage: true,
	either: true,
	link: true,
	scroll: true,
	nextCursor: true,
};
const camelCase = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'is not camelCase');
/** Intercom's own name; dots stand for objects around it. */
const wire = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, 'is not a wire name');
/** The same, and what tells it apart from another field of that name. */
const key = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*(#[a-z]+)?$/, 'is not a wire name');
const words = z.string().regex(/^\S(.*\S)?$/, 'is empty, or begins or ends with a space');
const version = z.enum(API_VERSIONS);
const yes = z.literal(true);

const choice = z
	.object({ value: z.string().regex(/^[^=]/, 'is empty, or would be an expression'), name: words, about: words.optional() })
	.strict();
const spell = z.object({ modes: z.record(wire), listed: yes.optional() }).strict();
const each = z.object({ key: wire, also: z.record(z.unknown()).optional() }).strict();

const base = {
	label: words.optional(),
	about: words.optional(),
	example: words.optional(),
	required: z.boolean().optional(),
	alwaysShown: z.boolean().optional(),
	nullable: z.boolean().optional(),
	since: version.optional(),
	param: camelCase.optional(),
	identifies: z.union([z.boolean(), z.object({ record: keysOf<EntityId>(entities), by: camelCase }).strict()]).optional(),
	initial: z.union([z.string(), z.number(), z.boolean()]).optional(),
	when: z
		.object({ field: wire, is: z.union([z.string(), z.array(z.string()).min(2)]) })
		.strict()
		.optional(),
	notSent: z.boolean().optional(),
	isNoChange: yes.optional(),
	alsoSend: z.record(wire, z.unknown()).optional(),
	sendWhenOmitted: z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())]).optional(),
	onlyWith: key.optional(),
	requires: key.optional(),
};
const kind = <K extends Field['kind'], S extends z.ZodRawShape>(name: K, more: S) =>
	z.object({ ...base, kind: z.literal(name), ...more }).strict();
const ref = keysOf<EntityId>(entities);

export const field: Schema<Field> = z.lazy(() =>
	z.discriminatedUnion('kind', [
		kind('text', {
			rows: z.number().int().min(2).optional(),
			secret: z.boolean().optional(),
			generate: z.literal('uuid').optional(),
			markdown: z.boolean().optional(),
		}),
		kind('email', {}),
		kind('url', {}),
		kind('number', { whole: z.boolean().optional(), min: z.number().optional(), max: z.number().optional() }),
		kind('flag', { about: words }),
		kind('choice', { choices: z.array(choice).min(2) }),
		kind('choices', { choices: z.array(choice).min(2) }),
		kind('date', { now: z.boolean().optional(), as: z.enum(['iso', 'day']).optional() }),
		kind('hours', { week: z.boolean().optional() }),
		kind('later', { iso: z.boolean().optional() }),
		kind('json', { shape: z.enum(['object', 'array', 'any']) }),
		kind('texts', { each: each.optional() }),
		kind('ref', {
			to: ref,
			each: each.optional(),
			mayCreate: z.boolean().optional(),
			spell: spell.optional(),
			fallback: z.literal('me').optional(),
			numeric: z.boolean().optional(),
		}),
		kind('refs', { to: ref, each: each.optional(), numeric: z.boolean().optional(), pick: z.boolean().optional() }),
		kind('rows', { row: words, fields, more: fields.optional(), keyBy: wire.optional() }),
		kind('files', { most: z.number().int().min(1).max(20), also: z.record(z.unknown()).optional() }),
		kind('file', { largest: z.number().positive().optional() }),
		kind('attributes', { model: keysOf(attributeSources), onceChosen: yes.optional() }),
		kind('search', { over: keysOf(searchModels) }),
	]),
) as Schema<Field>;

const fields: Schema<Record<string, Field>> = z.lazy(() =>
	z.record(key, field).refine((record) => Object.keys(record).length > 0, 'is empty'),
);

const endpoint = z.string().regex(/^(GET|POST|PUT|PATCH|DELETE) (\/([a-z0-9_.-]+|\{[a-z_]+\}))+$/, 'is not "METHOD /path"');

export const operation: Schema<Operation> = z
	.object({
		id: camelCase,
		name: words,
		action: words,
		about: words,
		request: z.union([endpoint, z.array(endpoint).min(1)]),
		since: version.optional(),
		until: version.optional(),
		availability: z.enum(['legacy', 'managed']).optional(),
		defaultVersion: version.optional(),
		path: fields.optional(),
		query: fields.optional(),
		body: fields.optional(),
		constants: z.record(wire, z.unknown()).optional(),
		repeatable: z.boolean().optional(),
		removes: yes.optional(),
		list: z
			.object({
				items: wire,
				join: z.object({ items: wire, by: wire, as: wire }).strict().optional(),
				textsAs: wire.optional(),
				paging: keysOf(pagingKinds).optional(),
				pageSize: z.number().int().min(1).max(1000).optional(),
				undocumented: yes.optional(),
				spans: z.string().optional(),
				beyond: z
					.object({ reach: z.number().int().min(1), scroll: z.string().regex(/^GET \//), keeps: z.record(wire.nullable()) })
					.strict()
					.optional(),
			})
			.strict()
			.optional(),
		answer: z
			.discriminatedUnion('kind', [
				z
					.object({ kind: z.literal('file'), fileName: words, mimeType: z.string().regex(/^\w+\/[\w.+-]+$/), direct: yes.optional() })
					.strict(),
				z.object({ kind: z.literal('text'), key: wire }).strict(),
			])
			.optional(),
		multipart: yes.optional(),
		addPathIds: yes.optional(),
		refusals: z.record(z.object({ what: words, advice: words.optional() }).strict()).optional(),
		simplify: keysOf(shapes).optional(),
		simplifySince: z.literal('1.2').optional(),
		deletes: yes.optional(),
		destroys: yes.optional(),
		holds: z.union([z.array(wire), z.literal('nothing')]).optional(),
		skips: z
			.union([
				z.object({ records: wire, mayBeNone: yes.optional() }).strict(),
				z.object({ says: wire, is: z.array(words).optional(), what: words }).strict(),
			])
			.optional(),
		batch: z
			.object({ into: wire, size: z.number().int().min(2).max(1000), shared: z.record(key, field) })
			.strict()
			.optional(),
		procedure: z
			.custom<Operation['procedure']>((value) => typeof value === 'string' && Object.hasOwn(procedures, value), 'is no procedure')
			.optional(),
		inputs: fields.optional(),
	})
	.strict() as Schema<Operation>;

export const resource: Schema<Resource> = z
	.object({ id: camelCase, name: words, about: words, operations: z.array(operation).min(1), opens: camelCase.optional() })
	.strict();
export const node: Schema<CatalogNode> = z.object({ id: camelCase, resources: z.array(resource).min(1) }).strict();

/** What is wrong with a value, one line each; empty when nothing is. */
export function faultsOf(schema: z.ZodTypeAny, value: unknown): string[] {
	const result = schema.safeParse(value);
	return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
