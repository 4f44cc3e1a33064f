// Both languages say everything: the same keys, and every plural form that their rules ask for.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const messages = (language) => JSON.parse(readFileSync(new URL(`../../../server/web/messages/${language}.json`, import.meta.url)));
const plural = /\.(zero|one|two|few|many|other)$/;
const baseOf = (key) => key.replace(plural, '');
const placeholdersOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

const en = messages('en');
const ru = messages('ru');

test('English and Russian have the same keys', () => {
  const bases = (texts) => [...new Set(Object.keys(texts).map(baseOf))].sort();
  assert.deepEqual(bases(ru), bases(en));
});

for (const [language, texts] of Object.entries({ en, ru }))
  test(`${language} has every plural form`, () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of Object.keys(texts).filter((each) => each.endsWith('.other') && `${baseOf(each)}.one` in en))
      for (const form of forms) assert.ok(`${baseOf(key)}.${form}` in texts, `${baseOf(key)}.${form}`);
  });

test('Russian leaves nothing in English and fills in the same values', () => {
  for (const [key, text] of Object.entries(ru)) {
    const english = en[key] ?? en[`${baseOf(key)}.other`];
    assert.deepEqual(placeholdersOf(text), placeholdersOf(english), key);
    assert.ok(/[а-яё]/i.test(text) || key.startsWith('nav.otherLanguage') || !/[a-z]/i.test(text.replace(/\{\w+\}|\bn\b|RADPEER/g, '')), key);
  }
});

/** What the server's sources call the things that pages show by their code. */
function codesIn(pattern) {
  const server = new URL('../../../server/', import.meta.url);
  const sources = readdirSync(server, { recursive: true }).filter((file) => file.endsWith('.cpp'));
  return new Set(sources.flatMap((file) => [...readFileSync(new URL(file, server), 'utf8').matchAll(pattern)].map((match) => match[1])));
}

test('every event of the audit trail and every kind of job has words', () => {
  const events = codesIn(/append\(\s*\{[^;]*?"([a-z]\w+\.[a-z]\w+)"/g);
  const jobs = codesIn(/JobQueue\b[^;]*?\.add\(\s*"([a-z]\w+)"/g);
  assert.ok(events.size > 50 && jobs.size > 4, 'the sources were found');
  for (const event of events) assert.ok(`step.${event}` in en, event);
  for (const job of jobs) assert.ok(`job.${job}` in en, job);
});

test('every reason of a refusal has words and stands in docs/refusals.md', () => {
  const root = new URL('../../../', import.meta.url);
  const found = new Set();
  for (const [folder, pattern] of [
    ['core/dicom/', /\{Code::\w+, "(\w+)"\}/g],
    ['core/quantification/', /[rR]efused(?:\{|\(volume, \{)"(\w+)"/g],
    ['core/results/', /Refused\{"(\w+)"/g],
    ['core/results/', /refuse\("(\w+)"/g],
    ['server/', /(?:(?<!pictures\.)\b(?:reason|refusalReason) = |refusedBecause\()"(\w+)"/g],
  ]) {
    const sources = readdirSync(new URL(folder, root), { recursive: true }).filter((file) => /\.(cpp|h)$/.test(file));
    const texts = sources.map((file) => readFileSync(new URL(folder + file, root), 'utf8'));
    for (const text of texts) for (const match of text.matchAll(pattern)) found.add(match[1]);
  }
  assert.ok(found.has('not_axial') && found.has('too_large') && found.has('no_lungs') && found.has('reader_crashed'), 'the sources were found');
  const listed = [...readFileSync(new URL('docs/refusals.md', root), 'utf8').matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
  assert.deepEqual([...found].sort(), [...listed].sort());
  for (const reason of found) assert.ok(`refusal.${reason}` in en, reason);
});
