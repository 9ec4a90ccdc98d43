/** `npm run bench` measures many items; `npm run bench -- rate` how the limit is used (`-- rate 2 processes`: these cases only). */

import { process } from '../scripts/machine';
import { items } from './items';
import { rate } from './rate';

const [part, ...rest] = process.argv.slice(2);
void (part === 'rate' ? rate(rest.join(' ')) : items(...[part, ...rest].filter((word) => word !== undefined && word !== 'items').map(Number)));
