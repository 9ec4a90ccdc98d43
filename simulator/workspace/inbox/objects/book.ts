/** Custom object instances: the workspace's own kinds of records, known by Intercom's id and by the customer's. */
import { invalid, notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';
import type { Attributes, DataType } from '../../types';

/** A kind of record. Its identifier is what requests name it by. */
export interface ObjectType {
	identifier: string;
	attributes: Record<string, DataType>;
}

export interface ObjectInstance {
	id: string;
	seq: number;
	/** Identifier of its type. */
	type: string;
	external_id: string | null;
	external_created_at: number | null;
	external_updated_at: number | null;
	created_at: number;
	updated_at: number;
	custom_attributes: Attributes;
	/** Contacts it belongs to. */
	contacts: string[];
}

export interface InstanceWish {
	external_id?: string;
	external_created_at?: number | null;
	external_updated_at?: number | null;
	custom_attributes?: Attributes | null;
}

export class ObjectBook {
	private readonly types = new Map<string, ObjectType>();
	private readonly instances = new Map<string, ObjectInstance>();
	private seq = 0;

	constructor(private readonly workspace: Workspace) {}

	addType(type: ObjectType): ObjectType {
		this.types.set(type.identifier, type);
		return type;
	}

	/** @throws 404 */
	needType(identifier: string): ObjectType {
		const type = this.types.get(identifier);
		if (!type) throw notFound(`Custom object type \`${identifier}\` not found`);
		return type;
	}

	/** Newest first. */
	all(identifier: string): ObjectInstance[] {
		return [...this.instances.values()].filter((instance) => instance.type === identifier).reverse();
	}

	byId(id: string): ObjectInstance | undefined {
		return this.instances.get(id);
	}

	/** By Intercom's id or by the customer's own. @throws 404 */
	need(identifier: string, key: { id?: string; external_id?: string }): ObjectInstance {
		const found = this.all(identifier).find(
			(one) => (key.id !== undefined && one.id === key.id) || (key.external_id !== undefined && one.external_id === key.external_id),
		);
		if (!found) throw notFound('Custom object instance not found');
		return found;
	}

	/** Finds by external id and changes, or creates. @throws 400 */
	upsert(type: ObjectType, wish: InstanceWish): ObjectInstance {
		for (const [name, value] of Object.entries(wish.custom_attributes ?? {})) checkValue(type, name, value);
		const now = this.workspace.clock.seconds();
		const known =
			wish.external_id === undefined ? undefined : this.all(type.identifier).find((one) => one.external_id === wish.external_id);
		const instance = known ?? this.create(type, wish, now);
		if (wish.external_created_at !== undefined) instance.external_created_at = wish.external_created_at;
		if (wish.external_updated_at !== undefined) instance.external_updated_at = wish.external_updated_at;
		Object.assign(instance.custom_attributes, wish.custom_attributes);
		instance.updated_at = now;
		return instance;
	}

	/** Instances a conversation refers to. */
	ofConversation(identifier: string, conversationId: string): ObjectInstance[] {
		const conversation = this.workspace.inbox.conversations.need(conversationId);
		const ids = Object.values(conversation.custom_attributes).flatMap((value) => (Array.isArray(value) ? value : []));
		return this.all(identifier).filter((instance) => ids.includes(instance.id));
	}

	delete(instance: ObjectInstance): void {
		this.instances.delete(instance.id);
	}

	/** An instance as the API answers it. */
	view({ id, type, custom_attributes, external_id, external_created_at, external_updated_at, created_at, updated_at }: ObjectInstance) {
		return { id, type, custom_attributes, external_id, external_created_at, external_updated_at, created_at, updated_at };
	}

	clear(): void {
		this.types.clear();
		this.instances.clear();
		this.seq = 0;
	}

	private create(type: ObjectType, wish: InstanceWish, now: number): ObjectInstance {
		const instance: ObjectInstance = {
			id: this.workspace.ids.digits(),
			seq: ++this.seq,
			type: type.identifier,
			external_id: wish.external_id ?? null,
			external_created_at: null,
			external_updated_at: null,
			created_at: now,
			updated_at: now,
			custom_attributes: {},
			contacts: [],
		};
		this.instances.set(instance.id, instance);
		return instance;
	}
}

/** @throws 400 naming `custom_attributes.x` */
function checkValue(type: ObjectType, name: string, value: unknown): void {
	const field = `custom_attributes.${name}`;
	const wanted = type.attributes[name];
	if (wanted === undefined) throw invalid(`Custom attribute '${name}' does not exist on ${type.identifier}`, field);
	if (value === null) return;
	const fits =
		wanted === 'string'
			? typeof value === 'string'
			: wanted === 'boolean'
				? typeof value === 'boolean'
				: wanted === 'float'
					? typeof value === 'number'
					: Number.isInteger(value);
	if (!fits) throw invalid(`Custom attribute '${name}' expects a value of type ${wanted}`, field);
}
