import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { ContentSource, Upload, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import type { FileCopier } from '../../local/copying/fileCopier.ts';
import { discardStaged, stageFile, type StagedFile, type StageRequest } from '../../local/safeWrite.ts';
import { capturedIn, type Entry } from './entry.ts';
import { messageOf, writeProblem } from './fileProblem.ts';
import { ALBUMS } from './layout.ts';
import type { Store } from './store.ts';

/**
 * Copies the bytes of a source next to where they will be kept, and checks them. Nothing is left behind when it fails:
 * `E_FILE_UNREADABLE`, `E_SOURCE_CHANGED`, `E_VERIFY`, `E_CANCELLED`, or what the disk said.
 * @param flush see `FileCopier.stage`
 */
export async function stageSource(
  { layout, copier, ensureFolder }: Pick<Store, 'layout' | 'copier' | 'ensureFolder'>,
  slug: string,
  details: UploadDetails,
  source: ContentSource,
  signal: AbortSignal,
  flush?: Parameters<FileCopier['stage']>[1],
): Promise<Result<StagedFile>> {
  const folder = await ensureFolder(layout.album(slug));
  if (!folder.ok) return folder;
  const request: Omit<StageRequest, 'chunks'> = {
    folder: layout.album(slug),
    modifiedMs: details.facts.modifiedMs,
    signal,
    ...wordsFor(slug, details.name),
  };
  const { filePath: from } = source;
  const staged =
    copier && from !== undefined
      ? await copier.stage({ ...request, from, size: source.size }, flush)
      : await stageFile({ ...request, chunks: chunksOf(source) });
  if (!staged.ok) return staged;
  const checked = await check(staged.value, details, source);
  if (checked.ok) return staged;
  await discardStaged(staged.value);
  return checked;
}

/** `stageSource` for many files of this computer at once; undefined where they cannot be copied together. */
export async function stageTogether(
  { layout, copier, ensureFolder }: Pick<Store, 'layout' | 'copier' | 'ensureFolder'>,
  slug: string,
  uploads: readonly Upload[],
  signal: AbortSignal,
): Promise<readonly Result<StagedFile>[] | undefined> {
  const files = uploads.flatMap(({ details, source }) => fileOfMany(slug, details, source) ?? []);
  if (!copier || files.length < uploads.length) return undefined;
  const folder = await ensureFolder(layout.album(slug));
  if (!folder.ok) return uploads.map(() => folder);
  const copies = await copier.stageTogether({ folder: layout.album(slug), files, signal });
  const answers: Result<StagedFile>[] = [];
  for (const [index, { details, source }] of uploads.entries()) {
    const copy = copies[index] ?? fail(problem('E_INTERNAL'));
    const isWhole = copy.ok && isIntact(copy.value, details, source);
    answers.push(isWhole ? copy : await refuse(copy, details, source));
  }
  return answers;
}

function fileOfMany(slug: string, { name, facts }: UploadDetails, { filePath, look }: ContentSource) {
  if (filePath === undefined || !look) return undefined;
  return { from: filePath, look, modifiedMs: facts.modifiedMs, ...wordsFor(slug, name) };
}

async function refuse(
  copy: Result<StagedFile>,
  details: UploadDetails,
  source: ContentSource,
): Promise<Result<StagedFile>> {
  if (copy.ok) {
    await discardStaged(copy.value);
    return fail(problem('E_VERIFY', phrase`${details.name}`));
  }
  // The source knows best how a photo is called that was changed.
  const verified = copy.problem.code === 'E_SOURCE_CHANGED' ? await source.verify() : ok();
  return verified.ok ? copy : verified;
}

/** What the gallery will know of an item once these bytes are kept at `path`. */
export function entryFor(path: string, details: UploadDetails, staged: StagedFile): Entry {
  const isOriginal = staged.size === details.facts.size;
  return {
    name: details.name,
    path,
    facts: { ...details.facts, hash: details.facts.hash ?? (isOriginal ? staged.hash : undefined) },
    file: {
      size: staged.size,
      modifiedMs: staged.modifiedMs,
      ...(isOriginal ? undefined : { hash: staged.hash }),
    },
    type: details.type,
    ...capturedIn(details.capture, { isOriginal }),
  };
}

async function check(staged: StagedFile, details: UploadDetails, source: ContentSource): Promise<Result<void>> {
  const verified = await source.verify();
  if (!verified.ok) return verified;
  return isIntact(staged, details, source) ? ok() : fail(problem('E_VERIFY', phrase`${details.name}`));
}

function isIntact(staged: StagedFile, { facts: { size, hash } }: UploadDetails, source: ContentSource): boolean {
  const isOriginal = source.size === size;
  return staged.size === source.size && (!isOriginal || hash === undefined || hash === staged.hash);
}

function wordsFor(slug: string, name: string): Pick<StageRequest, 'whenUnreadable' | 'whenUnwritable'> {
  return {
    whenUnreadable: (error) => problem('E_FILE_UNREADABLE', phrase`${name}: ${messageOf(error)}`),
    whenUnwritable: (error) => writeProblem(error, `${ALBUMS}/${slug}/${name}`),
  };
}

/** The source may fail right when it is asked for its bytes; this way it fails where the bytes are read. */
async function* chunksOf(source: ContentSource): AsyncGenerator<Uint8Array> {
  yield* source.stream();
}
