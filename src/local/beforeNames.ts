/** What stands before the names of a folder in their paths. @param folder relative; `.` for the one that paths begin at */
export function beforeNames(folder: string): string {
  return folder === '.' ? '' : `${folder}/`;
}
