import type { DiskError } from '../threads/diskError.ts';
import type { AbortCalls } from '../threads/abortCalls.ts';
import type { FileSystemFlush } from './fileSystemFlush.ts';

/** Files of one file system that wait to be flushed. */
export interface FlushQueue {
  /** A file is being written, which `flush` or `giveUp` will speak of: those that wait wait for it a little. */
  expect(): void;
  giveUp(): void;
  /**
   * Resolves when the bytes of a file that was expected are on the disk, or with why they are not. After `signal` it resolves
   * at once, and nobody knows.
   */
  flush(file: WrittenFile, signal: AbortSignal): Promise<DiskError | undefined>;
}

export interface WrittenFile {
  /** Absolute, of a file that is whole and closed. */
  readonly path: string;
  readonly size: number;
}

export interface FlushPorts {
  readonly together: Pick<FileSystemFlush, 'flush'>;
  /** Flushes one file by itself. */
  readonly each: (path: string) => Promise<DiskError | undefined>;
  readonly aborts: AbortCalls;
}

/** A few files are flushed one by one, which leaves alone what other programs have written. */
export const WORTH_ONE_FLUSH = 32;

/** So many are flushed with one call, or fewer of many bytes: what a crash costs, and a wait that a person notices. */
const MOST_FILES = 256;
const MOST_BYTES = 128 * 1024 * 1024;

/** No file waits longer for others: where they come slowly, waiting for more of them gains nothing. */
const MOST_WAIT_MS = 1000;

interface Waiting extends WrittenFile {
  readonly end: (error: DiskError | undefined) => void;
}

/** Gathers files while others are being written and the last flush is on its way. Where that fails, each is flushed. */
export function createFlushQueue({ together, each, aborts }: FlushPorts): FlushQueue {
  const waiting = new Set<Waiting>();
  let [expected, bytes] = [0, 0];
  let isFlushing = false;
  let timer: NodeJS.Timeout | undefined;

  function goOn(): void {
    const isFull = waiting.size >= MOST_FILES || bytes >= MOST_BYTES;
    if (waiting.size === 0 || isFlushing) return;
    if (isFull || expected === 0) void flushAll();
    // What is still being written keeps the program running, and after a cancel nothing has to.
    else timer ??= setTimeout(onTime, MOST_WAIT_MS).unref();
  }

  function onTime(): void {
    timer = undefined;
    if (!isFlushing) void flushAll();
  }

  async function flushAll(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isFlushing = true;
    const files = [...waiting];
    waiting.clear();
    bytes = 0;
    const isDone = files.length >= WORTH_ONE_FLUSH && (await together.flush(files.at(-1)?.path ?? ''));
    await Promise.all(files.map(async ({ path, end }) => end(isDone ? undefined : await each(path))));
    isFlushing = false;
    goOn();
  }

  return {
    expect: () => void expected++,
    giveUp() {
      expected--;
      goOn();
    },
    flush({ path, size }, signal) {
      expected--;
      if (signal.aborted) {
        goOn();
        return Promise.resolve(undefined);
      }
      return new Promise((resolve) => {
        const file: Waiting = {
          path,
          size,
          end(error) {
            forget();
            resolve(error);
          },
        };
        const forget = aborts.add(signal, () => {
          if (waiting.delete(file)) bytes -= size;
          resolve(undefined);
        });
        waiting.add(file);
        bytes += size;
        goOn();
      });
    },
  };
}
