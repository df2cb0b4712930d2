import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { openLedger } from '../../../src/ledger/openLedger.ts';
import { rememberedByOthers } from '../../../src/ledger/otherLedgers.ts';
import { ledgerFiles } from '../../../src/ledger/stateDirectory.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

function remember(file: string, names: readonly string[]): void {
  const opened = openLedger(file, 0);
  assert.ok(opened.ok);
  for (const name of names) {
    const sides = { local: {}, remote: {} };
    opened.value.ledger.rememberItem({ album: 'Trip', name, path: name, remoteId: name, albumId: 'A', ...sides });
  }
  opened.value.ledger.commit();
  opened.value.close();
}

test('the largest ledger of another account of the same service is counted', (t) => {
  const state = temporaryFolder(t);
  const filesOf = (service: string, account: string) => ledgerFiles(state, '/photos', service, account);
  const mine = filesOf('googlePhotos', 'me');
  assert.equal(rememberedByOthers(mine), 0);
  remember(mine.ledger, ['a', 'b', 'c', 'd']);
  remember(filesOf('googlePhotosToo', 'me').ledger, ['a', 'b', 'c']);
  remember(filesOf('gallery', 'somewhere').ledger, ['a', 'b', 'c']);
  assert.equal(rememberedByOthers(mine), 0);
  remember(filesOf('googlePhotos', 'you').ledger, ['a']);
  remember(filesOf('googlePhotos', 'them').ledger, ['a', 'b']);
  writeFileSync(filesOf('googlePhotos', 'damaged').ledger, 'no database');
  assert.equal(rememberedByOthers(mine), 2);
});
