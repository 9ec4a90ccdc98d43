import { ALL_EVENTS, events, familyOf, PING } from '../../catalog/triggers/topics';
import { families } from '../../catalog/triggers/topics/families';
import { topics } from '../../simulator/webhooks/payloads';
import { useHost } from '../support/host';
import { TRIGGER } from './support';

const host = useHost();

describe('the list of topics', () => {
	it('has every topic once, each with a name of its own', () => {
		expect(new Set(events.map(({ topic }) => topic)).size).toBe(events.length);
		expect(new Set(events.map(({ name }) => name)).size).toBe(events.length);
	});

	it('has topics of every stage', () => {
		expect([...new Set(events.map(({ stage }) => stage))].sort()).toEqual(['legacy', 'preview', 'stable', 'unlisted']);
	});

	it.each(events.map((event) => [event.topic, event] as const))(
		'%s is described',
		(topic, { about, family, permissions, since, stage }) => {
			expect(topic).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
			expect(about).toMatch(/^[A-Z].*[^.]$/);
			expect(families).toHaveProperty(family);
			expect(since ?? '2.5').toMatch(/^2\.\d+$/);
			expect(permissions.length > 0).toBe(!['unlisted', 'legacy'].includes(stage) || topic === 'contact.archive');
		},
	);

	it('uses every family, and has no topic for the ping', () => {
		expect(new Set(events.map(({ family }) => family))).toEqual(new Set(Object.keys(families)));
		expect(events.map(({ topic }) => topic)).not.toContain(PING);
	});

	it('is the list the simulator has samples of', () => {
		expect([...topics].sort()).toEqual([...events.map(({ topic }) => topic), PING].sort());
	});

	it('reads topics that are newer than it like their namesakes', () => {
		expect(familyOf('ticket.admin.danced')).toBe(families.ticket);
		expect(familyOf('conversation.admin.danced')).toBe(families.conversation);
		expect(familyOf('weather.changed')).toBe(families.plain);
	});
});

describe('the panel', () => {
	const node = () => host.packages.getByNameAndVersion(TRIGGER).description;
	const options = () =>
		node().properties.find(({ name }) => name === 'events')!.options as Array<{
			name: string;
			value: string;
			action: string;
			description: string;
		}>;

	it('offers every topic and all of them together, in alphabetical order', () => {
		expect(
			options()
				.map(({ value }) => value)
				.sort(),
		).toEqual([...events.map(({ topic }) => topic), ALL_EVENTS].sort());
		expect(options().map(({ name }) => name)).toEqual(
			options()
				.map(({ name }) => name)
				.sort((a, b) => a.localeCompare(b)),
		);
	});

	it('shows the events in the list of nodes, each with an action', () => {
		expect(node().properties.find(({ displayName }) => displayName === 'Events')).toMatchObject({
			type: 'multiOptions',
			required: true,
			default: [],
		});
		expect(new Set(options().map(({ action }) => action)).size).toBe(events.length + 1);
		expect(options().find(({ value }) => value === 'conversation.operator.replied')).toMatchObject({
			name: 'Conversation Reply From Fin or Bot',
			action: 'On conversation reply from Fin or bot',
		});
		expect(node().codex?.subcategories).toBeUndefined();
	});

	it('marks what not every app has, and names the topic to tick', () => {
		const find = (topic: string) => options().find(({ value }) => value === topic)!;
		expect(find('audience.created')).toMatchObject({
			name: 'Audience Created (Preview)',
			description: 'An audience was created. Topic audience.created, API version Preview.',
		});
		expect(find('user.created').name).toBe('Legacy: User Created');
		expect(find('contact.unsubscribed_from_sms').name).toBe('Contact Unsubscribed From SMS (Undocumented)');
		expect(find('ticket.resolved').description).toBe('A ticket was resolved. Topic ticket.resolved, API version 2.15 or newer.');
	});

	it('answers HEAD and POST at one address, and shows it once', () => {
		expect(node().webhooks).toMatchObject([
			{ name: 'setup', httpMethod: 'HEAD', path: 'webhook', ndvHideUrl: true },
			{ name: 'default', httpMethod: 'POST', path: 'webhook' },
		]);
	});
});
