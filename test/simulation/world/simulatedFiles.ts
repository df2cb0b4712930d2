import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { Capture, LocalFile, Problem, RemoteItem } from '../../../src/engine/model.ts';
import type { Call, ContentSink, ContentSource } from '../../../src/engine/ports/albumService.ts';
import type { FileKnowledge, Fingerprint, Ledger } from '../../../src/engine/ports/ledger.ts';
import { folderKey } from '../../../src/engine/ports/localFiles.ts';
import type {
  FileState,
  FolderLooks,
  FolderRecord,
  LocalFiles,
  LocalScan,
  ScannedRoot,
  SkippedFile,
  TouchedFolder,
  Trashed,
} from '../../../src/engine/ports/localFiles.ts';
import { sameHash } from '../../../src/engine/compare.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import type { Result } from '../../../src/engine/result.ts';
import { isSameFile } from '../../../src/local/fingerprint.ts';
import { IgnoreRules, relativeTo } from '../../../src/local/ignoreRules.ts';
import { bytesOf, captureOf, contentOf, hashOf, shrunk, torn } from './content.ts';
import type { Content } from './content.ts';
import type { Course } from './course.ts';
import { fingerprintOf, standsAt, writeFile } from './disk.ts';
import type { Disk, DiskFile, World } from './world.ts';

/** What keeps a run from seeing the disk as it is. */
export interface Sight {
  readonly roots: 'fine' | 'missing' | 'empty' | 'unreadable';
  /** Folders that cannot be listed, relative to the workspace folder. */
  readonly unreadableFolders: readonly string[];
  /** Files that cannot be opened. */
  readonly unreadableFiles: readonly string[];
}

export const CLEAR_SIGHT: Sight = { roots: 'fine', unreadableFolders: [], unreadableFiles: [] };

export interface SimulatedFilesOptions {
  readonly world: World;
  readonly course: Course;
  readonly ledger: Ledger;
  readonly sight: Sight;
  readonly roots: readonly string[];
  readonly exclude: readonly string[];
  /** Whether large photos are sent as small ones. */
  readonly shrinks: boolean;
  /** Whether the scan reads what new photos say of themselves, so that they may be sent together. */
  readonly readsHeads: boolean;
}

/** A disk in memory behind the port of the photo folders; it keeps the promises that `LocalFolder` makes. */
export class SimulatedFiles implements LocalFiles {
  readonly #options: SimulatedFilesOptions;
  readonly #seen = new Map<string, Fingerprint>();

  constructor(options: SimulatedFilesOptions) {
    this.#options = options;
  }

  async scan({ asBefore = new Map(), touched = new Map() }: Parameters<LocalFiles['scan']>[0]): Promise<LocalScan> {
    const { course, roots, sight, exclude } = this.#options;
    await course.begin('scan');
    this.#seen.clear();
    const ignored = new IgnoreRules();
    const scan = { roots: [] as ScannedRoot[], files: [] as LocalFile[], skipped: [] as SkippedFile[] };
    const folders = new Map<string, { path: string; root: string; files: number; skipped: SkippedFile[] }>();
    const unreadable = sight.roots === 'unreadable' ? [...roots] : [...sight.unreadableFolders];
    for (const root of roots) {
      ignored.add(root, exclude);
      const state = sight.roots === 'missing' || sight.roots === 'unreadable' ? sight.roots : 'listed';
      scan.roots.push({ path: root, state });
      if (sight.roots !== 'fine') continue;
      for (const path of [...this.#disk.files.keys()].sort()) {
        const inRoot = relativeTo(root, path);
        if (inRoot === undefined || inRoot === '' || unreadable.some((folder) => isBelow(path, folder))) continue;
        const isExcluded = ignored.excludes(path, 'file');
        if (isExcluded) scan.skipped.push({ path, reason: 'excluded' });
        const place = { root, path: folderOf(path) };
        const folder = folders.get(folderKey(place)) ?? { ...place, files: 0, skipped: [] };
        folders.set(folderKey(place), folder);
        if (isExcluded) folder.skipped.push({ path, reason: 'excluded' });
        else folder.files++;
        const isTouched = touched.get(folderKey(place))?.has(path.slice(path.lastIndexOf('/') + 1)) === true;
        if (!isExcluded && (isTouched || !asBefore.has(folderKey(place))))
          scan.files.push(this.#look(root, path, inRoot));
      }
    }
    const problems = unreadable.map((path) => problem('E_FOLDER_UNREADABLE', phrase`${path}`, { path }));
    return {
      ...scan,
      folders: [...folders.values()].map((each) => ({ ...each, look: this.#lookOf(each.path), folders: [] })),
      unreadable,
      problems,
      excludes: (file) => ignored.excludes(file, 'file'),
    };
  }

  async looksOf(folders: readonly FolderRecord[]): Promise<FolderLooks> {
    const { roots, unreadableFolders, unreadableFiles } = this.#options.sight;
    const unchanged = new Set<string>();
    const touched = new Map<string, TouchedFolder>();
    for (const folder of folders) {
      const { path, look: before } = folder;
      const isHidden = unreadableFolders.some((other) => isBelow(`${path}/`, other));
      if (roots !== 'fine' || isHidden || unreadableFiles.some((file) => folderOf(file) === path)) continue;
      const look = this.#lookOf(path);
      const names = touchedBetween(before, look, new Set(folder.skipped.map((skipped) => skipped.path)));
      if (look === before) unchanged.add(folderKey(folder));
      else if (names) touched.set(folderKey(folder), { names, record: { ...folder, look } });
    }
    return { unchanged, touched };
  }

  /** A folder's look says everything of its files. */
  signsOf(): undefined {
    return undefined;
  }

  #lookOf(folder: string): string {
    const files = [...this.#disk.files]
      .filter(([path]) => folderOf(path) === folder)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify(files.map(([path, { content, ...rest }]) => [path, content.length, rest]));
  }

  async hash(file: LocalFile): Promise<Result<string>> {
    if (file.hash !== undefined) return ok(file.hash);
    const fault = await this.#options.course.begin(`hash ${file.path}`);
    if (fault) return fail(problem('E_FILE_UNREADABLE', phrase`${file.path}`, { path: file.path }));
    const same = this.#unchanged(file);
    if (!same.ok) return same;
    const hash = hashOf(same.value.content);
    this.#learn(file, { hash });
    return ok(hash);
  }

  learnHash(file: LocalFile, hash: string): void {
    this.#learn(file, { hash });
  }

  async capture(file: LocalFile): Promise<Capture> {
    if (file.capture) return file.capture;
    const fault = await this.#options.course.begin(`capture ${file.path}`);
    const stands = this.#disk.files.get(file.path);
    if (fault || !stands) return {};
    const capture = captureOf(stands.content);
    this.#learn(file, { capture });
    return capture;
  }

  async open(file: LocalFile): Promise<Result<ContentSource>> {
    const fault = await this.#options.course.begin(`open ${file.path}`);
    if (fault) return fail(problem('E_FILE_UNREADABLE', phrase`${file.path}`, { path: file.path }));
    const same = this.#unchanged(file);
    return same.ok ? ok(this.#source(file, same.value.content)) : same;
  }

  sourceOf(file: LocalFile): ContentSource | undefined {
    const stands = this.#disk.files.get(file.path);
    return stands && this.#seen.has(file.path) && !this.#options.shrinks
      ? this.#source(file, stands.content)
      : undefined;
  }

  #source(file: LocalFile, content: Content): ContentSource {
    const { course, shrinks } = this.#options;
    const made = (each: Content) => (shrinks ? shrunk(each) : each);
    const read = () => made(this.#disk.files.get(file.path)?.content ?? '');
    return {
      size: made(content).length,
      hash: shrinks ? hashOf(made(content)) : undefined,
      filePath: file.path,
      async *stream() {
        const fault = await course.begin(`read ${file.path}`);
        if (fault === 'throws') throw new Error('EIO: i/o error, read');
        const bytes = bytesOf(fault === 'torn' ? torn(read()) : read());
        yield bytes.subarray(0, 1);
        yield bytes.subarray(1);
      },
      verify: async () => {
        await course.begin(`look again at ${file.path}`);
        const still = this.#unchanged(file);
        return still.ok ? ok() : still;
      },
    };
  }

  async receive(
    path: string,
    item: RemoteItem,
    fetch: (sink: ContentSink) => Promise<Result<void>>,
    { replaces }: { readonly replaces?: LocalFile | undefined } & Call,
  ): Promise<Result<LocalFile>> {
    const { course, world } = this.#options;
    const fault = await course.begin(`receive ${path}${replaces ? ' over what stands there' : ''}`);
    const root = this.#rootOf(path);
    if (root === undefined) return fail(problem('E_NAME', phrase`${path}`, { path }));
    if (fault === 'throws') throw new Error('EIO: i/o error, write');
    if (fault === 'full') return fail(problem('E_DISK_FULL', phrase`${path}`, { path }));
    const staged = await stage(item, fetch);
    if (!staged.ok) return staged;
    const inPlace = await this.#makeRoom(path, replaces, fault !== undefined);
    if (!inPlace.ok) return inPlace;
    course.point();
    writeFile(this.#disk, path, staged.value, item.modifiedMs ?? world.now);
    const spelling = standsAt(this.#disk, path) ?? path;
    const file = this.#look(root, spelling, relativeTo(root, spelling) ?? spelling);
    course.did(`${spelling} is ${staged.value}`, { what: 'receive', path: spelling, content: staged.value });
    return ok({ ...file, path, hash: hashOf(staged.value), capture: undefined });
  }

  async restore({ path }: FileState): Promise<Result<Trashed>> {
    return fail(problem('E_NOT_SUPPORTED', phrase`${path}`, { path }));
  }

  async takeBack({ path }: FileState): Promise<Result<Trashed>> {
    return fail(problem('E_NOT_SUPPORTED', phrase`${path}`, { path }));
  }

  async trash(file: LocalFile): Promise<Result<Trashed>> {
    const { course } = this.#options;
    const fault = await course.begin(`trash ${file.path}`);
    if (fault) return fail(problem('E_TRASH_FAILED', phrase`${file.path}`, { path: file.path }));
    const same = this.#unchanged(file);
    if (!same.ok) return same;
    const { content } = same.value;
    this.#disk.trash.push({ name: file.path, content });
    this.#disk.files.delete(file.path);
    course.did(`${file.path}, which is ${content}, is in the trash`, { what: 'trash', path: file.path });
    return ok({});
  }

  get #disk(): Disk {
    return this.#options.world.disk;
  }

  /** Puts a copy of what is replaced into the trash; without something to replace, nothing may stand there. */
  async #makeRoom(path: string, replaces: LocalFile | undefined, fails: boolean): Promise<Result<void>> {
    if (!replaces) {
      if (standsAt(this.#disk, path) === undefined) return ok();
      return fail(problem('E_TARGET_CHANGED', phrase`${path}`, { path }));
    }
    const same = this.#unchanged(replaces);
    if (!same.ok) return fail(problem('E_TARGET_CHANGED', phrase`${path}`, { path }));
    if (fails) return fail(problem('E_TRASH_FAILED', phrase`${path}`, { path }));
    this.#disk.trash.push({ name: replaces.path, content: same.value.content });
    this.#options.course.point();
    return ok();
  }

  #look(root: string, path: string, pathInRoot: string): LocalFile {
    const { ledger, sight } = this.#options;
    const type = { kind: 'photo', mime: 'image/jpeg' } as const;
    const stands = this.#disk.files.get(path);
    if (!stands || sight.unreadableFiles.includes(path)) {
      const obstacle = problem('E_FILE_UNREADABLE', phrase`${path}`, { path });
      return { path, root, pathInRoot, size: 0, modifiedMs: 0, type, obstacle };
    }
    const fingerprint = fingerprintOf(stands);
    this.#seen.set(path, fingerprint);
    const known = ledger.knowledge(path, fingerprint);
    const obstacle = stands.content === '' ? problem('E_FILE_EMPTY', phrase`${path}`, { path }) : undefined;
    const { size } = fingerprint;
    const { modifiedMs } = stands;
    const head = this.#options.readsHeads && obstacle === undefined ? captureOf(stands.content) : undefined;
    const capture = known?.capture ?? head;
    return { path, root, pathInRoot, size, modifiedMs, type, hash: known?.hash, capture, obstacle };
  }

  #unchanged(file: LocalFile): Result<DiskFile> {
    const stands = this.#disk.files.get(file.path);
    const seen = this.#seen.get(file.path);
    if (stands && seen && isSameFile(fingerprintOf(stands), seen)) return ok(stands);
    return fail(problem('E_SOURCE_CHANGED', phrase`${file.path}`, { path: file.path }));
  }

  #learn(file: LocalFile, knowledge: FileKnowledge): void {
    const seen = this.#seen.get(file.path);
    if (!seen) return;
    const { ledger } = this.#options;
    ledger.learn(file.path, seen, { type: file.type, ...ledger.knowledge(file.path, seen), ...knowledge });
  }

  #rootOf(path: string): string | undefined {
    if (path.split('/').some((part) => part === '..' || part === '')) return undefined;
    return this.#options.roots.find((root) => root === '.' || path.startsWith(`${root}/`));
  }
}

/** Receives the bytes under a temporary name, which nobody sees, and checks them as far as the service knows them. */
async function stage(
  remote: RemoteItem,
  fetch: (sink: ContentSink) => Promise<Result<void>>,
): Promise<Result<Content>> {
  let arrived: Content | undefined;
  const item = { name: remote.name, ...(remote.stored ?? { size: remote.size, hash: remote.hash }) };
  const wrong = (about: string): { ok: false; problem: Problem } =>
    fail(problem('E_VERIFY', phrase`${item.name}: ${about}`));
  const fetched = await fetch(async (chunks) => {
    try {
      arrived = await contentOf(chunks);
      return ok();
    } catch (error) {
      return wrong(String(error));
    }
  });
  if (!fetched.ok) return fetched;
  if (arrived === undefined) return wrong('nothing arrived');
  const hashes = sameHash(hashOf(arrived), item.hash);
  if (hashes === 'different') return wrong('other content arrived');
  if (hashes === 'unknown' && item.size !== undefined && item.size !== arrived.length) return wrong('too short');
  return ok(arrived);
}

/** The names of the files that look different, when nothing else does. */
function touchedBetween(before: string, now: string, skipped: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const [was, is] = [before, now].map((look) => JSON.parse(look) as [path: string, ...look: unknown[]][]);
  if (!was || !is || was.map(([path]) => path).join('\n') !== is.map(([path]) => path).join('\n')) return undefined;
  const different = is.filter((look, index) => JSON.stringify(look) !== JSON.stringify(was[index]));
  if (different.length === 0 || different.some(([path]) => skipped.has(path))) return undefined;
  return new Set(different.map(([path]) => path.slice(path.lastIndexOf('/') + 1)));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
