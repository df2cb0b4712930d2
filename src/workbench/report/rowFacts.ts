import * as vscode from 'vscode';
import type { ReportItem, SeenContent } from '../../engine/report.ts';
import type { Look } from '../../run/lookAtFiles.ts';
import type { WorkerRunner } from '../../run/workerRunner.ts';
import type { FromPage, ItemFacts, RowRef, SideFacts, ToPage } from '../../webview/protocol.ts';
import type { FolderState } from '../runs/folderState.ts';
import { fileIn } from '../workspaceFolders.ts';

/** What the answers are made from. */
export interface RowFactsPorts {
  readonly folders: () => readonly FolderState[];
  readonly look: WorkerRunner['look'];
  readonly send: (message: ToPage) => void;
}

/** Answers the page when a row is opened, and stops looking when it is closed. */
export interface RowFacts {
  answer(message: FromPage & { type: 'look' | 'lookAway' }): void;
  /** Stops looking: the page is gone. */
  stop(): void;
}

export function rowFacts(ports: RowFactsPorts): RowFacts {
  const looking = new Map<string, AbortController>();
  const stopOne = (key: string): void => {
    looking.get(key)?.abort();
    looking.delete(key);
  };
  return {
    answer(message) {
      stopOne(message.key);
      if (message.type === 'lookAway') return;
      const controller = new AbortController();
      looking.set(message.key, controller);
      void tellFacts(message.key, message.row, ports, controller.signal);
    },
    stop() {
      for (const key of [...looking.keys()]) stopOne(key);
    },
  };
}

/** Tells at once what the report knows, and then what the photos show. */
async function tellFacts(key: string, row: RowRef, ports: RowFactsPorts, signal: AbortSignal): Promise<void> {
  const state = ports.folders().find(({ folder }) => folder.key === row.folder);
  const item = state && itemOf(state, row.item);
  if (!state || !item) return;
  const { decidedBy, seen } = item;
  const isDone = seen === undefined && item.path !== undefined;
  const local = isDone ? await fileNow(state, item.path) : sideOf(seen?.local);
  if (signal.aborted) return;
  const remote = sideOf(seen?.remote);
  ports.send({ type: 'facts', facts: { key, state: 'looking', decidedBy, local, remote } });
  const files = { local: local && localFile(state, item), remote: seen?.remote?.file };
  const looks = await lookAt(files, ports, signal);
  if (signal.aborted) return;
  const facts: ItemFacts = {
    key,
    state: 'complete',
    decidedBy,
    local: local && { ...local, ...looks.local },
    remote: remote && { capturedAt: seen?.remote?.capturedAt, ...remote, ...looks.remote },
  };
  ports.send({ type: 'facts', facts });
}

async function lookAt(
  { local, remote }: { readonly local: string | undefined; readonly remote: string | undefined },
  { look }: RowFactsPorts,
  signal: AbortSignal,
): Promise<{ readonly local?: Look | undefined; readonly remote?: Look | undefined }> {
  const files = [local, remote].filter((file) => file !== undefined);
  if (files.length === 0) return {};
  const looks = await look({ files }, signal);
  return { local: local === undefined ? undefined : looks[0], remote: remote === undefined ? undefined : looks.at(-1) };
}

function itemOf(state: FolderState, row: RowRef['item']): ReportItem | undefined {
  for (const item of state.items()) {
    const isNamed = item.album === row.album && item.name === row.name && item.path === row.path;
    if (isNamed && (row.remoteId === undefined || row.remoteId === item.remoteId)) return item;
  }
  return undefined;
}

function localFile({ folder }: FolderState, { path }: ReportItem): string | undefined {
  return path === undefined ? undefined : fileIn(folder, path)?.fsPath;
}

function sideOf(seen: SeenContent | undefined): SideFacts | undefined {
  return seen && { size: seen.size, modifiedMs: seen.modifiedMs };
}

/** A run has worked on the file since it was compared, so the file itself says how it is, and whether it is there. */
async function fileNow({ folder }: FolderState, path: string): Promise<SideFacts | undefined> {
  const file = fileIn(folder, path);
  if (file === undefined) return undefined;
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(file);
    return { size, modifiedMs: mtime };
  } catch {
    return undefined;
  }
}
