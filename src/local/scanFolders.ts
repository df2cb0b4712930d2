import { readFileSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { foldersAbove, isAtOrBelow } from '../engine/changes/places.ts';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { MediaKind, MediaType, Problem } from '../engine/model.ts';
import type { FileKnowledge, Fingerprint, Ledger } from '../engine/ports/ledger.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { FolderRecord, LocalScan, ScannedRoot, SkippedFile, SkipReason } from '../engine/ports/localFiles.ts';
import { beforeNames } from './beforeNames.ts';
import { beginAhead, type Begun } from './beginAhead.ts';
import { FileTable } from './fileTable.ts';
import type { AddFile, FileFacts, FileFolder } from './fileTable.ts';
import { readFingerprint } from './fingerprint.ts';
import { byName, IGNORE_FILE, RulesAbove } from './folderLook.ts';
import { FolderRecorder } from './folderRecorder.ts';
import type { Found } from './folderRecorder.ts';
import { HeadLearner, type HeadLearnerOptions } from './heads/headLearner.ts';
import { IgnoreRules } from './ignoreRules.ts';
import { looksIn } from './looksIn.ts';
import { typeByName } from './mediaType.ts';
import { isBelowGallery, isOwnGallery } from './ownGallery.ts';
import { reasonByName } from './skipReasons.ts';
import { pauseWhenDue } from './slices.ts';

export interface ScanOptions {
  /** Absolute path of the workspace folder. */
  readonly workspace: string;
  readonly roots: readonly string[];
  /** The gallery's folder, relative to the workspace folder; never scanned. */
  readonly gallery: string;
  readonly exclude: readonly string[];
  readonly kinds: ReadonlySet<MediaKind>;
  /** Bytes. */
  readonly maxVideoSize: number;
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onFolder?: ((path: string, files: number) => void) | undefined;
  /** Told of how many files are to be read because they are new or were changed, before they are. */
  readonly onNews?: ((files: number) => void) | undefined;
  /** What reads files of which nothing is known; see `HeadLearnerOptions`. */
  readonly heads?: HeadLearnerOptions['heads'];
  /** Looks only at these paths, at what lies below them, and for its rules at the folders above them. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Folders of which the files are left out, by `folderKey`, because they are as they were. */
  readonly asBefore?: ReadonlyMap<string, FolderRecord> | undefined;
  /** The names of files in these folders that are not left out. */
  readonly touched?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

/** A scan with how each file looked, for later checks that it is still the same. */
export interface FolderScan extends LocalScan {
  readonly files: FileTable;
  /** How all files of a folder looked that were looked at, in the order of their names; undefined unless all of them were. */
  readonly looksIn: (folder: FolderRecord) => readonly Fingerprint[] | undefined;
}

/**
 * Finds the photos and videos below the roots. Synchronous calls in short slices: many times faster than promises, and
 * the loop stays free. Only files that changed since the last run are opened. Ends early when `signal` is aborted.
 */
export async function scanFolders(options: ScanOptions): Promise<FolderScan> {
  const scan = new Scan(options);
  for (const root of options.roots) await scan.root(root);
  return scan.result();
}

/** What was seen of a file before it is known whether it is a photo. */
type Seen =
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'failed'; readonly thrown: unknown }
  /** Nothing was ever learned of it: what looks into it looks at it first. */
  | { readonly kind: 'new' }
  | { readonly kind: 'seen'; readonly fingerprint: Fingerprint; readonly knowledge: FileKnowledge };

const NOTHING = () => Promise.resolve();

class Scan {
  readonly #options: ScanOptions;
  readonly #roots: ScannedRoot[] = [];
  readonly #files = new FileTable();
  readonly #unreadable: string[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #problems: Problem[] = [];
  readonly #folders: FolderRecord[] = [];
  readonly #ignored = new IgnoreRules();
  readonly #rulesAbove: RulesAbove;
  readonly #onTheWay: ReadonlySet<string>;
  /** How files looked that were looked into in vain. */
  readonly #passedOver = new Map<string, Fingerprint>();
  readonly #breathe = pauseWhenDue();
  readonly #learner: HeadLearner;
  #touched: ReadonlyMap<string, Seen> | undefined;

  constructor(options: ScanOptions) {
    this.#options = options;
    this.#learner = new HeadLearner({ ...options, breathe: async () => this.#breathe() });
    this.#onTheWay = foldersAbove(options.only ?? new Set());
    this.#rulesAbove = new RulesAbove(options.workspace, options.now());
  }

  result(): FolderScan {
    // What is asked later must not keep the files that were found.
    const ignored = this.#ignored;
    const { gallery } = this.#options;
    const files = this.#files;
    const passedOver = this.#passedOver;
    return {
      roots: this.#roots,
      files: this.#files,
      unreadable: this.#unreadable,
      skipped: this.#skipped,
      folders: this.#folders,
      problems: this.#problems,
      looksIn: (folder) => looksIn(folder, files, passedOver),
      excludes: (file) => ignored.excludes(file, 'file') || isBelowGallery(file, gallery),
    };
  }

  async root(root: string): Promise<void> {
    this.#ignored.add(root, this.#options.exclude);
    const state = stateOfRoot(path.join(this.#options.workspace, root));
    this.#roots.push({ path: root, state });
    if (state === 'listed') await this.#folder(root, root, '');
    else if (state === 'unreadable') this.#cannotRead(root, 'no permission');
  }

  /** @param folder relative to the workspace folder; `below` is its path below the root */
  async #folder(root: string, folder: string, below: string): Promise<void> {
    await this.#begin(root, folder, below).goOn();
  }

  /**
   * Begins to look at a folder, and answers what goes on with it. Nothing of it is found before that is called, so that several may
   * be looked at at once: while threads read the photos of one, this one sees what lies in the next.
   */
  #begin(root: string, folder: string, below: string): Begun {
    if (this.#options.signal.aborted) return begun(NOTHING);
    const before = this.#options.asBefore?.get(folderKey({ root, path: folder }));
    if (before) return begun(() => this.#passOver(before, below));
    const absolute = path.join(this.#options.workspace, folder);
    let entries: Dirent[];
    try {
      entries = readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      return begun(async () => this.#cannotRead(folder, codeOf(error)));
    }
    if (isOwnGallery(absolute, entries)) return begun(async () => this.#skip(folder, 'gallery'));
    const refused = this.#readIgnoreFile(folder, absolute, entries);
    entries.sort(byName);
    const seen = this.#see(folder, entries);
    // Who waits for it hears of a mistake; where nobody does any more, it is no other one.
    seen.catch(() => undefined);
    const goOn = () => {
      if (refused !== undefined) this.#cannotRead(folder, refused);
      return this.#goOn({ root, path: folder, below }, entries, seen);
    };
    return { goOn, things: entries.length };
  }

  async #goOn(
    { root, path: folder, below }: FileFolder,
    entries: readonly Dirent[],
    seeing: Promise<ReadonlyMap<string, Seen>>,
  ): Promise<void> {
    this.#options.onFolder?.(folder, this.#files.length);
    const recorder = new FolderRecorder(this.#rulesAbove.of(root, folder), this.#options.now());
    const add = this.#files.folder({ root, path: folder, below });
    const seen = await seeing;
    const folders = entries.filter((entry) => entry.isDirectory() && this.#isWanted(pathOf(folder, entry), 'folder'));
    const begin = ({ name }: Dirent) =>
      this.#beginSubfolder(root, pathOf(folder, { name }), below === '' ? name : `${below}/${name}`, name);
    const next = beginAhead(folders, begin);
    for (const entry of entries) {
      if (this.#options.signal.aborted) return;
      const file = pathOf(folder, entry);
      if (!this.#isWanted(file, entry.isDirectory() ? 'folder' : 'file')) continue;
      if (entry.isDirectory()) {
        recorder.folder(entry);
        await next()?.goOn();
      } else recorder.file(entry, file, this.#file(file, entry.name, seen.get(file), add));
    }
    if (this.#options.signal.aborted) return;
    const record = this.#options.only ? undefined : recorder.record({ root, path: folder });
    if (record) this.#folders.push(record);
  }

  async #passOver(record: FolderRecord, below: string): Promise<void> {
    const { root, path: folder, folders, skipped } = record;
    this.#skipped.push(...skipped);
    const touched = this.#options.touched?.get(folderKey(record));
    if (touched) await this.#touchedFiles({ root, path: folder, below }, touched);
    for (const name of folders) {
      const within = pathOf(folder, { name });
      await this.#beginSubfolder(root, within, below === '' ? name : `${below}/${name}`, name).goOn();
    }
  }

  async #touchedFiles(folder: FileFolder, names: ReadonlySet<string>): Promise<void> {
    this.#touched ??= await this.#seeTouched();
    if (this.#options.signal.aborted) return;
    const add = this.#files.folder(folder);
    this.#options.onFolder?.(folder.path, this.#files.length);
    for (const name of [...names].sort()) {
      const file = pathOf(folder.path, { name });
      this.#file(file, name, this.#touched.get(file), add);
    }
    await this.#breathe();
  }

  /** Looks at the touched files of all folders, because they are read together in less time. */
  async #seeTouched(): Promise<ReadonlyMap<string, Seen>> {
    const { touched = new Map<string, ReadonlySet<string>>(), asBefore } = this.#options;
    const seen = new Map<string, Seen>();
    for (const [key, names] of touched) {
      const { path: folder = '.' } = asBefore?.get(key) ?? {};
      for (const name of names) seen.set(pathOf(folder, { name }), this.#lookAt(pathOf(folder, { name })));
    }
    return this.#learn(seen);
  }

  #isWanted(file: string, kind: 'file' | 'folder'): boolean {
    const { only } = this.#options;
    return !only || isAtOrBelow(file, only) || (kind === 'folder' && this.#onTheWay.has(file));
  }

  #beginSubfolder(root: string, folder: string, below: string, name: string): Begun {
    const reason = isBelowGallery(folder, this.#options.gallery) ? 'gallery' : reasonByName(name, 'folder');
    if (reason) return begun(async () => this.#skip(folder, reason));
    if (this.#ignored.excludes(folder, 'folder')) return begun(async () => this.#skip(folder, 'excluded'));
    return this.#begin(root, folder, below);
  }

  /** Looks at all files of a folder, and into those of which nothing is known; at fewer of them after an abort. */
  async #see(folder: string, entries: readonly Dirent[]): Promise<ReadonlyMap<string, Seen>> {
    const { signal } = this.#options;
    const all = new Map<string, Seen>();
    for (const entry of entries) {
      const file = pathOf(folder, entry);
      if (entry.isDirectory() || !this.#isWanted(file, 'file')) continue;
      // Most of the time there is nothing to wait for: files are looked at in the order in which the ledger has them.
      const pause = this.#breathe();
      if (pause) await pause;
      if (signal.aborted) return all;
      all.set(file, this.#look(file, entry));
    }
    return this.#learn(all);
  }

  /** Looks into those of the files, by their paths, of which nothing is known. */
  async #learn(seen: ReadonlyMap<string, Seen>): Promise<ReadonlyMap<string, Seen>> {
    const unknown = [];
    for (const [file, each] of seen) {
      const fingerprint = each.kind === 'seen' && !each.knowledge.type ? each.fingerprint : undefined;
      if (fingerprint || each.kind === 'new') unknown.push({ path: file, absolute: this.#absolute(file), fingerprint });
    }
    if (unknown.length === 0) return seen;
    const all = new Map(seen);
    const learned = await this.#learner.learn(unknown, this.#options.signal);
    for (const [index, { path: file }] of unknown.entries()) {
      const each = learned[index];
      if (!each) all.delete(file);
      else if ('thrown' in each) all.set(file, { kind: 'failed', ...each });
      else all.set(file, { kind: 'seen', fingerprint: each.fingerprint, knowledge: each });
    }
    return all;
  }

  #look(file: string, entry: Dirent): Seen {
    const reason = entry.isSymbolicLink() ? 'link' : entry.isFile() ? reasonByName(entry.name, 'file') : 'special';
    if (reason) return { kind: 'skipped', reason };
    if (this.#ignored.excludes(file, 'file')) return { kind: 'skipped', reason: 'excluded' };
    return this.#lookAt(file);
  }

  #lookAt(file: string): Seen {
    try {
      let fingerprint: Fingerprint | undefined;
      const look = () => (fingerprint = readFingerprint(this.#absolute(file)));
      const knowledge = this.#options.ledger.knowledge(file, look) ?? {};
      return fingerprint ? { kind: 'seen', fingerprint, knowledge } : { kind: 'new' };
    } catch (thrown) {
      return { kind: 'failed', thrown };
    }
  }

  #file(file: string, name: string, seen: Seen | undefined, add: AddFile): Found {
    const promised = typeByName(name);
    if (seen?.kind === 'skipped') return this.#skipFile(file, seen.reason);
    if (seen?.kind === 'seen') return this.#media(file, name, promised, seen, add);
    this.#unreadableFile(file, promised, seen?.kind === 'failed' ? seen.thrown : undefined, (facts) =>
      add(name, undefined, facts),
    );
    return { kind: 'unseen' };
  }

  #media(
    file: string,
    name: string,
    promised: MediaType | undefined,
    { fingerprint, knowledge: { type, hash, capture } }: Extract<Seen, { readonly kind: 'seen' }>,
    add: AddFile,
  ): Found {
    if (type === 'notMedia' && !promised) return this.#skipFile(file, 'notMedia', fingerprint);
    const shown = type === 'notMedia' ? promised : type;
    if (!type || !shown || !this.#options.kinds.has(shown.kind))
      return this.#skipFile(file, 'otherFormat', fingerprint);
    add(name, fingerprint, { type: shown, hash, capture, obstacle: this.#obstacle(file, type, fingerprint.size) });
    return { kind: 'photo', fingerprint };
  }

  /** Joined by hand: nothing in it needs to be put right, and there is one for each file. */
  #absolute(file: string): string {
    return this.#options.workspace + path.sep + file;
  }

  #obstacle(file: string, type: MediaType | 'notMedia', size: number): Problem | undefined {
    if (size === 0) return problem('E_FILE_EMPTY', phrase`${file}`, { path: file });
    if (type === 'notMedia') return problem('E_FILE_TYPE', phrase`${file}`, { path: file });
    const tooLarge = type.kind === 'video' && size > this.#options.maxVideoSize;
    return tooLarge ? problem('E_FILE_TOO_LARGE', phrase`${file}: ${size} bytes`, { path: file }) : undefined;
  }

  /** A file that is there and cannot be looked at still stands for its item. One that vanished meanwhile does not. */
  #unreadableFile(file: string, type: MediaType | undefined, error: unknown, add: (facts: FileFacts) => void): void {
    const code = codeOf(error);
    // Node shows what is no UTF-8 in a name as this character, and then does not find the file.
    const isMisspelled = file.includes('\ufffd');
    if (code === 'ENOENT' && !isMisspelled) return;
    if (!type || !this.#options.kinds.has(type.kind)) {
      // It may be a photo all the same: then it is unknown, and was not deleted.
      this.#unreadable.push(file);
      return;
    }
    const about = code === 'ENOENT' ? phrase`the name is no UTF-8, rename the file` : code;
    const obstacle = problem('E_FILE_UNREADABLE', phrase`${file}: ${about}`, { path: file });
    add({ type, obstacle });
  }

  /** Says why it could not be read: without its rules nobody knows what may be touched here. */
  #readIgnoreFile(folder: string, absolute: string, entries: readonly Dirent[]): string | undefined {
    if (!entries.some((entry) => entry.name === IGNORE_FILE && entry.isFile())) return undefined;
    try {
      this.#ignored.add(folder, readFileSync(path.join(absolute, IGNORE_FILE), 'utf8'));
      return undefined;
    } catch (error) {
      return `${IGNORE_FILE}: ${codeOf(error)}`;
    }
  }

  #skip(file: string, reason: SkipReason): void {
    this.#skipped.push({ path: file, reason });
  }

  #skipFile(file: string, reason: SkipReason, fingerprint?: Fingerprint): Found {
    this.#skip(file, reason);
    if (fingerprint) this.#passedOver.set(file, fingerprint);
    return { kind: 'skipped', reason, fingerprint };
  }

  #cannotRead(folder: string, about: string): void {
    this.#unreadable.push(folder);
    this.#problems.push(problem('E_FOLDER_UNREADABLE', phrase`${folder}: ${about}`, { path: folder }));
  }
}

/** Of a folder of which nothing is looked at. */
function begun(goOn: () => Promise<void>): Begun {
  return { goOn, things: 0 };
}

/** Relative to the workspace folder. */
function pathOf(folder: string, { name }: Pick<Dirent, 'name'>): string {
  return beforeNames(folder) + name;
}

function stateOfRoot(absolute: string): ScannedRoot['state'] {
  try {
    readdirSync(absolute);
    return 'listed';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? 'missing' : code === 'ENOTDIR' ? 'notAFolder' : 'unreadable';
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
