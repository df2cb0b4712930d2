import { build } from 'esbuild';
import { glob } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { repository } from '../../../scripts/tools/repository.ts';
import type { ResultsTo } from '../../host/index.ts';
import { stackTranslator } from './originalStack.ts';

export interface LaneBundle {
  /** Absolute path of a CommonJS module that exports `run`. */
  readonly tests: string;
  /** Names test files and their lines in a stack trace of that module. */
  readonly translateStack: (stack: string) => string;
}

/** The test files of a lane, relative to the repository, with `/`. */
export async function laneFiles(lane: string): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const path of glob(`test/host/${lane}/**/*.test.ts`, { cwd: repository })) {
    files.push(path.split(sep).join('/'));
  }
  return files.sort();
}

/**
 * Bundles test files into one module for an extension host. It lies below the repository, so that `mocha` and `sharp`
 * are found.
 */
export async function bundleLane(files: readonly string[], into: string, results: ResultsTo): Promise<LaneBundle> {
  const tests = join(into, 'tests.cjs');
  const loads = files.map((file) => `() => require(${JSON.stringify(`./${file}`)})`);
  await build({
    stdin: {
      contents: `import { runSuites } from './test/host/index.ts';
        export const run = () => runSuites({ results: ${JSON.stringify(results)}, load: [${loads.join(', ')}] });`,
      resolveDir: repository,
      sourcefile: 'lane.ts',
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode', 'mocha', 'sharp', 'esbuild', 'playwright-core'],
    outfile: tests,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return { tests, translateStack: await stackTranslator(tests) };
}
