/** What was measured, kept in `bench/figures/`: a part of the cases can be measured again without the others. */

import { fs, path, root } from '../scripts/machine';

type Dated<Figure> = Figure & { date: string };

export class Figures<Figure extends object> {
	private readonly file: string;
	private readonly all: Record<string, Dated<Figure>>;

	constructor(part: string) {
		this.file = path.join(root, 'bench/figures', `${part}.json`);
		this.all = fs.existsSync(this.file) ? (JSON.parse(fs.readFileSync(this.file, 'utf8')) as Record<string, Dated<Figure>>) : {};
	}

	/** Takes the place of what was measured before. */
	keep(name: string, figure: Figure): void {
		this.all[name] = { ...figure, date: new Date().toISOString().slice(0, 10) };
		fs.mkdirSync(path.dirname(this.file), { recursive: true });
		const lines = Object.entries(this.all).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
		fs.writeFileSync(this.file, `{\n${lines.join(',\n')}\n}\n`);
	}

	/** Those of these names that were measured, in their order. */
	of(names: string[]): Array<Dated<Figure>> {
		return names.flatMap((name) => this.all[name] ?? []);
	}
}
