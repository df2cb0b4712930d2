import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import english from '../../../package.nls.json' with { type: 'json' };
import german from '../../../package.nls.de.json' with { type: 'json' };
import germanSentences from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { ERROR_SENTENCES } from '../../../src/engine/errors.ts';
import { spokenSentences } from './spokenSentences.ts';

const spoken = spokenSentences();

/** The one call that says what is written down elsewhere: the sentences and phrases of the engine. */
const OF_THE_ENGINE = 'src/workbench/problems/problemText.ts: l10n.t(words, ...values.map(valueText))';

/** English and German beside each other: of the manifest by key, of the code by sentence. */
const PAIRS: readonly (readonly [english: string, german: string])[] = [
  ...Object.entries<string>(english).map(
    ([key, words]) => [words, (german as Readonly<Record<string, string>>)[key] ?? ''] as const,
  ),
  ...Object.entries<string>(germanSentences),
];

interface Media {
  readonly markdown?: string;
  readonly svg?: string;
}

test('every key of package.json has words, and no words are there in vain', () => {
  const used = JSON.stringify(manifest).match(/(?<="%)[\w.]+(?=%")/g) ?? [];
  assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
});

test('package.json holds no words of its own where people read them', () => {
  const literal = wordsIn(manifest.contributes).filter((words) => !/^%.*%$/.test(words));
  // The name of the extension is the same in every language.
  assert.deepEqual([...new Set(literal)], ['Album Sync']);
});

test('the German words of package.json are for the same keys as the English ones, in the same order', () => {
  assert.deepEqual(Object.keys(german), Object.keys(english));
});

test('every sentence of the code stands in its call, where it can be found and translated', () => {
  assert.ok(spoken.length > 100, String(spoken.length));
  assert.deepEqual(
    spoken.filter(({ sentence }) => sentence === undefined).map(({ place }) => place),
    [OF_THE_ENGINE],
  );
});

test('every sentence of the code is there in German, and none in vain', () => {
  const said = new Set([...spoken.flatMap(({ sentence = [] }) => sentence), ...Object.values(ERROR_SENTENCES)]);
  const known = Object.keys(germanSentences);
  assert.deepEqual(
    {
      missing: [...said].filter((sentence) => !known.includes(sentence)),
      inVain: known.filter((k) => !said.has(k)),
    },
    { missing: [], inVain: [] },
  );
});

test('every page of the walkthroughs is there in German', () => {
  const contributes: { readonly walkthroughs: readonly { readonly steps: readonly { readonly media: Media }[] }[] } =
    manifest.contributes;
  // A drawing has no words.
  const pages = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ media }) => media.markdown ?? []));
  assert.ok(pages.length > 0);
  for (const english of pages) {
    const page = readFileSync(english.replace(/\.md$/, '.nls.de.md'), 'utf8');
    assert.equal(page.match(/^\d\./gm)?.length, readFileSync(english, 'utf8').match(/^\d\./gm)?.length);
  }
});

/** What is not language, and must be the same in every language. */
const MARKS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['places for values', /\{\d+\}/g],
  ['targets of links', /(?<=\]\()[^)]+(?=\))/g],
  ['code, and names of settings', /`[^`]+`/g],
  ['icons', /\$\([\w-]+\)/g],
  ['line breaks', /\n/g],
  ['bold words', /\*\*/g],
  ['sign at the end', /[.?:…]$/g],
];

for (const [what, pattern] of MARKS) {
  test(`both languages have the same ${what}`, () => {
    const marks = (text: string): readonly string[] => [...(text.match(pattern) ?? [])].sort();
    for (const [from, to] of PAIRS) assert.deepEqual(marks(to), marks(from), to);
  });
}

test('German has its own quotation marks, and no English ones', () => {
  for (const [from, to] of PAIRS) {
    assert.doesNotMatch(to.replace(/`[^`]+`/g, ''), /["”’]/, to);
    assert.equal(/"[^"]+"/.test(from), /„[^“]+“/.test(to), to);
  }
});

/** Everything below a key that people read. */
function wordsIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    READ_BY_PEOPLE.test(key) ? [child].flat().filter((words) => typeof words === 'string') : wordsIn(child),
  );
}

const READ_BY_PEOPLE =
  /^(title|contextualTitle|name|contents|category|label|description|\w*[dD]escriptions?|enumItemLabels|\w*ErrorMessage)$/;
