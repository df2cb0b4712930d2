import { namesOf } from '../apply/places.ts';
import { faultProblem, problem } from '../errors.ts';
import type { BaseItem, Outcome, Problem, RemoteItem } from '../model.ts';
import type { Capabilities } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Watch } from '../ports/progress.ts';
import { errorOf, type ReportItem } from '../report.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { NumberedStep } from './model.ts';
import { undoChange, whyNot } from './undoChange.ts';
import type { UndoPorts } from './undoChange.ts';

/** What an undo did: the items of the run in its order, each with what became of taking it back. */
export interface Undone {
  readonly items: readonly ReportItem[];
  readonly problems: readonly Problem[];
}

/** What an undo would do, without touching anything. Steps of albums alone are no items. */
export function previewUndo(steps: readonly NumberedStep[], capabilities: Capabilities): readonly ReportItem[] {
  return steps.filter(isItem).map((step) => {
    const reason = step.changes.map((change) => whyNot(change, capabilities)).find((each) => each !== undefined);
    return reason === undefined
      ? itemOf(step, 'planned')
      : itemOf(step, 'notSupported', problem('E_NOT_SUPPORTED', reason));
  });
}

/**
 * Takes back the steps of a run, the last one first. A step that cannot be taken back stays remembered and the others go
 * on; one that was is forgotten at once, so that an undo that is cut goes on where it stopped. Never rejects.
 */
export async function undoSteps(
  steps: readonly NumberedStep[],
  { ledger, ...ports }: UndoPorts & { readonly ledger: Ledger },
  { onEvent, signal }: Watch,
): Promise<Undone> {
  const items = new Map<NumberedStep, ReportItem>();
  const problems: Problem[] = [];
  const total = steps.filter(isItem).length;
  const takenBack = new Set<string>();
  for (const step of steps.toReversed()) {
    const undone = await guard(signal, () => undoStep(step, { ...ports, ledger, takenBack }, signal));
    if (!isItem(step)) {
      if (!undone.ok && undone.problem.code !== 'E_CANCELLED') problems.push(undone.problem);
      continue;
    }
    const item = undone.ok ? itemOf(step, 'done') : itemOf(step, outcomeOf(undone.problem), undone.problem);
    items.set(step, item);
    onEvent({ type: 'item', item });
    onEvent({ type: 'progress', phase: 'apply', done: items.size, total, label: `${step.album}/${step.name}` });
  }
  return { items: steps.flatMap((step) => items.get(step) ?? []), problems };
}

interface StepPorts extends UndoPorts {
  readonly ledger: Ledger;
  /** Names that the ledger has again as they were before the run. */
  readonly takenBack: Set<string>;
}

async function undoStep(step: NumberedStep, ports: StepPorts, signal: AbortSignal): Promise<Result<void>> {
  const { ledger, takenBack } = ports;
  let restored: RemoteItem | undefined;
  for (const change of step.changes.toReversed()) {
    if (change.side === 'remote' && change.did === 'added' && isNeeded(change.item, step, ports)) continue;
    const undone = await undoChange(change, ports, { signal });
    if (!undone.ok) return undone;
    if (change.side === 'album' && change.did === 'added') ledger.forgetAlbum(change.album.id);
    restored = undone.value ?? restored;
  }
  if (isItem(step)) {
    ledger.forgetItem(step.album, step.name);
    if (step.before) ledger.rememberItem(asRestored(step.before, restored));
    takenBack.add(nameOf(step.before ?? step));
  }
  ledger.forgetStep(step.number);
  ledger.commit();
  return ok();
}

/**
 * What the run sent under one name may be, in the same album, what another name stands for too. Not one that is as it was
 * before the run: the item was not there then.
 */
function isNeeded(item: RemoteItem, step: NumberedStep, { takenBack, ...ports }: StepPorts): boolean {
  const own = nameOf(step.before ?? step);
  return namesOf(item, ports).some((row) => nameOf(row) !== own && !takenBack.has(nameOf(row)));
}

function nameOf({ album, name }: Pick<BaseItem, 'album' | 'name'>): string {
  return `${album}\n${name}`;
}

/** A service may give another id to what it brings back. */
function asRestored(before: BaseItem, restored: RemoteItem | undefined): BaseItem {
  return restored ? { ...before, remoteId: restored.id, albumId: restored.albumId } : before;
}

async function guard(signal: AbortSignal, work: () => Promise<Result<void>>): Promise<Result<void>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  try {
    return await work();
  } catch (error) {
    return fail(faultProblem(error));
  }
}

function isItem({ name }: NumberedStep): boolean {
  return name !== '';
}

function itemOf(step: NumberedStep, outcome: Outcome, reason?: Problem): ReportItem {
  const { album, name, path, event, detail, action } = step;
  const id = step.changes.flatMap((change) =>
    change.side === 'remote' ? ['item' in change ? change.item.id : change.was.id] : [],
  )[0];
  return {
    ...{ album, name },
    ...(path === undefined ? {} : { path }),
    ...(id === undefined ? {} : { remoteId: id }),
    event,
    ...(detail === undefined ? {} : { detail }),
    ...{ action, outcome },
    ...(reason === undefined ? {} : { error: errorOf(reason) }),
  };
}

function outcomeOf({ code }: Problem): Outcome {
  if (code === 'E_CANCELLED') return 'cancelled';
  return code === 'E_NOT_SUPPORTED' ? 'notSupported' : 'failed';
}
