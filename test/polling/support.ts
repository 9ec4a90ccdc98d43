/** An active Intercom Polling Trigger over a simulated workspace whose clock only the test moves. */

import type { Poller, PollRequest } from '../../scripts/host';
import type { SimulatorOptions } from '../../simulator';
import { useIntercom } from '../support/intercom';

export const POLLING = 'n8n-nodes-intercom.intercomPollingTrigger';

/** A Wednesday, ten in the morning, UTC; milliseconds. */
export const MORNING = Date.UTC(2026, 2, 11, 10);

export function usePolling(options: SimulatorOptions = {}) {
	const setting = useIntercom({ now: MORNING, ...options });
	let opened = 0;
	return {
		get sim() {
			return setting.sim;
		},
		asked: setting.asked,
		host: setting.host,
		/** Every call opens another workflow, unless `more` names one. */
		open: (event: string, parameters: Record<string, unknown> = {}, more: Partial<PollRequest> = {}): Poller =>
			setting.host.openPoll({
				type: POLLING,
				parameters: { event, output: 'raw', ...parameters } as never,
				credentials: setting.credentials as never,
				id: `polled ${++opened}`,
				...more,
			}),
		/** Lets time pass. */
		pass: (seconds: number) => setting.sim.advance(seconds * 1000),
		/** Now by Intercom's clock; Unix seconds. */
		now: () => setting.sim.clock.seconds(),
	};
}

export const ids = (items: Array<{ json: Record<string, unknown> }> = []): unknown[] => items.map(({ json }) => json.id);
