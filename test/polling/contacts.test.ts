import { ids, usePolling } from './support';

const setting = usePolling();
const person = (name: string, more = {}) => setting.sim.workspace.contacts.create({ name, email: `${name}@example.com`, role: 'user', ...more });

it('starts from the activation, and outputs a new contact once', async () => {
	person('before');
	setting.pass(60);
	const poller = setting.open('contactNew');
	await poller.activate();
	expect(poller.runs).toEqual([]);
	setting.pass(30);
	const { id } = person('after');
	setting.pass(30);
	expect(ids(await poller.tick())).toEqual([id]);
	for (let i = 0; i < 3; i += 1) {
		setting.pass(60);
		expect(await poller.tick()).toBeUndefined();
	}
	expect(poller.failures).toEqual([]);
	
});
