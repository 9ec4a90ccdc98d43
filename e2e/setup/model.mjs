// A language model that needs no key: it speaks OpenAI's chat API and answers by a script.
import http from 'node:http';

/**
 * `script({ messages, tools })` answers `{ text }` or `{ call: { name, args } }`. `asked` holds every request.
 * Without a script of its own, it calls the first tool with what stands in the last message as JSON, and then tells what came out.
 */
export async function startModel(script = callThenTell) {
	const model = { asked: [], script, url: '' };
	const server = http.createServer(async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		const text = Buffer.concat(chunks).toString('utf8');
		if (request.method !== 'POST') return answer(response, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
		const body = JSON.parse(text);
		model.asked.push(body);
		const { text: content = null, call } = await model.script({ messages: body.messages, tools: body.tools ?? [] });
		const message = {
			role: 'assistant',
			content,
			...(call
				? {
						tool_calls: [
							{
								id: `call_${model.asked.length}`,
								type: 'function',
								index: 0,
								function: { name: call.name, arguments: JSON.stringify(call.args ?? {}) },
							},
						],
					}
				: {}),
		};
		const finish = call ? 'tool_calls' : 'stop';
		const shared = { id: `chat-${model.asked.length}`, created: 0, model: 'scripted' };
		if (!body.stream)
			return answer(response, {
				...shared,
				object: 'chat.completion',
				choices: [{ index: 0, message, finish_reason: finish }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			});
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		for (const choice of [
			{ delta: message, finish_reason: null },
			{ delta: {}, finish_reason: finish },
		])
			response.write(`data: ${JSON.stringify({ ...shared, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`);
		return response.end('data: [DONE]\n\n');
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	model.url = `http://127.0.0.1:${server.address().port}/v1`;
	model.stop = async () =>
		await new Promise((resolve) => {
			server.closeAllConnections();
			server.close(resolve);
		});
	return model;
}

const answer = (response, json) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));

/** What a tool answered, if it was the last to speak. */
export const toolResult = (messages) => (messages.at(-1)?.role === 'tool' ? String(messages.at(-1).content) : undefined);

function callThenTell({ messages, tools }) {
	const told = toolResult(messages);
	if (told !== undefined) return { text: `The tool said: ${told}` };
	return { call: { name: tools[0]?.function.name, args: JSON.parse(/\{.*\}/s.exec(String(messages.at(-1).content))?.[0] ?? '{}') } };
}
