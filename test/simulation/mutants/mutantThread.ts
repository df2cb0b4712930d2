// Tells stories with one safety rule switched off, in a thread of its own, because a module is loaded once in each.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { tellSeed } from '../tellSeed.ts';
import type { Mutant } from './mutants.ts';

/** Which rule is off, and which seeds are told, without the last one, until one of them breaks a promise. */
export interface MutantTask {
  readonly mutant: Mutant;
  /** Absolute path of the repository. */
  readonly repository: string;
  readonly from: number;
  readonly to: number;
}

/** The first seed that noticed, and which property it saw broken; `survived` when none did. */
export type MutantEnd =
  | { readonly kind: 'found'; readonly seed: number; readonly property: string }
  | { readonly kind: 'survived' }
  /** The text is not in the file, or more than once: the list of mutants is behind the code. */
  | { readonly kind: 'stale'; readonly times: number };

parentPort?.postMessage(await tell(workerData as MutantTask));

async function tell({ mutant, repository, from, to }: MutantTask): Promise<MutantEnd> {
  const file = path.join(repository, mutant.file);
  const times = readFileSync(file, 'utf8').split(mutant.from).length - 1;
  if (times !== 1) return { kind: 'stale', times };
  const target = pathToFileURL(file).href;
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      if (url !== target || loaded.source === undefined || loaded.source === null) return loaded;
      return { ...loaded, source: sourceText(loaded.source).replace(mutant.from, () => mutant.to) };
    },
  });
  // Only now, or the module would be loaded as it is.
  const stories = (await import('../tellSeed.ts')) as { readonly tellSeed: typeof tellSeed };
  for (let seed = from; seed < to; seed++) {
    const end = await stories.tellSeed(seed, { minimise: false });
    if (end.kind === 'broken') return { kind: 'found', seed, property: end.property };
  }
  return { kind: 'survived' };
}

function sourceText(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
