import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** Patterns with the meaning of `.gitignore`, each set valid below the folder that it was found in. */
export class IgnoreRules {
  readonly #sets: { readonly folder: string; readonly matcher: Ignore }[] = [];

  /** @param folder relative to the workspace folder, `.` for itself */
  add(folder: string, patterns: string | readonly string[]): void {
    if (typeof patterns !== 'string' && patterns.length === 0) return;
    // Photo names differ by case from camera to camera; `*.jpg` means IMG.JPG too.
    this.#sets.push({ folder, matcher: ignore({ ignorecase: true, allowRelativePaths: true }).add(patterns) });
  }

  /** Whether a path is excluded, itself or by a folder above it. The last set that has something to say decides. */
  excludes(path: string, kind: 'file' | 'folder'): boolean {
    let excluded = false;
    for (const { folder, matcher } of this.#sets) {
      const below = relativeTo(folder, path);
      if (below === undefined || below === '') continue;
      const answer = matcher.test(kind === 'folder' ? `${below}/` : below);
      excluded = answer.ignored || (excluded && !answer.unignored);
    }
    return excluded;
  }
}

/** The path below a folder, or undefined when it is not below it. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (folder === '.') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
