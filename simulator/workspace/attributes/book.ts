/** Data attributes: the standard ones, the workspace's own, and the check of values against them. */
import type { Clock } from '../../clock';
import type { Settings } from '../../settings';
import { invalid, notFound } from '../../manners/errors';
import { standardAttributes } from './standard';
import type { Attributes, DataAttribute, DataType, Model } from '../types';

export interface NewAttribute {
	name: string;
	model: Model;
	/** `options` makes a list. */
	data_type: DataType | 'options';
	options?: string[];
	description?: string;
	messenger_writable?: boolean;
}

export class AttributeBook {
	private custom: DataAttribute[] = [];
	private nextId = 1;

	constructor(
		private readonly clock: Clock,
		private readonly settings: Settings,
		private readonly owner: () => string,
	) {}

	/** Standard and custom attributes of one model, or of both. */
	list(model: Model | undefined, includeArchived: boolean): DataAttribute[] {
		const standard = standardAttributes(this.settings.dateRule === 'second' ? 'datetime' : 'date');
		return [...standard, ...this.custom].filter(
			(attribute) => (model === undefined || attribute.model === model) && (includeArchived || !attribute.archived),
		);
	}

	/** A custom attribute by its name. */
	find(model: Model, name: string): DataAttribute | undefined {
		return this.custom.find((attribute) => attribute.model === model && attribute.name === name);
	}

	/** @throws 400 for a taken or impossible name, or a list with fewer than two options */
	create(wish: NewAttribute): DataAttribute {
		if (!/^[\p{L}\p{N}\p{Sc}_ -]+$/u.test(wish.name)) {
			throw invalid('Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens', 'name');
		}
		const twin = this.custom.find((attribute) => attribute.name === wish.name);
		if (twin) {
			const people = (model: Model) => (model === 'contact' ? 'people' : 'company');
			throw invalid(
				`You already have '${wish.name}' in your ${people(twin.model)} data. To save this as new ${people(wish.model)} data, use a different name.`,
				'name',
			);
		}
		if (wish.data_type === 'options') requireOptions(wish.options);
		const now = this.clock.seconds();
		const attribute: DataAttribute = {
			id: this.nextId++,
			model: wish.model,
			name: wish.name,
			full_name: `custom_attributes.${wish.name}`,
			label: wish.name,
			...(wish.description !== undefined && { description: wish.description }),
			data_type: wish.data_type === 'options' ? 'string' : wish.data_type,
			...(wish.data_type === 'options' && { options: wish.options }),
			api_writable: true,
			ui_writable: true,
			messenger_writable: wish.messenger_writable ?? false,
			custom: true,
			archived: false,
			created_at: now,
			updated_at: now,
			admin_id: this.owner(),
		};
		this.custom.push(attribute);
		return attribute;
	}

	/** @throws 404 `field_not_found` */
	update(
		id: number,
		change: { archived?: boolean; description?: string; options?: string[]; messenger_writable?: boolean },
	): DataAttribute {
		const attribute = this.custom.find((one) => one.id === id);
		if (!attribute) throw notFound("We couldn't find that data attribute to update", 'field_not_found');
		if (change.options) requireOptions(change.options);
		Object.assign(attribute, change, { updated_at: this.clock.seconds() });
		return attribute;
	}

	/** Checks values to be written; null clears. @throws 400 naming `custom_attributes.x` */
	checkValues(model: Model, values: Attributes): void {
		for (const [name, value] of Object.entries(values)) {
			const field = `custom_attributes.${name}`;
			const attribute = this.find(model, name);
			if (!attribute) throw invalid(`Custom attribute '${name}' does not exist`, field);
			if (attribute.archived) throw invalid(`Custom attribute '${name}' is archived`, field);
			if (value === null) continue;
			if (!fits(attribute.data_type, value))
				throw invalid(`Custom attribute '${name}' expects a value of type ${attribute.data_type}`, field);
			if (attribute.options && !attribute.options.includes(value as string)) {
				throw invalid(
					`Custom attribute '${name}' does not allow the value '${String(value)}', allowed are: ${attribute.options.join(', ')}`,
					field,
				);
			}
		}
	}

	clear(): void {
		this.custom = [];
		this.nextId = 1;
	}
}

function requireOptions(options: string[] | undefined): void {
	if (!options || options.length < 2) throw invalid('A list attribute needs at least two options', 'options');
}

function fits(type: DataType, value: unknown): boolean {
	switch (type) {
		case 'string':
			return typeof value === 'string';
		case 'boolean':
			return typeof value === 'boolean';
		case 'float':
			return typeof value === 'number' && Number.isFinite(value);
		default:
			return Number.isInteger(value);
	}
}
