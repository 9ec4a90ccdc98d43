/** The types of values that searches compare. */

/** `id`: a text that can only be compared for equality (tags and segments). */
export type SearchType = 'text' | 'id' | 'number' | 'date' | 'flag';

/** The type of a data attribute (`data_type` of `GET /data_attributes`) as a search sees it. */
export function searchTypeOf(dataType: unknown): SearchType {
	switch (dataType) {
		case 'integer':
		case 'float':
		case 'decimal':
			return 'number';
		case 'boolean':
			return 'flag';
		case 'date':
		case 'datetime':
			return 'date';
		default:
			return 'text';
	}
}

/** Names that end like an ID, and yet hold one that people give themselves. */
const OWN_IDS = ['external_id', 'company_id'];

/** Whether a field holds IDs that Intercom gave. */
export const holdsIds = (field: string): boolean => /(^|[._])ids?$/.test(field) && !OWN_IDS.includes(field);
