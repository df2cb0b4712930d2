import type { SkipReason } from '../engine/ports/localFiles.ts';

/** Folders that the systems and photo stations of the world leave behind; none of them holds a person's photos. */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  '@eadir',
  '#recycle',
  '#snapshot',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  'node_modules',
  '__macosx',
]);

const SYSTEM_FILES: ReadonlySet<string> = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', 'picasa.ini', 'icon\r']);

/** Files that describe a photo and lie beside it. */
const SIDECARS: ReadonlySet<string> = new Set(['xmp', 'aae', 'thm', 'pp3', 'dop', 'json', 'ini', 'lrv', 'cos']);

/** Why an entry is passed over by its name alone, or undefined. */
export function reasonByName(name: string, kind: 'file' | 'folder'): SkipReason | undefined {
  const lower = name.toLowerCase();
  if (kind === 'folder' ? SYSTEM_FOLDERS.has(lower) : SYSTEM_FILES.has(lower)) return 'system';
  if (name.startsWith('.')) return 'hidden';
  if (kind === 'file' && SIDECARS.has(lower.slice(lower.lastIndexOf('.') + 1))) return 'sidecar';
  return undefined;
}
