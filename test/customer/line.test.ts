/** Rows of n8n's table that executions of one workflow share: whose a question is, whether it waits, whose a message is. */

import type { IExecuteFunctions } from 'n8n-workflow';
import { Line } from '../../engine/customer/line';
import { ProcessedTable } from '../../scripts/host/processed';

function workflow() {
	const table = new ProcessedTable();
	const line = (execution: string, mode = 'webhook', conversation = '7') => {
		const node = { id: `node of ${execution}`, name: 'Ask' };
		return new Line(
			{
				getExecuteData: () => ({ node }),
				getNode: () => node,
				getExecutionId: () => execution,
				getMode: () => mode,
				helpers: table.helpersFor('workflow', node as never),
				logger: { warn: () => undefined },
			} as unknown as IExecuteFunctions,
			conversation,
		);
	};
	return { table, line };
}

it('a part is the question of one execution, also where another one has sent the same reply', async () => {
	const { line } = workflow();
	expect(await line('1').enter('10', 'key', false)).toBe(true);
	expect(await line('2').enter('10', 'key', false)).toBe(false);
	expect(await line('3').enter('10', 'other key', true)).toBe(false);
	expect([...(await line('4').waiting(['9', '10']))]).toEqual(['10']);
});

it('an execution that takes up an earlier attempt finds its question again, as long as that waits', async () => {
	const { line } = workflow();
	await line('1').enter('10', 'key', false);
	expect(await line('2', 'retry').enter('10', 'key', true)).toBe(true);
	await line('2').leave({ partId: '10', key: 'key' });
	expect(await line('3', 'retry').enter('10', 'key', true)).toBe(false);
	expect([...(await line('4').waiting(['10']))]).toEqual([]);
});

it('a reply counts as tried for its own execution and for a retry, not for another execution', async () => {
	const { line } = workflow();
	expect(await line('1').wasTried('key')).toBe(false);
	expect(await line('1').wasTried('key')).toBe(true);
	expect(await line('2').wasTried('key')).toBe(false);
	expect(await line('3', 'retry').wasTried('key')).toBe(true);
	await line('3').untried('key');
	expect(await line('4', 'retry').wasTried('key')).toBe(false);
});

it('of several that take a message at the same moment one gets it; conversations have nothing to do with each other', async () => {
	const { line } = workflow();
	const taken = await Promise.all(['1', '2', '3'].map(async (execution) => await line(execution).take('20')));
	expect(taken.filter(Boolean)).toHaveLength(1);
	expect(await line('4', 'webhook', '8').take('20')).toBe(true);
	expect([...(await line('5').taken(['20', '21']))]).toEqual(['20']);
	await line('5').tidy(['20', '21']);
	expect([...(await line('5').taken(['20', '21']))]).toEqual([]);
});
