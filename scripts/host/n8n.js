'use strict';
/** Loads n8n-core and n8n-workflow with the surroundings they expect. Reached through `engine.js` only. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const Module = require('node:module');

// n8n keeps a settings file in its user folder: a temporary one, so that a real n8n on this machine is left alone.
const userFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-host-'));
process.once('exit', () => fs.rmSync(userFolder, { recursive: true, force: true }));
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'only for this process',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_LOG_LEVEL: 'silent',
	N8N_DEFAULT_BINARY_DATA_MODE: 'default',
});

// As n8n does for installed packages: those without a node_modules of their own find n8n-workflow here.
const modules = path.resolve(require.resolve('n8n-workflow/package.json'), '../..');
process.env.NODE_PATH = [modules, process.env.NODE_PATH].filter(Boolean).join(path.delimiter);
Module._initPaths();

module.exports = {
	core: require('n8n-core'),
	workflow: require('n8n-workflow'),

	/** Where n8n's built-in nodes are. */
	builtInNodes: path.dirname(require.resolve('n8n-nodes-base/package.json')),

	/**
	 * Lets Node forget modules, so that the next load runs them anew and with fresh module state.
	 * @param {string[]} places folders or files
	 */
	forget: (places) => {
		for (const file of Object.keys(require.cache)) {
			if (places.some((place) => file === place || file.startsWith(place + path.sep))) delete require.cache[file];
		}
	},

	/**
	 * From now on n8n keeps files in a folder, as its servers do, instead of in memory.
	 * @param {string} folder
	 */
	keepFilesIn: async (folder) => {
		// the container that n8n-core itself uses
		const { Container } = Module.createRequire(require.resolve('n8n-core'))('@n8n/di');
		const { BinaryDataConfig, BinaryDataService } = require('n8n-core');
		Object.assign(Container.get(BinaryDataConfig), { mode: 'filesystem', localStoragePath: folder });
		await Container.get(BinaryDataService).init();
	},

	/** A copy made of Node's own objects, wherever the original comes from. */
	adopt: (value) => structuredClone(value),
};
