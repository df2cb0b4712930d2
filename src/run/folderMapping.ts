import type { Problem } from '../engine/model.ts';
import type { RunRequest } from './request.ts';

/** One folder with photos, and the album that it flows into. */
export interface MappedFolder {
  /** Relative to the workspace folder. */
  readonly folder: string;
  readonly album: string;
  readonly files: number;
  /** Paths of files whose name another file of the album already has. */
  readonly collisions: readonly string[];
}

/** Which folder becomes which album, before anything runs. */
export interface FolderMapping {
  readonly folders: readonly MappedFolder[];
  readonly problems: readonly Problem[];
}

export type MappingRequest = Pick<RunRequest, 'folder' | 'settings' | 'stateDirectory'>;

/** What the text of a mapping says beside names. */
export interface MappingWords {
  readonly files: (count: number) => string;
  readonly collision: (path: string) => string;
}

/** The words of the command line. */
export const ENGLISH_MAPPING: MappingWords = {
  files: (count) => `${count} ${count === 1 ? 'file' : 'files'}`,
  collision: (path) => `${path} has a name that the album already has`,
};

/** The mapping as text: one folder a line, collisions below theirs. */
export function mappingText({ folders, problems }: FolderMapping, words: MappingWords): string {
  const width = Math.max(0, ...folders.map(({ folder }) => folder.length));
  const lines = folders.flatMap(({ folder, album, files, collisions }) => [
    `${folder.padEnd(width)}  ->  ${album}  (${words.files(files)})`,
    ...collisions.map((path) => `  ! ${words.collision(path)}`),
  ]);
  return [...lines, ...problems.map(({ code, message }) => `${code} ${message}`)].map((line) => `${line}\n`).join('');
}
