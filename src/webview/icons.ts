import type { Outcome, SyncEvent } from '../engine/model.ts';
import type { ReportItem } from '../engine/report.ts';

/** A codicon and the theme colour that it takes; always shown beside words, never instead of them. */
export interface Icon {
  readonly id: string;
  /** A colour id of VS Code, for example `charts.green`. */
  readonly color: string;
}

export const EVENT_ICONS: Readonly<Record<SyncEvent, Icon>> = {
  LOCAL_ONLY: { id: 'diff-added', color: 'charts.green' },
  REMOTE_ONLY: { id: 'cloud', color: 'charts.blue' },
  REMOTE_OLDER: { id: 'history', color: 'charts.purple' },
  DIFFERENT: { id: 'diff-modified', color: 'charts.yellow' },
  SAME: { id: 'check', color: 'descriptionForeground' },
  UNKNOWN: { id: 'question', color: 'charts.yellow' },
};

export const OUTCOME_ICONS: Readonly<Record<Outcome, Icon>> = {
  planned: { id: 'circle-large', color: 'charts.blue' },
  done: { id: 'pass', color: 'charts.green' },
  silent: { id: 'check', color: 'descriptionForeground' },
  reported: { id: 'info', color: 'charts.yellow' },
  notPermitted: { id: 'lock', color: 'charts.yellow' },
  notSupported: { id: 'circle-slash', color: 'charts.yellow' },
  skipped: { id: 'circle-slash', color: 'charts.yellow' },
  failed: { id: 'error', color: 'charts.red' },
  cancelled: { id: 'stop-circle', color: 'charts.yellow' },
};

/** The icon of an item: its event while that is what matters, and its outcome once it is in step, or stays as it is. */
export function itemIcon({ event, outcome }: ReportItem): Icon {
  const isAsFound = outcome === 'planned' || outcome === 'silent' || outcome === 'reported';
  return isAsFound ? EVENT_ICONS[event] : OUTCOME_ICONS[outcome];
}
