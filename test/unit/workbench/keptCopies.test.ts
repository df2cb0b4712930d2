import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import type { Watch } from '../../../src/engine/ports/progress.ts';
import type { Copy } from '../../../src/run/readCopy.ts';
import { copyKey, copyOfKey, KeptCopies, type CopyRef } from '../../../src/workbench/copies/keptCopies.ts';

const FORUM: CopyRef = {
  folder: 'file:///my%20photos',
  parts: ['Rome', 'Rome #2'],
  remoteId: 'id/1',
  name: 'forum.jpg',
};
const WATCH: Watch = { signal: new AbortController().signal, onEvent: () => undefined };
const PHOTO: Copy = {
  kind: 'photo',
  bytes: new Uint8Array([1]),
  fileName: 'forum.jpg',
  modifiedMs: 0,
  likeness: 'original',
  service: 'Gallery',
};
const FAILED: Copy = { kind: 'failed', problem: problem('E_UNREACHABLE') };

describe('the address of a web copy', () => {
  for (const [what, ref] of [
    ['any', FORUM],
    ['one with letters, signs and nothing in it', { ...FORUM, parts: [], name: 'Über/100% ?#&.jpg' }],
  ] as const)
    it(`brings back ${what}, also where it is decoded once more`, () => {
      const key = copyKey(ref);
      assert.deepEqual([copyOfKey(key), copyOfKey(decodeURIComponent(key))], [ref, ref]);
      assert.match(key, /^[\w-]+$/);
    });

  for (const made of [
    '',
    'nonsense',
    'null',
    '{}',
    '["file:///a", "Rome", "id", "a.jpg"]',
    '["file:///a", [1], "id", "a"]',
  ])
    it(`is none where it was not made here: ${made}`, () => {
      assert.equal(copyOfKey(Buffer.from(made).toString('base64url')), undefined);
    });
});

describe('a kept copy', () => {
  const reader = (...answers: readonly Copy[]) => {
    const left = [...answers];
    const asked: string[] = [];
    const kept = new KeptCopies(async ({ name }) => {
      asked.push(name);
      return left.shift() ?? PHOTO;
    });
    return { kept, asked };
  };

  it('is read once for all who ask', async () => {
    const { kept, asked } = reader();
    const copies = await Promise.all([kept.get(FORUM, WATCH), kept.get(FORUM, WATCH)]);
    assert.deepEqual([...copies, await kept.get(FORUM, WATCH)], [PHOTO, PHOTO, PHOTO]);
    assert.deepEqual(asked, ['forum.jpg']);
  });

  it('is another one for another item', async () => {
    const { kept, asked } = reader();
    await kept.get(FORUM, WATCH);
    await kept.get({ ...FORUM, remoteId: 'id/2', name: 'tiber.jpg' }, WATCH);
    assert.deepEqual(asked, ['forum.jpg', 'tiber.jpg']);
  });

  it('is read anew when it was dropped', async () => {
    const { kept, asked } = reader();
    await kept.get(FORUM, WATCH);
    kept.drop(FORUM);
    await kept.get(FORUM, WATCH);
    assert.equal(asked.length, 2);
  });

  it('is asked for again where it could not be read', async () => {
    const { kept } = reader(FAILED, PHOTO);
    assert.deepEqual([await kept.get(FORUM, WATCH), await kept.get(FORUM, WATCH)], [FAILED, PHOTO]);
  });
});
