/** Writes what the docs list of the catalog. `npm run docs` */

import { made, renewed } from './docs/pages';
import { fs, path, print, root } from './machine';

for (const one of made) {
	const file = path.join(root, one.file);
	fs.writeFileSync(file, renewed(one, fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''));
	print(`${one.file}: written`);
}
