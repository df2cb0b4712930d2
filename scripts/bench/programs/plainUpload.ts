// One request with the bytes of all photos of a folder: node scripts/bench/programs/plainUpload.ts FOLDER ADDRESS TOKEN
import { createReadStream, globSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ReadableStream } from 'node:stream/web';

const [folder = '', address = '', token = ''] = process.argv.slice(2);
const photos = globSync('**/*.jpg', { cwd: folder })
  .toSorted()
  .map((photo) => path.join(folder, photo));
const size = photos.reduce((sum, photo) => sum + statSync(photo).size, 0);

async function* bytes(): AsyncGenerator<Uint8Array> {
  for (const photo of photos) yield* createReadStream(photo, { highWaterMark: 1024 * 1024 });
}

const answer = await fetch(address, {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(size),
    'X-Goog-Upload-Protocol': 'raw',
    'X-Goog-Upload-Content-Type': 'application/octet-stream',
  },
  // Node's types know a body that is sent while it comes only under their own names.
  ...({ body: ReadableStream.from(bytes()), duplex: 'half' } as object),
});
await answer.text();
if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
