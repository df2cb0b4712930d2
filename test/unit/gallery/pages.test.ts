import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import manifest from '../../../package.json' with { type: 'json' };
import { albumPage } from '../../../src/services/gallery/pages/albumPage.ts';
import { groupByDate } from '../../../src/services/gallery/pages/groups.ts';
import { indexPage } from '../../../src/services/gallery/pages/indexPage.ts';
import { markup } from '../../../src/services/gallery/pages/markup.ts';
import { LABELS, LANGUAGES, type Language } from '../../../src/services/gallery/pages/labels.ts';
import type { PageItem } from '../../../src/services/gallery/pages/model.ts';
import { wordsIn } from '../../../src/services/gallery/pages/words.ts';

const ENGLISH = wordsIn('en');
const ASSETS = { style: 'a.css', script: 'a.js', icon: 'a.svg' };

function item(name: string, rest: Partial<PageItem> = {}): PageItem {
  return { name, address: name, kind: 'photo', picture: name, format: 'JPG', tagged: false, ...rest };
}

/** Texts that break out of a page which only pastes them. */
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</script><!--',
  'javascript:alert(1)',
  '{{constructor}} ${alert(1)} `',
];

for (const text of HOSTILE) {
  test(`${text} stays text on both pages`, () => {
    const photo = item(text, { caption: text, format: text, address: encodeURIComponent(text) });
    const pages = [
      albumPage({ title: text, items: [photo, { ...photo, kind: 'file', picture: undefined }] }, ASSETS, ENGLISH),
      indexPage([{ title: text, address: 'a', counts: { photos: 1, videos: 0 } }], ASSETS, ENGLISH),
    ];
    const plain = [
      albumPage(
        {
          title: 'x',
          items: [item('x', { caption: 'x' }), item('x', { kind: 'file', picture: undefined, caption: 'x' })],
        },
        ASSETS,
        ENGLISH,
      ),
      indexPage([{ title: 'x', address: 'a', counts: { photos: 1, videos: 0 } }], ASSETS, ENGLISH),
    ];
    // The markup is that of harmless texts: the same tags and the same attributes in the same order.
    assert.deepEqual(pages.map(skeleton), plain.map(skeleton));
  });
}

test('markup escapes every value', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const made = markup`<a href="${text}">${text}</a>`.text;
      assert.deepEqual(skeleton(made), ['<a href', '</a']);
    }),
  );
});

test('markup joins lists, keeps markup and leaves out nothing', () => {
  assert.equal(markup`${[markup`<b>`, '<', 1]}${undefined}${false}${''}|`.text, '<b>&lt;1|');
});

const groups: readonly (readonly [string, readonly (string | undefined)[], string])[] = [
  ['no dates', [undefined, undefined], '(none): 2'],
  ['one day', ['2024-05-01', '2024-05-01', '2024-05-01'], '(none): 3'],
  [
    'two full days',
    ['2024-05-01', '2024-05-01', '2024-05-01', '2024-05-02', '2024-05-02', '2024-05-02'],
    '1 May 2024: 3, 2 May 2024: 3',
  ],
  [
    'a day for each photo',
    ['2024-05-01', '2024-05-02', '2024-05-03', '2024-06-01', '2024-06-02', '2024-06-03'],
    'May 2024: 3, June 2024: 3',
  ],
  ['a month for each photo', ['2024-01-01', '2024-02-01', '2024-03-01'], '(none): 3'],
  [
    'dates and none',
    ['2024-05-01', '2024-05-01', '2024-05-01', undefined, undefined, undefined],
    '1 May 2024: 3, Without a date: 3',
  ],
];

for (const [what, dates, expected] of groups) {
  test(`an album with ${what} is grouped as ${expected}`, () => {
    const items = dates.map((date, index) => item(`${index}.jpg`, { capturedAt: date && `${date}T12:00:00` }));
    const text = groupByDate(items, ENGLISH).map(
      (group) => `${group.kind === 'none' ? '(none)' : group.heading}: ${group.items.length}`,
    );
    assert.equal(text.join(', '), expected);
  });
}

test('the setting has the languages that the pages can be in', () => {
  const schemas = Object.assign({}, ...manifest.contributes.configuration.map((group) => group.properties)) as Readonly<
    Record<string, { readonly enum?: readonly string[] }>
  >;
  assert.deepEqual(schemas['albumSync.gallery.language']?.enum, LANGUAGES);
});

for (const language of LANGUAGES.filter((each) => each !== 'en')) {
  test(`whatever the pages say is there in ${language}`, () => {
    const photo = item('1', { capturedAt: '2024-05-12T16:28:39', size: 3_400_000, format: '', tagged: true });
    const items = [photo, { ...photo, name: '2', kind: 'video' as const }, { ...photo, name: '3', picture: undefined }];
    const more = items.map((each) => ({ ...each, name: `${each.name}0`, capturedAt: undefined }));
    const counts = { photos: 2, videos: 1 };
    const range = ['2024-05-12T16:28:39', '2024-06-14T10:00:00'] as const;
    const saidIn = (each: Language) => {
      const words = wordsIn(each);
      return [
        albumPage({ title: '4', items: [...items, ...more] }, ASSETS, words),
        indexPage([{ title: '5', address: '6', counts, range }], ASSETS, words),
        indexPage([], ASSETS, words),
      ].flatMap(spoken);
    };
    const [english, other] = [saidIn('en'), saidIn(language)];
    assert.equal(other.length, english.length);
    assert.ok(english.includes(LABELS.en.downloadOriginal) && english.includes(LABELS.en.noDate));
    // A video is called so in both.
    assert.deepEqual([...new Set(english.filter((words, index) => words === other[index]))], ['Video 2', 'Video 20']);
  });
}

/** All that a page says with letters: its texts, and what a reader hears or a script shows. */
function spoken(html: string): readonly string[] {
  const body = html.slice(html.indexOf('<title>'));
  const texts = body.match(/(?<=>)[^<]+(?=<)/gu) ?? [];
  const heard = body.match(/(?<= (?:aria-label|alt|title|data-size|data-place|data-get)=")[^"]*(?=")/gu) ?? [];
  return [...texts, ...heard].filter((words) => /\p{L}/u.test(words));
}

/** Tags and the names of their attributes. */
function skeleton(html: string): string[] {
  const tags = html.match(/<\/?[a-z][^\s>]*(?:\s+[a-z-]+(?:="[^"]*")?)*/giu) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/gu, '').replace(/\s+/gu, ' '));
}
