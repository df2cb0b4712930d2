// `npm run bench` measures everything and writes docs/performance.md; `npm run bench -- plan first-hashing` measures these
// rows and only prints. `--photos 3600` takes a smaller library, to try a row.
import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { cacheDirectory } from '../tools/cacheDirectory.ts';
import { runVisibly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import { withBench } from './bench.ts';
import { machine } from './machine.ts';
import { measuredPart, writePage } from './page.ts';
import type { Measured } from './page.ts';
import { ROWS } from './rows.ts';

const USAGE = `Usage: npm run bench [-- ROW …] [--photos N] [--repeats N] [--cache FOLDER]

  ROW             ${ROWS.map(({ name }) => name).join(', ')}
  --photos N      a library of about so many photos instead of 36,000
  --repeats N     how often each side runs
  --cache FOLDER  where the photos are kept, also ALBUM_SYNC_BENCH_CACHE`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  const built = await runVisibly(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: repository });
  if (built !== 0) return built;
  const { rows, cache, photos, repeats } = options;
  mkdirSync(cache, { recursive: true });
  const facts = await machine(cache);
  const measured: Measured[] = [];
  let failures = 0;
  await withBench({ cache, photos, repeats }, async (bench) => {
    for (const row of rows) {
      console.log(`\n${row.name}: ${row.work} (load ${loadavg()[0]?.toFixed(2) ?? ''})`);
      try {
        const figures = await row.measure(bench);
        measured.push({ row, figures });
        const { ours, theirs, ratio, isMet } = figures;
        console.log(`  ours ${ours}${theirs === '' ? '' : `, theirs ${theirs}`}${ratio === '' ? '' : `: ${ratio}`}`);
        console.log(`  goal ${row.goal}${isMet === undefined ? '' : isMet ? ': met' : ': NOT MET'}`);
      } catch (error) {
        failures++;
        console.error(error instanceof Error ? error.message : error);
      }
    }
  });
  console.log(`\n${measuredPart(facts, measured).join('\n')}`);
  const isWhole = measured.length === ROWS.length && photos === undefined;
  if (isWhole) await writePage(facts, measured);
  console.log(isWhole ? '\nWritten to docs/performance.md.' : '\ndocs/performance.md stays as it is.');
  return failures === 0 ? 0 : 1;
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { photos: { type: 'string' }, repeats: { type: 'string' }, cache: { type: 'string' } },
    });
    const [photos, repeats] = [values.photos, values.repeats].map((text) => (text === undefined ? text : Number(text)));
    if ([photos, repeats].some((number) => number !== undefined && !(Number.isSafeInteger(number) && number > 0)))
      return;
    const rows = ROWS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    if (rows.length < positionals.length) return;
    const cache = values.cache ?? process.env['ALBUM_SYNC_BENCH_CACHE'] ?? join(cacheDirectory(), 'bench');
    return { rows, photos, repeats, cache: resolve(cache) };
  } catch {
    return;
  }
}
