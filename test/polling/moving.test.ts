/** Records that change while the pages of a search are read: a backlog of 600, and every page takes as long as somebody needs to change a record. */

import { ids, usePolling } from './support';

const PAGE_MS = 1000;
const setting = usePolling({ tickMs: PAGE_MS });
const inbox = () => setting.sim.workspace.inbox;
const contacts = () => setting.sim.workspace.contacts;
const somebody = () => contacts().listed()[0] ?? contacts().create({ role: 'user', external_id: 'somebody' });

const kinds = {
	conversation: {
		make: () => inbox().conversations.beginAsContact(somebody(), { body: 'Hello' }).id,
		change: (id: string) => void inbox().conversations.update(inbox().conversations.need(id), { title: `Title ${setting.sim.clock.ms()}` }),
	},
	ticket: {
		make: () => {
			const type = inbox().ticketTypes.all()[0] ?? inbox().ticketTypes.create({ name: 'Bug', category: 'Customer' });
			return inbox().tickets.create({ ticket_type_id: type.id, contacts: [{ id: somebody().id }] }).id;
		},
		change: (id: string) =>
			void inbox().threads.add(inbox().tickets.need(id), { part_type: 'note', author: { type: 'bot', id: '1', name: 'Bot', email: '' } }),
	},
	contact: {
		make: () => contacts().create({ role: 'user', external_id: `person-${contacts().listed().length}` }).id,
		change: (id: string) => void contacts().update(contacts().get(id)!, { name: `Name ${setting.sim.clock.ms()}` }),
	},
};

describe.each(['asked', 'ignored', 'refused'] as const)('a search that sorts: %s', (inboxSorting) => {
	describe.each(['second', 'day'] as const)('dates compared by the %s', (dateRule) => {
		it.each([
			['conversation', 1],
			['ticket', 1],
			['conversation', 600],
			['ticket', 600],
		] as const)('New %s, %i to a second: of 600 that were made while the trigger was off, none is lost', async (kind, perSecond) => {
			Object.assign(setting.sim.settings, { inboxSorting, dateRule });
			const poller = setting.open(`${kind}New`);
			await poller.activate();
			setting.pass(60);
			const made: string[] = [];
			for (let i = 0; i < 600; i += 1) {
				made.push(kinds[kind].make());
				if (made.length % perSecond === 0) setting.pass(1);
			}
			setting.pass(3600);
			// the ones at the end of the list move to its beginning
			made.forEach((id, index) =>
				setting.sim.agenda.add(setting.sim.clock.ms() + (made.length - index) * PAGE_MS + 1, () => kinds[kind].change(id)),
			);
			for (let polls = 0; polls < 12; polls += 1) {
				await poller.tick();
				setting.pass(60);
			}
			expect(poller.failures).toEqual([]);
			expect(ids(poller.runs.flat()).sort()).toEqual(made.sort());
		});
	});
});

it.each(['conversation', 'ticket', 'contact'] as const)('Updated %s: the last change of each of 600 comes out', async (kind) => {
	const made = Array.from({ length: 600 }, () => kinds[kind].make());
	setting.pass(3600);
	const poller = setting.open(`${kind}Updated`);
	await poller.activate();
	setting.pass(60);
	made.forEach((id, index) => {
		kinds[kind].change(id);
		if (index % 4 === 0) setting.pass(1);
	});
	setting.pass(3600);
	made.forEach((id, index) => setting.sim.agenda.add(setting.sim.clock.ms() + index * PAGE_MS + 1, () => kinds[kind].change(id)));
	for (let polls = 0; polls < 20; polls += 1) {
		await poller.tick();
		setting.pass(60);
	}
	expect(poller.failures).toEqual([]);
	const came = poller.runs.flat().map(({ json }) => `${String(json.id)} ${String(json.updated_at)}`);
	expect(new Set(came).size).toBe(came.length);
	const records: Array<{ id: string; updated_at: number }> = kind === 'contact' ? contacts().listed() : inbox()[`${kind}s`].all();
	const last = records.map(({ id, updated_at }) => `${id} ${updated_at}`);
	expect(last.filter((one) => !came.includes(one))).toEqual([]);
});
