/** What the rate part measures, and what has to hold. */

export const WINDOW_S = 10;

export interface Case {
	/** Requests per window. */
	limit: number;
	/** Milliseconds an answer takes on average. */
	latencyMs: number;
	/** Between half of that and half as much again, instead of always the same. */
	jittered?: boolean;
	/** n8n processes that share the credential. */
	processes?: number;
	/** The option Requests at Once; without it, it is automatic. */
	atOnce?: number;
	change?: Change;
}

/** Settings of the simulator that change in the middle. */
export interface Change {
	latencyMs?: number;
	rateLimit?: number;
}

/** Windows in which there is work to do, and after how many of them a change comes. */
export const WINDOWS = 4;
export const CHANGED_AFTER = 2;

/** Per cent at least: of what whole windows allow, and of what the script over undici gets through. */
export const GOALS = { alone: 95, ofFloor: 95, together: 90, third: 100 / 3, refusedPerWindow: 1 };

export const LIMITS = [167, 1666];
export const LATENCIES = [20, 60, 200, 500, 1000];

const both = (limit: number, latencyMs: number): Case[] => [
	{ limit, latencyMs },
	{ limit, latencyMs, jittered: true },
];

/** Cases of a group run at the same time: together they must not ask for more than the machine has. */
export const groups: Case[][] = [
	...LATENCIES.map((latencyMs) => both(167, latencyMs)),
	...LATENCIES.map((latencyMs) => both(1666, latencyMs)),
	[
		{ limit: 167, latencyMs: 60, change: { latencyMs: 500 } },
		{ limit: 167, latencyMs: 200, change: { rateLimit: 1666 } },
	],
	[
		{ limit: 1666, latencyMs: 60, change: { latencyMs: 500 } },
		{ limit: 1666, latencyMs: 200, change: { rateLimit: 500 } },
	],
	[
		{ limit: 167, latencyMs: 200, processes: 2 },
		{ limit: 167, latencyMs: 200, processes: 2, change: { rateLimit: 83 } },
	],
	[{ limit: 1666, latencyMs: 200, processes: 2 }],
	[{ limit: 1666, latencyMs: 200, processes: 2, change: { rateLimit: 500 } }],
	LATENCIES.map((latencyMs) => ({ limit: 1666, latencyMs, atOnce: 10 })),
];
