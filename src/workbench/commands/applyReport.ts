import * as vscode from 'vscode';
import { isWork } from '../../engine/modes.ts';
import { isGrave } from '../../engine/plan/grave.ts';
import type { Review } from '../../engine/plan/review.ts';
import type { FromPage } from '../../webview/protocol.ts';
import type { FolderRef, FolderState } from '../runs/folderState.ts';
import { retryOf, reviewOf } from '../runs/review.ts';
import { askBeforeApply } from './confirmation.ts';
import { runReviewed, type RunCommandPorts } from './runCommands.ts';

export interface ApplyPorts extends RunCommandPorts {
  readonly folders: () => readonly FolderState[];
}

/** Carries out the plans that the report shows, with what was chosen in them, and nothing else. */
export async function applyReport(message: FromPage & { type: 'apply' }, ports: ApplyPorts): Promise<void> {
  const shown = new Map(message.plans.map(({ folder, startedAt }) => [folder, startedAt]));
  const states = ports.folders().filter(({ last }) => last !== undefined);
  // A newer plan is on its way to the page; what is carried out is what a person has seen.
  if (states.some(({ folder, last }) => shown.get(folder.key) !== last?.startedAt)) {
    const text = vscode.l10n.t('The plan is a newer one now. Look at it, then apply it.');
    void vscode.window.showInformationMessage(text);
    return;
  }
  const reviews = reviewsOf(states, (state) =>
    reviewOf(
      state,
      message.choices.filter(({ folder }) => folder === state.folder.key),
    ),
  );
  const work = [...reviews.values()].flatMap(({ items }) => items).filter(({ action }) => isWork(action));
  const grave = work.filter((item) => isGrave({ ...item, outcome: 'planned' }));
  const [first] = states;
  if (await askBeforeApply(grave, first?.terms, ports)) await carryOut(reviews, ports);
}

/** Tries again what failed or was cancelled, as it was planned. */
export async function retryReport({ row }: FromPage & { type: 'retry' }, ports: ApplyPorts): Promise<void> {
  const states = ports.folders().filter(({ folder }) => row === undefined || row.folder === folder.key);
  // What is tried again was asked about when it was tried first.
  await carryOut(
    reviewsOf(states, (state) => retryOf(state, row?.item)),
    ports,
  );
}

async function carryOut(reviews: ReadonlyMap<FolderRef, Review>, ports: ApplyPorts): Promise<void> {
  if (reviews.size > 0) await runReviewed(reviews, ports);
}

function reviewsOf(
  states: readonly FolderState[],
  of: (state: FolderState) => Review | undefined,
): ReadonlyMap<FolderRef, Review> {
  const reviews = new Map<FolderRef, Review>();
  for (const state of states) {
    const review = of(state);
    if (review !== undefined) reviews.set(state.folder, review);
  }
  return reviews;
}
