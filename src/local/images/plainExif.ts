/** What is asked of a block of EXIF. */
export interface PlainExif {
  readonly imageDescription: string | undefined;
  readonly dateTimeOriginal: string | undefined;
  readonly orientation: number | undefined;
}

const LITTLE = 0x4949;
const BIG = 0x4d4d;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

const IMAGE_DESCRIPTION = 0x010e;
const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;

const ASCII = 2;
const SHORT = 3;
const LONG = 4;

/** Texts are shorter, but for a caption that somebody wrote with care. */
const MOST_LETTERS = 256;

/**
 * Reads the block that lies between two places: its TIFF header, the directory right after it, and the directory of EXIF. Undefined
 * where anything lies or looks otherwise than cameras have it, for a reader that knows all of TIFF.
 */
export function plainExif(view: DataView, start: number, end: number): PlainExif | undefined {
  if (start + HEADER_BYTES > end) return undefined;
  const order = view.getUint16(start);
  if (order !== LITTLE && order !== BIG) return undefined;
  const block: Block = { view, start, length: end - start, isLittle: order === LITTLE };
  const first = view.getUint32(start + 4, block.isLittle);
  if (first !== HEADER_BYTES || !isDirectory(block, first)) return undefined;
  const description = textOf(block, entryIn(block, first, IMAGE_DESCRIPTION));
  const orientation = numberOf(block, entryIn(block, first, ORIENTATION), SHORT);
  const exif = numberOf(block, entryIn(block, first, EXIF_DIRECTORY), LONG);
  if (!description || !orientation || !exif) return undefined;
  const date = exif.value === undefined ? NOTHING : dateIn(block, exif.value);
  return date && { imageDescription: description.value, dateTimeOriginal: date.value, orientation: orientation.value };
}

interface Block {
  readonly view: DataView;
  readonly start: number;
  readonly length: number;
  readonly isLittle: boolean;
}

/** What an entry says; no value where there is none. */
interface Said<T> {
  readonly value: T | undefined;
}

const NOTHING = { value: undefined };

function dateIn(block: Block, directory: number): Said<string> | undefined {
  return isDirectory(block, directory) ? textOf(block, entryIn(block, directory, DATE_TIME_ORIGINAL)) : undefined;
}

/** Whether all entries of a directory lie in the block, and there are some. */
function isDirectory({ view, start, length, isLittle }: Block, directory: number): boolean {
  if (directory < HEADER_BYTES || directory + 2 > length) return false;
  const entries = view.getUint16(start + directory, isLittle);
  return entries > 0 && directory + 2 + entries * ENTRY_BYTES <= length;
}

/** The place of the first entry of this tag. */
function entryIn({ view, start, isLittle }: Block, directory: number, tag: number): number | undefined {
  const entries = view.getUint16(start + directory, isLittle);
  for (let at = start + directory + 2, index = 0; index < entries; index++, at += ENTRY_BYTES)
    if (view.getUint16(at, isLittle) === tag) return at;
  return undefined;
}

function numberOf({ view, isLittle }: Block, entry: number | undefined, type: number): Said<number> | undefined {
  if (entry === undefined) return NOTHING;
  if (view.getUint16(entry + 2, isLittle) !== type || view.getUint32(entry + 4, isLittle) !== 1) return undefined;
  return { value: type === SHORT ? view.getUint16(entry + 8, isLittle) : view.getUint32(entry + 8, isLittle) };
}

function textOf({ view, start, length, isLittle }: Block, entry: number | undefined): Said<string> | undefined {
  if (entry === undefined) return NOTHING;
  const letters = view.getUint32(entry + 4, isLittle);
  if (view.getUint16(entry + 2, isLittle) !== ASCII || letters > MOST_LETTERS) return undefined;
  const at = letters > 4 ? start + view.getUint32(entry + 8, isLittle) : entry + 8;
  if (at + letters > start + length) return undefined;
  let text = '';
  for (let index = 0; index < letters; index++) {
    const letter = view.getUint8(at + index);
    if (letter > 0x7f) return undefined;
    text += String.fromCharCode(letter);
  }
  const trimmed = withoutEnd(text).trim();
  return { value: trimmed === '' ? undefined : trimmed };
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}
