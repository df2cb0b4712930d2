import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import type { FolderRecord } from '../../src/engine/ports/localFiles.ts';
import { TABLES } from '../../src/ledger/schema.ts';
import { SqliteLedger } from '../../src/ledger/sqliteLedger.ts';
import { LocalFolder } from '../../src/local/localFolder.ts';
import { WORTH_A_THREAD } from '../../src/local/looking/folderLooker.ts';
import { createTrash } from '../../src/local/trash.ts';
import { NO_IMAGES } from './gallery.ts';
import { tinyJpeg } from './library.ts';
import { PLAIN_HASHER } from './plainHasher.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const NEVER = new AbortController().signal;

/** The clock is ahead: what was changed a moment ago may still be changing. */
const now = () => Date.now() + 60_000;

/** A workspace folder in which photos are written, and the records that a scan makes of its folders. */
export function recordedFolders(t: TestContext) {
  const workspace = temporaryFolder(t);
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    writeFileSync(path.join(workspace, file), tinyJpeg(text));
  };
  const record = async () => {
    const database = new DatabaseSync(':memory:');
    database.exec(TABLES);
    const local = new LocalFolder({
      ...{ workspace, roots: ['.'], gallery: 'album-gallery', exclude: [], kinds: new Set(['photo'] as const) },
      ...{ maxVideoSize: 0, ledger: new SqliteLedger(database), now, shrink: 0, images: NO_IMAGES },
      hasher: PLAIN_HASHER,
      trash: createTrash({ env: {}, platform: 'linux', home: workspace, now: Date.now, ownTrash: workspace }),
      leftovers: { owner: '0123abcd', remove: false },
    });
    const { folders } = await local.scan({ signal: NEVER });
    const signs = new Map(folders.map((folder) => [folder.path, local.signsOf(folder)]));
    return {
      // So many photos that others are asked for help.
      folders: folders.map((folder) => ({ ...folder, files: WORTH_A_THREAD })),
      options: { workspace, now: now(), signal: NEVER, signsOf: (folder: FolderRecord) => signs.get(folder.path) },
    };
  };
  return { workspace, write, record };
}
