// What a first sync cannot do without, and nothing around it: node scripts/bench/programs/copyLoop.ts PHOTOS COPY
// As many threads as cores: each photo is read, hashed, written, read back and dated, flushed with others, and then gets its name.
import { globSync, mkdirSync, renameSync } from 'node:fs';
import { availableParallelism, release } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { copyFile, PIECE_BYTES } from '../../../src/local/copying/copyFile.ts';
import { readFingerprint, modifiedMs } from '../../../src/local/fingerprint.ts';
import { fileSystemFlush } from '../../../src/local/flushing/fileSystemFlush.ts';

/** So many photos wait for one flush, as in a sync, and so many are told of with one message. */
const FILES_A_FLUSH = 256;
const FILES_A_MESSAGE = 64;

interface Share {
  readonly photos: string;
  readonly copy: string;
  /** Paths of photos, relative to both. */
  readonly names: readonly string[];
}

/** A copy that is whole, and where it is to be. */
type Staged = readonly [from: string, to: string];

if (isMainThread) await copyAll(process.argv[2] ?? '', process.argv[3] ?? '');
else copyShare(workerData as Share);

async function copyAll(photos: string, copy: string): Promise<void> {
  const names = globSync('**/*.jpg', { cwd: photos });
  for (const folder of new Set(names.map((name) => path.dirname(name))))
    mkdirSync(path.join(copy, folder), { recursive: true });
  const flush = fileSystemFlush(process.platform, release());
  let staged: Staged[] = [];
  let flushed = Promise.resolve();
  const nameAll = () => {
    const ready = staged;
    staged = [];
    flushed = flushed.then(async () => {
      if (flush && !(await flush.flush(copy))) throw new Error('The disk could not be flushed.');
      for (const [from, to] of ready) renameSync(from, to);
    });
  };
  const threads = availableParallelism();
  const shareOf = (thread: number) =>
    names.slice((thread * names.length) / threads, ((thread + 1) * names.length) / threads);
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const share: Share = { photos, copy, names: shareOf(thread) };
      const worker = new Worker(new URL(import.meta.url), { workerData: share });
      worker.on('message', (copies: readonly Staged[]) => {
        staged.push(...copies);
        if (staged.length >= FILES_A_FLUSH) nameAll();
      });
      return new Promise((resolve, reject) => worker.once('error', reject).once('exit', resolve));
    }),
  );
  nameAll();
  await flushed;
  flush?.dispose();
}

function copyShare({ photos, copy, names }: Share): void {
  const buffers = { piece: Buffer.allocUnsafe(PIECE_BYTES), mirror: Buffer.allocUnsafe(PIECE_BYTES) };
  for (let first = 0; first < names.length; first += FILES_A_MESSAGE) {
    const copies = names.slice(first, first + FILES_A_MESSAGE).map((name): Staged => {
      const [from, to] = [path.join(photos, name), path.join(copy, name)];
      const look = readFingerprint(from);
      const job = { task: 'copy', from, to: `${to}.part`, size: look.size, flush: 'later' } as const;
      const done = copyFile({ ...job, modifiedMs: modifiedMs(look) }, buffers);
      if ('failed' in done) throw new Error(`${name}: ${done.failed}`);
      return [job.to, to];
    });
    parentPort?.postMessage(copies);
  }
}
