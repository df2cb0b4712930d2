import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { albumPage } from '../../../src/services/gallery/pages/albumPage.ts';
import { groupByDate } from '../../../src/services/gallery/pages/groups.ts';
import { indexPage } from '../../../src/services/gallery/pages/indexPage.ts';
import { markup } from '../../../src/services/gallery/pages/markup.ts';
import type { PageItem } from '../../../src/services/gallery/pages/model.ts';

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
      albumPage({ title: text, items: [photo, { ...photo, kind: 'file', picture: undefined }] }, ASSETS),
      indexPage([{ title: text, address: 'a', counts: { photos: 1, videos: 0 } }], ASSETS),
    ];
    const plain = [
      albumPage(
        {
          title: 'x',
          items: [item('x', { caption: 'x' }), item('x', { kind: 'file', picture: undefined, caption: 'x' })],
        },
        ASSETS,
      ),
      indexPage([{ title: 'x', address: 'a', counts: { photos: 1, videos: 0 } }], ASSETS),
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
    const text = groupByDate(items).map(
      (group) => `${group.kind === 'none' ? '(none)' : group.heading}: ${group.items.length}`,
    );
    assert.equal(text.join(', '), expected);
  });
}

/** Tags and the names of their attributes. */
function skeleton(html: string): string[] {
  const tags = html.match(/<\/?[a-z][^\s>]*(?:\s+[a-z-]+(?:="[^"]*")?)*/giu) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/gu, '').replace(/\s+/gu, ' '));
}
