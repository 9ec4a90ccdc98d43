/** What the docs list is what the catalog has. */

import { leftOut } from '../../catalog/left-out';
import { finEvents } from '../../catalog/triggers/fin/events';
import { events } from '../../catalog/triggers/topics';
import { watches } from '../../catalog/triggers/watches';
import { made, renewed } from '../../scripts/docs/pages';
import { fs, path, root } from '../../scripts/machine';
import { routes } from '../../simulator/routes';
import { endpointsOf, rows } from '../support/rows';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

test.each(made.map((one) => [one.file, one] as const))('%s lists the catalog as it is ("npm run docs" renews it)', (file, one) => {
	expect(renewed(one, read(file))).toBe(read(file));
});

test('every operation, topic, event of Fin and watch is listed', () => {
	const listed = [...made.map(({ file }) => read(file))].join('\n');
	const names = [
		...rows.flatMap(({ operation }) => endpointsOf(operation)),
		...events.map(({ topic }) => topic),
		...finEvents.map(({ event }) => event),
	].map((name) => `\`${name}\``);
	const watched = watches.flatMap((watch) => watch.events.map(({ name }) => `| ${name} |`));
	expect(names.length).toBeGreaterThan(0);
	expect([...names, ...watched].filter((name) => !listed.includes(name))).toEqual([]);
});

test('what no operation reaches is listed with the reason, and nothing else is missing of what the simulator knows', () => {
	const bare = (endpoint: string): string => endpoint.replace(/\{\w+\}/g, '{}');
	const reached = new Set(rows.flatMap(({ operation }) => endpointsOf(operation).map(bare)));
	const missing = routes.map(({ method, path: address }) => bare(`${method} ${address}`)).filter((endpoint) => !reached.has(endpoint));
	expect(missing).toEqual(leftOut.map(({ endpoint }) => bare(endpoint)));
	expect(leftOut).toEqual([]);
});

test('the operations beyond the newest descriptions are marked in their names', () => {
	const page = read('docs/operations.md');
	for (const line of [
		'Run Assignment Rules (Legacy) | `POST /conversations/{conversation_id}/run_assignment_rules`',
		'Get (Legacy) | `GET /secure_mode_secret`',
		...['new_conversation', 'new_message', 'quick_reply_selected', 'attribute_collected'].map(
			(kind) => ` (Managed Availability) | \`POST /custom_channel_events/notify_${kind}\``,
		),
	])
		expect(page).toContain(line);
});
