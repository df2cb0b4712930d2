import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Capture, Problem } from '../../engine/model.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { createChildPool } from './childPool.ts';
import type { Dimensions, ImageOutcome, ImageRequest, ImageTask, ImageValues, Thumbnail } from './protocol.ts';

/**
 * How a picture ended: made; not made because nobody can (`unsupported`: HEIC, RAW), because this photo is damaged, or
 * because this computer has no decoder, which is then true of every photo; or stopped by the caller's signal.
 */
export type PictureOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'damaged'; readonly problem: Problem }
  | { readonly kind: 'noDecoder'; readonly problem: Problem }
  | { readonly kind: 'cancelled' };

export interface PictureCall {
  readonly signal: AbortSignal;
}

/** Everything that decodes or parses a photo. It happens in child processes, so that no photo can hurt this one. */
export interface ImageTools {
  /** Whether photos can be decoded at all on this computer: `E_IMAGE_LIBRARY` where they cannot. */
  decoder(call: PictureCall): Promise<Result<void>>;
  /** A small WebP picture, upright, and the size of the photo. */
  thumbnail(path: string, call: PictureCall): Promise<PictureOutcome<Thumbnail>>;
  /** The size of the photo as a viewer shows it. */
  dimensions(path: string, call: PictureCall): Promise<PictureOutcome<Dimensions>>;
  /** Capture date and caption; empty when there are none or they cannot be read. */
  capture(path: string, call: PictureCall): Promise<Capture>;
  /** The camera's name, or undefined where the photo does not say or cannot be read. */
  camera(path: string, call: PictureCall): Promise<string | undefined>;
  /** A copy whose longest side has `side` pixels, or undefined when the photo is small enough as it is. */
  shrink(path: string, side: number, call: PictureCall): Promise<PictureOutcome<Uint8Array | undefined>>;
  /** How many jobs run at once; asking for more only makes them wait. */
  readonly parallel: number;
  /** Ends the child processes; what they still work on ends as `damaged`. */
  dispose(): void;
}

export interface ImageToolsOptions {
  /** Absolute path of the program of the child processes: `dist/imageWorker.js`, or `src/imageWorker.ts` in tests. */
  readonly workerPath: string;
  /** Child processes, at most; each works on one photo at a time. */
  readonly processes: number;
  /** A job that takes longer is given up and its process killed. */
  readonly timeoutMs: number;
}

/** Makes the image tools. No process is started before the first photo. */
export function createImageTools(options: ImageToolsOptions): ImageTools {
  const pool = createChildPool<ImageRequest, ImageOutcome<unknown>>({
    modulePath: options.workerPath,
    size: options.processes,
    timeoutMs: options.timeoutMs,
    // They read the first bytes of a file; the others decode it.
    isShort: ({ task }) => task === 'capture' || task === 'camera',
  });

  async function run<T extends ImageTask>(
    task: T,
    path: string,
    { signal }: PictureCall,
    side?: number,
  ): Promise<PictureOutcome<ImageValues[T]>> {
    const ended = await pool.run({ task, path, side }, signal);
    switch (ended.kind) {
      case 'cancelled':
        return { kind: 'cancelled' };
      case 'lost':
        return { kind: 'damaged', problem: problem('E_IMAGE_DECODE', ended.reason) };
      case 'broken':
        return { kind: 'noDecoder', problem: problem('E_IMAGE_LIBRARY', ended.reason) };
      case 'answered':
        // The image process is this program too, so its answers have the types of the protocol.
        return inWords(ended.answer as ImageOutcome<ImageValues[T]>);
    }
  }

  return {
    async decoder({ signal }) {
      const ended = await pool.run({ task: 'decoder', path: '' }, signal);
      // A library may also kill its process, on a processor that is too old for it.
      if (ended.kind === 'lost' || ended.kind === 'broken') return fail(problem('E_IMAGE_LIBRARY', ended.reason));
      const outcome = ended.kind === 'answered' ? inWords(ended.answer) : undefined;
      return outcome?.kind === 'noDecoder' ? fail(outcome.problem) : ok();
    },
    thumbnail: (path, call) => run('thumbnail', path, call),
    dimensions: (path, call) => run('dimensions', path, call),
    shrink: (path, side, call) => run('shrink', path, call, side),
    async capture(path, call) {
      const outcome = await run('capture', path, call);
      return outcome.kind === 'done' ? outcome.value : {};
    },
    async camera(path, call) {
      const outcome = await run('camera', path, call);
      return outcome.kind === 'done' ? outcome.value : undefined;
    },
    parallel: options.processes,
    dispose: () => pool.dispose(),
  };
}

function inWords<T>(outcome: ImageOutcome<T>): PictureOutcome<T> {
  switch (outcome.kind) {
    case 'done':
      return outcome;
    case 'unsupported':
      return { kind: 'unsupported' };
    case 'damaged':
      return { kind: 'damaged', problem: problem('E_IMAGE_DECODE', phrase`${outcome.reason}`) };
    case 'noDecoder':
      return { kind: 'noDecoder', problem: problem('E_IMAGE_LIBRARY', phrase`${outcome.reason}`) };
  }
}
