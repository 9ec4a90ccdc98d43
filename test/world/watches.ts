/** What the Intercom Polling Trigger is set to watch, and what it owes for what happened. */

import type { Dice } from './dice';
import type { Happening, Kind } from './intercom';
import { FIELDS } from './intercom/records';
import type { TriggerNode } from './n8n/context';

/** Every record once, the latest state of every record that was changed, or both; or every record when it is over. */
type What = 'new' | 'updated' | 'both' | 'ended';

const WATCHES: Record<string, { kind: Kind; what: What; at: string; parameters?: object }> = {
	contactNew: { kind: 'contact', what: 'new', at: 'created_at' },
	contactUpdated: { kind: 'contact', what: 'updated', at: 'updated_at' },
	contactNewOrUpdated: { kind: 'contact', what: 'both', at: 'updated_at' },
	companyNew: { kind: 'company', what: 'new', at: 'created_at' },
	companyUpdated: { kind: 'company', what: 'updated', at: 'updated_at' },
	conversationNew: { kind: 'conversation', what: 'new', at: 'created_at' },
	conversationNewOrUpdated: { kind: 'conversation', what: 'both', at: 'updated_at' },
	ticketNew: { kind: 'ticket', what: 'new', at: 'created_at' },
	ticketUpdated: { kind: 'ticket', what: 'updated', at: 'updated_at' },
	articleNew: { kind: 'article', what: 'new', at: 'created_at' },
	articleNewOrUpdated: { kind: 'article', what: 'both', at: 'updated_at' },
	macroNewOrUpdated: { kind: 'macro', what: 'both', at: 'updated_at' },
	callNew: { kind: 'call', what: 'new', at: 'created_at' },
	callEnded: { kind: 'call', what: 'ended', at: 'ended_at' },
	conversationDeleted: { kind: 'deleted', what: 'new', at: 'deleted_at' },
	dataEventNew: {
		kind: 'event',
		what: 'new',
		at: 'created_at',
		parameters: { contactId: { __rl: true, mode: 'id', value: '6740c2d45a1b000000000001' } },
	},
	activityNew: { kind: 'activity', what: 'new', at: 'created_at', parameters: { activityTypes: [] } },
	executionNew: {
		kind: 'execution',
		what: 'new',
		at: 'created_at',
		parameters: { dataConnectorId: { __rl: true, mode: 'id', value: '77' } },
	},
};

export const watchOf = ({ parameters }: TriggerNode) => WATCHES[String(parameters.event)];

/** How many records Intercom answers at most: calls 25, results of data connectors 30. */
export const pageOf = (node: TriggerNode): number =>
	(({ call: 25, execution: 30 }) as Partial<Record<Kind, number>>)[watchOf(node).kind] ?? Infinity;

export interface Options {
	maxItems?: number;
	lookBackMinutes?: number;
	startFrom?: string;
}

export const optionsOf = ({ parameters }: TriggerNode) => parameters.options as Options;

/** @param lateSeconds how late Intercom may show something: a poll has to look back as far */
export function pollerOf(dice: Dice, index: number, lateSeconds: number): TriggerNode {
	const event = dice.one(Object.keys(WATCHES));
	const { kind, what, parameters } = WATCHES[event];
	const lookBackMinutes = dice.one([undefined, undefined, Math.ceil(lateSeconds / 60) + dice.one([0, 1, 30])]);
	const options: Options = {
		...(dice.is(0.2) ? { maxItems: dice.whole(1, 8) } : {}),
		...(lookBackMinutes === undefined ? {} : { lookBackMinutes }),
	};
	const fields =
		FIELDS[kind] && (what === 'updated' || what === 'both') && dice.is(0.4)
			? { changedFields: dice.one([[FIELDS[kind][0]], FIELDS[kind]]) }
			: {};
	return {
		id: `p${index}`,
		name: `Poll ${index}`,
		type: 'IntercomPollingTrigger',
		typeVersion: 1,
		parameters: {
			authentication: 'accessToken',
			event,
			simplify: false,
			contactType: kind === 'contact' ? dice.one(['any', 'any', 'user']) : 'any',
			...parameters,
			...fields,
			options,
		},
	};
}

type Json = Record<string, unknown>;

/** What it says of an item: the record, and the state of it that came out. */
export function nameOf(node: TriggerNode, item: Json): string {
	const { what, at } = watchOf(node);
	return what === 'new' || what === 'ended' ? String(item.id) : `${String(item.id)}@${secondsOf(item[at])}`;
}

export const secondsOf = (moment: unknown): number => (typeof moment === 'string' ? Math.floor(Date.parse(moment) / 1000) : Number(moment));

/** Something that has to come out. */
export interface Due {
	id: string;
	/** Of the state that is due, or that of a field; Unix seconds. */
	at: number;
	/** Whether an item is it, or hides it. */
	isMetBy: (item: Json) => boolean;
}

/**
 * @param happened to records of its kind
 * @param since what happened before is not due; Unix seconds
 */
export function duesOf(node: TriggerNode, happened: readonly Happening[], since: number): Due[] {
	const { kind, what, at: key } = watchOf(node);
	const changedFields = node.parameters.changedFields as string[] | undefined;
	const records = new Map<string, Happening[]>();
	for (const one of happened) if (one.kind === kind) records.set(one.id, [...(records.get(one.id) ?? []), one]);
	const dues: Due[] = [];
	for (const [id, all] of records) {
		const last = all[all.length - 1];
		const created = all[0].at;
		if (last.what === 'gone' || (node.parameters.contactType === 'user' && Number(id) % 3 === 0)) continue;
		const isOf = (item: Json): boolean => String(item.id) === id;
		if (what === 'new') {
			if (created > since) dues.push({ id, at: created, isMetBy: isOf });
			continue;
		}
		if (what === 'ended') {
			if (all.length > 1 && last.at > since) dues.push({ id, at: last.at, isMetBy: isOf });
			continue;
		}
		// a change in the second of the creation is none
		const isChange = last.at !== created;
		if (last.at > since && (what === 'both' || isChange) && !changedFields)
			dues.push({ id, at: last.at, isMetBy: (item) => isOf(item) && secondsOf(item[key]) === last.at });
		for (const field of changedFields ?? []) {
			const change = all.filter(({ fields, what: kindOf, at }) => kindOf === 'change' && fields.includes(field) && at !== created).at(-1);
			// what was never seen before cannot be compared: then all of it counts
			// changes of one second count as one: of two that come into the index one after the other, the first
			const isOne = all.every((one) => one === change || one.at !== change?.at || one.fields.includes(field));
			if (change && isOne && change.at > since)
				dues.push({
					id,
					at: change.at,
					isMetBy: (item) =>
						isOf(item) &&
						secondsOf(item[key]) >= change.at &&
						(item.changed_fields === null || (item.changed_fields as string[]).includes(field)),
				});
		}
		if (changedFields && what === 'both' && created > since && !isChange) dues.push({ id, at: created, isMetBy: isOf });
	}
	return dues;
}
