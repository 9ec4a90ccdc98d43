/** Writes what the docs show of the catalog. `npm run docs` */

import { withCoverage } from './docs/coverage';
import { fs, path, print, root } from './machine';

const file = path.join(root, 'docs/operations.md');
fs.writeFileSync(file, withCoverage(fs.readFileSync(file, 'utf8')));
print('docs/operations.md: tables written');
