import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { Library } from '../../harness/library.ts';

/** Keeps a library as it is, with its state and its trash; the answer brings it back to that. */
export function takeSnapshot(t: TestContext, library: Library): () => void {
  const top = path.dirname(library.folder);
  const copy = `${top}-snapshot`;
  cpSync(top, copy, { recursive: true, preserveTimestamps: true });
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  return () => {
    for (const entry of readdirSync(top)) rmSync(path.join(top, entry), { recursive: true, force: true });
    cpSync(copy, top, { recursive: true, preserveTimestamps: true });
  };
}
