import { sleep } from '../../engine/session';

const slept: number[] = [];
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async (ms: number) => void slept.push(ms) }));

test('a wait is over after its steps, also on a host that makes them shorter than they are', async () => {
	await sleep(60_000);
	expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(59_000);
	expect(slept.length).toBeLessThanOrEqual(300);
});
