import * as vscode from 'vscode';
import { CONFIRMABLE_CODES } from '../../engine/errors.ts';
import type { ErrorCode } from '../../engine/model.ts';
import { isGrave } from '../../engine/plan/grave.ts';
import type { ReportTerms, SyncReport } from '../../engine/report.ts';
import { tally, tallyClauses } from '../../webview/sentences.ts';
import { wordsFor, type Words } from '../../webview/words.ts';
import type { NameList } from '../nameList.ts';
import { plainText } from '../plainText.ts';
import { graveText, isConflict, type GraveItem } from './graveWork.ts';

/** What a question is asked with. */
export interface AskPorts {
  readonly words: Words;
  readonly list: NameList;
}

/** The stops of a report that wait for a confirmation. */
export function stopsToConfirm(report: SyncReport, confirmed: readonly ErrorCode[]): readonly ErrorCode[] {
  const codes = new Set(report.problems.map((problem) => problem.code));
  return [...codes].filter((code) => CONFIRMABLE_CODES.has(code) && !confirmed.includes(code));
}

/** Asks once, with what would happen and a verb on the button. False when the person turned away. */
export async function askToConfirm(report: SyncReport, stops: readonly ErrorCode[], ports: AskPorts): Promise<boolean> {
  const [stop] = stops;
  if (stop === undefined) return true;
  const grave = report.items.filter(isGrave);
  // A plan that only deletes needs no reason beside its counts.
  const reasons = report.problems.filter(({ code }) => stops.includes(code) && code !== 'E_UNCONFIRMED');
  const planned = vscode.l10n.t('Planned: {0}', tallyClauses(tally(report.items), ports.words).join(' · '));
  const detail = [...reasons.map(({ message }) => plainText(message)), ...(grave.length === 0 ? [planned] : [])];
  return ask({ ...wording(stop, grave, report.terms), detail }, grave, report.terms, ports);
}

/** Asks before deletions and conflicts of a plan that a person has looked at. True when there are none. */
export async function askBeforeApply(
  grave: readonly GraveItem[],
  terms: ReportTerms | undefined,
  ports: AskPorts,
): Promise<boolean> {
  if (grave.length === 0) return true;
  const verb = grave.some(isConflict) ? vscode.l10n.t('Apply Plan') : deletionWords(grave, terms).verbToApply;
  return ask({ question: vscode.l10n.t('Apply the plan?'), verb, detail: [] }, grave, terms, ports);
}

interface Question {
  readonly question: string;
  readonly verb: string;
  readonly detail: readonly string[];
}

/** The names are one click away, and the question is then asked beside them. */
async function ask(
  { question, verb, detail }: Question,
  grave: readonly GraveItem[],
  terms: ReportTerms | undefined,
  { words, list }: AskPorts,
): Promise<boolean> {
  const sums = counts(grave, terms);
  const text = [...detail, ...sums].join('\n\n');
  const names = vscode.l10n.t('Show Names');
  const verbs = grave.length === 0 ? [verb] : [verb, names];
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail: text }, ...verbs);
  if (chosen !== names) return chosen === verb;
  await list.show(vscode.l10n.t('What Would Be Deleted or Settled'), graveText(grave, wordsFor(words, terms)));
  return (await vscode.window.showWarningMessage([question, ...sums].join(' '), verb)) === verb;
}

function counts(grave: readonly GraveItem[], terms: ReportTerms | undefined): readonly string[] {
  const of = (action: GraveItem['action']): number => grave.filter((item) => item.action === action).length;
  const [inFolder, onWeb, conflicts] = [of('DELETE_LOCAL'), of('DELETE_REMOTE'), grave.filter(isConflict).length];
  return [
    count(
      inFolder,
      vscode.l10n.t('1 file would move to the trash of this computer.'),
      vscode.l10n.t('{0} files would move to the trash of this computer.', inFolder),
    ),
    terms?.remove === 'fromAlbumOnly'
      ? count(
          onWeb,
          vscode.l10n.t('1 item would be taken out of its web album; the service keeps it.'),
          vscode.l10n.t('{0} items would be taken out of the web albums; the service keeps them.', onWeb),
        )
      : count(
          onWeb,
          vscode.l10n.t('1 item would be deleted from the web albums.'),
          vscode.l10n.t('{0} items would be deleted from the web albums.', onWeb),
        ),
    count(
      conflicts,
      vscode.l10n.t('1 item was changed on both sides; the plan says what becomes of it.'),
      vscode.l10n.t('{0} items were changed on both sides; the plan says what becomes of them.', conflicts),
    ),
  ].filter(Boolean);
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? '' : number === 1 ? one : many;
}

function wording(
  stop: ErrorCode,
  grave: readonly GraveItem[],
  terms: ReportTerms | undefined,
): Pick<Question, 'question' | 'verb'> {
  if (stop === 'E_ROOT_EMPTY') {
    const question = vscode.l10n.t('A photo folder is empty or missing. Are its photos really gone?');
    return { question, verb: vscode.l10n.t('Photos Are Gone, Sync') };
  }
  if (stop === 'E_REMOTE_EMPTY') {
    const question = vscode.l10n.t('The web albums are empty. Are their photos really gone?');
    return { question, verb: vscode.l10n.t('Photos Are Gone, Sync') };
  }
  if (stop === 'E_REMOTE_CHANGED') {
    const question = vscode.l10n.t('This is another gallery or account than last time. Sync with it?');
    return { question, verb: vscode.l10n.t('Use This One, Sync') };
  }
  if (stop === 'E_TOO_MANY_DELETES' || (stop === 'E_UNCONFIRMED' && !grave.every(isConflict))) {
    const { question, verbToSync } = deletionWords(grave, terms);
    return { question, verb: verbToSync };
  }
  if (stop === 'E_UNCONFIRMED') {
    const question = vscode.l10n.t('Photos were changed on both sides. Settle that as planned?');
    return { question, verb: vscode.l10n.t('Settle and Sync') };
  }
  return { question: vscode.l10n.t('This needs a look before it runs.'), verb: vscode.l10n.t('Sync Anyway') };
}

/** How the deletions among some items are asked about; of a service that keeps the photos they are none. */
function deletionWords(
  grave: readonly GraveItem[],
  terms: ReportTerms | undefined,
): { readonly question: string; readonly verbToSync: string; readonly verbToApply: string } {
  const deletions = grave.filter((item) => !isConflict(item));
  const { length } = deletions;
  if (terms?.remove === 'fromAlbumOnly' && deletions.every(({ action }) => action === 'DELETE_REMOTE')) {
    return length === 1
      ? {
          question: vscode.l10n.t('This sync would take 1 item out of its web album. Take it out?'),
          verbToSync: vscode.l10n.t('Take Out 1 Item, Sync'),
          verbToApply: vscode.l10n.t('Take Out 1 Item, Apply'),
        }
      : {
          question: vscode.l10n.t('This sync would take {0} items out of their web albums. Take them out?', length),
          verbToSync: vscode.l10n.t('Take Out {0} Items, Sync', length),
          verbToApply: vscode.l10n.t('Take Out {0} Items, Apply', length),
        };
  }
  return length === 1
    ? {
        question: vscode.l10n.t('This sync would delete 1 item. Delete it?'),
        verbToSync: vscode.l10n.t('Delete 1 Item, Sync'),
        verbToApply: vscode.l10n.t('Delete 1 Item, Apply'),
      }
    : {
        question: vscode.l10n.t('This sync would delete {0} items. Delete them?', length),
        verbToSync: vscode.l10n.t('Delete {0} Items, Sync', length),
        verbToApply: vscode.l10n.t('Delete {0} Items, Apply', length),
      };
}
