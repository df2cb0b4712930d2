import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { AlbumLook } from '../../../src/services/gallery/albumLook.ts';
import { layoutOf } from '../../../src/services/gallery/layout.ts';
import { hashOfBytes, unprovenLooks } from '../../../src/services/gallery/unprovenLooks.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const LOOK: AlbumLook = { digest: 'now', isSteady: true, outside: undefined };

test('a look that could be that of something else is believed once its files were read', (t) => {
  const layout = layoutOf(temporaryFolder(t));
  mkdirSync(layout.album('trip'), { recursive: true });
  const file = path.join(layout.album('trip'), 'a.jpg');
  writeFileSync(file, 'sent');
  const memory = new MemoryState();
  const isBelieved = (look: AlbumLook, end: 'finished' | 'cut') => {
    const state = memory.open();
    const looks = unprovenLooks(layout, state);
    const { isSteady } = looks.proven('trip', look);
    if (end === 'finished') looks.forgetProven();
    state.commit();
    return isSteady;
  };
  const state = memory.open();
  unprovenLooks(layout, state).remember('trip', 'now', new Map([['a.jpg', hashOfBytes('sent')]]));
  state.commit();
  // While the clock may still tick, nothing is proven, and neither is it of another look, of which nothing was said.
  assert.equal(isBelieved({ ...LOOK, isSteady: false }, 'finished'), false);
  assert.equal(isBelieved({ ...LOOK, digest: 'other' }, 'finished'), true);
  writeFileSync(file, 'edit');
  assert.equal(isBelieved(LOOK, 'finished'), false);
  assert.equal(isBelieved(LOOK, 'finished'), false);
  writeFileSync(file, 'sent');
  assert.equal(isBelieved(LOOK, 'cut'), true);
  writeFileSync(file, 'edit');
  assert.equal(isBelieved(LOOK, 'finished'), false);
  writeFileSync(file, 'sent');
  assert.equal(isBelieved(LOOK, 'finished'), true);
  // From now on it is the look of these files alone.
  writeFileSync(file, 'edit');
  assert.equal(isBelieved(LOOK, 'finished'), true);
});
