// `npm run simulate -- --seeds 100000` tells that many drawn stories; `--seed 4711` tells one of them in full;
// `--mutants` switches the safety rules off, one at a time, and shows which story notices.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { Figures } from '../../test/simulation/properties/check.ts';
import { tellSeed } from '../../test/simulation/tellSeed.ts';
import { tellMutants } from './mutants.ts';
import type { FromTeller, ToTeller } from './teller.ts';

const USAGE = 'Usage: npm run simulate -- [--seeds N] [--from N] [--jobs N] | --seed N | --mutants [--seeds N]';
const CHUNK = 100;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: '0' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    seed: { type: 'string' },
    mutants: { type: 'boolean', default: false },
  },
});
const [seeds, from, jobs] = [values.seeds, values.from, values.jobs].map(Number);
if ([seeds, from, jobs].some((number) => !Number.isSafeInteger(number) || Number(number) < 0)) {
  console.error(USAGE);
  process.exit(2);
}
process.exitCode = await (values.mutants ? tellMutants(Number(seeds), Number(jobs)) : tell(values.seed));

function tell(seed: string | undefined): Promise<number> {
  return seed === undefined ? tellMany() : tellOne(Number(seed));
}

async function tellOne(seed: number): Promise<number> {
  const end = await tellSeed(seed, { minimise: true });
  console.log(end.kind === 'kept' ? end.history : end.text);
  return end.kind === 'kept' ? 0 : 1;
}

async function tellMany(): Promise<number> {
  const start = performance.now();
  const end = Number(from) + Number(seeds);
  let next = Number(from);
  let told = 0;
  const total: Figures = { runs: 0, calls: 0, crashes: 0, faults: 0 };
  const failures: string[] = [];
  const work = Array.from({ length: Number(jobs) }, () => {
    const worker = new Worker(new URL('./teller.ts', import.meta.url));
    return new Promise<void>((resolve, reject) => {
      const ask = () => {
        if (next >= end || failures.length > 0) return void worker.terminate().then(() => resolve());
        const message: ToTeller = { from: next, to: (next = Math.min(next + CHUNK, end)) };
        worker.postMessage(message);
      };
      worker.on('error', reject);
      worker.on('message', ({ figures, failure, stories }: FromTeller) => {
        told += stories;
        for (const key of Object.keys(total) as (keyof Figures)[]) total[key] += figures[key];
        if (failure !== undefined) failures.push(failure);
        if (told % 10_000 < CHUNK && told >= 10_000) console.log(`${told} stories …`);
        ask();
      });
      ask();
    });
  });
  await Promise.all(work);
  const minutes = (performance.now() - start) / 60_000;
  for (const failure of failures) console.log(`${failure}\n`);
  console.log(
    `${told} stories, ${total.runs} runs with ${total.calls} port calls: ${total.crashes} killed, ` +
      `${total.faults} faults; ${failures.length} broken promises; ${minutes.toFixed(1)} minutes`,
  );
  return failures.length === 0 ? 0 : 1;
}
