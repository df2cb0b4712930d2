import type { Dirent } from 'node:fs';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import type { FolderRecord, SkippedFile, SkipReason } from '../engine/ports/localFiles.ts';
import { FolderLook, IGNORE_FILE } from './folderLook.ts';

/** What a scan found at one name. */
export type Found =
  | { readonly kind: 'photo'; readonly fingerprint: Fingerprint }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly fingerprint?: Fingerprint | undefined }
  | { readonly kind: 'unseen' };

/** Writes down what a scan finds in one folder, so that a later run can recognise it. */
export class FolderRecorder {
  readonly #look: FolderLook;
  readonly #folders: string[] = [];
  readonly #skipped: SkippedFile[] = [];
  #files = 0;

  /**
   * @param rules how the rules from above look, undefined where that cannot be told
   * @param now ms since 1970 UTC
   */
  constructor(rules: string | undefined, now: number) {
    this.#look = new FolderLook(now);
    if (rules === undefined) this.#look.spoil();
    else this.#look.addText(rules);
  }

  /** Entries come in the order of their names. */
  folder(entry: Dirent): void {
    this.#look.add(entry, undefined);
    this.#folders.push(entry.name);
  }

  /** @param file path relative to the workspace folder */
  file(entry: Dirent, file: string, found: Found): void {
    this.#look.add(entry, found.kind === 'unseen' ? undefined : found.fingerprint);
    if (found.kind === 'photo') this.#files++;
    else if (found.kind === 'skipped') this.#skipped.push({ path: file, reason: found.reason });
    // Rules of its own would have to be read for what lies below.
    if (found.kind === 'unseen' || entry.name === IGNORE_FILE) this.#look.spoil();
  }

  record({ root, path }: Pick<FolderRecord, 'root' | 'path'>): FolderRecord | undefined {
    if (!this.#look.isSteady || this.#files === 0) return undefined;
    return { path, root, look: this.#look.digest, files: this.#files, folders: this.#folders, skipped: this.#skipped };
  }
}
