/**
 * n8n's own scanner on folders on this machine (it is made for packages on npm): node test/package/scan.mjs <folder> <pattern>...
 * Prints what it found as JSON. A process of its own, because the scanner is an ES module.
 */
import process from 'node:process';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, ...patterns] = process.argv.slice(2);
const { passed, message, details } = await analyzePackage(folder, patterns.length ? patterns : SOURCE_FILE_PATTERNS);
process.stdout.write(JSON.stringify({ passed, message, details }));
