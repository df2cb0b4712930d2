import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { runVisibly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import type { NodeTestCounts } from './countReporter.ts';

export interface NodeTestRun {
  /** Relative to the repository, with `/`. */
  readonly folder: string;
  /** Only files whose path contains this. */
  readonly filter: string;
  /** How many files run at once; Node decides when it is not given. */
  readonly concurrency?: number;
}

/** Runs test files of node:test in this terminal and counts. A run that counts nothing is a failure. */
export async function runNodeTests(run: NodeTestRun): Promise<{ passed: number; failed: number }> {
  const files: string[] = [];
  for await (const path of glob(`${run.folder}/**/*.test.ts`, { cwd: repository })) {
    const file = path.split(sep).join('/');
    if (file.includes(run.filter)) files.push(file);
  }
  if (files.length === 0) throw new Error(`There is no test file in ${run.folder}.`);

  const scratch = await mkdtemp(join(tmpdir(), 'album-sync-counts-'));
  try {
    const countsFile = join(scratch, 'counts.json');
    const status = await runVisibly(
      process.execPath,
      [
        '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
        '--test',
        ...(run.concurrency === undefined ? [] : [`--test-concurrency=${String(run.concurrency)}`]),
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        `--test-reporter=${pathToFileURL(join(import.meta.dirname, 'countReporter.ts')).href}`,
        `--test-reporter-destination=${countsFile}`,
        ...files.sort(),
      ],
      { cwd: repository },
    );
    const counts = JSON.parse(await readFile(countsFile, 'utf8')) as NodeTestCounts;
    const failed = counts.failed + counts.cancelled;
    // A file that cannot be loaded fails without counting as a test.
    return { passed: counts.passed, failed: status !== 0 && failed === 0 ? 1 : failed };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
