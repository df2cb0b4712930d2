import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplyPorts } from '../../../src/engine/apply/apply.ts';
import { ok } from '../../../src/engine/result.ts';
import { Library, lines, reportText } from '../../harness/library.ts';

test('new facts are written to no web copy that is known to hold something else', async (t) => {
  const settings = { mode: 'repairUpload', compare: ['date', 'hash'] };
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'something longer' });
  await library.run({ settings });
  // Somebody swaps two photos on the web, at a service that knows no dates and takes no facts.
  library.write({
    'album-gallery/albums/trip/a.jpg': { text: 'something longer' },
    'album-gallery/albums/trip/b.jpg': { text: 'a' },
  });
  for (const kind of ['sync', 'sync'] as const) {
    const report = await library.run({ kind, settings, host: { between: withoutDates } });
    assert.equal(
      reportText(report),
      lines`
        UNKNOWN UPDATE_REMOTE_METADATA failed Trip/a.jpg E_VERIFY
        UNKNOWN UPDATE_REMOTE_METADATA failed Trip/b.jpg E_VERIFY`,
    );
  }
});

test('where a service tells no size, its hash tells that it stored something else', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  const report = await library.run({ host: { between: storingOtherwise } });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/a.jpg E_VERIFY');
});

function storingOtherwise({ service, ...ports }: ApplyPorts): ApplyPorts {
  const { capabilities } = service;
  const other = `sha256:${'0'.repeat(64)}`;
  return {
    ...ports,
    service: {
      ...service,
      capabilities: { ...capabilities, knows: { ...capabilities.knows, size: false } },
      upload: async (...call) => {
        const stored = await service.upload(...call);
        return stored.ok ? ok({ ...stored.value, size: undefined, hash: other }) : stored;
      },
    },
  };
}

function withoutDates({ service, ...ports }: ApplyPorts): ApplyPorts {
  const { capabilities } = service;
  return {
    ...ports,
    service: {
      ...service,
      capabilities: { ...capabilities, metadata: ['albumDate'], knows: { ...capabilities.knows, sourceDate: false } },
      listItems: async (album, call) => {
        const listed = await service.listItems(album, call);
        return listed.ok ? ok(listed.value.map((item) => ({ ...item, modifiedMs: undefined }))) : listed;
      },
    },
  };
}
