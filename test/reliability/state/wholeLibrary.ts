import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import type { Library } from '../../harness/library.ts';

/** Every file of a library, also pages and manifests, with a digest of its content: equal when nothing was changed. */
export function wholeLibrary(library: Library): readonly string[] {
  return readdirSync(library.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
      return `${path.relative(library.folder, file)} ${digest}`;
    })
    .sort();
}
