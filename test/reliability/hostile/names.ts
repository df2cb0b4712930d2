import fc from 'fast-check';

/** What names are made of by people who mean harm, by other systems, and by chance. */
const PIECES = [
  ...['..', '.', '/', '\\', ':', '//', '../', '..\\', '/etc/', 'C:', '~', '\\\\srv\\'],
  ...['%', '%2', '%2E', '%2F', '%41', '%ED%A0%80'],
  ...['con', 'NUL', 'aux.', 'com1', 'lpt¹'],
  ...[' ', '. ', '\t', '\n', '\r\n', '\0', '\u0007', '\u007f', '\u0085'],
  ...['\u202e', '\u2066', '\u200f', '\ufeff', '\u2028'],
  ...['a', 'A', 'ß', 'ẞ', 'é', 'e\u0301', 'ﬁ', 'İ', 'ı', '東京', '👩‍👩‍👧', '\ud83d', '\ude00'],
  ...['.git', '.vscode', 'settings.json', 'node_modules', '@eaDir', 'Thumbs.db', '.xmp', '.json', '.albumsyncignore'],
  ...['.album-sync-0123456789abcdef.tmp', '.jpg', '.JPG', '.tmp', 'index.html', 'album.json'],
  ...['__proto__', 'constructor', '<img src=x onerror=alert(1)>', '"', "'; rm -rf ~", '$(x)', '*', '?', '|'],
  ...['x'.repeat(120), 'é'.repeat(130)],
] as const;

/** Any name that a service could give an item. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

/** Any title that a service could give an album. */
export const hostileTitle: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: hostileName },
  { weight: 1, arbitrary: fc.constantFrom('Home', 'Trip', 'trip', 'Trip #2', 'photos', 'album-gallery', 'a (b)', 'b') },
);
