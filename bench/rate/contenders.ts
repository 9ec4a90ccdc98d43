/** Who is measured beside the node, and at what. */

import { type Case, LATENCIES } from './cases';

export type Way = 'node' | 'script' | 'batched' | 'sdk' | 'atOnce' | 'serial';

export interface Contender {
	way: Way;
	name: string;
	/** How often it sends a request that is refused. */
	attempts: number;
	/** What its figures mean. */
	about: string;
	/** In the plot: colour on light and on dark ground, and the shape of the mark. */
	colours: [string, string];
	mark: 'circle' | 'square' | 'diamond' | 'triangle' | 'cross' | 'ring';
}

export const contenders: Contender[] = [
	{
		way: 'node',
		attempts: Infinity,
		name: 'Intercom node of this package',
		about: 'as it comes; knows neither limit nor answer time beforehand',
		colours: ['#1769e0', '#6ba8ff'],
		mark: 'circle',
	},
	{
		way: 'script',
		attempts: Infinity,
		name: 'script over undici',
		about: 'the floor: written for this limit, this answer time and the moment at which windows begin; sends a refused request again',
		colours: ['#57606a', '#b1bac4'],
		mark: 'ring',
	},
	{
		way: 'batched',
		attempts: 1,
		name: 'HTTP Request node, batched',
		about: 'its best batching: told the limit, as many items per batch as the limit and 10,000 ms between batches',
		colours: ['#8a4fd3', '#c69bff'],
		mark: 'diamond',
	},
	{
		way: 'sdk',
		attempts: 3,
		name: 'intercom-client, Promise.all',
		about: "Intercom's SDK, all requests at once, with its own two retries",
		colours: ['#c4500b', '#ff9d5c'],
		mark: 'triangle',
	},
	{
		way: 'atOnce',
		attempts: 1,
		name: 'HTTP Request node',
		about: 'as it comes: all items at once',
		colours: ['#c2255c', '#ff85ad'],
		mark: 'cross',
	},
	{
		way: 'serial',
		attempts: 1,
		name: 'one after another',
		about: "the way of n8n's built-in Intercom node, through n8n's helper",
		colours: ['#1a7f37', '#56d364'],
		mark: 'square',
	},
];

/** Run at the same time: the node and its floor, so that their ratio is of one moment. The others keep a processor busy for a while. */
const together: Way[][] = [
	['node', 'script', 'serial'],
	['batched', 'sdk', 'atOnce'],
];

export interface Race extends Case {
	way: Way;
}

/** Requests per window: few enough for any machine to run three contenders at a time. */
export const RACE_LIMIT = 167;

const cases: Case[] = [
	...LATENCIES.map((latencyMs) => ({ limit: RACE_LIMIT, latencyMs })),
	{ limit: RACE_LIMIT, latencyMs: 200, change: { rateLimit: 50 } },
];

/** Races of a group run at the same time. */
export const races: Race[][] = cases.flatMap((one) => together.map((ways) => ways.map((way) => ({ ...one, way }))));
