/**
 * The records that a parameter can point at, and every way to point: from a list, by ID, by the address in
 * Intercom's own pages, or by a name that Intercom turns into an ID.
 */

import type { Endpoint } from '../../../intercom/client';
import type { PagingKind } from '../../../intercom/paging';
import type { ApiVersion } from '../../../intercom/versions';

export type EntityId =
	| 'activityType'
	| 'admin'
	| 'article'
	| 'articleVersion'
	| 'audience'
	| 'awayReason'
	| 'banner'
	| 'brand'
	| 'call'
	| 'collection'
	| 'company'
	| 'contact'
	| 'contentImportSource'
	| 'contentSnippet'
	| 'conversation'
	| 'conversationAttribute'
	| 'conversationAttributeOption'
	| 'dataAttribute'
	| 'dataConnector'
	| 'dataset'
	| 'datasetAttribute'
	| 'emailSetting'
	| 'executionResult'
	| 'externalPage'
	| 'folder'
	| 'helpCenter'
	| 'helpCenterRedirect'
	| 'identitySecret'
	| 'internalArticle'
	| 'macro'
	| 'newsItem'
	| 'newsfeed'
	| 'note'
	| 'officeHoursException'
	| 'officeHoursSchedule'
	| 'segment'
	| 'subscriptionType'
	| 'tag'
	| 'team'
	| 'ticket'
	| 'ticketState'
	| 'ticketType'
	| 'ticketTypeAttribute'
	| 'visitor';

/** How two values are compared that point at a record; see `identity.ts`. */
export type Comparison = 'exact' | 'email' | 'name';

/** A way to find the ID by something people know better than the ID. */
export interface Lookup {
	/** The locator's mode and its label, "By ..." . */
	mode: string;
	label: string;
	example: string;
	compare: Comparison;
	/** What the panel says of this way, where it needs to be said. One sentence without a full stop. */
	about?: string;
	/** Asks Intercom for candidates. `{value}` in the path, or `value` put into query or body. Absent: only for fields that are spelled by mode. */
	find?: { request: Endpoint; path?: boolean; query?: string; body?: (value: string) => unknown; items?: string; paging?: PagingKind };
	/** The value of a candidate that has to equal what was asked for. Only candidates that pass are the record; several of them are refused. With `find`. */
	read?: (candidate: Record<string, unknown>) => unknown;
	/** Candidates that go before others of the same value; `about` says so in the panel. */
	first?: (candidate: Record<string, unknown>) => boolean;
	/** Makes the record when there is none and the user allows it. */
	create?: { request: Endpoint; body: (value: string) => unknown; label: string };
}

export interface Entity {
	/** Title Case, singular; the parameter's label. */
	name: string;
	/** An ID that looks like Intercom's. */
	exampleId: string;
	/** The list behind "From List". Absent: Intercom has none. `of` is the parameter (an entity) the list belongs to. */
	list?: {
		request: Endpoint;
		since?: ApiVersion;
		items: string;
		/** See `ListAnswer.textsAs`. */
		textsAs?: string;
		paging?: PagingKind;
		/** The most Intercom gives per page, where that is less than 50. */
		pageSize?: number;
		query?: Record<string, unknown>;
		body?: Record<string, unknown>;
		/** See `ListAnswer.undocumented`. */
		undocumented?: boolean;
		/** The request that searches on Intercom's side; without it the entries of `request` are filtered here. */
		search?: {
			request: Endpoint;
			since?: ApiVersion;
			paging: PagingKind;
			undocumented?: boolean;
			items?: string;
			body?: (text: string) => Record<string, unknown>;
			query?: (text: string) => Record<string, unknown>;
		};
		/** Of the entry. */
		title: (entry: Record<string, unknown>) => string;
		/** Key of the ID; `id` when absent. */
		idKey?: string;
		/** The locator parameter whose record owns the list, and the brace it fills. */
		of?: { entity: EntityId; brace: string };
		/** The list stands at `items` of the one entry that is chosen in the locator parameter of `entity`. */
		part?: { entity: EntityId; items: string };
	};
	/** An address of Intercom's pages that holds the ID. */
	url?: { pattern: string; example: string };
	lookups?: readonly Lookup[];
}
