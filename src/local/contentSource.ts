import { createHash } from 'node:crypto';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { LocalFile } from '../engine/model.ts';
import type { ContentSource, HashName, ReadContent } from '../engine/ports/albumService.ts';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { isSameFile, readFingerprint } from './fingerprint.ts';
import type { FileHasher } from './hashing/fileHasher.ts';
import { readChunks } from './safeWrite.ts';

/** The bytes of a file as the scan saw it, which `verify` looks at. */
export function fileSource(
  absolute: string,
  file: LocalFile,
  seen: Fingerprint,
  hasher: Pick<FileHasher, 'read'>,
): ContentSource {
  return {
    size: file.size,
    filePath: absolute,
    look: seen,
    stream: () => readChunks(absolute),
    readInto: (memory, hashes, { signal }) => readInto(memory, hashes, signal),
    verify: async () => checkUnchanged(absolute, file, seen),
  };

  async function readInto(
    memory: Uint8Array,
    hashes: readonly HashName[],
    signal: AbortSignal,
  ): Promise<Result<ReadContent>> {
    try {
      const { look, ...read } = await hasher.read({ path: absolute, size: file.size, memory, hashes }, signal);
      const unchanged = look && isSameFile(look, seen) ? ok() : checkUnchanged(absolute, file, seen);
      return unchanged.ok ? ok(read) : unchanged;
    } catch (error) {
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      const { code } = error as NodeJS.ErrnoException;
      return fail(problem('E_FILE_UNREADABLE', phrase`${file.path}: ${code ?? String(error)}`, { path: file.path }));
    }
  }
}

/** `E_SOURCE_CHANGED` when the file is not the one that the scan saw: other content, another date, or gone. */
export function checkUnchanged(absolute: string, file: LocalFile, seen: Fingerprint | undefined): Result<void> {
  try {
    if (seen && isSameFile(readFingerprint(absolute), seen)) return ok();
    return fail(problem('E_SOURCE_CHANGED', phrase`${file.path}`, { path: file.path }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const gone = code === 'ENOENT' || code === 'ENOTDIR';
    return fail(
      problem(gone ? 'E_SOURCE_CHANGED' : 'E_FILE_UNREADABLE', phrase`${file.path}: ${code ?? ''}`, {
        path: file.path,
      }),
    );
  }
}

/** A smaller copy in the place of the original, which must still be unchanged when the copy is stored. */
export function shrunkSource(original: ContentSource, copy: Uint8Array): ContentSource {
  return {
    size: copy.byteLength,
    hash: `sha256:${createHash('sha256').update(copy).digest('hex')}`,
    stream: async function* () {
      yield copy;
    },
    verify: () => original.verify(),
  };
}
