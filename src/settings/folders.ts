import { phrase, type Phrase } from '../engine/phrase.ts';
/** A folder setting in one spelling: `/` between parts, no `./`, no slash at the end; `.` is the workspace folder. */
export function normalFolder(folder: string): string {
  const parts = folder.replaceAll('\\', '/').split('/');
  const kept = parts.filter((part, index) => part !== '.' && (part !== '' || (index === 0 && parts.length > 1)));
  return kept.join('/') || '.';
}

/** What is wrong with the photo folders and the gallery folder, before anybody looks at the disk. */
export function folderFaults(
  folders: readonly string[],
  gallery: string,
): { readonly name: string; readonly about: Phrase }[] {
  const faults = folders
    .filter(leavesWorkspace)
    .map((folder) => ({ name: 'folders', about: phrase`"${folder}" is not below the workspace folder` }));
  const misplaced = leavesWorkspace(gallery) || gallery === '.';
  if (misplaced)
    faults.push({ name: 'gallery.path', about: phrase`"${gallery}" is not a folder below the workspace folder` });
  for (const folder of folders) {
    if (!misplaced && isInside(folder, gallery))
      faults.push({ name: 'folders', about: phrase`"${folder}" lies in the gallery "${gallery}"` });
    // The workspace folder itself as a root always holds the gallery, which the scan leaves out.
    else if (folder !== '.' && isInside(gallery, folder))
      faults.push({ name: 'gallery.path', about: phrase`"${gallery}" lies in the photo folder "${folder}"` });
    for (const other of folders)
      if (folder !== other && isInside(folder, other))
        faults.push({ name: 'folders', about: phrase`"${folder}" lies in "${other}", which is a photo folder too` });
  }
  return faults;
}

/** Whether a folder is another one or lies below it; both relative to the workspace folder. */
export function isInside(folder: string, other: string): boolean {
  return other === '.' || folder === other || folder.startsWith(`${other}/`);
}

/** Whether a folder setting leads out of the workspace folder. */
export function leavesWorkspace(folder: string): boolean {
  return folder.startsWith('/') || /^[A-Za-z]:/.test(folder) || folder.split('/').includes('..');
}
