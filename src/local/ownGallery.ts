import type { Dirent } from 'node:fs';
import path from 'node:path';
import { readHead, SNIFF_BYTES } from './readHead.ts';

/**
 * Whether a folder is a gallery of Album Sync under another name, such as one from before `gallery.path` was changed: it holds no
 * photos to sync.
 * @param absolute absolute path of the folder
 * @param entries what is in it
 */
export function isOwnGallery(absolute: string, entries: readonly Dirent[]): boolean {
  const names = new Set(entries.map((entry) => entry.name));
  if (!names.has('albums') || !names.has('index.html')) return false;
  try {
    const head = readHead(path.join(absolute, 'index.html'), Buffer.allocUnsafe(SNIFF_BYTES));
    return Buffer.from(head).includes('<meta name="generator" content="Album Sync">');
  } catch {
    return false;
  }
}

/**
 * Whether a file or folder is the gallery or lies in it.
 * @param file and the gallery: relative to the workspace folder, with `/`
 */
export function isBelowGallery(file: string, gallery: string): boolean {
  return file === gallery || file.startsWith(`${gallery}/`);
}
