import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { Client } from '../src/client.js';
import * as module from '../src/ws-client.js';
import { startOpen } from '../test-support/harness.js';

const root = new URL('..', import.meta.url);

const read = (path) => readFileSync(new URL(path, root), 'utf8');

const declarations = read('src/ws-client.d.ts');

/** The names declared in the body of an interface or class. */
function members(name) {
	const [, body] = declarations.match(new RegExp(`(?:interface|class) ${name}\\b[^{]*{(.*?)\\n}`, 's'));
	return [...body.matchAll(/^\t(?:readonly )?(\w+)[?<(:]/gm)].map(([, member]) => member);
}

test('the package has no dependencies and points at what there is', () => {
	const pack = JSON.parse(read('package.json'));
	assert.deepEqual(Object.keys(pack).filter((key) => /dependencies/i.test(key)), []);
	const { types, default: main } = pack.exports['.'];
	assert.equal(main, './src/ws-client.js');
	assert.equal(types, './src/ws-client.d.ts');
	assert.equal(pack.types, types);
	assert.ok(read(types));
});

test('the modules import nothing but each other', () => {
	for (const file of readdirSync(new URL('src', root)).filter((name) => name.endsWith('.js'))) {
		for (const [, imported] of read(`src/${file}`).matchAll(/^(?:import|export) (?:.*from )?'([^']+)'/gm)) {
			assert.match(imported, /^\.\/[\w-]+\.js$/);
			assert.ok(read(`src/${imported}`), `${file} imports ${imported}`);
		}
	}
});

test('connect takes what the browser has', () => {
	const { connect } = module;
	const client = connect('http://localhost/ws/test', { transport: 'sse', token: () => new Promise(() => {}) });
	assert.ok(client instanceof Client);
	assert.equal(client.state, 'connecting');
	client.close();
});

test('all that is exported is declared, and the other way round', () => {
	const exported = [...declarations.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name);
	assert.deepEqual(Object.keys(module).sort(), exported.sort());
});

test('all members are declared, and the other way round', () => {
	const actual = Object.getOwnPropertyNames(Client.prototype).filter((name) => name !== 'constructor');
	assert.deepEqual(members('WsClient').sort(), actual.sort());
	const subscription = startOpen().client.subscribe('a', () => {});
	assert.deepEqual(members('Subscription').sort(), Object.keys(subscription).sort());
	const { name, ...own } = new module.WsError('a', 'b');
	assert.equal(name, 'WsError');
	assert.deepEqual(members('WsError').filter((member) => member !== 'constructor').sort(), Object.keys(own).sort());
});

test('all options are declared with the defaults they have', () => {
	const [, body] = read('src/client.js').match(/const DEFAULTS = {(.*?)\n};/s);
	const defaults = Object.fromEntries([...body.matchAll(/^\t(\w+): (.*),$/gm)].map(([, name, value]) => [name, value]));
	const documented = [...declarations.matchAll(/@default (\S+)\n\t \*\/\n\t(\w+)\?:/g)].map(([, value, name]) => [name, value]);
	assert.deepEqual(Object.fromEntries(documented), defaults);
	assert.deepEqual(members('ConnectOptions').sort(), [...Object.keys(defaults), 'token'].sort());
});

test('nothing is declared as any', () => {
	assert.doesNotMatch(declarations.replace(/\/\*.*?\*\//gs, ''), /\bany\b/);
});

test('the declarations fit a program that uses them', (context) => {
	if (spawnSync('tsc', ['--version']).error) {
		context.skip('there is no tsc');
		return;
	}
	const { status, stdout } = spawnSync('tsc', ['--project', fileURLToPath(new URL('test-support/types', root))], { encoding: 'utf8' });
	assert.equal(status, 0, stdout);
});
