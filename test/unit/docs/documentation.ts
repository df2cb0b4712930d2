import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { repository } from '../../../scripts/tools/repository.ts';

/** One page of the documentation. */
export interface Page {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Everything that a reader is meant to read: the pages at the top and those of `docs/`. */
export function documentation(): readonly Page[] {
  const paths = ['README.md', 'CHANGELOG.md', 'SUPPORT.md', ...globSync('docs/**/*.md', { cwd: repository })];
  return paths
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}
