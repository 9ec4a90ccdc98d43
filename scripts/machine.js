'use strict';
/**
 * Everything that development code takes from the machine it runs on: files, paths, processes, time.
 * It is plain JavaScript and the only door: the TypeScript around it stays under the lint rules of the
 * nodes themselves, which know no file system, no environment and no timers.
 */
const fs = require('node:fs');
const http = require('node:http');
const { EventEmitter } = require('node:events');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const stream = require('node:stream');
const zlib = require('node:zlib');
const { execFileSync, spawn } = require('node:child_process');

module.exports = {
	fs,
	http,
	os,
	path,
	stream,
	zlib,
	execFileSync,
	spawn,
	EventEmitter,
	createRequire,
	vm,
	process,
	/** The project's folder. */
	root: path.resolve(__dirname, '..'),
	/** @param {number} ms milliseconds */
	wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
	/** Lets everything run that is ready to. @type {() => Promise<void>} */
	breath: () => new Promise((resolve) => setImmediate(resolve)),
	/** Lets every promise go on that can, but for those that wait for the machine. @type {() => Promise<void>} */
	promisesSettled: () => new Promise((resolve) => process.nextTick(resolve)),
	/** Throws garbage away, where Node was started with `--expose-gc`. @type {() => void} */
	collect: () => global.gc?.(),
	/** Runs `task` after `ms` milliseconds unless the returned function is called; does not keep the process alive. @param {number} ms @param {() => void} task */
	later: (ms, task) => {
		const timer = setTimeout(task, ms);
		timer.unref();
		return () => clearTimeout(timer);
	},
	/** Bytes of the heap that somebody still holds. @type {() => number} */
	heldBytes: () => {
		v8.setFlagsFromString('--expose-gc');
		vm.runInNewContext('gc')();
		return process.memoryUsage().heapUsed;
	},
	/** The seed of a random test: a number, `new`, or always the same one where nothing is said. @param {string | undefined} text @returns {number} */
	seedOf: (text) => (text === 'new' ? Date.now() % 2 ** 31 : Number(text ?? 20_261_127)),
	/** @param {string} text */
	print: (text) => process.stdout.write(`${text}\n`),
};
