import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlbumBook } from '../../../src/engine/apply/albumBook.ts';
import { updateAlbumDates } from '../../../src/engine/apply/albumDates.ts';
import type { AlbumService, QueuedCall } from '../../../src/engine/ports/albumService.ts';
import type { RemoteAlbum } from '../../../src/engine/model.ts';
import { ok } from '../../../src/engine/result.ts';

const NAMES = ['Chile', 'Italy', 'Norway', 'Peru'];
const DATE = '2020-05-01T10:00:00';

/** Dates of albums that have no date yet, given by a service that does this in `update`; one at a time is worth it. */
async function datesGiven(update: (title: string, call: QueuedCall) => Promise<void>) {
  const given: string[] = [];
  const service = {
    capabilities: { metadata: ['albumDate'] },
    async updateAlbum(album: RemoteAlbum, { date }: { readonly date: string }, call: QueuedCall) {
      await update(album.title, call);
      return ok({ ...album, date });
    },
  };
  const book = {
    partsOf: (name: string) => [{ part: 1, album: { id: name, title: name } }],
    update: () => undefined,
  };
  const problems = await updateAlbumDates(
    new Set(NAMES),
    () => [DATE],
    book as unknown as AlbumBook,
    service as unknown as AlbumService,
    {
      signal: new AbortController().signal,
      limits: { atOnce: 1, waiting: 100, slowDowns: () => 0 },
      onUpdated: async (name, _was, is) => void given.push(`${name} ${is.date}`),
    },
  );
  return { given: given.toSorted(), codes: problems.map(({ code }) => code) };
}

test('albums that wait for each other get their dates together', async () => {
  const all = Promise.withResolvers<undefined>();
  let begun = 0;
  const { given, codes } = await datesGiven(async (_title, { onSent }) => {
    onSent?.();
    if (++begun === NAMES.length) all.resolve(undefined);
    await all.promise;
  });
  assert.deepEqual(codes, []);
  assert.deepEqual(
    given,
    NAMES.map((name) => `${name} ${DATE}`),
  );
});

test('an album whose date is a fault keeps no other from its own', async () => {
  const { given, codes } = await datesGiven(async (title) => {
    if (title === 'Italy') throw new Error('a fault');
  });
  assert.deepEqual(codes, ['E_INTERNAL']);
  assert.deepEqual(
    given,
    NAMES.filter((name) => name !== 'Italy').map((name) => `${name} ${DATE}`),
  );
});
