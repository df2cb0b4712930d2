import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawFrames } from './frames.ts';

/** A library of photos that is the same wherever it is made. */
export interface Corpus {
  readonly photos: number;
  readonly albums: number;
  /** Pixels of the longer side of each photo. */
  readonly width: number;
  /** About so many bytes has each photo. */
  readonly bytes: number;
}

/** 36,000 photos of about 50 KB, 1.8 GB in 200 folders: the library of picasawebsync's author, with small photos. */
export const LIBRARY: Corpus = { photos: 36_000, albums: 200, width: 1024, bytes: 50_000 };

/** The albums of a library are spread over so many years. */
export const YEARS = 10;

const FIRST_DAY = Date.UTC(2015, 0, 1);
const MINUTE = 60_000;

/** Makes the corpus below `cache` unless it is there, and returns its folder. */
export async function makeCorpus(corpus: Corpus, cache: string): Promise<string> {
  const { photos, albums, width, bytes } = corpus;
  const folder = path.join(cache, `photos-${photos}-in-${albums}-of-${width}px-${bytes}b`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  const frames = await drawFrames({ width, bytes });
  for (let number = 0; number < photos; number++) {
    const file = path.join(making, pathOf(number, corpus));
    if (number % (photos / albums) === 0) mkdirSync(path.dirname(file), { recursive: true });
    const frame = frames[number % frames.length];
    if (!frame) throw new Error('There is no frame.');
    writeFileSync(file, withComment(frame, `photo ${number}`));
    const taken = new Date(FIRST_DAY + number * 97 * MINUTE);
    utimesSync(file, taken, taken);
  }
  renameSync(making, folder);
  return folder;
}

/** Where a photo is in its library, with `/`. */
export function pathOf(number: number, { photos, albums }: Corpus): string {
  const album = Math.floor(number / (photos / albums));
  return `photos/${2015 + (album % YEARS)}/Album ${String(album).padStart(3, '0')}/IMG_${String(number).padStart(5, '0')}.jpg`;
}

/** A JPEG with a comment segment after its start, so that no two photos are the same (ITU-T T.81, B.2.4.5). */
export function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 0xff]);
  return Buffer.concat([head, text, jpeg.subarray(2)]);
}
