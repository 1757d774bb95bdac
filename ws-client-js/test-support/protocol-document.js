import { readFileSync } from 'node:fs';

/**
 * The conversations of docs/protocol.md: `{ line, language, options, steps }`, where a step is `{ from: '>' | '<' | '!', text }`,
 * and `fences`, the number of fenced blocks of any kind.
 */
export function readProtocolDocument() {
	const lines = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8').split('\n');
	const conversations = [];
	let fences = 0;
	let open = null;
	lines.forEach((text, index) => {
		if (text.startsWith('```')) {
			fences += 1;
			const [language, ...options] = text.slice(3).split(' ');
			if (open) {
				open = null;
			}
			else {
				open = { line: index + 1, language, options: Object.fromEntries(options.map((o) => o.split('='))), steps: [] };
				conversations.push(open);
			}
		}
		else if (open) {
			const [, from, rest = ''] = text.match(/^([<>!])(?: (.*))?$/) ?? [];
			if (!from) {
				throw new Error(`docs/protocol.md:${index + 1} is no step of a conversation: ${text}`);
			}
			open.steps.push({ from, text: rest, line: index + 1 });
		}
	});
	return { conversations, fences: fences / 2 };
}
