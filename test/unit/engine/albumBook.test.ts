import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AlbumBook } from '../../../src/engine/apply/albumBook.ts';
import { recordTogether } from '../../../src/engine/apply/recordTogether.ts';
import type { AlbumService, QueuedCall } from '../../../src/engine/ports/albumService.ts';
import type { Ledger } from '../../../src/engine/ports/ledger.ts';
import { ok } from '../../../src/engine/result.ts';

/** A book whose service makes room for others as soon as it is asked for an album. */
function emptyBook() {
  const made: string[] = [];
  const service = {
    async createAlbum(title: string, { onSent }: QueuedCall) {
      made.push(title);
      onSent?.();
      return ok({ id: title, title });
    },
  };
  const ledger = { rememberAlbum: () => undefined, rememberStep: () => undefined, commit: () => undefined };
  const plan = { albums: [], inStep: [], titles: new Set<string>() };
  const { signal } = new AbortController();
  const book = new AlbumBook(
    plan,
    service as unknown as AlbumService,
    recordTogether(ledger as unknown as Ledger),
    signal,
  );
  return { book, made };
}

for (const part of [1, 2])
  test(`an album of ${part} is made once, also for who asks for it while the service makes room for others`, async () => {
    const { book, made } = emptyBook();
    const others: ReturnType<AlbumBook['open']>[] = [];
    const first = await book.open('Trip', part, () => others.push(book.open('Trip', part)));
    const second = await others[0];
    assert.deepEqual(second, first);
    assert.deepEqual(made, ['Trip', 'Trip #2'].slice(0, part));
  });
