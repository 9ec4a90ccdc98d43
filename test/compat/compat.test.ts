/**
 * What users have saved: a workflow per operation and event, filled in with everything and with no more than it takes, as each
 * version of the package saved it (`npm run compat` writes them). Today's package has to ask
 * Intercom for the same, and put out the same; more fields than before do no harm.
 * A difference that is meant needs a new version of the node, so that saved workflows keep the old one.
 */

import { useHost } from '../support/host';
import { useRecorder } from '../support/recorder';
import { play, recordings } from './play';

const host = useHost();
const recorder = useRecorder();
const all = recordings();

describe.each(all)('%s', (_file, { records, workflows }) => {
	it.each(workflows.map((saved): [string, typeof saved] => [`${saved.name} (${saved.node.typeVersion})`, saved]))(
		'%s',
		async (_name, { requests, output, ...saved }) => {
			const today = await play(saved, records, { host, recorder });
			expect(today.requests).toEqual(requests);
			expect(today.output).toMatchObject(output);
		},
	);
});

it('the seven nodes of version 0.1.0 are all among them', () => {
	const first = all.filter(([file]) => file.startsWith('0.1.0/'));
	expect(first).toHaveLength(7);
	expect(first.flatMap(([, { workflows }]) => workflows)).toHaveLength(741);
});
