import { build } from 'esbuild';
import { glob } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { repository } from '../../../scripts/tools/repository.ts';
import type { ResultsTo } from '../../host/index.ts';
import { folderCount, type LaneWorkspace } from './lane.ts';
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

export interface LaneBundleOptions {
  /** Relative to the repository, with `/`. */
  readonly files: readonly string[];
  /** The folder that receives the bundle. It lies below the repository, so that `mocha` and `sharp` are found. */
  readonly into: string;
  readonly workspace: LaneWorkspace;
  readonly results: ResultsTo;
}

/** Bundles test files into one module for an extension host. */
export async function bundleLane({ files, into, workspace, results }: LaneBundleOptions): Promise<LaneBundle> {
  const tests = join(into, 'tests.cjs');
  const loads = files.map((file) => `() => require(${JSON.stringify(`./${file}`)})`);
  const plain = JSON.stringify({ results, folders: folderCount(workspace) });
  await build({
    stdin: {
      contents: `import { runSuites } from './test/host/index.ts';
        export const run = () => runSuites({ ...${plain}, load: [${loads.join(', ')}] });`,
      resolveDir: repository,
      sourcefile: 'lane.ts',
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode', 'mocha', 'sharp', 'esbuild', 'playwright-core'],
    // What lies beside a source does not lie beside the bundle.
    define: { 'import.meta.dirname': 'undefined' },
    outfile: tests,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return { tests, translateStack: await stackTranslator(tests) };
}
