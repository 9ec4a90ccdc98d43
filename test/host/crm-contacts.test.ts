import { parse } from 'csv-parse/sync';

import { crmContacts } from '../../scripts/make-crm-contacts';
import { fs, path, root } from '../../scripts/machine.js';

const file = fs.readFileSync(path.join(root, 'examples/data/crm-contacts.csv'), 'utf8');
const rows: Array<Record<string, string>> = parse(file, { columns: true });
const count = (test: (row: Record<string, string>) => boolean) => rows.filter(test).length;

it('is what its script makes', () => {
	expect(crmContacts()).toBe(file);
});

it('has the rows and the faults that the examples speak of', () => {
	expect(rows).toHaveLength(500);
	expect(new Set(rows.map((row) => row.external_id)).size).toBe(488);
	const invalid = rows.filter(({ email }) => !/^[^@]+@[^@]+$/.test(email));
	expect(invalid.map(({ email }) => email)).toEqual(['no-at-sign.example.com', 'two@@example.org']);
	for (const { external_id } of invalid) expect(count((row) => row.external_id === external_id)).toBe(1);
	expect(count(({ email }) => /(^|[.@])example\.(com|org|net)$/.test(email))).toBe(500);
	expect(new Set(rows.map((row) => row.company_id).filter(Boolean)).size).toBe(40);
	for (const column of ['phone', 'company_id', 'last_name', 'plan']) expect(count((row) => !row[column])).toBeGreaterThan(5);
});
