/** Files that Intercom hands out: recordings behind a redirect. */

import fc from 'fast-check';
import { useProperties } from './property';
import { by, useStandIn } from './run';
import type { World } from './stand-in/world';

const property = useProperties('files');
const here = useStandIn();

const calls = (world: World, locations: Array<string | undefined> = []): void => {
	for (let n = 0; n < 3; n++) world.seed('call', { id: `${n}`, ...(locations[n] ? { location: locations[n] } : {}) });
};

property('a Location that leads nowhere fails its own item only', fc.record({ location: fc.constantFrom('http://127.0.0.1:1/refused', 'not a place', 'ftp://files/x') }), 3, async ({ location }) => {
	const { of } = await here.run({ what: 'call: getRecording', items: [{ id: '0' }, { id: '1' }], parameters: { callId: by('id', '={{ $json.id }}') }, fill: (fresh) => calls(fresh, [location]) });
	expect(of.map(({ failure }) => failure !== undefined)).toEqual([true, false]);
});
