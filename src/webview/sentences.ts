import { ACTIONS, type Action, type Outcome, type SyncEvent } from '../engine/model.ts';
import { isWork, MODES, type Mode } from '../engine/modes.ts';
import type { ReportItem, ReportTotals } from '../engine/report.ts';
import { countsOf } from './itemCounts.ts';
import type { RunView } from './protocol.ts';
import { fill, type Words } from './words.ts';
import { wholeNumbers } from './wholeNumbers.ts';

/** What was or would be done with an item: "would upload", "uploaded", or "upload" where it came to nothing. */
export function actionWord(item: ReportItem, words: Words): string {
  const action = words.actions[item.action];
  if (isLeftOut(item)) return words.page.choice.leftOut;
  switch (item.outcome) {
    case 'planned':
      return action.planned;
    case 'done':
    case 'reported':
    case 'silent':
      return action.done;
    case 'notPermitted':
    case 'notSupported':
    case 'skipped':
    case 'failed':
    case 'cancelled':
      return action.name;
  }
}

/** What can be done with an item, as something to choose: "upload", "leave out". */
export function choiceWord(action: Action, event: SyncEvent, words: Words): string {
  if (action === 'SILENT' && event !== 'SAME') return words.page.choice.leaveOut;
  return action === 'REPORT' ? words.actions.REPORT.planned : words.actions[action].name;
}

/** Whether a person passed an item over. */
export function isLeftOut({ action, outcome }: ReportItem): boolean {
  return action === 'SILENT' && outcome === 'skipped';
}

/** The action together with an outcome that it does not tell by itself: "uploaded", "upload: failed". */
export function actionSentence(item: ReportItem, words: Words): string {
  const action = actionWord(item, words);
  return action === words.actions[item.action].name && item.action !== 'SILENT'
    ? `${action}: ${words.outcomes[item.outcome]}`
    : action;
}

/** The event as programs spell it, with what the ledger adds in words: `LOCAL_ONLY (new)`. */
export function eventSentence(item: ReportItem, words: Words): string {
  return item.detail === undefined ? item.event : `${item.event} (${words.details[item.detail]})`;
}

/** How many items have which action and outcome. */
export type Tally = ReadonlyMap<`${Action} ${Outcome}`, number>;

export function tally(items: Iterable<ReportItem>): Tally {
  return countsOf(items).tally;
}

/** The clauses of a sum, the ones that need a person first: "2 failed", "3 to upload", "9 in step". */
export function tallyClauses(counts: Tally, words: Words): readonly string[] {
  const total = (outcome: Outcome): number => sum(counts, outcome);
  const number = wholeNumbers(words.language);
  const clauses: string[] = [];
  const add = (sentence: string, count: number): void => {
    if (count > 0) clauses.push(fill(sentence, number.format(count)));
  };
  add(words.counts.failed, total('failed'));
  for (const [action, key] of PLANNED) add(words.actions[action].plannedCount, counts.get(key) ?? 0);
  for (const [action, key] of DONE) add(words.actions[action].doneCount, counts.get(key) ?? 0);
  add(words.counts.cancelled, total('cancelled'));
  add(words.counts.notPermitted, total('notPermitted'));
  add(words.counts.notSupported, total('notSupported'));
  add(words.counts.skipped, total('skipped'));
  add(words.counts.toLookAt, total('reported'));
  add(words.counts.inStep, total('silent'));
  return clauses.length > 0 ? clauses : [words.counts.none];
}

const PLANNED = ACTIONS.map((action) => [action, `${action} planned`] as const);
const DONE = ACTIONS.map((action) => [action, `${action} done`] as const);

/** Items that a sync has still to work on; one that can only be reported is no work, whatever became of it. */
export function pendingCount(counts: Tally): number {
  return ACTIONS.filter((action) => action !== 'REPORT' && action !== 'SILENT')
    .flatMap((action) =>
      (['planned', 'failed', 'cancelled'] as const).map((outcome) => `${action} ${outcome}` as const),
    )
    .reduce((count, key) => count + (counts.get(key) ?? 0), 0);
}

/** Items that are planned: what the plan does when it is applied. */
export function plannedCount(counts: Tally): number {
  return sum(counts, 'planned');
}

/** Whether an item can be tried again as it was planned; one that has changed needs a new plan. */
export function isRetryable({ action, outcome, error }: ReportItem): boolean {
  const isOpen = outcome === 'failed' || outcome === 'cancelled';
  return isOpen && isWork(action) && error?.code !== 'E_TARGET_CHANGED';
}

/** Why an item is as it is, without the name that its row has anyway. */
export function shortReason({ album, name, path, error }: ReportItem): string {
  const reason = error?.message ?? '';
  const beginnings = [path, `${album}/${name}`].flatMap((subject) =>
    subject === undefined ? [] : [`${subject}. `, `${subject}: `],
  );
  return reason.slice(beginnings.find((beginning) => reason.startsWith(beginning))?.length ?? 0);
}

/** Items of one outcome. */
export function sum(counts: Tally, outcome: Outcome): number {
  const end = ` ${outcome}`;
  let total = 0;
  // An album has few of all the kinds that there may be, and to ask for each makes a text of it.
  for (const [key, count] of counts) if (key.endsWith(end)) total += count;
  return total;
}

/** "Syncing · 12 of 40 · Summer 2026" */
export function progressSentence(run: RunView & { status: 'running' }, words: Words): string {
  const number = wholeNumbers(words.language);
  const isUndo = run.kind === 'undo' && run.phase === 'apply';
  const parts = [isUndo ? words.run.undo : words.run[run.phase]];
  if (run.total !== undefined) {
    parts.push(fill(words.run.ofTotal, number.format(run.done), number.format(run.total)));
  } else if (run.done > 0) {
    parts.push(number.format(run.done));
  }
  const { bytesPerSecond, secondsLeft } = run.speed ?? {};
  if (bytesPerSecond !== undefined) parts.push(rate(bytesPerSecond, words.language));
  if (secondsLeft !== undefined) parts.push(fill(words.run.left, timeSpan(secondsLeft, words.language)));
  if (run.label !== '') parts.push(run.label);
  return parts.join(' · ');
}

/** "12.4 MB", in decimal units as disks and web services count. */
export function bytes(value: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
  const unit = units[step] ?? 'byte';
  const unitDisplay = step === 0 ? 'long' : 'short';
  const maximumFractionDigits = step === 0 ? 0 : 1;
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits });
  return format.format(value / 1000 ** step);
}

/** "3.2 MB/s" */
function rate(bytesPerSecond: number, language: string): string {
  const units = ['kilobyte-per-second', 'megabyte-per-second', 'gigabyte-per-second'] as const;
  const step = bytesPerSecond < 1e6 ? 0 : bytesPerSecond < 1e9 ? 1 : 2;
  const unit = units[step];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: step === 0 ? 0 : 1 });
  return format.format(bytesPerSecond / 1000 ** (step + 1));
}

const SPANS = [
  ['minute', 60, 90],
  ['hour', 3600, 90 * 60],
  ['day', 86_400, 36 * 3600],
] as const;

/** "40 seconds", "12 minutes", "3.5 hours": as exact as an estimate can be. */
export function timeSpan(seconds: number, language: string): string {
  const [unit, length] = SPANS.findLast(([, , from]) => seconds >= from) ?? (['second', 1] as const);
  const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
  // Seconds come in tens.
  const value = unit === 'second' ? Math.max(10, Math.ceil(seconds / 10) * 10) : seconds / length;
  const maximumFractionDigits = unit === 'minute' || value >= 10 ? 0 : 1;
  return new Intl.NumberFormat(language, { ...options, maximumFractionDigits }).format(value);
}

/** A mode as people know it; one of a newer version as it is. */
export function modeLabel(mode: string, words: Words): string {
  return MODES.some((known) => known === mode) ? words.modes[mode as Mode].label : mode;
}

/** The totals of a report over the given items; bytes and requests are those of the last run. */
export function totalsOf(items: Iterable<ReportItem>, traffic: Traffic): ReportTotals {
  return countsOf(items).totals(traffic);
}

export type Traffic = Pick<ReportTotals, 'bytesUploaded' | 'bytesDownloaded' | 'requests'>;
