import { useHost } from '../support/host';

const host = useHost({ packageDirs: ['test/host/fixture'] });
const type = 'n8n-nodes-fixture.fixture';

it('passes items through a node', async () => {
  const { status, json, items } = await host.runNode({ type, parameters: { text: '={{ $json.a + 1 }}' }, items: [{ a: 1 }, { a: 2 }] });
  expect(status).toBe('success');
  expect(json).toEqual([
    { a: 1, text: 2 },
    { a: 2, text: 3 },
  ]);
  expect(items[1].pairedItem).toEqual({ item: 1 });
});
