import { withCoverage } from '../../scripts/docs/coverage';
import { fs, path, root } from '../../scripts/machine';

test('the README lists every operation of the catalog ("npm run docs" writes the table)', () => {
	const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
	expect(withCoverage(readme)).toBe(readme);
});
