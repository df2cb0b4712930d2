import { bytesUsed } from './fileResource.ts';
import { FOLDER, type StoredFile } from './store/model.ts';

export type Comparer = (left: StoredFile, right: StoredFile) => number;

/** Reads an `orderBy`, such as `folder,modifiedTime desc,name`; undefined for what Drive calls an invalid value. */
export function readOrder(text: string): Comparer | undefined {
  const comparers = text.split(',').map((part) => {
    const [, name = '', direction] = /^\s*(\w+)(\s+desc)?\s*$/.exec(part) ?? [];
    const compare = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
    return (
      compare && ((left: StoredFile, right: StoredFile) => (direction ? compare(right, left) : compare(left, right)))
    );
  });
  if (comparers.includes(undefined)) return undefined;
  return (left, right) => comparers.reduce((sum, compare) => sum || (compare?.(left, right) ?? 0), 0);
}

const by =
  (key: (file: StoredFile) => number): Comparer =>
  (left, right) =>
    key(left) - key(right);
const words = new Intl.Collator('en');
const natural = new Intl.Collator('en', { numeric: true });

const KEYS: Readonly<Record<string, Comparer>> = {
  createdTime: by(({ createdMs }) => createdMs),
  folder: by(({ mimeType }) => (mimeType === FOLDER ? 0 : 1)),
  modifiedByMeTime: by(({ modifiedMs }) => modifiedMs),
  modifiedTime: by(({ modifiedMs }) => modifiedMs),
  name: (left, right) => words.compare(left.name, right.name),
  name_natural: (left, right) => natural.compare(left.name, right.name),
  quotaBytesUsed: by(bytesUsed),
  recency: by(({ modifiedMs, viewedMs = 0 }) => Math.max(modifiedMs, viewedMs)),
  sharedWithMeTime: by(() => 0),
  starred: by(({ starred }) => (starred ? 0 : 1)),
  viewedByMeTime: by(({ viewedMs = 0 }) => viewedMs),
};
