import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ImageTools } from '../../../src/local/images/imageTools.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { reportText, type Library } from '../../harness/library.ts';
import { lookedAt } from '../../harness/lookedAt.ts';
import { IN_GALLERY, SETTINGS, settled, told } from './settledLibrary.ts';

const PICTURES: ImageTools = {
  ...NO_IMAGES,
  thumbnail: async () => ({
    kind: 'done',
    value: { bytes: Buffer.from('picture'), dimensions: { width: 3, height: 2 } },
  }),
};

const cases: readonly (readonly [what: string, change: (library: Library) => void, looked: string])[] = [
  ['nothing happens', () => undefined, ''],
  ['its photo is edited again', (library) => library.write({ 'Rome/c.jpg': 'again' }), 'Rome/c.jpg some of "Rome"'],
  [
    'its copy is edited in its place',
    (library) => appendFileSync(library.path(`${IN_GALLERY}/rome/c.jpg`), 'x'),
    'Rome/c.jpg "Rome"',
  ],
  ['its copy is deleted', (library) => library.remove(`${IN_GALLERY}/rome/c.jpg`), 'Rome/c.jpg "Rome"'],
  [
    'a photo is put into its album',
    (library) => library.write({ [`${IN_GALLERY}/rome/new.jpg`]: 'new' }),
    'Rome/c.jpg "Rome"',
  ],
  [
    'its manifest is edited',
    (library) =>
      library.editManifest('rome', (manifest) => {
        manifest['date'] = '2020-01-01T00:00:00';
      }),
    'Rome/c.jpg "Rome"',
  ],
];

for (const thumbnails of [false, true])
  for (const [what, change, looked] of cases)
    test(`after a photo was replaced its album is recognised, unless ${what}${thumbnails ? ', with thumbnails' : ''}`, async (t) => {
      const settings = { ...SETTINGS, 'gallery.thumbnails': thumbnails };
      const host = { openImages: () => PICTURES };
      const library = await settled(t);
      for (let time = 0; time < 2; time++) await library.run({ settings, all: false, host });
      library.write({ 'Rome/c.jpg': { text: 'C', at: '2024-02-01T00:00:00Z' } });
      const done = await library.run({ settings, all: false, host });
      assert.equal(reportText(done), 'REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Rome/c.jpg');
      change(library);
      for (let time = 0; time < 2; time++) {
        const { text, between } = lookedAt();
        const quick = await library.run({ kind: 'preview', settings, all: false, host: { ...host, between } });
        assert.equal(text(), looked);
        const whole = await library.run({ kind: 'preview', settings, host });
        assert.deepEqual(told(quick), told(whole));
        // At the second look nothing has to be proven any more.
        if (looked === '') await library.run({ settings, all: false, host });
      }
    });
