import { reasonByName } from './skipReasons.ts';

/**
 * A path that the scan finds again, for what comes from outside: a hidden folder, such as `.git` or `.vscode`, or one of
 * a system is no place for photos, and what somebody else puts there could be taken for a program's settings. Parts that
 * the scan would pass over get an escape that `decodeName` reads, so the name comes back.
 * @param path as `encodeName` makes it
 */
export function visiblePath(path: string, last: 'file' | 'folder'): string {
  const parts = path.split('/');
  return parts
    .map((part, index) => {
      const kind = index === parts.length - 1 ? last : 'folder';
      return reasonByName(part, kind) === undefined ? part : escapeOne(part, kind);
    })
    .join('/');
}

/** Whether the scan finds a file at this path, as far as its name decides. */
export function isVisible(path: string): boolean {
  return visiblePath(path, 'file') === path;
}

/** The first character makes a name hidden or that of a system; the end makes it that of a file beside a photo. */
function escapeOne(part: string, kind: 'file' | 'folder'): string {
  const first = escapeAt(part, 0);
  return reasonByName(first, kind) === undefined ? first : escapeAt(part, part.lastIndexOf('.'));
}

function escapeAt(part: string, index: number): string {
  const code = part.charCodeAt(index).toString(16).toUpperCase().padStart(2, '0');
  return `${part.slice(0, index)}%${code}${part.slice(index + 1)}`;
}
