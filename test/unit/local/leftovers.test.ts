import assert from 'node:assert/strict';
import { linkSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { TABLES } from '../../../src/ledger/schema.ts';
import { SqliteLedger } from '../../../src/ledger/sqliteLedger.ts';
import { LocalFolder } from '../../../src/local/localFolder.ts';
import { createTrash } from '../../../src/local/trash.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { PLAIN_HASHER } from '../../harness/plainHasher.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const OWNER = '0123abcd';
const NEVER = new AbortController().signal;

test('a photo that had got its name when a run was killed, and its temporary one still, can be sent by the next run', async (t) => {
  const workspace = temporaryFolder(t);
  const photo = path.join(workspace, 'a.jpg');
  writeFileSync(photo, tinyJpeg('a'));
  linkSync(photo, path.join(workspace, `.album-sync-${OWNER}00000000.tmp`));
  const folder = openFolder(workspace);

  const scan = await folder.scan({ signal: NEVER });
  assert.deepEqual(readdirSync(workspace), ['a.jpg']);
  const file = scan.files.at(0);
  assert.ok(file);
  const opened = await folder.open(file, { signal: NEVER });
  assert.equal(opened.ok ? 'ok' : opened.problem.code, 'ok');
});

function openFolder(workspace: string): LocalFolder {
  const database = new DatabaseSync(':memory:');
  database.exec(TABLES);
  return new LocalFolder({
    workspace,
    roots: ['.'],
    gallery: 'album-gallery',
    exclude: [],
    kinds: new Set(['photo']),
    maxVideoSize: 0,
    ledger: new SqliteLedger(database),
    now: Date.now,
    shrink: 0,
    images: NO_IMAGES,
    hasher: PLAIN_HASHER,
    trash: createTrash({ env: {}, platform: 'linux', home: workspace, now: Date.now, ownTrash: workspace }),
    leftovers: { owner: OWNER, remove: true },
  });
}
