import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Mutant } from './mutants.ts';
import type { MutantEnd, MutantTask } from './mutantThread.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** Switches one rule off and tells the seeds from `from` to before `to`, until one of them notices. */
export function tellMutant(mutant: Mutant, { from, to }: Pick<MutantTask, 'from' | 'to'>): Promise<MutantEnd> {
  const workerData: MutantTask = { mutant, repository: path.resolve(REPOSITORY), from, to };
  const worker = new Worker(new URL('./mutantThread.ts', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', (end: MutantEnd) => resolve(end)).once('error', reject);
  });
}
