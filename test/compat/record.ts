/** Writes down what today's package does with a workflow for each of its operations and events, as the editor would save it. */

import { type IDataObject, type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { events } from '../../catalog/triggers/topics';
import { finEvents } from '../../catalog/triggers/fin/events';
import { recordFields } from '../../catalog/records/record-fields';
import { nodes } from '../../catalog/nodes';
import { watches } from '../../catalog/triggers/watches';
import { createHost, type Host } from '../../scripts/host';
import { fs, path } from '../../scripts/machine';
import { enter, fill, type Filled, isRequired, panelOf } from '../support/panel';
import { type Recorder, startRecorder } from '../support/recorder';
import { type Row, rows } from '../support/rows';
import { type Answer, folder, play, type Recording, recordings, type Saved } from './play';

type Setting = { host: Host; recorder: Recorder };
type Draft = Omit<Saved, 'requests' | 'output'>;

/** A moment long ago, so that nothing takes it for now. */
const SECONDS = 1_700_000_000;
const valueOf = (field: string): unknown =>
	/_(at|since|until)$/.test(field) ? SECONDS : field === 'custom_attributes' ? { Plan: 'gold' } : `the ${field}`;
const records: Recording['records'] = Object.fromEntries(
	Object.entries(recordFields).map(([name, fields]) => [
		name,
		Object.fromEntries(fields.filter((field) => field !== 'id').map((field) => [field, valueOf(field)])) as IDataObject,
	]),
);

/** What a watch cannot do without. */
const REQUIRED: Record<string, IDataObject> = {
	dataEventNew: { contactId: { __rl: true, mode: 'id', value: '4711' } },
	executionNew: { dataConnectorId: { __rl: true, mode: 'id', value: '4711' } },
};

/** Operations that go on with what Intercom answers. */
const SPECIAL: Record<string, Answer['special']> = {
	'dataExport: exportToFile': {
		'POST .*': { job_identifier: 'job', status: 'pending' },
		'GET /export/.*': { job_identifier: 'job', status: 'completed' },
	},
	'finConversation: askAndWait': { 'POST /fin/ask': { conversation_id: 'conversation', user_id: 'user', status: 'complete' } },
	'reportingExport: exportToFile': {
		'POST .*': { job_identifier: 'job', status: 'pending' },
		'GET /export/.*': { job_identifier: 'job', status: 'complete' },
	},
};

const answerOf = ({ title, operation }: Row): Answer => {
	const writes =
		operation.procedure && !SPECIAL[title] && [operation.request].flat().some((endpoint) => !String(endpoint).startsWith('GET'));
	return {
		...(operation.simplify
			? { record: operation.simplify === 'articleFound' ? 'article' : operation.simplify.replace('WithParts', '') }
			: {}),
		...(operation.list ? { list: operation.list.items } : {}),
		...(operation.answer ? { kind: operation.answer.kind } : {}),
		...(writes ? { finds: false } : {}),
		...(SPECIAL[title] ? { ...(title.endsWith('exportToFile') ? { kind: 'file' } : {}), special: SPECIAL[title] } : {}),
	};
};

/** Without what is as it is by itself: so the editor saves it. */
function asSaved({ host }: Setting, { type, typeVersion, parameters }: Draft['node']): Draft['node'] {
	const { description } = host.packages.getByNameAndVersion(type, typeVersion);
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters as INodeParameters,
		true,
		false,
		{ typeVersion } as never,
		description,
	);
	const saved = NodeHelpers.getNodeParameters(description.properties, all, false, false, { typeVersion } as never, description);
	return { type, typeVersion, parameters: (saved ?? {}) as IDataObject };
}

function draftOf(setting: Setting, row: Row, which: 'everything' | 'only what is required'): Draft {
	const typeVersion =
		which === 'everything' ? ([setting.host.packages.getByNameAndVersion(row.type).description.version].flat().at(-1) as number) : 1;
	const panel = panelOf(setting.host.packages.getByNameAndVersion(row.type, typeVersion).description.properties, row);
	const filled: Filled = fill(row, 0, which === 'everything' ? undefined : isRequired);
	const parameters = {
		resource: row.resource.id,
		operation: row.operation.id,
		...(row.operation.list ? { returnAll: true } : {}),
		...enter(panel, filled),
	};
	return {
		name: `${row.title}, ${which} filled in`,
		node: asSaved(setting, { type: row.type, typeVersion, parameters }),
		...(Object.keys(filled.binary).length ? { binary: filled.binary } : {}),
		answer: answerOf(row),
	};
}

const trigger = (type: string, name: string, parameters: IDataObject, more: Partial<Draft> = {}): Draft => ({
	name,
	node: { type: `n8n-nodes-intercom.${type}`, typeVersion: 1, parameters },
	...more,
});

const notification = (topic: string): IDataObject => ({
	type: 'notification_event',
	app_id: 'workspace',
	id: `notif_${topic}`,
	topic,
	delivery_attempts: 1,
	first_sent_at: SECONDS,
	data: { type: 'notification_event_data', item: { type: topic.split('.')[0], id: '4711', name: 'Ada', created_at: SECONDS } },
});

function drafts(setting: Setting): Record<string, Draft[]> {
	const actions = nodes.map(({ id }): [string, Draft[]] => [
		id,
		rows
			.filter(({ node }) => node.id === id)
			.flatMap((row) => (['everything', 'only what is required'] as const).map((which) => draftOf(setting, row, which))),
	]);
	const sent = events.map(({ topic }) =>
		trigger('intercomTrigger', topic, { events: [topic], options: { maximumAgeMinutes: 1_000_000 } }, { event: notification(topic) }),
	);
	const fin = finEvents.map(({ event, statuses }) =>
		trigger(
			'intercomFinTrigger',
			event,
			{ events: [event] },
			{
				event: {
					event_name: event,
					conversation_id: '123',
					user_id: '7',
					created_at_ms: '2023-11-14T22:13:20.000Z',
					...(statuses.length ? { status: statuses[0].status } : {}),
					message: { id: '9', author: 'fin', body: '<p>Hello</p>', timestamp_ms: '2023-11-14T22:13:20.000Z' },
				},
			},
		),
	);
	const polled = watches.flatMap((watch) =>
		watch.events.map(({ id, at }) =>
			trigger(
				'intercomPollingTrigger',
				id,
				{ event: id, ...REQUIRED[id] },
				{ answer: { record: watch.source.simplify, list: watch.source.list?.items, moments: [at] } },
			),
		),
	);
	return { ...Object.fromEntries(actions), intercomTrigger: sent, intercomFinTrigger: fin, intercomPollingTrigger: polled };
}

const keyOf = ({ name, node }: Draft): string => `${node.type} ${node.typeVersion} ${name}`;

/** One workflow a line. */
const textOf = ({ version, records: all, workflows }: Recording): string =>
	`{\n\t"version": ${JSON.stringify(version)},\n\t"records": ${JSON.stringify(all)},\n\t"workflows": [\n${workflows.map((saved) => `\t\t${JSON.stringify(saved)}`).join(',\n')}\n\t]\n}\n`;

/** Records what no earlier version has; answers the names of what was recorded, and of what would not run. */
export async function record(version: string): Promise<{ written: string[]; failed: string[] }> {
	const known = new Set(
		recordings()
			.filter(([file]) => !file.startsWith(`${version}/`))
			.flatMap(([, { workflows }]) => workflows.map(keyOf)),
	);
	const setting = { host: await createHost(), recorder: await startRecorder() };
	const [written, failed] = [[] as string[], [] as string[]];
	for (const [file, all] of Object.entries(drafts(setting))) {
		const workflows: Saved[] = [];
		for (const draft of all.filter((one) => !known.has(keyOf(one)))) {
			try {
				workflows.push({ ...draft, ...(await play(draft, records, setting)) });
				written.push(draft.name);
			} catch (error) {
				// an update of nothing is none
				if (!/has nothing to change/.test((error as Error).message)) failed.push(`${draft.name}: ${(error as Error).message}`);
			}
		}
		const used = Object.fromEntries(Object.entries(records).filter(([name]) => workflows.some(({ answer }) => answer?.record === name)));
		fs.mkdirSync(path.join(folder, version), { recursive: true });
		if (workflows.length) fs.writeFileSync(path.join(folder, version, `${file}.json`), textOf({ version, records: used, workflows }));
	}
	await setting.host.close();
	await setting.recorder.close();
	return { written, failed };
}
