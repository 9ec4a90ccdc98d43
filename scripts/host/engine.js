'use strict';
/**
 * The door to n8n's own code. Jest gives every test file a world of its own (a vm context with its own module
 * registry, its own `Object` and `Error`), in which n8n would be loaded again per file and in which some of it fails: it
 * imports ES modules and compares errors from Node with `instanceof`. So n8n is always loaded by Node itself, once per
 * process, as it is in production. `process.getBuiltinModule` is Node's real module system wherever this file runs.
 */
const { createRequire } = process.getBuiltinModule('node:module');

module.exports = createRequire(__filename)('./n8n.js');
