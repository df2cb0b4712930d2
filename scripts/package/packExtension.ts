import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { lastLines, runQuietly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import { listVsix } from './readVsix.ts';
import { isPreRelease, manifestOf } from './releaseKind.ts';
import { stageExtension, stageNativePackages } from './stageExtension.ts';
import type { Target } from './targets.ts';
import { vsixFaults, vsixSizes } from './vsixFaults.ts';

/** A VSIX that was made. */
export interface PackedVsix {
  readonly target: string;
  readonly file: string;
  readonly sizes: { readonly whole: number; readonly own: number };
  /** What is wrong with its content, a sentence each. */
  readonly faults: readonly string[];
}

export interface PackRun {
  readonly targets: readonly Target[];
  /** Receives the files. */
  readonly into: string;
  readonly onPacked: (packed: PackedVsix) => void;
}

/** Builds the extension and makes a VSIX for each target, one after the other in one staged folder. */
export async function packExtension({ targets, into, onPacked }: PackRun): Promise<readonly PackedVsix[]> {
  const stage = join(repository, 'test-results', 'package');
  const { name, version } = manifestOf(repository);
  await mkdir(into, { recursive: true });
  await stageExtension(stage);
  const all: PackedVsix[] = [];
  for (const target of targets) {
    await stageNativePackages(stage, target);
    const file = join(into, `${name}-${target.name}-${version}.vsix`);
    await runVsce(stage, ['--target', target.name, '--out', file, ...(isPreRelease(version) ? ['--pre-release'] : [])]);
    const entries = await listVsix(file);
    const packed = { target: target.name, file, sizes: vsixSizes(entries), faults: vsixFaults(entries, target) };
    onPacked(packed);
    all.push(packed);
  }
  return all;
}

async function runVsce(stage: string, args: readonly string[]): Promise<void> {
  const vsce = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { status, output } = await runQuietly(process.execPath, [vsce, 'package', ...args], { cwd: stage });
  if (status !== 0) throw new Error(`vsce refused the extension:\n${lastLines(output, 30)}`);
}
