/** What a kind of field is to the engine. Every kind has a file of its own here; `index.ts` lists them. */

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Field } from '../../catalog/language/types';

export type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>;

/** A field of the panel. `place`: by itself, among the optional fields of the operation, or in a form of a list. */
export interface Shown<F extends Field = Field> {
	field: F;
	/** n8n's parameter name. */
	param: string;
	label: string;
	place: 'top' | 'collection' | 'form';
}

/** Reads a parameter of one item; undefined if the item does not have it. `$json` is the item itself. */
export type Read = (name: string) => unknown;

/** What was entered for one item. */
export interface Entered {
	read: Read;
	/** The optional fields that were added. */
	added: IDataObject;
	/** The option "Ignore Empty Values". */
	ignoreEmpty: boolean;
}

/** Stands for a field that is left out of the request. */
export const NOTHING = Symbol('nothing');

/** Methods, so that the registry can hold kinds of all fields under one type. */
export interface FieldKind<K extends Field['kind']> {
	/** The n8n properties by which a field is entered. Those of several parameters say themselves which of them depends on which. */
	properties(shown: Shown<FieldOf<K>>): INodeProperties[];
	/** What the field adds to the optional fields of its operation besides. */
	extras?(field: FieldOf<K>): INodeProperties[];
	/** Shown by itself although optional, because its form does not fit into a collection: `inOrder` of the row, or `last`, below all others. */
	large?: 'inOrder' | 'last';
	/** The raw value, where it is not that of the parameter named after the field. */
	gather?(shown: Shown<FieldOf<K>>, entered: Entered): unknown;
	/** What was entered -> the value on the wire; undefined where it turns out to be empty, `NOTHING` where the field is left out. Throws `BadValue`. */
	read(field: FieldOf<K>, raw: unknown, label: string): unknown;
	/** An empty list is an empty value. For JSON it is a value, for all others a wrong one. */
	several?: boolean;
	/** The value of a field that is left empty, wherever it stands; undefined where it has none. */
	generated?(field: FieldOf<K>): unknown;
	/** What an emptied field sends: a value Intercom takes as empty, or nothing. Without it, emptying the field is refused. */
	emptied?(): unknown;
}
