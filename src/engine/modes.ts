import { ACTIONS, DETAILS, EVENTS } from './model.ts';
import type { Action, Detail, SyncEvent } from './model.ts';
import type { Finding } from './compare.ts';
import { phrase, type Phrase } from './phrase.ts';

export const MODES = ['upload', 'download', 'report', 'repairUpload', 'sync', 'syncUpload', 'twoWay'] as const;
export type Mode = (typeof MODES)[number];

type ModeTable = Readonly<Record<SyncEvent, Action>>;

/** The six modes of picasawebsync, cell for cell. */
export const MODE_TABLES: Readonly<Record<Exclude<Mode, 'twoWay'>, ModeTable>> = {
  upload: {
    REMOTE_OLDER: 'REPLACE_REMOTE_WITH_LOCAL',
    DIFFERENT: 'REPORT',
    SAME: 'SILENT',
    UNKNOWN: 'REPORT',
    LOCAL_ONLY: 'UPLOAD_LOCAL',
    REMOTE_ONLY: 'REPORT',
  },
  download: {
    REMOTE_OLDER: 'REPORT',
    DIFFERENT: 'DOWNLOAD_REMOTE',
    SAME: 'SILENT',
    UNKNOWN: 'REPORT',
    LOCAL_ONLY: 'REPORT',
    REMOTE_ONLY: 'DOWNLOAD_REMOTE',
  },
  report: {
    REMOTE_OLDER: 'REPORT',
    DIFFERENT: 'REPORT',
    SAME: 'SILENT',
    UNKNOWN: 'REPORT',
    LOCAL_ONLY: 'REPORT',
    REMOTE_ONLY: 'REPORT',
  },
  repairUpload: {
    REMOTE_OLDER: 'REPLACE_REMOTE_WITH_LOCAL',
    DIFFERENT: 'REPLACE_REMOTE_WITH_LOCAL',
    SAME: 'SILENT',
    UNKNOWN: 'UPDATE_REMOTE_METADATA',
    LOCAL_ONLY: 'UPLOAD_LOCAL',
    REMOTE_ONLY: 'DELETE_REMOTE',
  },
  sync: {
    REMOTE_OLDER: 'REPLACE_REMOTE_WITH_LOCAL',
    DIFFERENT: 'REPORT',
    SAME: 'SILENT',
    UNKNOWN: 'REPORT',
    LOCAL_ONLY: 'UPLOAD_LOCAL',
    REMOTE_ONLY: 'DOWNLOAD_REMOTE',
  },
  syncUpload: {
    REMOTE_OLDER: 'REPLACE_REMOTE_WITH_LOCAL',
    DIFFERENT: 'REPLACE_REMOTE_WITH_LOCAL',
    SAME: 'SILENT',
    UNKNOWN: 'REPLACE_REMOTE_WITH_LOCAL',
    LOCAL_ONLY: 'UPLOAD_LOCAL',
    REMOTE_ONLY: 'DELETE_REMOTE',
  },
};

const LOCAL_SIDE: readonly Action[] = ['UPLOAD_LOCAL', 'DELETE_LOCAL', 'SILENT', 'REPORT'];
const REMOTE_SIDE: readonly Action[] = ['DOWNLOAD_REMOTE', 'DELETE_REMOTE', 'TAG_REMOTE', 'SILENT', 'REPORT'];
const BOTH_SIDES: readonly Action[] = ACTIONS.filter((action) => action !== 'UPLOAD_LOCAL');

/** The actions that make sense for an event: what is missing on a side can neither be sent from it nor deleted there. */
export const ALLOWED_ACTIONS: Readonly<Record<SyncEvent, readonly Action[]>> = {
  LOCAL_ONLY: LOCAL_SIDE,
  REMOTE_ONLY: REMOTE_SIDE,
  REMOTE_OLDER: BOTH_SIDES,
  DIFFERENT: BOTH_SIDES,
  SAME: BOTH_SIDES,
  UNKNOWN: BOTH_SIDES,
};

/** The details that an event can have. */
export const POSSIBLE_DETAILS: Readonly<Record<SyncEvent, readonly Detail[]>> = {
  LOCAL_ONLY: ['new', 'deletedRemotely'],
  REMOTE_ONLY: ['new', 'deletedLocally'],
  REMOTE_OLDER: ['localChanged', 'remoteChanged', 'bothChanged'],
  DIFFERENT: ['localChanged', 'remoteChanged', 'bothChanged'],
  SAME: [],
  UNKNOWN: [],
};

/** Whether an action works on something, instead of leaving it as it is. */
export function isWork(action: Action): boolean {
  return action !== 'SILENT' && action !== 'REPORT';
}

/** Single cells that replace those of the mode, keyed `EVENT` or `EVENT:detail`. */
export type Overrides = Readonly<Partial<Record<string, Action>>>;

/** The action for what a comparison found: the override of its detail, else of its event, else the mode's. */
export function chooseAction(finding: Finding, mode: Mode, overrides: Overrides): Action {
  const { event, detail } = finding;
  const own = detail === undefined ? undefined : overrides[`${event}:${detail}`];
  return own ?? overrides[event] ?? (mode === 'twoWay' ? twoWayAction(finding) : MODE_TABLES[mode][event]);
}

/** The sides on which a mode may plan to delete, with the overrides of it. */
export function deletingSides(mode: Mode, overrides: Overrides): { readonly local: boolean; readonly remote: boolean } {
  const findings = EVENTS.flatMap((event) => [
    ...(POSSIBLE_DETAILS[event].length === 0 ? [{ event }] : []),
    ...POSSIBLE_DETAILS[event].map((detail) => ({ event, detail })),
  ]);
  const unchanged = { changed: { local: false, remote: false } };
  const actions = findings.map((finding) => chooseAction({ ...finding, ...unchanged }, mode, overrides));
  return { local: actions.includes('DELETE_LOCAL'), remote: actions.includes('DELETE_REMOTE') };
}

/** What is wrong with an override, or undefined: the engine checks again what the settings schema has checked. */
export function overrideFault(key: string, action: unknown): Phrase | undefined {
  const [event, detail, more] = key.split(':');
  if (!isOneOf(EVENTS, event)) return phrase`${key} is not an event; the events are ${EVENTS.join(', ')}`;
  if (
    detail !== undefined &&
    (more !== undefined || !isOneOf(DETAILS, detail) || !POSSIBLE_DETAILS[event].includes(detail))
  )
    return phrase`${event} has no detail "${key.slice(event.length + 1)}"`;
  if (!isOneOf(ACTIONS, action))
    return phrase`${String(action)} is not an action; the actions are ${ACTIONS.join(', ')}`;
  if (!ALLOWED_ACTIONS[event].includes(action))
    return phrase`${action} makes no sense for ${event}; possible are ${ALLOWED_ACTIONS[event].join(', ')}`;
  return undefined;
}

/** Two-way: what is new travels, deletions and edits follow the side that made them, and an edit wins over a deletion. */
function twoWayAction({ event, detail, changed }: Finding): Action {
  switch (event) {
    case 'SAME':
      return 'SILENT';
    case 'UNKNOWN':
      return 'REPORT';
    case 'LOCAL_ONLY':
      return detail === 'deletedRemotely' && !changed.local ? 'DELETE_LOCAL' : 'UPLOAD_LOCAL';
    case 'REMOTE_ONLY':
      return detail === 'deletedLocally' && !changed.remote ? 'DELETE_REMOTE' : 'DOWNLOAD_REMOTE';
    case 'REMOTE_OLDER':
    case 'DIFFERENT':
      if (detail === undefined) return 'REPORT';
      // With both changed the local copy keeps the name, and the plan keeps the remote one under another.
      return detail === 'remoteChanged' ? 'DOWNLOAD_REMOTE' : 'REPLACE_REMOTE_WITH_LOCAL';
  }
}

function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return (list as readonly unknown[]).includes(value);
}
