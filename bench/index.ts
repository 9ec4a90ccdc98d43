/**
 * `npm run bench` measures many items; `npm run bench -- rate` how the limit is used (`-- rate 2 processes`: these cases only);
 * `npm run bench -- lists` whole lists.
 */

import { process } from '../scripts/machine';
import { items } from './items';
import { lists } from './lists';
import { rate } from './rate';

const [part, ...rest] = process.argv.slice(2);
const parts = { rate, lists };
void (part === 'rate' || part === 'lists' ? parts[part](rest.join(' ')) : items(...[part, ...rest].filter((word) => word !== undefined && word !== 'items').map(Number)));
