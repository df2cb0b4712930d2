import { inParallel } from '../../src/engine/apply/inParallel.ts';
import { MUTANTS, mutantRow } from '../../test/simulation/mutants/mutants.ts';
import { tellMutant } from '../../test/simulation/mutants/tellMutant.ts';

/**
 * Switches off each rule alone and prints what noticed it, as the rows of the table in docs/reliability.md.
 * @param seeds how many stories are told to each
 * @param jobs how many are told at a time
 * @returns the exit status: 1 when a rule can be switched off unnoticed, or its text is no longer there
 */
export async function tellMutants(seeds: number, jobs: number): Promise<number> {
  let status = 0;
  await inParallel(MUTANTS, jobs, async (mutant) => {
    const end = await tellMutant(mutant, { from: 0, to: seeds });
    console.log(end.kind === 'stale' ? `${mutant.file} no longer has: ${mutant.from}` : mutantRow(mutant, end));
    if (end.kind !== 'found') status = 1;
  });
  return status;
}
