/** The workspace's own attributes of conversations, and the check of values against them. */
import { invalid, notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';
import type { Attributes } from '../../types';
import type { ConversationAttribute, ConversationDataType } from '../types';

/** An attribute to be made; a list takes the labels of its options. */
export interface NewConversationAttribute {
	name: string;
	data_type: ConversationDataType;
	description?: string;
	required?: boolean;
	visible_to_team_ids?: string[];
	multiline?: boolean;
	options?: string[];
	reference?: ConversationAttribute['reference'];
}

export class ConversationAttributeBook {
	private readonly byId = new Map<number, ConversationAttribute>();

	constructor(private readonly workspace: Workspace) {}

	/** Newest first. */
	list(includeArchived: boolean): ConversationAttribute[] {
		return [...this.byId.values()].filter((attribute) => includeArchived || !attribute.archived).reverse();
	}

	/** @throws 404 */
	need(id: number): ConversationAttribute {
		const attribute = this.byId.get(id);
		if (!attribute) throw notFound('Conversation attribute not found');
		return attribute;
	}

	/** One that is not archived. */
	find(name: string): ConversationAttribute | undefined {
		return this.list(false).find((attribute) => attribute.name === name);
	}

	create(wish: NewConversationAttribute): ConversationAttribute {
		const { options, ...plain } = wish;
		const now = this.workspace.clock.seconds();
		const attribute: ConversationAttribute = {
			id: this.byId.size + 1,
			description: '',
			required: false,
			visible_to_team_ids: [],
			archived: false,
			created_at: now,
			updated_at: now,
			...(wish.data_type === 'string' && { multiline: false }),
			...plain,
			...(wish.data_type === 'list' && {
				options: (options ?? []).map((label) => ({ id: this.workspace.ids.uuid(), label, archived: false })),
			}),
		};
		this.byId.set(attribute.id, attribute);
		return attribute;
	}

	/** Checks values to be written; null clears. @throws 400 naming `custom_attributes.x` */
	checkValues(values: Attributes): void {
		for (const [name, value] of Object.entries(values)) {
			const field = `custom_attributes.${name}`;
			const known = this.list(false).filter((attribute) => attribute.name === name);
			if (known.length === 0) throw invalid(`Custom attribute '${name}' does not exist`, field);
			if (known.length > 1) throw invalid(`There are several conversation attributes named '${name}'`, field);
			if (value !== null && !this.fits(known[0], value))
				throw invalid(`Custom attribute '${name}' does not allow this value (${known[0].data_type})`, field);
		}
	}

	/** An attribute as the API answers it. */
	view(attribute: ConversationAttribute) {
		return { type: 'conversation_attribute', ...attribute, admin_id: this.workspace.owner().id };
	}

	/** The same in the list of data attributes, where versions before 2.16 have it. */
	oldView({ id, name, description, data_type, options, archived, created_at, updated_at }: ConversationAttribute) {
		const types: Record<string, string> = { list: 'string', decimal: 'float' };
		return {
			id,
			model: 'conversation',
			name,
			full_name: `custom_attributes.${name}`,
			label: name,
			description,
			data_type: types[data_type] ?? data_type,
			...(options && { options: options.map((option) => option.label) }),
			api_writable: true,
			ui_writable: true,
			messenger_writable: false,
			custom: true,
			archived,
			created_at,
			updated_at,
			admin_id: this.workspace.owner().id,
		};
	}

	clear(): void {
		this.byId.clear();
	}

	private fits(attribute: ConversationAttribute, value: unknown): boolean {
		switch (attribute.data_type) {
			case 'string':
				return typeof value === 'string';
			case 'boolean':
				return typeof value === 'boolean';
			case 'integer':
				return Number.isInteger(value);
			case 'decimal':
				return typeof value === 'number' && Number.isFinite(value);
			case 'datetime':
				return Number.isInteger(value) || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
			case 'list':
				return (attribute.options ?? []).some((option) => option.label === value && !option.archived);
			case 'relationship':
				return (
					Array.isArray(value) &&
					(attribute.reference?.type === 'many' || value.length <= 1) &&
					value.every((id) => this.refers(attribute, id))
				);
			default:
				return Array.isArray(value);
		}
	}

	private refers({ reference }: ConversationAttribute, id: unknown): boolean {
		return this.workspace.inbox.objects.byId(String(id))?.type === reference?.object_type_id;
	}
}
