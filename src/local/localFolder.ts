import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { Capture, LocalFile, RemoteItem } from '../engine/model.ts';
import type { Call, ContentSink, ContentSource } from '../engine/ports/albumService.ts';
import type { FileKnowledge, Fingerprint } from '../engine/ports/ledger.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type {
  FileState,
  FolderLooks,
  FolderRecord,
  LocalFiles,
  LocalScan,
  Trashed,
} from '../engine/ports/localFiles.ts';
import type { ServiceState } from '../engine/ports/serviceState.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { checkUnchanged, fileSource, shrunkSource } from './contentSource.ts';
import { fileSigns } from './fileSigns.ts';
import { isRacy, isSameFile, modifiedMs, readFingerprint } from './fingerprint.ts';
import { looksOfFolders } from './folderLooks.ts';
import type { FileHasher } from './hashing/fileHasher.ts';
import type { HeadReader } from './heads/headReader.ts';
import type { ImageTools } from './images/imageTools.ts';
import { canShrink } from './images/shrink.ts';
import { joinBelow } from './joinBelow.ts';
import { learnIfPossible } from './learnIfPossible.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import type { FolderLooker } from './looking/folderLooker.ts';
import { toldBefore } from './looking/toldBefore.ts';
import { receiveFile } from './receiveFile.ts';
import { compareState, restoreFile } from './restoreFile.ts';
import { isTemporaryName } from './safeWrite.ts';
import { scanFolders } from './scanFolders.ts';
import type { FolderScan, ScanOptions } from './scanFolders.ts';
import type { Trash } from './trash.ts';
import { isVisible } from './visiblePath.ts';

export type LocalFolderOptions = Pick<
  ScanOptions,
  'workspace' | 'roots' | 'gallery' | 'exclude' | 'kinds' | 'maxVideoSize' | 'ledger' | 'now'
> & {
  /** Pixels of the longest side of what is sent; 0 sends originals. */
  readonly shrink: number;
  readonly images: ImageTools;
  /** What sends the files, as far as it can begin to prepare for that. */
  readonly sender?: Pick<FileHasher, 'prepare'> | undefined;
  /** What reads the first bytes of files that are new; without it, the scan does. */
  readonly heads?: HeadReader | undefined;
  /** What looks at folders that are known beside the thread of the run. */
  readonly looker?: Pick<FolderLooker, 'run'> | undefined;
  /** What tells how many files look; without it, each of them is looked at. */
  readonly teller?: FolderTeller | undefined;
  /** Where it is kept what that told. */
  readonly state?: ServiceState | undefined;
  readonly hasher: Pick<FileHasher, 'hash' | 'read' | 'prepare'>;
  readonly trash: Trash;
  readonly leftovers: Leftovers;
};

/** Half-written files that a crash left in the photo folders. */
export interface Leftovers {
  /** See `StageRequest.owner`: the same for all runs that share one lock, and for no others. */
  readonly owner: string;
  /** Whether this run holds that lock, so that nobody is writing them any more. */
  readonly remove: boolean;
}

/** The photo folders of a workspace folder on a real disk. */
export class LocalFolder implements LocalFiles {
  readonly #options: LocalFolderOptions;
  /** The files as they were scanned; nothing is read, replaced or deleted that looks different now. */
  #scanned: FolderScan | undefined;
  /** Whether an earlier run had albums in step, so that files with news are compared with what is known of them. */
  #wasHere = false;
  /** Files that are read because they are new or were changed. */
  #news = 0;
  /** The signs of folders in which files were touched. */
  readonly #touched = new Map<string, Uint8Array | undefined>();
  /** How files look that came later. */
  readonly #received = new Map<string, Fingerprint>();

  constructor(options: LocalFolderOptions) {
    this.#options = options;
  }

  async scan(call: Parameters<LocalFiles['scan']>[0]): Promise<LocalScan> {
    this.#received.clear();
    this.#news = 0;
    const scan = () =>
      scanFolders({
        ...this.#options,
        ...call,
        heads: this.#heads(),
        onNews: (files) => this.#prepare((this.#news += files)),
      });
    const found = await scan();
    // One may be a second name of a photo, which looks different without it.
    const isCleaned = this.#options.leftovers.remove && (await this.#removeLeftovers(found));
    this.#scanned = isCleaned ? await scan() : found;
    return this.#scanned;
  }

  looksOf(
    folders: readonly FolderRecord[],
    { signal, signsOf }: Parameters<LocalFiles['looksOf']>[1],
  ): Promise<FolderLooks> {
    const { workspace, now, looker, teller, state } = this.#options;
    this.#wasHere = true;
    const told = teller && toldBefore(state);
    const onTouched = (folder: FolderRecord, signs: Uint8Array | undefined) => {
      // Other folders are looked at while what reads and sends its files is started.
      this.#touched.set(folderKey(folder), signs);
      this.#prepare(this.#touched.size);
    };
    return looksOfFolders(folders, { workspace, now: now(), signal, signsOf, onTouched, looker, teller, told });
  }

  signsOf(folder: FolderRecord): Uint8Array | undefined {
    const files = this.#scanned?.looksIn(folder);
    return files ? fileSigns(files) : this.#touched.get(folderKey(folder));
  }

  /** What a sync finds new is going to be sent, and then read for what it says of itself. */
  #heads(): ScanOptions['heads'] {
    const { heads: reader, leftovers } = this.#options;
    return reader && { reader, wants: leftovers.remove ? 'capture' : 'type' };
  }

  /** What is sent is read for what it says of itself, and before that for its hash where something of it is known. */
  #prepare(files: number): void {
    const { leftovers, heads, hasher, sender } = this.#options;
    if (!leftovers.remove) return;
    heads?.prepare(files);
    sender?.prepare(files);
    if (this.#wasHere) hasher.prepare(files);
  }

  /** Says whether there were any. */
  async #removeLeftovers({ skipped }: LocalScan): Promise<boolean> {
    const { owner } = this.#options.leftovers;
    const files = skipped.map((each) => each.path).filter((file) => isTemporaryName(path.posix.basename(file), owner));
    const removed = await Promise.all(
      files.map((file) =>
        unlink(this.#absolute(file)).then(
          () => true,
          () => false,
        ),
      ),
    );
    return removed.includes(true);
  }

  async hash(file: LocalFile, { signal }: Call): Promise<Result<string>> {
    if (file.hash !== undefined) return ok(file.hash);
    const absolute = this.#absolute(file.path);
    try {
      const { hash, look } = await this.#options.hasher.hash({ path: absolute, size: file.size }, signal);
      const seen = this.#seen(file.path);
      const same = seen && look && isSameFile(seen, look) ? ok() : checkUnchanged(absolute, file, seen);
      if (!same.ok) return same;
      this.#learn(file, { hash });
      return ok(hash);
    } catch (error) {
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      const { code } = error as NodeJS.ErrnoException;
      return fail(problem('E_FILE_UNREADABLE', phrase`${file.path}: ${code ?? String(error)}`, { path: file.path }));
    }
  }

  learnHash(file: LocalFile, hash: string): void {
    this.#learn(file, { hash });
  }

  async capture(file: LocalFile, { signal }: Call): Promise<Capture> {
    if (file.capture) return file.capture;
    const capture = await this.#options.images.capture(this.#absolute(file.path), { signal });
    if (!signal.aborted) this.#learn(file, { capture });
    return capture;
  }

  async open(file: LocalFile, { signal }: Call): Promise<Result<ContentSource>> {
    const seen = this.#seen(file.path);
    if (!seen) return fail(problem('E_SOURCE_CHANGED', phrase`${file.path}`, { path: file.path }));
    const absolute = this.#absolute(file.path);
    const same = checkUnchanged(absolute, file, seen);
    if (!same.ok) return same;
    const original = fileSource(absolute, file, seen, this.#options.hasher);
    if (!this.#shrinks(file)) return ok(original);
    const { shrink, images } = this.#options;
    const copy = await images.shrink(absolute, shrink, { signal });
    if (copy.kind === 'cancelled') return fail(problem('E_CANCELLED'));
    // What cannot be decoded is sent as it is: a photo that is too large is better than none.
    return ok(copy.kind === 'done' && copy.value ? shrunkSource(original, copy.value) : original);
  }

  sourceOf(file: LocalFile): ContentSource | undefined {
    const seen = this.#seen(file.path);
    if (!seen || this.#shrinks(file)) return undefined;
    return fileSource(this.#absolute(file.path), file, seen, this.#options.hasher);
  }

  #shrinks({ type }: LocalFile): boolean {
    return this.#options.shrink !== 0 && canShrink(type);
  }

  async receive(
    target: string,
    item: RemoteItem,
    fetch: (sink: ContentSink) => Promise<Result<void>>,
    { signal, replaces }: { readonly replaces?: LocalFile | undefined } & Call,
  ): Promise<Result<LocalFile & Trashed>> {
    const root = this.#rootOf(target);
    if (root === undefined)
      return fail(problem('E_NAME', phrase`${target}: outside the photo folders`, { path: target }));
    const pathInRoot = root === '.' ? target : target.slice(root.length + 1);
    if (!isVisible(pathInRoot))
      return fail(problem('E_NAME', phrase`${target}: no place for a photo`, { path: target }));
    const absolute = this.#absolute(target);
    const received = await receiveFile({
      root: this.#absolute(root),
      target: absolute,
      path: target,
      owner: this.#options.leftovers.owner,
      item,
      fetch,
      signal,
      keepOld: replaces && (() => this.#keepOld(replaces, absolute)),
    });
    if (!received.ok) return received;
    const fingerprint = readFingerprint(absolute);
    this.#received.set(target, fingerprint);
    const file: LocalFile & Trashed = {
      path: target,
      root,
      pathInRoot,
      size: fingerprint.size,
      modifiedMs: modifiedMs(fingerprint),
      type: item.type ?? replaces?.type ?? { kind: 'photo', mime: 'application/octet-stream' },
      ...received.value,
    };
    return ok(file);
  }

  async trash(file: LocalFile): Promise<Result<Trashed>> {
    const absolute = this.#absolute(file.path);
    const same = checkUnchanged(absolute, file, this.#seen(file.path));
    if (!same.ok) return same;
    return this.#inTrash(file, () => this.#options.trash.take(absolute));
  }

  async restore(
    was: FileState,
    trashed: string,
    { signal, replaces }: { readonly replaces?: FileState | undefined } & Call,
  ): Promise<Result<Trashed>> {
    const root = this.#rootOf(was.path);
    if (root === undefined)
      return fail(problem('E_NAME', phrase`${was.path}: outside the photo folders`, { path: was.path }));
    const { trash, leftovers } = this.#options;
    return restoreFile({
      root: this.#absolute(root),
      target: this.#absolute(was.path),
      owner: leftovers.owner,
      ...{ was, trashed, replaces, trash, signal },
    });
  }

  async takeBack(file: FileState, { signal }: Call): Promise<Result<Trashed>> {
    const absolute = this.#absolute(file.path);
    const state = this.#rootOf(file.path) === undefined ? 'changed' : await compareState(absolute, file, signal);
    if (state === 'gone') return ok({});
    if (state === 'changed') return fail(problem('E_TARGET_CHANGED', phrase`${file.path}`, { path: file.path }));
    return this.#inTrash(file, () => this.#options.trash.take(absolute));
  }

  async #keepOld(file: LocalFile, absolute: string): Promise<Result<Trashed>> {
    const same = checkUnchanged(absolute, file, this.#seen(file.path));
    if (!same.ok) return fail(problem('E_TARGET_CHANGED', phrase`${file.path}`, { path: file.path }));
    return this.#inTrash(file, () => this.#options.trash.keepCopy(absolute));
  }

  async #inTrash(file: FileState, work: () => Promise<string>): Promise<Result<Trashed>> {
    try {
      return ok({ trashed: await work() });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return fail(problem('E_TRASH_FAILED', phrase`${file.path}: ${code ?? String(error)}`, { path: file.path }));
    }
  }

  /** Remembers what was read, unless the file may still be changing. */
  #learn(file: LocalFile, knowledge: FileKnowledge): void {
    const { ledger, now } = this.#options;
    const seen = this.#seen(file.path);
    if (!seen || isRacy(seen, now())) return;
    learnIfPossible(ledger, file.path, seen, { ...this.#known(file, seen), ...knowledge });
  }

  /** What is known of a file already; the ledger is asked unless the file itself says all. */
  #known(file: LocalFile, seen: Fingerprint): FileKnowledge {
    const { type, hash, capture } = file;
    return capture ? { type, hash, capture } : (this.#options.ledger.knowledge(file.path, seen) ?? { type });
  }

  #seen(file: string): Fingerprint | undefined {
    return this.#received.get(file) ?? this.#scanned?.files.fingerprintOf(file);
  }

  #absolute(file: string): string {
    return joinBelow(this.#options.workspace, file);
  }

  /** The root that a path lies in, with no part that climbs. */
  #rootOf(file: string): string | undefined {
    if (file.split('/').some((part) => part === '..' || part === '')) return undefined;
    return this.#options.roots.find((root) => root === '.' || file.startsWith(`${root}/`));
  }
}
