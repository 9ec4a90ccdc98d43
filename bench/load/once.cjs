'use strict';
/**
 * Loads one node in this process, which has loaded n8n's engine before as every n8n has, and prints what that took as JSON.
 * `node bench/load/once.cjs <file> <class>`
 */
require('n8n-workflow');
require('n8n-core');

const [, , file, name] = process.argv;
const before = process.cpuUsage();
const start = performance.now();
const node = new (require(file)[name])();
const { user, system } = process.cpuUsage(before);
const ms = performance.now() - start;

/** Each version that can be chosen, newest last, as n8n sends it to the browser. */
const versions = node.nodeVersions
	? [...new Set(Object.values(node.nodeVersions).map(({ description }) => description))]
	: [node.description];
/** What can be chosen as *Operation*; where a node has none, it does one thing. */
const operationsOf = ({ properties }) =>
	properties
		.filter((property) => property.name === 'operation')
		.flatMap(({ options = [] }) => options.filter((option) => 'value' in option)).length || 1;
process.stdout.write(
	JSON.stringify({
		ms,
		cpuMs: (user + system) / 1000,
		bytes: versions.reduce((sum, description) => sum + Buffer.byteLength(JSON.stringify(description)), 0),
		newest: Buffer.byteLength(JSON.stringify(versions.at(-1))),
		operations: operationsOf(versions.at(-1)),
		properties: versions.at(-1).properties.length,
	}),
);
process.exit(0);
