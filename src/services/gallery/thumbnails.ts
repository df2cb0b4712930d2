import { createHash } from 'node:crypto';
import { readdir, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { flushFolder, isTemporaryName, writeOneOfMany } from '../../local/safeWrite.ts';
import type { AlbumState } from './albumState.ts';
import { ensureFolder } from './containment.ts';
import { storedHash, type Entry } from './entry.ts';
import type { PictureOutcome } from '../../local/images/imageTools.ts';
import type { Thumbnail } from '../../local/images/protocol.ts';
import { errorCode, writeProblem } from './fileProblem.ts';
import { ALBUMS, THUMBS } from './layout.ts';
import type { Store } from './store.ts';

/** The thumbnails of one album that are there, after the missing ones were made. */
export interface Thumbnails {
  /** File name of an item's thumbnail in the album's folder of thumbnails; undefined when it has none. */
  nameOf(entry: Entry): string | undefined;
  readonly problems: readonly Problem[];
  /** Set when this computer cannot make any, so that nobody tries again for the next album. */
  readonly noDecoder: boolean;
}

/** A thumbnail is named after the content of its photo, so a photo keeps it when it is renamed and loses it when changed. */
const THUMBNAIL = /^[0-9a-f]{32}\.webp$/u;

/** Formats that every decoder knows, so that a photo without a thumbnail is damaged. HEIC and RAW never have one. */
const EXPECTED = /^image\/(jpeg|png|gif|webp|avif|tiff)$/u;

/** Says that this content has no thumbnail, so that it is not tried again at every run. */
const NONE = /^[0-9a-f]{32}\.none$/u;

/** Makes the thumbnails that an album misses and removes those that belong to no item any more. */
export async function updateThumbnails(
  store: Store,
  state: AlbumState,
  { hasDecoder, signal }: { readonly hasDecoder: boolean; readonly signal: AbortSignal },
): Promise<Thumbnails> {
  const folder = store.layout.thumbs(state.slug);
  const photos = state.items.all().filter((entry) => entry.type?.kind !== 'video');
  const there = new Set(await namesIn(folder));
  const problems: Problem[] = [];
  let noDecoder = false;
  let isUnwritable = false;

  async function keep(entry: Entry, made: PictureOutcome<Thumbnail>): Promise<void> {
    const key = keyOf(entry);
    switch (made.kind) {
      case 'done': {
        await write(`${key}.webp`, made.value.bytes);
        const { width, height } = made.value.dimensions;
        if (entry.width === width && entry.height === height) return;
        state.items.put({ ...entry, width, height });
        state.isWritten = false;
        return;
      }
      case 'damaged':
      case 'unsupported':
        if (EXPECTED.test(entry.type?.mime ?? '')) {
          const path = `${ALBUMS}/${state.slug}/${entry.path}`;
          problems.push(
            made.kind === 'damaged' ? { ...made.problem, path } : problem('E_IMAGE_DECODE', phrase`${path}`, { path }),
          );
        }
        return write(`${key}.none`, '');
      case 'noDecoder':
        if (!noDecoder) problems.push(made.problem);
        noDecoder = true;
        return;
      case 'cancelled':
        return;
    }
  }

  async function write(name: string, content: string | Uint8Array): Promise<void> {
    try {
      await writeOneOfMany(path.join(folder, name), content);
      there.add(name);
    } catch (error) {
      if (!isUnwritable) problems.push(writeProblem(error, `${THUMBS}/${state.slug}/${name}`));
      isUnwritable = true;
    }
  }

  const missing = photos.filter((entry) => !there.has(`${keyOf(entry)}.webp`) && !there.has(`${keyOf(entry)}.none`));
  if (missing.length > 0 && hasDecoder && !signal.aborted) {
    const ensured = await ensureFolder(store.layout.root, folder);
    if (!ensured.ok) {
      problems.push(ensured.problem);
      isUnwritable = true;
    }
    // A second copy of the same photo shares its thumbnail.
    const work = new Map(missing.map((entry) => [keyOf(entry), entry])).values();
    const workers = Array.from({ length: store.images.parallel }, async () => {
      // While one waits for the disk, the next one is made.
      let writing = Promise.resolve();
      for (const entry of work) {
        if (signal.aborted || noDecoder || isUnwritable) break;
        const made = await store.images.thumbnail(store.layout.item(state.slug, entry.path), { signal });
        await writing;
        writing = keep(entry, made);
      }
      await writing;
    });
    await Promise.all(workers);
    await flushFolder(folder);
  }
  await removeUnused(folder, there, new Set(photos.map(keyOf)));
  return {
    nameOf(entry) {
      const name = `${keyOf(entry)}.webp`;
      return there.has(name) ? name : undefined;
    },
    problems,
    noDecoder,
  };
}

/** Removes the thumbnails of an album that is gone. What else is in their folder stays, and the folder with it. */
export async function removeThumbnails(folder: string): Promise<void> {
  await removeUnused(folder, new Set(await namesIn(folder)), new Set());
  await rmdir(folder).catch(() => undefined);
}

async function removeUnused(folder: string, there: ReadonlySet<string>, used: ReadonlySet<string>): Promise<void> {
  for (const name of there) {
    const isOurs = THUMBNAIL.test(name) || NONE.test(name);
    if (isTemporaryName(name) || (isOurs && !used.has(name.slice(0, 32)))) {
      await unlink(path.join(folder, name)).catch(() => undefined);
    }
  }
}

function keyOf(entry: Entry): string {
  const hash = storedHash(entry);
  if (hash !== undefined && /^sha256:[0-9a-f]{64}$/u.test(hash)) return hash.slice(7, 39);
  // Without a hash, what tells this state of the file from another one stands for its content.
  const state = `${entry.path}\n${entry.file.size}\n${entry.file.modifiedMs}`;
  return createHash('sha256').update(state).digest('hex').slice(0, 32);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
