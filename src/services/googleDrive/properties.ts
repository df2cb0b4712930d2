import { createHash } from 'node:crypto';
import type { Capture, ContentFacts } from '../../engine/model.ts';
import { PROPERTY_BYTES } from './limits.ts';
import type { WireFile } from './wire.ts';

/** On everything that Album Sync makes, so that it is found again whatever a person calls it and wherever it is put. */
export const MARK = { albumSync: '1' } as const;

/** On the folder of the albums. */
export const ROOT_MARK = { ...MARK, kind: 'root' } as const;

/** Properties to be written; null takes one away. */
export type Properties = Readonly<Record<string, string | null>>;

const SHA256 = 'sha256:';

/** So many pieces of a path are kept, of which each is a property. */
const PIECES = 12;

export function isMarked({ properties }: WireFile): boolean {
  return properties['albumSync'] === MARK.albumSync;
}

export function isRoot(file: WireFile): boolean {
  return isMarked(file) && file.properties['kind'] === ROOT_MARK.kind;
}

/** The name of an item: the path that was kept, and the name that the file has now. */
export function nameOf({ name, properties }: WireFile): string {
  const path = keysOf(PIECES).map((key) => properties[key] ?? '');
  return path[0] === '' ? name : `${path.join('')}/${name}`;
}

/** How an item is to be called and what is to be kept of its path; undefined when that is too long to be kept. */
export function naming(name: string): { readonly name: string; readonly properties: Properties } | undefined {
  const slash = name.lastIndexOf('/');
  const hasPath = slash > 0 && slash < name.length - 1;
  const pieces = hasPath ? piecesOf(name.slice(0, slash)) : [];
  if (pieces.length > PIECES) return undefined;
  const properties = Object.fromEntries(keysOf(PIECES).map((key, index) => [key, pieces[index] ?? null]));
  return { name: hasPath ? name.slice(slash + 1) : name, properties };
}

/**
 * What is to be kept of a photo: when it was taken, and of a smaller copy the facts of its original.
 * @param copy the hash of a smaller copy, for which alone the facts of the original hold
 */
export function factProperties(
  capture: Capture,
  original: Pick<ContentFacts, 'size' | 'hash'>,
  copy: string | undefined,
): Properties {
  const { size, hash } = copy === undefined ? {} : original;
  return {
    capturedAt: capture.capturedAt ?? null,
    ...captionProperty(capture.caption),
    originalOf: hexOf(copy),
    originalSize: size === undefined ? null : String(size),
    originalSha256: hexOf(hash),
  };
}

/** The facts of the original, while the file is still the smaller copy that was made of it. */
export function originalOf({ sha256, properties }: WireFile): Pick<ContentFacts, 'size' | 'hash'> | undefined {
  if (sha256 === undefined || properties['originalOf'] !== sha256) return undefined;
  const size = Number(properties['originalSize'] ?? Number.NaN);
  const hash = properties['originalSha256'];
  return {
    size: Number.isSafeInteger(size) ? size : undefined,
    hash: hash === undefined ? undefined : SHA256 + hash,
  };
}

/** By which a caption that was sent is known from what a person writes in Drive. */
export function captionProperty(caption: string | undefined): Properties {
  return { caption: caption === undefined ? null : digestOf(caption) };
}

/** Whether the description is the caption that was sent, and not what a person has written in Drive. */
export function isOwnCaption({ description = '', properties }: WireFile): boolean {
  return description === '' || properties['caption'] === digestOf(description);
}

/** Without the nulls, as a new file wants them. */
export function present(properties: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== null));
}

function keysOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `path${index}`);
}

/** A text in pieces that fit into a property each, cut between characters. */
function piecesOf(path: string): readonly string[] {
  const room = PROPERTY_BYTES - Buffer.byteLength(`path${PIECES}`);
  const pieces: string[] = [];
  let [piece, bytes] = ['', 0];
  for (const character of path) {
    const size = Buffer.byteLength(character);
    if (bytes + size > room) {
      pieces.push(piece);
      [piece, bytes] = ['', 0];
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece];
}

/** Without its algorithm, so that a property has room for it. */
function hexOf(hash: string | undefined): string | null {
  return hash?.startsWith(SHA256) === true ? hash.slice(SHA256.length) : null;
}

function digestOf(caption: string): string {
  return createHash('sha256').update(caption).digest('hex').slice(0, 32);
}
