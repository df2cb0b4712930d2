import type { FolderState } from './runs/folderState.ts';

/** What the album view shows; all but `albums` are welcome texts in package.json. */
export type ViewState =
  'notCompared' | 'comparing' | 'noPhotos' | 'settingProblem' | 'signedOut' | 'stopped' | 'albums';

/** What the album view has to show for what is known of the open folders. */
export function viewState(folders: readonly FolderState[], isRunning: boolean): ViewState {
  if (folders.some((folder) => folder.albums.size > 0)) return 'albums';
  const problems = folders.flatMap((folder) => folder.problems);
  if (isRunning) return 'comparing';
  if (folders.every((folder) => folder.last === undefined)) return 'notCompared';
  if (problems.some((problem) => problem.setting !== undefined)) return 'settingProblem';
  if (folders.some(isSignedOut)) return 'signedOut';
  return folders.some((folder) => folder.stopped) ? 'stopped' : 'noPhotos';
}

/** Whether the last run ended because somebody has to sign in. */
export function isSignedOut(folder: FolderState): boolean {
  return folder.problems.some(({ code }) => code === 'E_SIGN_IN');
}
