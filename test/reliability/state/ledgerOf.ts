import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Library } from '../../harness/library.ts';

/** Absolute path of the file that remembers the runs of a library which has one gallery. */
export function ledgerOf(library: Library): string {
  const state = path.join(library.home, 'state');
  const found = readdirSync(state, { recursive: true, encoding: 'utf8' });
  const file = found.find((name) => /\/gallery-[0-9a-f]+\.db$/.test(name));
  if (file === undefined) throw new Error('The library has no ledger yet.');
  return path.join(state, file);
}
