import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { openLedger } from '../../../src/ledger/openLedger.ts';
import { rememberedByOthers, rememberedOf } from '../../../src/ledger/otherLedgers.ts';
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

test('what is remembered of a service is counted over all folders, once for each', (t) => {
  const state = temporaryFolder(t);
  assert.equal(rememberedOf(`${state}/nowhere`, 'googlePhotos'), 0);
  const filesOf = (folder: string, service: string, account: string) => ledgerFiles(state, folder, service, account);
  remember(filesOf('/family', 'googlePhotos', 'me').ledger, ['a', 'b', 'c']);
  remember(filesOf('/family', 'googlePhotos', 'me again').ledger, ['a', 'b']);
  remember(filesOf('/travel', 'googlePhotos', 'me').ledger, ['a']);
  remember(filesOf('/travel', 'gallery', 'here').ledger, ['a', 'b', 'c', 'd']);
  writeFileSync(`${state}/secrets.json`, '{}');
  assert.equal(rememberedOf(state, 'googlePhotos'), 4);
  assert.equal(rememberedOf(state, 'googleDrive'), 0);
});
