import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import manifest from '../../package.json' with { type: 'json' };
import { fileSecretStore, secretsFile } from '../accounts/fileSecretStore.ts';
import { problem } from '../engine/errors.ts';
import { forPrograms, reportForPrograms } from '../engine/forPrograms.ts';
import { phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import { mergeReports, refusedReport } from '../engine/report.ts';
import type { SyncReport } from '../engine/report.ts';
import { ok } from '../engine/result.ts';
import { stateDirectory } from '../ledger/stateDirectory.ts';
import type { FolderTeller } from '../local/looking/findProgram.ts';
import type { FolderLooker } from '../local/looking/folderLooker.ts';
import { readConfiguredFolders } from '../settings/settingsFile.ts';
import type { ConfiguredFolder } from '../settings/settingsFile.ts';
import type { AccountPorts } from './accountMain.ts';
import { parseCommandLine, USAGE } from './commandLine.ts';
import type { CommandLine, OutputFormat } from './commandLine.ts';
import { exitStatus } from './exitStatus.ts';
import { ENGLISH_MAPPING, mappingText } from './folderMapping.ts';
import { mapFolders } from './mapFolders.ts';
import type { RunHost } from './openPorts.ts';
import { readPlanFile } from './planFile.ts';
import { plainReportWords, reportFile } from './reportFormats.ts';
import { isDryRun } from './request.ts';
import type { RunKind } from './request.ts';
import { runHost } from './runHost.ts';
import { runSync } from './runSync.ts';
import { sentItems } from './sentItems.ts';
import { surroundings, THIS_COMPUTER } from './surroundings.ts';
import { terminalProgress } from './terminalProgress.ts';
import { terminalReport } from './terminalReport.ts';
import { watchLine } from './watch/watchLine.ts';

/**
 * The headless composition root: one run, one report, one exit status.
 * @param dist absolute path of the folder of the built programs
 * @param helpers those that are there already, instead of those that the run would make
 */
export async function commandLineMain(args: readonly string[], dist: string, helpers: Helpers = {}): Promise<number> {
  const asked = parseCommandLine(args);
  if ('show' in asked) {
    await print(asked.show === 'help' ? USAGE : `${manifest.version}\n`);
    return 0;
  }
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}\n\n${USAGE}`);
    return 2;
  }
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  if ('account' in asked) {
    // What only some commands need is loaded with them.
    const { accountMain } = await import('./accountMain.ts');
    return accountMain(asked.account, accountPorts(), interrupted.signal);
  }
  return show(asked.run, { dist, ...helpers }, interrupted.signal);
}

function accountPorts(): AccountPorts {
  const { env, platform } = process;
  const secrets = fileSecretStore(ledgers(), platform);
  return {
    secrets,
    secretsFile: secretsFile(ledgers()),
    sentItems: (service) => sentItems(ledgers(), service),
    env,
    platform,
    now: Date.now,
    print,
  };
}

/** What helps a run. */
export interface Helpers {
  /** A thread that has been started already. */
  readonly looker?: FolderLooker | undefined;
  readonly teller?: FolderTeller | undefined;
}

/** What the runs of this process have. */
interface Means extends Helpers {
  readonly dist: string;
}

async function show(line: CommandLine, means: Means, signal: AbortSignal): Promise<number> {
  if (line.kind === 'mapping') return showMapping(line, means, signal);
  if (line.kind === 'watch') return keepWatch(line, means, signal);
  if (line.ask && line.format === 'text' && process.stdin.isTTY && process.stdout.isTTY) {
    const plan = await run('undoPreview', line, means, signal);
    await print(terminalReport(plan));
    const isUndoable = plan.items.some(({ outcome }) => outcome === 'planned');
    if (!isUndoable || !(await isConfirmed('Undo this? [y/N] ', signal))) return exitStatus(plan, signal);
  }
  const report = await run(line.kind, line, means, signal);
  await print(outputOf(report, line.format));
  return exitStatus(report, signal);
}

async function run(kind: RunKind, line: CommandLine, means: Means, signal: AbortSignal): Promise<SyncReport> {
  const { all, confirmed, format } = line;
  const refuse = (reason: Problem) =>
    refusedReport({
      service: 'gallery',
      mode: 'upload',
      dryRun: isDryRun(kind),
      at: Date.now(),
      problems: [reason],
    });
  const configured = readConfiguredFolders(path.resolve(line.folder));
  if (!configured.ok) return refuse(configured.problem);
  const review = line.plan === undefined ? ok(undefined) : readPlanFile(line.plan);
  if (!review.ok) return refuse(review.problem);
  // Which folder an item is in stands nowhere in a report of several.
  if (review.value && configured.value.length > 1) return refuse(problem('E_PLAN', phrase`A plan is for one folder`));
  const onEvent = format !== 'text' || !process.stderr.isTTY ? () => undefined : terminalProgress(process.stderr);
  const reports: SyncReport[] = [];
  for (const folder of configured.value) {
    const request = { ...requestFor(folder, line), kind, all, confirmed, review: review.value } as const;
    reports.push(await runSync(request, thisComputer(means), { signal, onEvent }));
  }
  const [first, ...rest] = reports;
  return first ? mergeReports([first, ...rest]) : Promise.reject(new Error('a workspace without folders'));
}

function outputOf(report: SyncReport, format: OutputFormat): string {
  switch (format) {
    case 'text':
      return terminalReport(report);
    case 'json':
      return `${JSON.stringify(reportForPrograms(report))}\n`;
    case 'csv':
    case 'md':
      return reportFile(report, format, plainReportWords(report));
  }
}

async function keepWatch(line: CommandLine, means: Means, signal: AbortSignal): Promise<number> {
  const configured = readConfiguredFolders(path.resolve(line.folder));
  if (!configured.ok) {
    process.stderr.write(`${configured.problem.message}\n`);
    return 2;
  }
  const lines = {
    format: line.format === 'json' ? 'json' : 'text',
    isAlone: configured.value.length === 1,
    now: Date.now,
  } as const;
  const unread = new AbortController();
  // Whoever read its lines has gone.
  process.stdout.on('error', () => unread.abort());
  const { watchFolders } = await import('./watch/watchFolders.ts');
  return watchFolders({
    folders: configured.value.map(({ folder, settings }) => ({ folder, settings: { ...settings, ...line.settings } })),
    stateDirectory: ledgers(),
    host: thisComputer(means),
    surroundings: surroundings({ platform: process.platform, ...THIS_COMPUTER }),
    everyMs: line.every === undefined ? undefined : line.every * 60_000,
    onEvent: (folder, event) => process.stdout.write(watchLine(folder, event, lines)),
    signal: AbortSignal.any([signal, unread.signal]),
  });
}

async function showMapping(line: CommandLine, means: Means, signal: AbortSignal): Promise<number> {
  const configured = readConfiguredFolders(path.resolve(line.folder));
  if (!configured.ok) {
    process.stderr.write(`${configured.problem.message}\n`);
    return 2;
  }
  const mappings = [];
  for (const folder of configured.value)
    mappings.push(await mapFolders(requestFor(folder, line), thisComputer(means), signal));
  const mapping = {
    folders: mappings.flatMap(({ folders }) => folders),
    problems: mappings.flatMap(({ problems }) => problems),
  };
  await print(
    line.format === 'json'
      ? `${JSON.stringify({ ...mapping, problems: mapping.problems.map(forPrograms) })}\n`
      : mappingText(mapping, ENGLISH_MAPPING),
  );
  if (signal.aborted) return 130;
  return mapping.problems.some(({ code }) => code === 'E_SETTINGS' || code === 'E_NO_FOLDER') ? 2 : 0;
}

function requestFor({ folder, settings }: ConfiguredFolder, line: CommandLine) {
  return {
    folder,
    settings: { ...settings, ...line.settings },
    stateDirectory: ledgers(),
  };
}

function thisComputer({ dist, looker, teller }: Means): RunHost {
  const host = runHost(dist, fileSecretStore(ledgers(), process.platform), { isFewHere: true });
  return { ...host, ...(looker && { openLooker: () => looker }), ...(teller && { teller }) };
}

function ledgers(): string {
  return stateDirectory(process.env, process.platform, homedir());
}

/** What a person at the terminal answers; nothing, or an interrupt, is no. */
async function isConfirmed(question: string, signal: AbortSignal): Promise<boolean> {
  // Most runs ask nothing.
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question, { signal })).trim());
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}

/** Resolves when the text is out: leaving the program before that would cut a long report in a pipe. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}
