import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { runVisibly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import { provideEditor } from '../vscode/provideEditor.ts';
import { EXTENSION_VARIABLE } from './extensionUnderTest.ts';
import { runNodeTests } from './nodeTests.ts';
import type { Stage } from './stage.ts';

/** Everything that `npm test` does, in this order. */
export const STAGES: readonly Stage[] = [
  check('build', 'Build', ['esbuild.config.mjs']),
  check('types', 'Types', [tool('typescript/bin/tsc'), '--noEmit']),
  check('lint', 'Lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
  check('format', 'Format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  nodeTests('unit', 'Unit tests'),
  nodeTests('conformance', 'Conformance tests: one suite that every service passes'),
  nodeTests('reliability', 'Reliability tests: faults, crashes and hostile input on the real disk'),
  // It came later than the others: a checkout of an older day has no such folder.
  ...(existsSync(join(repository, 'test/simulation'))
    ? [nodeTests('simulation', 'Simulation tests: made-up histories that must lose nothing')]
    : []),
  {
    name: 'host',
    heading: 'Host tests: inside the extension host of a real VS Code',
    run: async (filter) => {
      const { runHostStage } = await import('./hostStage.ts');
      return { kind: 'tests', ...(await runHostStage(filter)) };
    },
  },
  {
    name: 'packaged',
    heading: 'Package tests: the VSIX of this computer',
    run: async (filter) => {
      const { packForTests } = await import('./packForTests.ts');
      // What comes after it drives this VSIX too, and not the checkout.
      process.env[EXTENSION_VARIABLE] = await packForTests();
      return { kind: 'tests', ...(await runNodeTests({ folder: 'test/packaged', filter })) };
    },
  },
  {
    name: 'e2e',
    heading: 'Browser tests: a browser drives the VS Code window',
    run: async (filter) => {
      // Installing takes minutes, which must not count as time of the first test.
      await provideEditor();
      // One window at a time: two of them slow each other down more than they save.
      return { kind: 'tests', ...(await runNodeTests({ folder: 'test/e2e', filter, concurrency: 1 })) };
    },
  },
];

/** A stage that is one command, which passes when its exit status is 0. */
function check(name: string, heading: string, args: readonly string[]): Stage {
  return {
    name,
    heading,
    run: async () => ({ kind: 'check', passed: (await runVisibly(process.execPath, args, { cwd: repository })) === 0 }),
  };
}

function nodeTests(name: string, heading: string): Stage {
  return {
    name,
    heading,
    run: async (filter) => ({ kind: 'tests', ...(await runNodeTests({ folder: `test/${name}`, filter })) }),
  };
}

/** The script of a tool, which runs on every system as it is, unlike the links in `.bin`. */
function tool(script: string): string {
  return join(repository, 'node_modules', script);
}
