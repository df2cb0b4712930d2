import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../engine/model.ts';
import { refusedReport, type ReportItem } from '../../engine/report.ts';
import { workInSlices } from '../../local/slices.ts';
import type { RunRequest } from '../../run/request.ts';
import { FolderState, type FolderRef, type KeptState } from '../runs/folderState.ts';
import { gatherAlbums } from '../runs/knownAlbum.ts';
import type { RunWish, WindowRuns } from '../runs/windowRuns.ts';
import { readLines, writeLines } from './keptFile.ts';
import { keptLines, KeptReader, type KeptHead } from './keptText.ts';
import { addToJournal, beginJournal, endJournal, readJournal, type RunJournal } from './runJournal.ts';

/** What the keeping of reports works with. */
export interface KeptReportsPorts {
  readonly runs: WindowRuns;
  /** Absolute path of the folder that the editor has for this window; undefined where it has none. */
  readonly directory: string | undefined;
  readonly settings: (folder: FolderRef) => RunRequest['settings'];
  /** What is said of a run whose window closed, in the language of the editor. */
  readonly interrupted: () => Problem;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly thisProcess: number;
  readonly isAlive: (pid: number) => boolean;
  /** What went wrong, for the log: a report that is not kept is no reason to disturb anybody. */
  readonly say: (line: string) => void;
}

/** After a day the web albums may have changed so much that a new comparison tells more. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** So long the window before this one has to end its run, and is looked after this often. */
const PATIENCE_MS = 6_000;
const LOOK_MS = 100;

/**
 * Keeps what runs have done over a reload of the window: on the disk, beside the window's other state, and read when
 * somebody looks. A preview is not kept, because another one says more; it takes what was kept before it away.
 */
export class KeptReports {
  readonly #ports: KeptReportsPorts;
  readonly #listening: { dispose(): void };
  /** What is done on the disk for a folder, one thing after the other. */
  readonly #work = new Map<string, Promise<void>>();
  readonly #recalled = new Map<string, Promise<void>>();
  readonly #begun = new Set<string>();
  #isClosing = false;

  constructor(ports: KeptReportsPorts) {
    this.#ports = ports;
    this.#listening = ports.runs.listen({
      onBegin: (folder, wish) => this.#onBegin(folder, wish),
      onItems: (folder, items) => this.#onItems(folder, items),
      onEnd: (folder, wish) => this.#onEnd(folder, wish),
    });
  }

  /** Brings back what an earlier window left of folders of which this one knows nothing yet. */
  async recall(folders: readonly FolderRef[]): Promise<void> {
    await Promise.all(
      folders.map((folder) => {
        const known = this.#recalled.get(folder.key);
        const recalled = known ?? this.#queue(folder, (files) => this.#recallOne(folder, files));
        this.#recalled.set(folder.key, recalled);
        return recalled;
      }),
    );
  }

  /** The window closes: ends the run that is on, and resolves when what it did is on the disk. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#ports.runs.cancel();
    await Promise.all(this.#work.values());
    this.#listening.dispose();
  }

  #onBegin(folder: FolderRef, { kind }: RunWish): void {
    this.#begun.add(folder.key);
    const { runs, now, thisProcess } = this.#ports;
    if (kind === 'undo') void this.#queue(folder, forget);
    if (kind !== 'sync') return;
    const [startedMs, plan] = [now(), runs.folder(folder).kept()];
    void this.#queue(folder, async (files) => {
      await beginJournal(files.journal, { pid: thisProcess, startedMs });
      if (plan !== undefined) await this.#write(folder, plan, files);
    });
  }

  #onItems(folder: FolderRef, items: readonly ReportItem[]): void {
    const { run } = this.#ports.runs;
    if (run.status === 'running' && run.kind === 'sync')
      void this.#queue(folder, ({ journal }) => addToJournal(journal, items));
  }

  #onEnd(folder: FolderRef, { kind }: RunWish): void {
    if (kind !== 'sync' && kind !== 'preview') return;
    const state = this.#ports.runs.folder(folder);
    const kept = state.tellsOfWork ? state.kept() : undefined;
    void this.#queue(folder, async (files) => {
      if (kept === undefined) return forget(files);
      await this.#write(folder, this.#isClosing ? this.#cut(kept) : kept, files);
      await endJournal(files.journal);
    });
  }

  async #write(folder: FolderRef, state: KeptState, { report }: Files): Promise<void> {
    await writeLines(report, keptLines(this.#headOf(folder), state));
  }

  #headOf(folder: FolderRef): KeptHead {
    return { folder: folder.key, settings: digestOf(this.#ports.settings(folder)), keptMs: this.#ports.now() };
  }

  async #recallOne(folder: FolderRef, files: Files): Promise<void> {
    const journal = await this.#settledJournal(files);
    const kept = await this.#read(folder, files);
    const { runs } = this.#ports;
    const found = journal === undefined ? kept : this.#interrupted(folder, journal, kept);
    if (found === undefined) return;
    const items = found.albums.flatMap((album) => album.items);
    const albums = await gatherAlbums(items, workInSlices());
    // Whoever started a run meanwhile knows more.
    if (this.#begun.has(folder.key)) return;
    runs.restore(folder, found, albums);
    if (journal === undefined) return;
    await this.#write(folder, found, files);
    await endJournal(files.journal);
  }

  /** The journal of a run that ends no more; a window that is closing gets the time to end its run. */
  async #settledJournal({ journal }: Files): Promise<RunJournal | undefined> {
    const { isAlive, now, wait } = this.#ports;
    const untilMs = now() + PATIENCE_MS;
    for (;;) {
      const found = await readJournal(journal);
      if (found === undefined || !isAlive(found.pid) || now() >= untilMs) return found;
      await wait(LOOK_MS);
    }
  }

  async #read(folder: FolderRef, { report }: Files): Promise<(KeptHead & KeptState) | undefined> {
    const reader = new KeptReader();
    const condition = await readLines(report, (line) => reader.add(line));
    if (condition === 'missing') return undefined;
    const kept = condition === 'whole' ? reader.end() : undefined;
    if (kept === undefined) {
      const aside = `${report}.bad-${new Date(this.#ports.now()).toISOString().replaceAll(':', '')}`;
      await rename(report, aside);
      this.#ports.say(`the kept report of ${folder.name} was damaged, set aside as ${path.basename(aside)}`);
      return undefined;
    }
    const { settings } = this.#headOf(folder);
    const isOld = this.#ports.now() - kept.keptMs > KEPT_MS;
    if (kept.folder === folder.key && kept.settings === settings && !isOld) return kept;
    await rm(report, { force: true });
    return undefined;
  }

  /** The plan of a run that never ended, with what it did until then. */
  #interrupted(folder: FolderRef, journal: RunJournal, kept: (KeptHead & KeptState) | undefined): KeptState {
    const state = new FolderState(folder);
    const plan = kept !== undefined && kept.keptMs >= journal.startedMs ? kept : undefined;
    state.restore(plan ?? this.#blank(folder));
    for (const item of journal.items) state.put(item);
    const { last, ...rest } = state.kept() ?? this.#blank(folder);
    const times = { startedAt: textOf(journal.startedMs), finishedAt: textOf(journal.lastMs) };
    return {
      ...rest,
      stopped: false,
      last: { ...last, ...times, dryRun: false, problems: [this.#ports.interrupted()] },
    };
  }

  #blank(folder: FolderRef): KeptState {
    const { service, mode } = this.#ports.settings(folder);
    const last = refusedReport({
      service: typeof service === 'string' ? service : 'gallery',
      mode: typeof mode === 'string' ? mode : 'upload',
      dryRun: false,
      at: this.#ports.now(),
      problems: [],
    });
    return { last, stopped: false, isWhole: false, isCompared: false, albums: [] };
  }

  /** A run that was cancelled because its window closed was cancelled by nobody. */
  #cut(state: KeptState): KeptState {
    const isCut = state.last.problems.some(({ code }) => code === 'E_CANCELLED');
    if (!isCut) return state;
    const others = state.last.problems.filter(({ code }) => code !== 'E_CANCELLED');
    return { ...state, last: { ...state.last, problems: [this.#ports.interrupted(), ...others] } };
  }

  /** Does something on the disk after all else that is to be done for this folder. */
  #queue(folder: FolderRef, work: (files: Files) => Promise<void>): Promise<void> {
    const { directory, say } = this.#ports;
    if (directory === undefined) return Promise.resolve();
    const files = filesOf(directory, folder);
    const before = this.#work.get(folder.key) ?? Promise.resolve();
    const done = before
      .then(() => work(files))
      .catch((error: unknown) => say(`the report of ${folder.name} is not kept: ${String(error)}`));
    this.#work.set(folder.key, done);
    return done;
  }
}

/** The files of one workspace folder. */
interface Files {
  readonly report: string;
  readonly journal: string;
}

function filesOf(directory: string, { key }: FolderRef): Files {
  const name = path.join(directory, `report-${digestOf(key)}`);
  return { report: `${name}.jsonl`, journal: `${name}.run.jsonl` };
}

async function forget({ report, journal }: Files): Promise<void> {
  await rm(report, { force: true });
  await endJournal(journal);
}

/** Settings that change nothing about a report do not count. */
function digestOf(about: string | RunRequest['settings']): string {
  const text =
    typeof about === 'string'
      ? about
      : JSON.stringify(Object.entries(about).filter(([name]) => !name.startsWith('watch')));
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function textOf(ms: number): string {
  return new Date(ms).toISOString();
}
