import type * as Core from 'n8n-core';
import type * as Workflow from 'n8n-workflow';

export const core: typeof Core;
export const workflow: typeof Workflow;
export const builtInNodes: string;
export function forget(places: string[]): void;
export function keepFilesIn(folder: string): Promise<void>;
export function adopt<T>(value: T): T;
