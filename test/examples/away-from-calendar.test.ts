import { useExample } from './support';

const example = useExample('away-from-calendar.json', { seed: 'demo' });
const row = (email: string, starts: string, ends: string, reason = 'On vacation') => ({ email, starts, ends, reason });
const teammates = () => [...example.sim.workspace.admins.values()];
const reasons = () => Object.fromEntries(example.sim.workspace.office.away);

it('whoever is out is set away with the reason, whoever is back is set back', async () => {
	const [ada, ben, cy] = teammates();
	Object.assign(ben, { away_mode_enabled: true });
	const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString();
	const result = await example.run([
		row(ada.email, '2026-01-01', '2090-01-01'),
		row(ben.email, '2025-01-01', '2025-01-02'),
		row(cy.email, hour(-1), hour(1), 'in a MEETING'),
	]);
	expect(result.error).toBeUndefined();
	expect(
		teammates()
			.slice(0, 3)
			.map(({ away_mode_enabled, away_mode_reassign }) => [away_mode_enabled, away_mode_reassign]),
	).toEqual([
		[true, true],
		[false, false],
		[true, false],
	]);
	expect(reasons()).toEqual({ [ada.id]: '2', [cy.id]: '3' });
	expect(result.itemsOf('Failures')).toEqual([]);
	// all teammates and all reasons are asked for once, however many rows name them
	expect(example.asked().filter((asked) => asked.startsWith('GET')).length).toBeLessThanOrEqual(3);
});

it('a row that fails stops nobody else', async () => {
	const [ada] = teammates();
	const result = await example.run([
		row('nobody@example.com', '2026-01-01', '2090-01-01'),
		row(ada.email, '2026-01-01', '2090-01-01', 'Unheard of'),
		row(teammates()[1].email, '2026-01-01', '2090-01-01'),
	]);
	expect(result.error).toBeUndefined();
	expect(result.itemsOf('Failures').map(({ json }) => [json.email, String(json.why)])).toEqual([
		['nobody@example.com', expect.stringContaining('cannot be found: no admin has the')],
		[ada.email, expect.stringContaining('cannot be found: no away reason has the')],
	]);
	expect(teammates()[1].away_mode_enabled).toBe(true);
});
