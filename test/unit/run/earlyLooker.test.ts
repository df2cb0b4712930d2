import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { earlyLooker } from '../../../src/earlyLooker.ts';
import { ledgerFiles } from '../../../src/ledger/stateDirectory.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const MIB = 1024 * 1024;

const table: readonly (readonly [
  what: string,
  size: number,
  args: readonly string[],
  cores: number,
  isEarly: boolean,
  how?: 'told',
])[] = [
  ['a sync of many known photos', 30 * MIB, ['sync', 'FOLDER', '--json'], 2, true],
  ['a preview of many known photos', 30 * MIB, ['preview', 'FOLDER'], 2, true],
  ['a sync of few', MIB, ['sync', 'FOLDER'], 2, false],
  ['another folder', 30 * MIB, ['sync', 'FOLDER/missing'], 2, false],
  ['the folder that it is in', 30 * MIB, ['sync', '--json'], 2, false],
  ['a command that looks at nothing', 30 * MIB, ['accounts', 'FOLDER'], 2, false],
  ['nothing', 30 * MIB, [], 2, false],
  ['a computer with one core', 30 * MIB, ['sync', 'FOLDER'], 1, false],
  ['many known photos of which a program tells', 30 * MIB, ['sync', 'FOLDER'], 2, false, 'told'],
];

for (const [what, size, args, cores, isEarly, how] of table)
  test(`a thread is ${isEarly ? '' : 'not '}started at once for ${what}`, (t) => {
    const folder = realpathSync(temporaryFolder(t));
    const state = temporaryFolder(t);
    const { ledger, directory } = ledgerFiles(state, folder, 'gallery', 'account');
    mkdirSync(directory, { recursive: true });
    writeFileSync(ledger, '');
    truncateSync(ledger, size);
    const before = process.env['ALBUM_SYNC_STATE_DIR'];
    process.env['ALBUM_SYNC_STATE_DIR'] = state;
    t.after(() => {
      if (before === undefined) delete process.env['ALBUM_SYNC_STATE_DIR'];
      else process.env['ALBUM_SYNC_STATE_DIR'] = before;
    });
    const given = args.map((arg) => arg.replace('FOLDER', folder));
    // Its program is TypeScript here.
    const looker = earlyLooker(given, path.resolve('test/nowhere'), { cores, isTold: how === 'told' });
    looker?.dispose();
    assert.equal(looker !== undefined, isEarly);
  });
