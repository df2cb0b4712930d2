/**
 * A reversible mapping between the name of an item and a relative path that every disk and every reader takes as it is.
 *
 * Ordinary names stay as they are. What could escape a folder, be refused by a disk or fool a reader is written as the
 * percent-encoded bytes of its characters, so `decodeName(encodeName(name)) === name` for every string. Three rules make
 * that hold: `%` is encoded where it would read as an escape or ends a part; an empty part is written `%`; a part that is
 * too long for a disk is cut into folders whose names end with `%`.
 */

/** Longest file name, in bytes of UTF-8, of the disks in common use (ext4, APFS, NTFS, exFAT). */
const MAX_PART_BYTES = 255;

/** Length of the pieces of a part that is too long; it leaves room for the escapes at both ends of a piece. */
const PIECE_BYTES = 230;

/** Separators and drives, control characters, and what hides or turns the text around it; lone surrogates cannot be stored. */
const BAD_EVERYWHERE =
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\\:\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/u;

const BAD_ON_WINDOWS = /[<>"|?*]/u;

/** Names that Windows takes for devices, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *(\.|$)/iu;

/** What `safeWrite.ts` calls its files until they are whole; an item must never look like one. */
const TEMPORARY = /^\.album-sync-[0-9a-f]+\.tmp$/iu;

/**
 * The relative path, with `/`, under which an item of this name is kept.
 * @param platform whose disks the path must suit; Windows refuses more characters
 */
export function encodeName(name: string, platform: NodeJS.Platform = process.platform): string {
  return name
    .split('/')
    .map((part) => encodePart(part, platform))
    .join('/');
}

/** The name that was encoded as `path`; a path that nobody encoded is its own name. */
export function decodeName(path: string): string {
  const parts = path.split('/');
  let name = '';
  parts.forEach((part, index) => {
    const isLast = index === parts.length - 1;
    const goesOn = !isLast && part.length > 1 && part.endsWith('%');
    name += part === '%' ? '' : unescape(goesOn ? part.slice(0, -1) : part);
    if (!isLast && !goesOn) name += '/';
  });
  return name;
}

/**
 * Like `encodeName`, but different from every path that is taken, also on a disk that ignores case or the normal form
 * of accents: ordinary characters are escaped, from the left, until nobody else has that path.
 * @param isTaken asked with the `pathKey` of a path
 */
export function encodeDistinctName(name: string, isTaken: (key: string) => boolean): string {
  const path = encodeName(name);
  if (!isTaken(pathKey(path))) return path;
  const start = path.lastIndexOf('/') + 1;
  const tokens = path.slice(start).match(/%[0-9A-F]{2}|./gsu) ?? [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    if (token.length === 3 && token.startsWith('%')) continue;
    tokens[index] = escape(token);
    const twin = path.slice(0, start) + tokens.join('');
    if (!isTaken(pathKey(twin))) return twin;
  }
  // Every spelling is taken, which needs more files than the name has characters; the caller finds the place occupied.
  return path;
}

/** Equal for two paths that a disk which ignores case and the normal form of accents takes for one. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

function encodePart(part: string, platform: NodeJS.Platform): string {
  const encoded = encodePiece(part, platform);
  if (Buffer.byteLength(encoded) <= MAX_PART_BYTES) return encoded;
  return pieces(part)
    .map((piece) => encodePiece(piece, platform))
    .join('%/');
}

function encodePiece(piece: string, platform: NodeJS.Platform): string {
  if (piece === '') return '%';
  const isBad = (text: string) => BAD_EVERYWHERE.test(text) || (platform === 'win32' && BAD_ON_WINDOWS.test(text));
  const isReserved = DEVICE.test(piece) || TEMPORARY.test(piece);
  // Nearly every name is an ordinary one, of which no character has to be looked at by itself.
  if (!isReserved && !isBad(piece) && !/%|[. ]$/u.test(piece)) return piece;
  const characters = Array.from(piece.replace(/%(?=[0-9A-F]{2})/gu, '%25'), (c) => (isBad(c) ? escape(c) : c));
  const last = characters.length - 1;
  if (/^[. %]$/u.test(characters[last] ?? '')) characters[last] = escape(characters[last] ?? '');
  if (isReserved) characters[0] = escape(characters[0] ?? '');
  return characters.join('');
}

function pieces(part: string): string[] {
  const found: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of part) {
    // An escape takes three bytes for each byte; counting every character so keeps a piece short enough.
    const length = BAD_EVERYWHERE.test(character) || /[<>"|?*%]/u.test(character) ? escape(character).length : 0;
    const cost = Math.max(length, Buffer.byteLength(character));
    if (bytes + cost > PIECE_BYTES) {
      found.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += character;
    bytes += cost;
  }
  return [...found, piece];
}

function escape(character: string): string {
  return Array.from(bytesOf(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** UTF-8, also for a lone surrogate, which `Buffer` would replace. */
function bytesOf(character: string): Iterable<number> {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0xd800 || code > 0xdfff) return Buffer.from(character);
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
}

function unescape(text: string): string {
  return text.replace(/%ED%[AB][0-9A-F]%[89AB][0-9A-F]|(?:(?!%ED%[AB])%[0-9A-F]{2})+/gu, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    const [first = 0, second = 0, third = 0] = bytes;
    if (first === 0xed && second >= 0xa0) {
      return String.fromCharCode(((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f));
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return run;
    }
  });
}
