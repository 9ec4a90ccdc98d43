/** A sample `data.item` for every topic: invented people, the shapes that are known from captures and documentation. */
import { content } from './content';
import { people } from './people';
import { support } from './support';
import type { Item, Samples } from './types';
import { legacy, workspace } from './workspace';

export type { Item } from './types';

const samples: Samples = { ...people, ...support, ...content, ...workspace, ...legacy };

/** Every topic there is a sample of, the ping included. */
export const topics: readonly string[] = Object.keys(samples);

/** A copy of one's own. */
export function sampleOf(topic: string): Item {
	const make = samples[topic];
	if (!make) throw new Error(`There is no sample of the topic ${topic}: give an item`);
	return structuredClone(make());
}
