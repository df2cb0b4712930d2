/** Longest caption that is kept, in characters. */
const MAX_LENGTH = 2000;

/** What cameras and programs write into the field for a caption when nobody wrote one. */
const BOILERPLATE: readonly RegExp[] = [
  /^(olympus|sanyo|minolta|konica minolta|samsung|pentax|kodak|vivitar|polaroid|hp)?\s*digital (still )?camera\b.*$/iu,
  /^kodak digital still camera$/iu,
  /^sony dsc$/iu,
  /^samsung camera pictures$/iu,
  /^exif[_ ]jpeg[_ ]picture$/iu,
  /^<?(digimax|kenox)\b.*$/iu,
  /^dcim\\.*$/iu,
  /^(default|untitled|none|null|undefined|image|picture|binary comment|ascii|unicode)$/iu,
  // Codes that phones of one maker write for the camera mode.
  /^(oznor|cof|dav|edf|ptr|nfv|sdr|mde|mmexport|hdrpl|fav|burst|btf|rbt)[a-z0-9_]{0,4}$/u,
  /^created with (the )?gimp$/iu,
  /^creator: gd-jpeg.*$/iu,
  /^lead technologies.*$/iu,
  /^processed with (vsco|moldiv|snapseed)\b.*$/iu,
  /^[?\s._-]*$/u,
];

/** The first caption that a person wrote, as plain text of bounded length; candidates come in order of trust. */
export function chooseCaption(candidates: readonly (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const caption = candidate === undefined ? '' : plainText(candidate);
    if (caption !== '' && !BOILERPLATE.some((pattern) => pattern.test(caption))) return caption;
  }
  return undefined;
}

/** Text of a photo: UTF-8 where it is, else the Western code page that old cameras and programs wrote. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function plainText(text: string): string {
  const cleaned = text
    .slice(0, MAX_LENGTH * 4)
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/\r\n?/gu, '\n')
    // Control characters and what turns the direction of the text around it have no place in a caption.
    // eslint-disable-next-line no-control-regex -- see the line above
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return Array.from(cleaned).slice(0, MAX_LENGTH).join('').trim();
}
