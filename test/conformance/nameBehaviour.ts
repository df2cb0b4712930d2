import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MakeAccount } from './conformance.ts';
import { accountText, bytesOf, CALL, download, must, sampleText, send } from './samples.ts';

/** Names that must come back as they were given, each as an item of its own. */
const NAMES = [
  'ordinary.jpg',
  'with blanks & (signs) #1 100%.jpg',
  'a%20b.jpg',
  'a b.jpg',
  'it\'s "quoted".jpg',
  'ünïcødé 東京 🎉.jpg',
  'Upper.jpg',
  'upper.jpg',
  'sub/folder/photo.jpg',
  '../../outside.jpg',
  '/etc/absolute.jpg',
  'C:/drive.jpg',
  'back\\slash.jpg',
  'stream.jpg:ads',
  'con.jpg',
  'nul.txt.jpg',
  'trailing. ',
  'index.html',
  'album.json',
  'INDEX.HTML',
  '.hidden.jpg',
  '.album-sync-0123456789abcdef.tmp',
  'line\nbreak.jpg',
  'right\u202eto left.jpg',
  '<script>alert(1)</script>.jpg',
  'javascript:alert(1)',
  `${'long '.repeat(60)}.jpg`,
];

export function nameBehaviour(makeAccount: MakeAccount): void {
  describe('names', () => {
    test('every name comes back as it was given, or at least as an item of its own', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const sent: string[] = [];
      for (const name of NAMES) sent.push(must(await send(service, album, { name })).id);
      assert.deepEqual((await service.finish(CALL)).problems, []);
      const next = account.open();
      const listed = must(await next.listItems(album, CALL)).map(({ id }) => id);
      assert.deepEqual(listed.toSorted(), sent.toSorted());
      if (!next.capabilities.knows.name) return;
      const expected = NAMES.toSorted().map((name) => `  ${sampleText(next, { name })}`);
      assert.equal(await accountText(next), ['Trip', ...expected].join('\n'));
    });

    for (const name of NAMES) {
      test(`${JSON.stringify(name).slice(0, 50)} keeps its bytes`, async (t) => {
        const account = await makeAccount(t);
        const service = account.open();
        const album = must(await service.createAlbum('Trip', CALL));
        const sent = must(await send(service, album, { name }));
        assert.equal(must(await send(service, album, { name })).id, sent.id);
        const next = account.open();
        const [listed, ...others] = must(await next.listItems(album, CALL));
        assert.ok(listed);
        assert.deepEqual([listed.id, others.length], [sent.id, 0]);
        if (next.capabilities.knows.name) assert.equal(listed.name, name);
        if (next.capabilities.downloadsOriginal) assert.deepEqual(await download(next, listed), bytesOf({ name }));
      });
    }
  });
}
