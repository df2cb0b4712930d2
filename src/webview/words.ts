import type { Action, CompareTest, Detail, Outcome, SyncEvent } from '../engine/model.ts';
import type { Mode } from '../engine/modes.ts';
import type { ReportTerms } from '../engine/report.ts';

/**
 * Everything that the tree, the status bar and the report panel say, in the person's language. The host makes it once
 * and hands it to the page as plain data; `{0}`, `{1}` stand for what `fill` puts there.
 */
export interface Words {
  /** BCP 47, for numbers and dates. */
  readonly language: string;
  /** What an event means, beside its name. */
  readonly events: Readonly<Record<SyncEvent, string>>;
  readonly details: Readonly<Record<Detail, string>>;
  readonly actions: Readonly<Record<Action, ActionWords>>;
  /** What stands for those of a deletion where a photo only leaves its album. */
  readonly fromAlbum: FromAlbumWords;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly modes: Readonly<Record<Mode, ModeWords>>;
  /** What a service is called, by its name in the settings. */
  readonly services: Readonly<Record<string, string>>;
  readonly counts: CountWords;
  readonly run: RunWords;
  /** What an undo does to the items of an action, for example "{0} uploaded: to the trash of the web album". */
  readonly undo: Readonly<Record<Exclude<Action, 'SILENT' | 'REPORT'>, string>>;
  readonly tree: TreeWords;
  readonly page: PageWords;
}

/** How a service is spoken of that takes a photo out of its album and lets no app delete it. */
export interface FromAlbumWords {
  readonly remove: ActionWords;
  /** The detail `deletedRemotely`: nobody knows more than that it is no longer in the album. */
  readonly removed: string;
  /** What an undo does. */
  readonly undo: string;
}

/** One action in the two tenses, and in the form that stands before an outcome such as "failed". */
export interface ActionWords {
  /** What a preview says, for example "would upload". */
  readonly planned: string;
  /** What a sync says, for example "uploaded". */
  readonly done: string;
  /** For example "upload", as in "upload: failed". */
  readonly name: string;
  /** For example "{0} to upload". */
  readonly plannedCount: string;
  /** For example "{0} uploaded". */
  readonly doneCount: string;
}

/** A mode for somebody who has to choose one. */
export interface ModeWords {
  readonly label: string;
  /** From where to where, for example "folders to albums". */
  readonly direction: string;
  /** What it does, in one sentence. */
  readonly sentence: string;
}

/** What only the tree says. */
export interface TreeWords {
  /** "{0} more in the report" */
  readonly more: string;
  /** "{0} changed": photos of which the last comparison is out of date. */
  readonly changed: string;
  /** What is said where a deletion is planned that nobody has permitted. */
  readonly deletionsReported: string;
  /** What such a photo says, by what became of it. */
  readonly changes: Readonly<Record<'added' | 'changed' | 'gone', string>>;
}

/** Counts of items that are neither planned nor done. */
export interface CountWords {
  readonly inStep: string;
  readonly toLookAt: string;
  readonly failed: string;
  readonly cancelled: string;
  readonly notPermitted: string;
  readonly notSupported: string;
  readonly skipped: string;
  readonly none: string;
}

/** What a run is doing. */
export interface RunWords {
  readonly scan: string;
  readonly list: string;
  readonly compare: string;
  readonly apply: string;
  readonly finish: string;
  /** What stands for `apply` while a run is taken back. */
  readonly undo: string;
  /** "{0} of {1}" */
  readonly ofTotal: string;
  /** "{0} left", a span of time. */
  readonly left: string;
}

/** What only the report page says. */
export interface PageWords {
  readonly title: Readonly<
    Record<'preview' | 'sync' | 'interrupted' | 'previewRunning' | 'syncRunning' | 'undoRunning' | 'stopped', string>
  >;
  /** "{0} · mode {1} · {2}": service, mode, time. */
  readonly subtitle: string;
  readonly preview: string;
  readonly applyOne: string;
  /** "Apply {0} Changes" */
  readonly applyCount: string;
  readonly retry: string;
  readonly retryOne: string;
  readonly retryCount: string;
  readonly cancel: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly noItems: string;
  readonly events: string;
  readonly actions: string;
  readonly outcomes: string;
  readonly filterLabel: string;
  readonly filterPlaceholder: string;
  readonly showInStep: string;
  readonly group: string;
  readonly clearFilter: string;
  readonly nothingMatches: string;
  readonly allInStep: string;
  /** "{0} of {1} shown" */
  readonly shown: string;
  readonly columns: Readonly<Record<'event' | 'name' | 'action' | 'outcome' | 'reason', string>>;
  readonly sortBy: string;
  readonly problems: string;
  readonly moreProblems: string;
  readonly openSetting: string;
  readonly signIn: string;
  readonly openFile: string;
  readonly openAlbum: string;
  readonly uploaded: string;
  readonly downloaded: string;
  /** "about {0} to send": what a plan would move. */
  readonly toSend: string;
  readonly toFetch: string;
  /** "about {0} requests" */
  readonly toAsk: string;
  readonly toAskOne: string;
  /** "about {0}", a span of time. */
  readonly toTake: string;
  readonly requests: string;
  readonly tableCaption: string;
  readonly albumRow: string;
  readonly choice: ChoiceWords;
  readonly facts: FactWords;
}

/** What an open row says of the two sides of an item. */
export interface FactWords {
  readonly local: string;
  readonly remote: string;
  readonly difference: string;
  readonly name: string;
  readonly changed: string;
  readonly size: string;
  readonly dimensions: string;
  readonly taken: string;
  readonly camera: string;
  readonly tests: Readonly<Record<CompareTest, string>>;
  /** "{0}: {1}", a test and what it found. */
  readonly decided: string;
  /** What is said when a test has no answer. */
  readonly undecided: string;
  readonly otherContent: string;
  readonly newerLocal: string;
  readonly newerRemote: string;
  readonly largerLocal: string;
  readonly largerRemote: string;
  readonly differs: string;
  readonly looking: string;
  readonly noPicture: string;
  readonly nothing: string;
  readonly open: string;
  /** "Compare both sides of {0}" */
  readonly compare: string;
}

/** What the page says about actions that a person chooses. */
export interface ChoiceWords {
  readonly leaveOut: string;
  readonly leftOut: string;
  /** What takes back a choice. */
  readonly asPlanned: string;
  /** "Action for {0}" */
  readonly actionFor: string;
  /** "{0} changed" */
  readonly changed: string;
  /** "changed; planned was: {0}" */
  readonly changedFrom: string;
  readonly reset: string;
  /** The head of the column of boxes. */
  readonly selection: string;
  /** "Select {0}" */
  readonly select: string;
  readonly selectAlbum: string;
  readonly selectAll: string;
  /** "{0} selected" */
  readonly selected: string;
  /** "Change {0} selected…" */
  readonly changeSelected: string;
  readonly changeShown: string;
  /** Where only one item can be changed. */
  readonly changeOne: string;
  readonly bar: string;
}

/** The words about the items of a report: what its service calls a deletion may be less than that. */
export function wordsFor(words: Words, terms: ReportTerms | undefined): Words {
  if (terms?.remove !== 'fromAlbumOnly') return words;
  const { remove, removed, undo } = words.fromAlbum;
  return {
    ...words,
    actions: { ...words.actions, DELETE_REMOTE: remove },
    details: { ...words.details, deletedRemotely: removed },
    undo: { ...words.undo, DELETE_REMOTE: undo },
  };
}

/** The words about the items of several reports: those of their service where it is one kind of service. */
export function wordsForAll(words: Words, terms: readonly (ReportTerms | undefined)[]): Words {
  const [first, ...rest] = terms;
  return rest.every((other) => other?.remove === first?.remove) ? wordsFor(words, first) : words;
}

/** Puts values into the places `{0}`, `{1}`, … of a sentence. */
export function fill(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
