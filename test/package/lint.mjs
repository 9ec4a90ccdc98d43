/**
 * Lints a folder with the ESLint configuration inside it, as `n8n-node lint` does, but deaf to `eslint-disable`.
 * A process of its own, because ESLint and its configuration are ES modules, which jest does not load.
 * Prints the problems as JSON: node test/package/lint.mjs <folder>
 */
import { relative } from 'node:path';
import process from 'node:process';
import { ESLint } from 'eslint';

const cwd = process.argv[2];
const results = await new ESLint({ cwd, allowInlineConfig: false }).lintFiles(['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json']);
const problems = results.flatMap(({ filePath, messages }) =>
	messages.map(({ ruleId, message, line }) => ({ file: relative(cwd, filePath), line, rule: ruleId, message })),
);
process.stdout.write(JSON.stringify({ files: results.map(({ filePath }) => relative(cwd, filePath)).sort(), problems }));
