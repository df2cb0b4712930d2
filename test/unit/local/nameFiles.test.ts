import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { nameFiles } from '../../../src/local/copying/nameFiles.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

/** An album with a photo `old.jpg`, and staged files whose content is their own name. */
function stage(t: TestContext, ...names: readonly string[]) {
  const root = temporaryFolder(t);
  const album = path.join(root, 'album');
  mkdirSync(album);
  writeFileSync(path.join(album, 'old.jpg'), 'old');
  const files = names.map((name, index) => {
    const from = path.join(album, `${index}.tmp`);
    writeFileSync(from, name);
    return { from, to: path.join(album, name), line: `line of ${name}` };
  });
  return { album, files, journal: path.join(root, 'journals', 'album.jsonl') };
}

/** What lies in the album, as `name: content`. */
function lies(album: string): readonly string[] {
  return readdirSync(album)
    .filter((name) => name.includes('.'))
    .map((name) => `${name}: ${readFileSync(path.join(album, name), 'utf8')}`);
}

test('each file gets its name, and the journal a line of each', (t) => {
  const { album, ...job } = stage(t, 'a.jpg', 'b.jpg');
  assert.deepEqual(nameFiles(job).outcomes, [{ how: 'named' }, { how: 'named' }]);
  assert.deepEqual(lies(album), ['a.jpg: a.jpg', 'b.jpg: b.jpg', 'old.jpg: old']);
  assert.equal(readFileSync(job.journal, 'utf8'), '\nline of a.jpg\nline of b.jpg');
});

test('where something stands nothing is written over, and the journal does not speak of it', (t) => {
  const { album, ...job } = stage(t, 'old.jpg', 'new.jpg');
  writeFileSync(path.join(album, 'before'), '');
  assert.deepEqual(nameFiles(job).outcomes, [{ how: 'taken' }, { how: 'named' }]);
  assert.deepEqual(lies(album), ['0.tmp: old.jpg', 'new.jpg: new.jpg', 'old.jpg: old']);
  assert.equal(readFileSync(job.journal, 'utf8'), '\nline of new.jpg');
});

test('where everything is taken there is no journal', (t) => {
  const { album, ...job } = stage(t, 'old.jpg');
  assert.deepEqual(nameFiles(job).outcomes, [{ how: 'taken' }]);
  assert.deepEqual(readdirSync(path.dirname(album)), ['album']);
});

test('a journal that cannot be written costs every name, and all files stay staged', (t) => {
  const { album, files } = stage(t, 'a.jpg', 'old.jpg');
  const answer = nameFiles({ files, journal: album });
  assert.deepEqual(
    answer.outcomes.map((outcome) => ('error' in outcome ? `${outcome.how} ${outcome.error.code}` : outcome.how)),
    ['failed EISDIR', 'taken'],
  );
  assert.deepEqual(lies(album), ['0.tmp: a.jpg', '1.tmp: old.jpg', 'old.jpg: old']);
});

test('a name that the disk refuses costs that file only, which stays staged', (t) => {
  const { album, ...job } = stage(t, 'gone/a.jpg', 'b.jpg');
  assert.deepEqual(
    nameFiles(job).outcomes.map((outcome) =>
      'error' in outcome ? `${outcome.how} ${outcome.error.code}` : outcome.how,
    ),
    ['onlyNoted ENOENT', 'named'],
  );
  assert.deepEqual(lies(album), ['0.tmp: gone/a.jpg', 'b.jpg: b.jpg', 'old.jpg: old']);
});
