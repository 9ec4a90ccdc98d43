import { leftOut } from '../../catalog/left-out';
import { withCoverage } from '../../scripts/docs/coverage';
import { fs, path, root } from '../../scripts/machine';
import { routes } from '../../simulator/routes';
import { endpointsOf, rows } from '../support/rows';

test('docs/operations.md lists every operation of the catalog ("npm run docs" writes the tables)', () => {
	const page = fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
	expect(withCoverage(page)).toBe(page);
});

test('what no operation reaches is listed with the reason, and nothing else is missing of what the simulator knows', () => {
	const bare = (endpoint: string): string => endpoint.replace(/\{\w+\}/g, '{}');
	const reached = new Set(rows.flatMap(({ operation }) => endpointsOf(operation).map(bare)));
	const missing = routes.map(({ method, path: address }) => bare(`${method} ${address}`)).filter((endpoint) => !reached.has(endpoint));
	expect(missing).toEqual(leftOut.map(({ endpoint }) => bare(endpoint)));
	expect(leftOut).toEqual([]);
});

test('the operations beyond the newest descriptions are marked in their names', () => {
	const page = fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
	for (const line of ['Run Assignment Rules (Legacy) | `POST /conversations/{conversation_id}/run_assignment_rules`', 'Get (Legacy) | `GET /secure_mode_secret`', ...['new_conversation', 'new_message', 'quick_reply_selected', 'attribute_collected'].map((kind) => ` (Managed Availability) | \`POST /custom_channel_events/notify_${kind}\``)]) expect(page).toContain(line);
});
