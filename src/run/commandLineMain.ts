import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import manifest from '../../package.json' with { type: 'json' };
import { refusedReport } from '../engine/report.ts';
import type { SyncReport } from '../engine/report.ts';
import { stateDirectory } from '../ledger/stateDirectory.ts';
import { parseCommandLine, USAGE } from './commandLine.ts';
import type { CommandLine } from './commandLine.ts';
import { exitStatus } from './exitStatus.ts';
import { runHost } from './runHost.ts';
import { runSync } from './runSync.ts';
import { terminalProgress } from './terminalProgress.ts';
import { terminalReport } from './terminalReport.ts';
import { readSettingsFile } from '../settings/settingsFile.ts';

/**
 * The headless composition root: one run, one report, one exit status.
 * @param dist absolute path of the folder of the built programs
 */
export async function commandLineMain(args: readonly string[], dist: string): Promise<number> {
  const asked = parseCommandLine(args);
  if ('show' in asked) {
    process.stdout.write(asked.show === 'help' ? USAGE : `${manifest.version}\n`);
    return 0;
  }
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}\n\n${USAGE}`);
    return 2;
  }
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  const report = await run(asked.run, dist, interrupted.signal);
  const text = asked.run.json ? `${JSON.stringify(report)}\n` : terminalReport(report);
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  return exitStatus(report, interrupted.signal);
}

async function run(
  { kind, folder, settings, confirmed, all, json }: CommandLine,
  dist: string,
  signal: AbortSignal,
): Promise<SyncReport> {
  const absolute = path.resolve(folder);
  const saved = readSettingsFile(absolute);
  if (!saved.ok)
    return refusedReport({
      service: 'gallery',
      mode: 'upload',
      dryRun: kind === 'preview',
      at: Date.now(),
      problems: [saved.problem],
    });
  const request = {
    folder: absolute,
    settings: { ...saved.value, ...settings },
    kind,
    all,
    confirmed,
    stateDirectory: stateDirectory(process.env, process.platform, homedir()),
  };
  const onEvent = json || !process.stderr.isTTY ? () => undefined : terminalProgress(process.stderr);
  return runSync(request, runHost(dist), { signal, onEvent });
}
