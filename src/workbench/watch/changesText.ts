import { l10n } from 'vscode';
import type { FolderState } from '../runs/folderState.ts';
import type { Waiting } from '../../run/watch/runByItself.ts';

/** "3 photos changed", or undefined when none has. */
export function changesCount(folders: readonly FolderState[]): string | undefined {
  const count = folders.reduce((sum, { changes }) => sum + changes.length, 0);
  if (count === 0) return undefined;
  return count === 1 ? l10n.t('1 photo changed') : l10n.t('{0} photos changed', count);
}

/** "3 photos changed since the last comparison.", or undefined when none has. */
export function changesSentence(folders: readonly FolderState[]): string | undefined {
  const count = folders.reduce((sum, { changes }) => sum + changes.length, 0);
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 photo changed since the last comparison.')
    : l10n.t('{0} photos changed since the last comparison.', count);
}

/** That a photo folder went away, or undefined when none did. */
export function missingSentence(folders: readonly FolderState[]): string | undefined {
  const root = folders.flatMap(({ missingRoots, folder }) =>
    missingRoots.map((path) => (path === '.' ? folder.name : path)),
  )[0];
  if (root === undefined) return undefined;
  return l10n.t(
    'The photo folder "{0}" is missing or empty; perhaps a disk is not connected. None of its photos counts as removed, and nothing is done by itself until it is back.',
    root,
  );
}

/** Why nothing is done by itself about what changed, or undefined when nothing is in the way. */
export function waitingSentence(folders: readonly FolderState[]): string | undefined {
  const why = folders.find(({ waiting, changes }) => waiting !== undefined && changes.length > 0)?.waiting;
  return why === undefined ? undefined : waitingWords(why);
}

function waitingWords(why: Waiting): string {
  switch (why) {
    case 'paused':
      return l10n.t('Watching is paused in this window.');
    case 'battery':
      return l10n.t('Waits until this computer is plugged in.');
    case 'metered':
      return l10n.t('Waits for a network that is not metered.');
    case 'choices':
      return l10n.t('Waits because actions were changed in the report.');
    case 'elsewhere':
      return l10n.t('Waits for a run of another window or of the command line.');
    case 'network':
      return l10n.t('Waits until the service can be reached again.');
    case 'cancelled':
      return l10n.t('The last run was cancelled; the next one comes later.');
    case 'growing':
      return l10n.t('Waits for a photo that is being written.');
  }
}
