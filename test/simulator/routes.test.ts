import { routes } from '../../simulator/routes';
import { startSimulator, type Simulator } from '../../simulator';

/** Every route answers something of its own: never the 404 of an unknown address, never a 5xx. */
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ seed: 'demo' });
});
afterAll(async () => await simulator.close());

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
	const response = await fetch(simulator.url + route.path.replace(/\{\w+\}/g, '999'), {
		method: route.method,
		redirect: 'manual',
		headers: {
			Authorization: `Bearer ${simulator.token}`,
			'Intercom-Version': route.until ?? 'Preview',
			...(route.body && { 'Content-Type': 'application/json' }),
		},
		...(route.body && { body: '{}' }),
	});
	const text = await response.text();
	expect(response.status).toBeLessThan(500);
	expect(text).not.toContain('The requested URL was not found');
	expect(text).not.toContain('intercom_version_invalid');
});
