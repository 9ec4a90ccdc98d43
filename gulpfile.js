'use strict';
// Builds dist/, which is all that ships: the compiled TypeScript, and beside it the files n8n reads as they are.
const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { src, dest, series, parallel } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { stdio: 'inherit' });

/** Icons. `encoding: false` because gulp would otherwise read binary files as UTF-8. */
const icons = () => src('icons/*.{svg,png}', { encoding: false }).pipe(dest('dist/icons'));

/** The codex (search words, categories, links) and the output previews that the editor shows before a first run. */
const descriptions = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes', allowEmpty: true }).pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(compile, icons, descriptions));
exports.default = exports.build;
