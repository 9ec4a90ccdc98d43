import type { SearchField, SearchType } from './index';

/** Fields of one type: Intercom's name -> label. */
export const fields = (type: SearchType, named: Record<string, string>): SearchField[] =>
	Object.entries(named).map(([name, label]) => ({ name, label, type }));
