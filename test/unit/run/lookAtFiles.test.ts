import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAtFiles } from '../../../src/run/lookAtFiles.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';

const signal = new AbortController().signal;

test('a look tells of each file what the photo shows, and ends its processes', async () => {
  let disposed = 0;
  const openImages = () => ({
    ...NO_IMAGES,
    thumbnail: async (path: string) =>
      path === '/web.jpg'
        ? ({ kind: 'unsupported' } as const)
        : ({
            kind: 'done',
            value: { bytes: new Uint8Array([1]), dimensions: { width: 4, height: 3 } },
          } as const),
    capture: async () => ({ capturedAt: '2019-06-01T10:00:00' }),
    camera: async (path: string) => (path === '/web.jpg' ? undefined : 'Pinhole'),
    dispose: () => void disposed++,
  });
  assert.deepEqual(await lookAtFiles({ files: ['/local.jpg', '/web.jpg'] }, { openImages }, signal), [
    {
      picture: new Uint8Array([1]),
      dimensions: { width: 4, height: 3 },
      capturedAt: '2019-06-01T10:00:00',
      camera: 'Pinhole',
    },
    { picture: undefined, dimensions: undefined, capturedAt: '2019-06-01T10:00:00', camera: undefined },
  ]);
  assert.equal(disposed, 1);
});

test('a look that fails ends its processes too', async () => {
  let disposed = 0;
  const thumbnail = () => Promise.reject(new Error('lost'));
  const openImages = () => ({ ...NO_IMAGES, thumbnail, dispose: () => void disposed++ });
  await assert.rejects(lookAtFiles({ files: ['/a.jpg'] }, { openImages }, signal), /lost/);
  assert.equal(disposed, 1);
});
