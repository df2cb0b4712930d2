import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import type { SyncReport } from '../../../src/engine/report.ts';
import { fail } from '../../../src/engine/result.ts';
import { LARGEST_COPY } from '../../../src/run/readCopy.ts';
import type { Copy } from '../../../src/run/readCopy.ts';
import { driveLibrary } from '../../harness/googleDrive.ts';
import { photosLibrary } from '../../harness/googlePhotos.ts';
import { Library, textOfJpeg, tinyJpeg } from '../../harness/library.ts';
import { Pool } from '../../harness/pool.ts';

const FILES = { 'Rome/forum.jpg': { text: 'forum', at: '2024-05-01T10:00:00Z' } };
const VIDEO = Buffer.concat([Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'), Buffer.alloc(64)]);

describe('the web copy of a photo is read into memory', () => {
  test('from the gallery, with its date', async (t) => {
    const library = new Library(t, FILES);
    await library.run();
    const copy = await library.copyOf(itemOf(await library.run()));
    assert.equal(told(copy), 'photo forum.jpg 2024-05-01T10:00:00.000Z original of Gallery: forum');
  });

  test('from Google Drive, with its date, as it was sent', async (t) => {
    const { library, run, copyOf } = await driveLibrary(t, FILES);
    await run();
    const files = library.files();
    const copy = await copyOf(itemOf(await run({ all: true })));
    assert.equal(told(copy), 'photo forum.jpg 2024-05-01T10:00:00.000Z original of Google Drive: forum');
    assert.deepEqual(library.files(), files);
  });

  test('from Google Photos, which gives no originals', async (t) => {
    const { run, copyOf } = await photosLibrary(t, FILES);
    await run();
    assert.match(told(await copyOf(itemOf(await run({ all: true })))), /^photo forum\.jpg .* changed of Google Photos/);
  });

  test('also where nothing is here, and nothing is remembered', async (t) => {
    const { library, run, copyOf } = await driveLibrary(t, FILES);
    await run();
    library.loseLedger();
    library.write({ 'Rome/other.jpg': 'other' });
    library.remove('Rome/forum.jpg');
    const item = itemOf(await run({ kind: 'preview' }));
    assert.equal(item.event, 'REMOTE_ONLY');
    assert.match(told(await copyOf(item)), /: forum$/);
  });

  test('as it is now, not as the report saw it', async (t) => {
    const { anna, run, copyOf } = await driveLibrary(t, FILES);
    const report = await run();
    await anna.replaceContent(anna.files().find(({ name }) => name === 'forum.jpg')?.id ?? '', tinyJpeg('edited'));
    assert.match(told(await copyOf(itemOf(report))), /: edited$/);
  });
});

describe('what cannot be read says why', () => {
  test('an item that is gone', async (t) => {
    const { anna, run, copyOf } = await driveLibrary(t, FILES);
    const report = await run();
    anna.trash(anna.files().find(({ name }) => name === 'forum.jpg')?.id ?? '');
    assert.equal(told(await copyOf(itemOf(report))), 'E_TARGET_CHANGED');
  });

  test('a person who is signed out', async (t) => {
    const { run, copyOf } = await driveLibrary(t, FILES);
    const report = await run();
    const googleAccess = async () => fail(problem('E_SIGN_IN'));
    assert.equal(told(await copyOf(itemOf(report), { host: { googleAccess } })), 'E_SIGN_IN');
  });

  test('a video, which is for the browser', async (t) => {
    const { run, copyOf } = await driveLibrary(t, { 'Rome/walk.mp4': { bytes: VIDEO } });
    const copy = await copyOf(itemOf(await run({ settings: { formats: 'video' } })));
    assert.match(told(copy), /^video walk\.mp4 http/);
  });

  test('a person who has enough of waiting', async (t) => {
    const { run, copyOf } = await driveLibrary(t, FILES);
    const report = await run();
    const cancelled = new AbortController();
    const copy = await copyOf(itemOf(report), { signal: cancelled.signal, onEvent: () => cancelled.abort() });
    assert.equal(told(copy), 'E_CANCELLED');
  });
});

describe('of what a service says of an item', () => {
  const TOO_LARGE = LARGEST_COPY + 1;
  const CASES = [
    { what: 'a name that leads elsewhere is no path', name: '../../.ssh/id.jpg', item: {}, told: /^photo id\.jpg / },
    {
      what: 'a name that turns the text around is none',
      name: 'a\u202egpj.exe',
      item: {},
      told: /^photo a%E2%80%AEgpj\.exe /,
    },
    { what: 'a shrunk copy is called smaller', item: { size: 9000, stored: { size: 9 } }, told: / smaller of Pool/ },
    { what: 'a size that is too large is not fetched', item: { size: TOO_LARGE }, told: /^large a\.jpg$/, fetched: 0 },
    {
      what: 'a shrunk copy counts with its own size',
      item: { size: TOO_LARGE, stored: { size: 9 } },
      told: /^photo a\.jpg /,
    },
    { what: 'an unknown size ends at the limit', item: {}, sends: 3 * LARGEST_COPY, told: /^large a\.jpg$/ },
  ] as const;
  for (const { what, item, told: expected, ...more } of CASES)
    test(what, async (t) => {
      const library = new Library(t, FILES);
      const service = new Pool().open();
      let fetched = 0;
      const asked = {
        ...service,
        listAlbums: async () => ({ ok: true, value: [{ id: 'rome', title: 'Rome' }] }) as const,
      };
      const copy = await library.copyOf(
        { album: 'Rome', name: 'name' in more ? more.name : 'a.jpg', remoteId: 'a' },
        {
          host: {
            between: (ports) => ({
              ...ports,
              service: {
                ...asked,
                listItems: async () => ({ ok: true, value: [{ id: 'a', albumId: 'rome', name: 'a.jpg', ...item }] }),
                download: async (_, sink) => {
                  fetched++;
                  return sink(blocks('sends' in more ? more.sends : 9));
                },
              },
            }),
          },
        },
      );
      assert.match(told(copy), expected);
      assert.equal(fetched, 'fetched' in more ? more.fetched : 1);
    });
});

async function* blocks(size: number): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(Math.min(size, 1024 ** 2));
  for (let sent = 0; sent < size; sent += block.length) yield block;
}

function itemOf({ items }: SyncReport) {
  const found = items.find(({ name }) => name === 'forum.jpg' || name === 'walk.mp4');
  assert.ok(found);
  return found;
}

function told(copy: Copy): string {
  if (copy.kind === 'failed') return copy.problem.code;
  if (copy.kind === 'notRead')
    return [copy.reason, copy.fileName, ...(copy.url === undefined ? [] : [copy.url])].join(' ');
  const { fileName, likeness, service, modifiedMs, bytes } = copy;
  const isJpeg = bytes[0] === 0xff;
  const text = isJpeg ? `: ${textOfJpeg(Buffer.from(bytes))}` : '';
  return `photo ${fileName} ${new Date(modifiedMs).toISOString()} ${likeness} of ${service}${text}`;
}
