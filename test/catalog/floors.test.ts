/** The floors of the house: which folder may import which. docs/ARCHITECTURE.md says what lives where. */

import { fs, path, root } from '../../scripts/machine.js';

/** From the lowest up. */
const FLOORS = ['markup', 'intercom', 'catalog', 'procedures', 'engine', 'nodes'];

const importsOf = (file: string): string[] =>
	[...fs.readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)].map(
		([, name]) => path.relative(root, path.resolve(path.dirname(file), name)).split(path.sep)[0],
	);

describe.each(FLOORS)('%s/', (floor) => {
	const files = fs.readdirSync(path.join(root, floor), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
	it('imports nothing from the floors above it, nor from what does not ship', () => {
		const allowed = FLOORS.slice(0, FLOORS.indexOf(floor) + 1);
		const wrong = files.flatMap((name) =>
			importsOf(path.join(root, floor, name))
				.filter((place) => !allowed.includes(place))
				.map((place) => `${floor}/${name} imports ${place}/`),
		);
		expect({ count: files.length > 0, wrong }).toEqual({ count: true, wrong: [] });
	});
});

it('showing a field and reading it do not import each other', () => {
	const between = (from: string, to: string): string[] => {
		const folder = path.join(root, 'engine', from);
		return fs.readdirSync(folder).filter((name) => fs.readFileSync(path.join(folder, name), 'utf8').includes(`'../${to}/`));
	};
	expect([
		...between('describe', 'execute'),
		...between('execute', 'describe'),
		...between('fields', 'describe'),
		...between('fields', 'execute'),
	]).toEqual([]);
});
