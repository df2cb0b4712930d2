import type { DiskError } from '../threads/diskError.ts';
import type { AbortCalls } from '../threads/abortCalls.ts';
import type { FileSystemFlush } from './fileSystemFlush.ts';

/** Files of one file system that wait to be flushed. */
export interface FlushQueue {
  /** A file, or several that go together, are being written, of which `flush` or `giveUp` will speak: others wait for them a little. */
  expect(): void;
  giveUp(): void;
  /**
   * Resolves when the bytes of what was expected are on the disk; where those of a file are not, its path has the reason. After
   * `signal` it resolves at once, and nobody knows.
   * @param onBegun is called when no others are waited for any more
   */
  flush(files: WrittenFiles, signal: AbortSignal, onBegun?: () => void): Promise<ReadonlyMap<string, DiskError>>;
}

export interface WrittenFiles {
  /** Absolute, of files that are whole and closed; one at least. */
  readonly paths: readonly string[];
  /** Bytes of all of them. */
  readonly size: number;
}

export interface FlushPorts {
  readonly together: Pick<FileSystemFlush, 'flush' | 'prepare'>;
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

interface Waiting extends WrittenFiles {
  readonly begin: () => void;
  readonly end: (errors: ReadonlyMap<string, DiskError>) => void;
}

const NO_ERRORS: ReadonlyMap<string, DiskError> = new Map();

/** Gathers files while others are being written and the last flush is on its way. Where that fails, each is flushed. */
export function createFlushQueue({ together, each, aborts }: FlushPorts): FlushQueue {
  const waiting = new Set<Waiting>();
  let [expected, files, bytes] = [0, 0, 0];
  let isFlushing = false;
  let timer: NodeJS.Timeout | undefined;

  function goOn(): void {
    const isFull = files >= MOST_FILES || bytes >= MOST_BYTES;
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
    const groups = [...waiting];
    const isWorthIt = files >= WORTH_ONE_FLUSH;
    waiting.clear();
    [files, bytes] = [0, 0];
    const flushed = isWorthIt && together.flush(groups.at(-1)?.paths.at(-1) ?? '');
    for (const { begin } of groups) begin();
    const isDone = await flushed;
    await Promise.all(groups.map(async ({ paths, end }) => end(isDone ? NO_ERRORS : await flushEach(paths))));
    isFlushing = false;
    goOn();
  }

  async function flushEach(paths: readonly string[]): Promise<ReadonlyMap<string, DiskError>> {
    const errors = await Promise.all(paths.map(each));
    return new Map(errors.flatMap((error, index) => (error ? [[paths[index] ?? '', error] as const] : [])));
  }

  /** They wait, or wait no longer. */
  function count({ paths, size }: WrittenFiles, step: 1 | -1): void {
    files += step * paths.length;
    bytes += step * size;
  }

  return {
    expect() {
      if (++expected + files === WORTH_ONE_FLUSH) together.prepare();
    },
    giveUp() {
      expected--;
      goOn();
    },
    flush({ paths, size }, signal, onBegun = () => undefined) {
      expected--;
      if (signal.aborted) {
        goOn();
        return Promise.resolve(NO_ERRORS);
      }
      return new Promise((resolve) => {
        const group: Waiting = {
          paths,
          size,
          begin: onBegun,
          end(errors) {
            forget();
            resolve(errors);
          },
        };
        const forget = aborts.add(signal, () => {
          if (waiting.delete(group)) count(group, -1);
          resolve(NO_ERRORS);
        });
        waiting.add(group);
        count(group, 1);
        goOn();
      });
    },
  };
}
