import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { nameFiles, noteFiles, renameFiles } from '../../../src/local/copying/nameFiles.ts';
import { nameTogether, type NamingPorts } from '../../../src/local/copying/nameTogether.ts';
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

test('also where all places are said to be free nothing is written over', (t) => {
  const { album, ...job } = stage(t, 'old.jpg', 'new.jpg');
  assert.deepEqual(nameFiles({ ...job, places: 'free' }).outcomes, [{ how: 'takenSince' }, { how: 'named' }]);
  assert.deepEqual(lies(album), ['0.tmp: old.jpg', 'new.jpg: new.jpg', 'old.jpg: old']);
  assert.equal(readFileSync(job.journal, 'utf8'), '\nline of old.jpg\nline of new.jpg');
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

test('what came to stand at a place after the journal spoke of it is not written over', (t) => {
  const { album, ...job } = stage(t, 'a.jpg', 'b.jpg');
  assert.deepEqual(noteFiles(job, 'later').outcomes, [{ how: 'noted' }, { how: 'noted' }]);
  writeFileSync(path.join(album, 'a.jpg'), 'of somebody');
  assert.deepEqual(renameFiles(job).outcomes, [{ how: 'takenSince' }, { how: 'named' }]);
  assert.deepEqual(lies(album), ['0.tmp: a.jpg', 'a.jpg: of somebody', 'b.jpg: b.jpg', 'old.jpg: old']);
});

test('the files of several journals get their names between a flush of all journals and one of all folders', async (t) => {
  const albums = [
    stage(t, 'a.jpg', 'old.jpg'),
    stage(t, 'b.jpg', 'gone/c.jpg'),
    stage(t, 'old.jpg'),
    stage(t, 'd.jpg'),
  ];
  const [first, second, , last] = albums;
  const flushes: unknown[] = [];
  const ports: NamingPorts = {
    note: async (naming) => noteFiles(naming, 'later'),
    rename: async (job) => renameFiles(job),
    async flush(paths, what) {
      flushes.push([what, paths, albums.flatMap(({ album }) => lies(album)).filter((each) => /^[abcd]/.test(each))]);
      return paths.map((each) => (each === last?.journal ? { message: 'lost', code: 'EIO' } : undefined));
    },
  };
  const answers = await nameTogether(albums, ports);
  assert.deepEqual(
    answers.map(({ outcomes }) =>
      outcomes.map((each) => ('error' in each ? `${each.how} ${each.error.code}` : each.how)),
    ),
    [['named', 'taken'], ['named', 'onlyNoted ENOENT'], ['taken'], ['failed EIO']],
  );
  assert.deepEqual(flushes, [
    ['files', [first?.journal, second?.journal, last?.journal], []],
    [
      'folders',
      [first?.album, second?.album, path.join(second?.album ?? '', 'gone')],
      ['a.jpg: a.jpg', 'b.jpg: b.jpg'],
    ],
  ]);
  assert.deepEqual(lies(last?.album ?? ''), ['0.tmp: d.jpg', 'old.jpg: old']);
});
