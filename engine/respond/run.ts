/** One execution of the node Intercom App: reads what is to be answered, checks it, and sends it to whoever asked. */

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type CardAnswer, cardOf, checkAnswer } from '../canvas/answer';
import type { Audience } from '../canvas/check';
import { componentsFrom } from '../canvas/form';
import { flagOr } from '../convert/flag';
import { dictionary, isObject, json } from '../convert/json';
import { collection, forms } from '../convert/list';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice, text } from '../convert/text';
import { failedItem, toNodeError } from '../execute/errors';
import { type Asker, askerOf } from './asker';

type Json = Record<string, unknown>;

interface Answer {
	status: number;
	body: Json;
}

export async function respond(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	let answer: Answer;
	const asker = askerOf(host);
	try {
		answer = answerFrom(
			host,
			items.map((item) => item.json),
			asker,
		);
	} catch (error) {
		const known = toNodeError(error, { node: host.getNode(), itemIndex: 0 });
		if (host.continueOnFail()) return [[failedItem(known, 0)]];
		throw known;
	}
	await host.sendResponse({ body: answer.body as IDataObject, headers: {}, statusCode: answer.status });
	if (asker.hint !== undefined) host.addExecutionHints?.({ message: asker.hint, location: 'outputPane' });
	// where the trigger answers with the last node, that is what this one outputs
	if (asker.takesLastNode) return [[{ json: answer.body as IDataObject, pairedItem: items.map((_, item) => ({ item })) }]];
	return [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))];
}

/** Throws `BadValue`. */
function answerFrom(host: IExecuteFunctions, items: Json[], asker: Asker): Answer {
	const operation = choice(['card', 'results', 'connector'], host.getNodeParameter('operation', 0), 'Operation');
	if (operation === 'results') return { status: 200, body: { results: pairsOf(host.getNodeParameter('results', 0, {}), 'Results') } };
	if (operation === 'connector') return connectorAnswer(host, items);
	return { status: 200, body: cardAnswer(host, items, asker.audience) };
}

function connectorAnswer(host: IExecuteFunctions, items: Json[]): Answer {
	const given = choice(['allItems', 'firstItem', 'json'], host.getNodeParameter('respondWith', 0, 'firstItem'), 'Respond With');
	const options = collection(host.getNodeParameter('options', 0, {}), 'Options');
	const body =
		given === 'allItems'
			? { items }
			: given === 'firstItem'
				? (items[0] ?? {})
				: (json(host.getNodeParameter('response', 0), 'Response (JSON)', 'object') as Json);
	return { status: number(options.statusCode ?? 200, 'Status Code', { whole: true, min: 200, max: 599 }), body };
}

function cardAnswer(host: IExecuteFunctions, items: Json[], audience?: Audience): CardAnswer {
	const options = collection(host.getNodeParameter('options', 0, {}), 'Options');
	const stored = pairsOf(options.storedData, 'Stored Data');
	const inserted = pairsOf(options.cardCreationOptions, 'Insert Card With');
	const shown = cardFrom(host, items);
	const answer: CardAnswer = {
		...shown,
		...(shown.canvas
			? {
					canvas: {
						...shown.canvas,
						...(Object.keys(stored).length ? { stored_data: { ...(shown.canvas.stored_data as Json | undefined), ...stored } } : {}),
					},
				}
			: {}),
		...(Object.keys(inserted).length ? { card_creation_options: inserted } : {}),
		...(flagOr(false, options.completed, 'Flow Is Completed') ? { event: { type: 'completed' as const } } : {}),
	};
	checkAnswer(answer, audience);
	return answer;
}

function cardFrom(host: IExecuteFunctions, items: Json[]): CardAnswer {
	const from = choice(['form', 'items', 'json'], host.getNodeParameter('cardFrom', 0, 'form'), 'Card From');
	if (from === 'items') return cardOf(items);
	if (from === 'json') return canvasIn(json(host.getNodeParameter('canvas', 0), 'Canvas (JSON)', 'any'));
	return {
		canvas: { content: { components: componentsFrom({ formsFor: (item) => host.getNodeParameter('components', item, {}), items }) } },
	};
}

/** A list of components, content, a canvas, or a whole answer: whatever people have copied from Canvas Kit's examples. */
function canvasIn(value: unknown): CardAnswer {
	if (Array.isArray(value)) return { canvas: { content: { components: value } } };
	if (!isObject(value)) throw new BadValue('Canvas (JSON)', 'has to be a canvas or a list of components');
	if (Array.isArray(value.components)) return { canvas: { content: value } };
	if (value.content !== undefined && isObject(value.content) && !('canvas' in value)) return { canvas: value };
	if (value.content_url !== undefined) return { canvas: value };
	return value as CardAnswer;
}

/** Names and values, each name once. Throws `BadValue`. */
function pairsOf(value: unknown, label: string): Json {
	const pairs = dictionary();
	for (const [index, row] of forms(value, 'rows', label).entries()) {
		const name = text(row.name ?? '', `${label} ${index + 1}, Name`).trim();
		if (name === '') throw new BadValue(`${label} ${index + 1}`, 'needs a name');
		if (name in pairs) throw new BadValue(`${label} ${index + 1}`, `has the name "${name}" for the second time`);
		pairs[name] = row.value ?? '';
	}
	return { ...pairs };
}
