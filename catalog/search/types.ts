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
