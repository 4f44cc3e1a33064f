// What a page makes a browser fetch: node --test size_test.mjs, with OVERREAD_WEB_PATH=folder of the built pages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

const folder = process.env.OVERREAD_WEB_PATH;
const sizeOf = (file) => gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length;
const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));

test('all scripts together are at most 300 kB, gzip', () => {
  assert.ok(scripts.includes('main.js'));
  assert.ok(scripts.reduce((sum, file) => sum + sizeOf(file), 0) <= 300_000);
});

test('the words come without the library that draws', () => {
  assert.ok(sizeOf('main.js') <= 100_000);
  assert.ok(!readFileSync(`${folder}/main.js`, 'utf8').includes('zrender'));
});
