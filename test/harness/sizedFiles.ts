import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './temporaryFolder.ts';

export const MIB = 1024 * 1024;

/** Files around the edges of what is read at once, which is a mebibyte. */
export const SIZES: readonly [what: string, bytes: number][] = [
  ['an empty file', 0],
  ['a photo', 50_000],
  ['a file of one byte less than is read at once', MIB - 1],
  ['a file of as much as is read at once', MIB],
  ['a file of one byte more', MIB + 1],
  ['a file of several pieces', 3 * MIB],
];

/** A file of so many bytes, in a folder of its own. */
export function sizedFile(t: TestContext, bytes: number): { readonly file: string; readonly content: Buffer } {
  const file = path.join(temporaryFolder(t), 'file');
  const content = Buffer.from(Array.from({ length: bytes }, (_, index) => index % 251));
  writeFileSync(file, content);
  return { file, content };
}

/** `sha256:<hex>` */
export function sha256(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
