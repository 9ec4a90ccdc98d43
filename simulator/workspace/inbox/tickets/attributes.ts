/** What becomes of attribute values when they change, or when a ticket changes its type. */
import type { Attributes } from '../../types';
import type { Attachment, TicketType } from '../types';

/** A changed attribute as a part tells it. */
export function attributePart(type: TicketType, name: string, value: unknown) {
	const attribute = type.attributes.find((one) => one.name === name);
	const told = (): { id: unknown; label: unknown } => {
		if (Array.isArray(value)) return { id: value.map((_file, index) => index + 1), label: value.map((file: Attachment) => file.name) };
		if (attribute?.data_type === 'list')
			return { id: value, label: attribute.input_options?.list_options?.find((option) => option.id === value)?.label ?? null };
		return { id: value, label: value };
	};
	return { attribute: { type: 'attribute', id: attribute?.id ?? null, label: name }, value: { type: 'value', ...told() } };
}

/** Values another type can take over: same name, same kind; list items by their label. */
export function carryOver(from: TicketType, to: TicketType, values: Attributes): Attributes {
	const kept = Object.entries(values).flatMap(([name, value]) => {
		const old = from.attributes.find((one) => one.name === name);
		const now = to.attributes.find((one) => one.name === name && !one.archived);
		if (!old || !now || old.data_type !== now.data_type) return [];
		if (now.data_type !== 'list') return [[name, value]];
		const label = old.input_options?.list_options?.find((option) => option.id === value)?.label;
		const item = now.input_options?.list_options?.find((option) => option.label === label);
		return item ? [[name, item.id]] : [];
	});
	return Object.fromEntries(kept);
}
