import type { FromPage, ReportView, RunView } from './protocol.ts';
import { button, element } from './element.ts';
import type { Estimate, SyncReport } from '../engine/report.ts';
import type { EntryCounts } from './entryCounts.ts';
import { estimateClauses } from './estimate.ts';
import { modeLabel, plannedCount, progressSentence, tallyClauses } from './sentences.ts';
import { fill, wordsForAll } from './words.ts';
import { wholeNumbers } from './wholeNumbers.ts';

/** What the buttons of the header do. */
export interface HeaderPorts {
  readonly send: (message: FromPage) => void;
  /** Carries out what is planned, as it was chosen. */
  readonly apply: () => void;
}

/** What the header sums up of all items, as they were chosen. */
export interface Summed {
  readonly counts: EntryCounts;
  /** What is planned would move and take. */
  readonly estimate: () => Estimate;
}

/** The top of the page: what was compared or synced, what came of it, and the buttons. */
export function headerOf(view: ReportView, { counts, estimate }: Summed, { send, apply }: HeaderPorts): HTMLElement {
  const words = wordsForAll(
    view.words,
    view.folders.map(({ report }) => report.terms),
  );
  const isIdle = view.run.status === 'idle';
  const { tally } = counts.items;
  const planned = plannedCount(tally);
  const retryable = isIdle ? counts.retryable : 0;
  const buttons = [
    button(words.page.preview, {
      class: planned + retryable > 0 ? 'secondary' : 'primary',
      icon: 'eye',
      onClick: () => send({ type: 'preview' }),
    }),
  ];
  if (retryable > 0) {
    const label = retryable === 1 ? words.page.retryOne : fill(words.page.retryCount, count(retryable, view));
    const look = planned > 0 ? 'secondary' : 'primary';
    buttons.push(button(label, { class: look, icon: 'debug-restart', onClick: () => send({ type: 'retry' }) }));
  }
  if (planned > 0) {
    const label = planned === 1 ? words.page.applyOne : fill(words.page.applyCount, count(planned, view));
    buttons.push(button(label, { class: 'primary', icon: 'check', onClick: apply }));
  }
  // How much is left of a run that is on, and for how long, stands beside its progress.
  const effort = isIdle ? estimateClauses(estimate(), words) : [];
  const title = element('h1', {}, [titleOf(view)]);
  const clauses = element('p', { class: 'clauses' }, [[...tallyClauses(tally, words), ...effort].join(' · ')]);
  const headline = [title, clauses, element('p', { class: 'subtitle' }, [subtitle(view)])];
  // While a run is on, the only button is the one that ends it, beside the progress.
  const actions = isIdle ? [element('div', { class: 'actions' }, buttons)] : [];
  return element('header', {}, [element('div', { class: 'headline' }, headline), ...actions]);
}

/** The line that tells how far a run has come, with the button that ends it. */
export function progressOf(run: RunView, view: ReportView, send: (message: FromPage) => void): HTMLElement | undefined {
  if (run.status === 'idle') return undefined;
  const { words } = view;
  const known = run.total !== undefined && run.total > 0;
  const bar = element('div', {
    role: 'progressbar',
    class: known ? 'bar' : 'bar unknown',
    'aria-label': words.run[run.phase],
    'aria-valuemin': known ? 0 : undefined,
    'aria-valuemax': known ? run.total : undefined,
    'aria-valuenow': known ? run.done : undefined,
  });
  if (known) bar.style.setProperty('--done', String(run.done / (run.total ?? 1)));
  return element('div', { class: 'progress' }, [
    bar,
    element('span', { class: 'progress-text' }, [progressSentence(run, words)]),
    button(words.page.cancel, { class: 'secondary', icon: 'stop-circle', onClick: () => send({ type: 'cancel' }) }),
  ]);
}

function titleOf({ words, folders, run }: ReportView): string {
  const { title } = words.page;
  if (run.status === 'running') return title[RUNNING_TITLES[run.kind]];
  // A stopped preview still has its plan; a stopped sync has nothing but its reason.
  if (folders.every(({ stopped, report }) => stopped && !(report.dryRun && hasItems(report)))) {
    return title.stopped;
  }
  if (folders.some(({ report }) => report.problems.some(({ code }) => code === 'E_INTERRUPTED')))
    return title.interrupted;
  return folders.some(({ report }) => !report.dryRun) ? title.sync : title.preview;
}

const RUNNING_TITLES = {
  preview: 'previewRunning',
  sync: 'syncRunning',
  undoPreview: 'undoRunning',
  undo: 'undoRunning',
} as const;

/** Whether a report has items, wherever they are. */
export function hasItems({ totals }: SyncReport): boolean {
  return Object.values(totals.outcomes).some((count) => count > 0);
}

function subtitle({ words, folders }: ReportView): string {
  const last = folders.at(-1)?.report;
  if (last === undefined) return '';
  const when = new Date(last.finishedAt).toLocaleString(words.language, { dateStyle: 'medium', timeStyle: 'short' });
  const modes = [...new Set(folders.map(({ report }) => modeLabel(report.mode, words)))].filter(Boolean).join(', ');
  const names = folders.map(({ report: { service } }) => words.services[service] ?? service);
  const services = [...new Set(names)].filter(Boolean).join(', ');
  return services === '' ? when : fill(words.page.subtitle, services, modes, when);
}

function count(value: number, { words }: ReportView): string {
  return wholeNumbers(words.language).format(value);
}
