/** Checks what a request brought against a zod schema and answers in Intercom's words. */
import { z } from 'zod';
import type { Settings } from '../settings';
import { badRequest, invalid, missing, Refusal, unsupportedMedia, type ErrorItem } from './errors';
import { has, type Since, type Version } from './versions';

const MARK = 'since ';

/** Marks a field as unknown to older versions. */
export function since<T extends z.ZodTypeAny>(version: Since, schema: T): T {
	return schema.describe(MARK + version);
}

/** An object that knows all its fields. */
export const fields = <T extends z.ZodRawShape>(shape: T) => z.object(shape).strict();

/** Unix seconds. */
export const timestamp = z.number().int().nonnegative();
/** An id in a body: a string, or a number as older documentation has it. */
export const id = z.union([z.string().min(1), z.number().int()]).transform(String);
/** Query values arrive as text. */
export const queryNumber = z
	.string()
	.regex(/^-?\d+$/, 'must be a whole number')
	.transform(Number);
export const queryFlag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** @throws 400 with one error per problem, each naming its field */
export function check<T extends z.ZodTypeAny>(schema: T, value: unknown, version: Version, settings: Settings): z.infer<T> {
	refuseFromTheFuture(schema, value, version);
	let result = schema.safeParse(value);
	if (!result.success && !settings.strictFields) result = schema.safeParse(withoutUnknown(value, result.error.issues));
	if (result.success) return result.data;
	throw new Refusal(400, result.error.issues.flatMap(toErrors));
}

/** The body of a request as data. @throws 400 or 415 */
export function parseBody(text: string | undefined, contentType: string | undefined): unknown {
	if (text === undefined || text === '') return undefined;
	if (!/^application\/(.+\+)?json\b/i.test(contentType ?? '')) throw unsupportedMedia(contentType ?? '');
	try {
		return JSON.parse(text);
	} catch {
		throw badRequest('bad_request', 'The request body is not valid JSON');
	}
}

/** Checks a body; none at all is a refusal of its own. */
export function checkBody<T extends z.ZodTypeAny>(schema: T | undefined, body: unknown, version: Version, settings: Settings): z.infer<T> {
	if (schema !== undefined) {
		if (body === undefined) throw missing('request body not specified');
		return check(schema, body, version, settings);
	}
	const empty = body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0);
	if (!empty && settings.strictFields) throw invalid('this endpoint takes no request body');
	return undefined as z.infer<T>;
}

function refuseFromTheFuture(schema: z.ZodTypeAny, value: unknown, version: Version): void {
	if (typeof value !== 'object' || value === null) return;
	const shapes = shapesOf(schema);
	for (const name of Object.keys(value)) {
		const mark = shapes.map((shape) => shape[name]?.description).find((text) => text?.startsWith(MARK));
		if (!mark) continue;
		const first = mark.slice(MARK.length) as Since;
		if (!has(version, first)) throw invalid(`unknown field '${name}' in version ${version.name} (it came with ${first})`, name);
	}
}

/** The fields of an object, or of each variant it may have. */
function shapesOf(schema: z.ZodTypeAny): Array<Record<string, z.ZodTypeAny | undefined>> {
	if (schema instanceof z.ZodObject) return [schema.shape];
	if (schema instanceof z.ZodDiscriminatedUnion) return (schema.options as z.ZodTypeAny[]).flatMap(shapesOf);
	return [];
}

function toErrors(issue: z.ZodIssue): ErrorItem[] {
	const at = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => {
			const field = at === '' ? key : `${at}.${key}`;
			return { code: 'parameter_invalid', message: `unknown field '${field}'`, field };
		});
	}
	if (issue.code === 'invalid_union') return toErrors(issue.unionErrors[0].issues[0]);
	if (issue.code === 'invalid_type' && issue.received === 'undefined') {
		return [{ code: 'parameter_not_found', message: `${at} not specified`, field: at }];
	}
	return [{ code: 'parameter_invalid', message: `${at} is invalid: ${issue.message}`, field: at }];
}

function withoutUnknown(value: unknown, issues: z.ZodIssue[]): unknown {
	const copy = structuredClone(value);
	for (const issue of issues) {
		if (issue.code !== 'unrecognized_keys') continue;
		const owner = issue.path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], copy);
		for (const key of issue.keys) delete (owner as Record<string, unknown>)[key];
	}
	return copy;
}
