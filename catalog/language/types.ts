/**
 * The words the catalog is written in. A row (`Operation`) says what one endpoint of Intercom's API is;
 * everything else - the panel in n8n, the request, the paging, the docs, the tests - is derived from it.
 * Wire names stay as Intercom writes them (snake_case); n8n's parameter names and labels come from them.
 */

import type { Endpoint } from '../../intercom/client';
import type { PagingKind } from '../../intercom/paging';
import type { ApiVersion } from '../../intercom/versions';
import type { AttributeModel } from '../records/attributes';
import type { EntityId } from '../records/entities';
import type { shapes } from '../records/shapes';

/** A value and the name people see for it. */
export interface Choice {
	value: string;
	name: string;
	about?: string;
}

interface FieldBase {
	/** Title Case; derived from the wire name when absent. */
	label?: string;
	/** One plain sentence (no full stop), or several with full stops. */
	about?: string;
	/** An example; shown as "e.g. ...". */
	example?: string;
	required?: boolean;
	/** Shown by itself although optional, because most people need it. */
	alwaysShown?: boolean;
	/** An empty value is sent as null, which clears the field in Intercom. */
	nullable?: boolean;
	/** First version that knows the field; 2.15 or older when absent. Using it raises the version that is sent. */
	since?: ApiVersion;
	/** n8n parameter name, where the one derived from the wire name would be unclear. */
	param?: string;
	/**
	 * Says which record is meant: items with the same value keep their order. A required `ref` does so by itself, unless this is
	 * false. Of a text, `record` and `by` (`id`, or the mode of a look-up) say what it is: so it is the same as a picker's value.
	 */
	identifies?: boolean | { record: EntityId; by: string };
	/** The value the panel starts with. */
	initial?: string | number | boolean;
	/** Shown, and read, only while another field of the operation (by wire name) has one of these values. */
	when?: { field: string; is: string | readonly string[] };
	/** Helps the panel (a list or form depends on it), or says how to read, and is not sent. */
	notSent?: boolean;
	/** Sent along whenever the field is: wire name -> value. */
	alsoSend?: Record<string, unknown>;
	/** What is sent when the field is left out; for what Intercom requires and hardly anybody changes. */
	sendWhenOmitted?: string | number | boolean | readonly unknown[];
	/** Says how, or in whose name, something is changed: alone it is no change. */
	isNoChange?: boolean;
	/** Sent only along with another field of the same part (by wire name): who wrote a message, if there is one. */
	onlyWith?: string;
	/** Intercom takes it only together with another field of the same part (by wire name), which has to be filled in as well. */
	requires?: string;
}

/** How a field is entered and what it becomes on the wire. */
export type Field = FieldBase &
	/** `generate`: left empty, it gets a new UUID. `markdown`: entered as Markdown, HTML on the wire. */
	(| { kind: 'text'; rows?: number; secret?: boolean; generate?: 'uuid'; markdown?: boolean }
		| { kind: 'email' }
		| { kind: 'url' }
		/** Whole numbers only with `whole`. */
		| { kind: 'number'; whole?: boolean; min?: number; max?: number }
		| { kind: 'flag' }
		| { kind: 'choice'; choices: readonly Choice[] }
		| { kind: 'choices'; choices: readonly Choice[] }
		/** A moment; Unix seconds on the wire. `now`: left empty, it is the moment of the execution. `as`: ISO 8601, or the day alone, instead. */
		| { kind: 'date'; now?: boolean; as?: 'iso' | 'day' }
		/** Opening hours, one form each; `{ start_minute, end_minute }` on the wire, from midnight or (`week`) from the start of Monday. */
		| { kind: 'hours'; week?: boolean }
		/** A moment to come, as a span of time from now or as a date; one that has passed is refused. Unix seconds on the wire, or ISO 8601. Where it is nullable, "not at all" can be chosen as well. */
		| { kind: 'later'; iso?: boolean }
		/** Any JSON; `shape` is what it has to be. */
		| { kind: 'json'; shape: 'object' | 'array' | 'any' }
		/** A list of texts, entered with commas; an array is taken as it is. */
		| { kind: 'texts'; each?: Each }
		/** One record of another kind, chosen from a list, by ID, by address or by a name of its own. `mayCreate`: offers to create it when the name is unknown. `fallback`: left empty, it is the admin the credential belongs to. `numeric`: the ID is a number on the wire. */
		| { kind: 'ref'; to: EntityId; each?: Each; mayCreate?: boolean; spell?: Spelling; fallback?: 'me'; numeric?: boolean }
		/** Several IDs, entered with commas or (`pick`) chosen from a list. `numeric`: numbers on the wire. */
		| { kind: 'refs'; to: EntityId; each?: Each; numeric?: boolean; pick?: boolean }
		/** A list of objects, one form each. `more`: fields that people add to a form. `keyBy`: an object on the wire instead, whose names are the values of this field of the forms. */
		| { kind: 'rows'; row: string; fields: Fields; more?: Fields; keyBy?: string }
		/** Files of the input item, entered as names of its binary fields. A list of `{ content_type, name, data }` on the wire, data as base64. `also`: what else each says. */
		| { kind: 'files'; most: number; also?: Record<string, unknown> }
		/** One file of the input item, entered as the name of its binary field; a part of a `multipart` body, or what a procedure reads. `largest`: MB. */
		| { kind: 'file'; largest?: number }
		/** Custom attributes: a form filled from the live attributes of the model, and JSON. */
		/** The workspace's own attributes. `onceChosen`: the form appears with the record whose attributes they are. */
		| { kind: 'attributes'; model: AttributeModel; onceChosen?: boolean }
		/** The search builder over the fields of `records/search/`, or raw JSON. `optional`: no conditions are everything. */
		| { kind: 'search'; over: SearchModel; optional?: boolean }
	);

/** Every ID becomes an object in a list: `[{ [key]: id, ...also }]`. */
export interface Each {
	key: string;
	also?: Record<string, unknown>;
}

/**
 * Intercom takes the record under different names, depending on what identifies it: mode of the picker -> wire name.
 * `listed`: as the only object of a list at the field's own wire name.
 */
export interface Spelling {
	modes: Record<string, string>;
	listed?: boolean;
}

export type FieldKind = Field['kind'];
export type SearchModel = 'contact' | 'company' | 'conversation' | 'ticket';

/**
 * Wire name -> field. A dot in the wire name means an object around it: `job.id`. What stands after a `#` only tells two
 * ways to enter one wire name apart: `assignee_id#team`. Two lists entered that way are sent as one.
 */
export type Fields = Record<string, Field>;

export type Availability = 'legacy' | 'managed';

/** Operations that take more than one request. */
export type ProcedureId =
	| 'askFin'
	| 'checkSetup'
	| 'exportMessages'
	| 'exportReport'
	| 'findOrCreateContact'
	| 'getDocuments'
	| 'getTranscript'
	| 'uploadCatalog'
	| 'upsertArticle'
	| 'upsertContact';

export interface Operation {
	/** n8n value; unique within the resource. */
	id: string;
	/** Title Case, without the resource: "Get Many". */
	name: string;
	/** Sentence case with the resource, no articles; unique in the package; what an AI agent is told: "Get many contacts". */
	action: string;
	/** One plain sentence. */
	about: string;
	/** The endpoint; braces name the fields of `path`. Procedures list every endpoint they may call. */
	request: Endpoint | readonly Endpoint[];
	/** First version that has the endpoint; 2.15 or older when absent. */
	since?: ApiVersion;
	/** Last version that has it, where a newer one does not. */
	until?: ApiVersion;
	/** Intercom's newest descriptions do not have it, but Intercom does: `legacy` still works, `managed` is for those whom Intercom lets in. The panel and the docs say so in its name. */
	availability?: Availability;
	/** The version that is sent unless people choose one, where the newest stable one may not know the endpoint any more. */
	defaultVersion?: ApiVersion;
	path?: Fields;
	query?: Fields;
	body?: Fields;
	/** What the body (of a GET: the query) always says; dots go into objects. */
	constants?: Record<string, unknown>;
	/** Whether the request may be sent again after a fault: it only reads, or the second time changes nothing. Said where it differs from what the method promises: GET, PUT and DELETE may, POST and PATCH may not. */
	repeatable?: boolean;
	/** A POST that takes something away, as a DELETE does: sent again after a lost answer, it counts as done when the thing is gone (404). */
	removes?: boolean;
	/** Items of a list answer; with it the operation offers Return All and Limit. */
	list?: ListAnswer;
	/** The body is a multipart form, not JSON. */
	multipart?: boolean;
	/** What the answer is, when not JSON: a file (behind a redirect to another host or, `direct`, as it comes), or text that is output under `key`. Braces in the file name are path fields. */
	answer?: { kind: 'file'; fileName: string; mimeType: string; direct?: boolean } | { kind: 'text'; key: string };
	/** The answer is another record than the one of the path: the path's IDs are added to it, so that later nodes still know it. */
	addPathIds?: boolean;
	/** What kind of record the answer is, where people choose how much of it comes out; a key of `records/shapes.ts`. */
	simplify?: SimplifyId;
	/** First version of the node that offers it, where an older one gave all of the record and had no choice. */
	simplifySince?: '1.2';
	/** Error code or status of a refusal -> what it means here, where the usual explanation does not fit. */
	refusals?: Record<string, { what: string; advice?: string }>;
	/** What an answer of success has, besides that of a list: the names that the record has (`[]`: any object), or `nothing` where the description has no body. Absent: the record's `id`. */
	holds?: readonly string[] | 'nothing';
	/** How an answer of success shows that Intercom left something out. */
	skips?: Skips;
	/** The record is gone afterwards: the output says `deleted: true`. */
	deletes?: boolean;
	/** It deletes, blocks, redacts or merges; said where `deletes` and the first word of the action do not, see `effects.ts`. */
	destroys?: boolean;
	/** One request for many items: `body` describes one element of the list at `into`. `shared` fields are read once per request. */
	batch?: { into: string; size: number; shared: Fields };
	/** Several requests in a row: a function in procedures/ does it; its values come from `inputs`. */
	procedure?: ProcedureId;
	inputs?: Fields;
}

/**
 * `records`: the body names records under this name, and the answer lists those that were done under the same. If it lists
 * none, the item fails, unless there may be none: taking away what is not there is no failure.
 * `says`: the answer has an object that is not empty, or one of these values, under this name; `what` is shown as a hint.
 */
export type Skips = { records: string; mayBeNone?: boolean } | { says: string; is?: readonly string[]; what: string };

export interface ListAnswer {
	/** Key of the items in the answer; dots go into objects. */
	items: string;
	/** A second list of the answer, whose entries belong to the items: each goes to the item whose ID stands at `by`, under the name `as`. */
	join?: { items: string; by: string; as: string };
	/** The items are texts: the key each gets in the output. */
	textsAs?: string;
	/** Absent: the endpoint answers everything at once. */
	paging?: PagingKind;
	/** The most Intercom gives per page. */
	pageSize?: number;
	/** Of a search: the moment by which it can be cut into spans that are read in parallel. One that never changes, and that every record has. */
	spans?: string;
	/**
	 * The answer pages although the API description lists no paging parameters for the endpoint: the first
	 * request goes without any, the ones for later pages carry them, because there is no other way to go on.
	 */
	undocumented?: boolean;
	/**
	 * Where pages reach `reach` records only: the scroll that goes on, and what becomes of the query there. A key of the record
	 * that lists objects with IDs filters what is scrolled by that ID; null only sorts.
	 */
	beyond?: { reach: number; scroll: Endpoint; keeps: Record<string, string | null> };
}

export type SimplifyId = keyof typeof shapes;

export interface Resource {
	/** n8n value. */
	id: string;
	/** Title Case, singular. */
	name: string;
	about: string;
	operations: readonly Operation[];
	/** The operation a new node begins with; Get Many, else the first. Saved nodes rest on it: it never changes. */
	opens?: string;
}

/** One node of the package. */
export interface CatalogNode {
	/** The node's `description.name`. */
	id: string;
	resources: readonly Resource[];
}
