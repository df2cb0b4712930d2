import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAlbumItems, type AlbumItems } from '../../../src/services/gallery/albumItems.ts';
import type { Entry } from '../../../src/services/gallery/entry.ts';
import { createLineItems } from '../../../src/services/gallery/lineItems.ts';
import { formatManifest, manifestAround } from '../../../src/services/gallery/manifest.ts';
import { linesOfManifest } from '../../../src/services/gallery/manifestLines.ts';

const HEAD = { title: 'Trip "1"', date: '2020-01-01T00:00:00' };

const CAPTIONS = [undefined, 'A\n  caption', ',"captureDate":"1999-01-01T00:00:00",', ',"width":3,"path":"b.jpg",'];

const ENTRIES: readonly Entry[] = ['a.jpg', 'b.jpg', 'day/c.jpg', 'e "é\\.jpg', 'B/b.jpg'].map((path, index) => ({
  name: path === 'B/b.jpg' ? 'other name.jpg' : path,
  path,
  facts: { size: index, hash: `sha256:${index}`, modifiedMs: 1_600_000_000_000 + index },
  file: { size: index, modifiedMs: 1_600_000_000_000, hash: undefined },
  type: { mime: 'image/jpeg', kind: 'photo' },
  capture: { capturedAt: index === 2 ? undefined : `201${index}-01-01T10:00:00`, caption: CAPTIONS[index] },
  width: index === 3 ? undefined : 3,
  height: index === 3 ? undefined : 2,
  tagged: undefined,
}));

function entryAt(path: string): Entry {
  const entry = ENTRIES.find((each) => each.path === path);
  assert.ok(entry);
  return entry;
}

const WORK: readonly (readonly [what: string, work: (items: AlbumItems) => void])[] = [
  ['nothing was done', () => undefined],
  ['an item was replaced', (items) => items.put({ ...entryAt('a.jpg'), facts: { size: 9 } })],
  [
    'two items were replaced, one of them twice',
    (items) => {
      items.put({ ...entryAt('B/b.jpg'), width: undefined });
      items.put({ ...entryAt('a.jpg'), tagged: true });
      items.put({ ...entryAt('a.jpg'), capture: { capturedAt: '2009-01-01T00:00:00' } });
    },
  ],
  ['an item came', (items) => items.put({ ...entryAt('a.jpg'), path: 'new.jpg', name: 'new.jpg' })],
  ['an item got another name', (items) => items.put({ ...entryAt('b.jpg'), name: 'z.jpg' })],
  [
    'an item was replaced and another one went',
    (items) => {
      items.put({ ...entryAt('e "é\\.jpg'), tagged: true });
      items.remove('day/c.jpg');
    },
  ],
  ['what is not there went', (items) => items.remove('nothing.jpg')],
];

for (const [what, work] of WORK)
  test(`items that are lines are those that they were made of when ${what}`, () => {
    const text = formatManifest({ ...HEAD, entries: ENTRIES });
    const lines = linesOfManifest(text);
    assert.ok(lines);
    const [items, expected] = [createLineItems(lines), createAlbumItems()];
    for (const entry of ENTRIES) expected.put(entry);
    for (const each of [items, expected]) work(each);
    const names = [...ENTRIES.flatMap(({ name, path }) => [name, path]), 'new.jpg', 'z.jpg', 'nothing.jpg'];
    const answers = (of: AlbumItems) => ({
      size: of.size,
      beside: [[], ['a.jpg'], ['B/b.jpg', 'a.jpg']].map((paths) => of.earliestBeside(new Set(paths))),
      at: names.map((name) => of.at(name)),
      named: names.map((name) => of.named(name)),
      unmeasured: of
        .unmeasured()
        .map(({ path }) => path)
        .toSorted(),
    });
    assert.deepEqual(answers(items), answers(expected));
    const manifest = formatManifest({ ...HEAD, entries: expected.all() });
    const body = items.body();
    if (body !== undefined) assert.equal(manifestAround(HEAD, body).join(''), manifest);
    assert.deepEqual(items.all().toSorted(byPath), expected.all().toSorted(byPath));
    assert.equal(formatManifest({ ...HEAD, entries: items.all() }, items.lineOf), manifest);
    const taken = (of: AlbumItems) => ['a.jpg', 'day', 'b', 'new.jpg', 'z.jpg'].map((key) => of.isTaken(key));
    assert.deepEqual(taken(items), taken(expected));
  });

const byPath = (a: Entry, b: Entry) => (a.path < b.path ? -1 : 1);

const OTHERS: readonly (readonly [what: string, text: string])[] = [
  ['of an album without items', formatManifest({ ...HEAD, entries: [] })],
  ['of another version', formatManifest({ ...HEAD, entries: ENTRIES }).replace('"version":1', '"version":2')],
  ['in which a person broke a line', formatManifest({ ...HEAD, entries: ENTRIES }).replace(',"path"', ',\n  "path"')],
  ['that a person wrote', '{ "version": 1, "title": "Trip", "items": [{ "name": "a.jpg" }] }\n'],
  ['that is cut', formatManifest({ ...HEAD, entries: ENTRIES }).slice(0, -3)],
  ['that is nothing', ''],
];

for (const [what, text] of OTHERS)
  test(`a manifest ${what} is not read by its lines`, () => assert.equal(linesOfManifest(text), undefined));
