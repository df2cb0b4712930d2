import type { Capture } from '../../engine/model.ts';
import { asViewed } from './asViewed.ts';
import { chooseCaption } from './caption.ts';
import { captureDate } from './captureDate.ts';
import { plainExif, type PlainExif } from './plainExif.ts';
import type { Dimensions } from './protocol.ts';

const START_OF_IMAGE = 0xffd8;
const EXIF = 0x45786966;
const EXIF_HEADER_BYTES = 6;

/** Markers by their second byte (ITU T.81, annex B). */
const START_OF_SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP13 = 0xed;
const APP15 = 0xef;
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc2]);
const OTHERS: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, 0xfe]);

/**
 * What `headCapture` says of a JPEG, at a tenth of its price, where all is as cameras write it: whole segments up to the
 * picture, one block of EXIF before the frame, texts in ASCII. Undefined where anything is not, or where somebody wrote XMP or IPTC.
 */
export function plainCapture(head: Uint8Array): Capture | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== START_OF_IMAGE) return undefined;
  let exif: PlainExif | undefined;
  let frame: Dimensions | undefined;
  for (let at = 2; at + 4 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === START_OF_SCAN) return frame && captureOf(frame, exif);
    const next = at + 2 + view.getUint16(at + 2);
    if (next < at + 4 || next > view.byteLength) return undefined;
    const isExif = next >= at + 8 && view.getUint32(at + 4) === EXIF;
    if (FRAMES.has(marker)) {
      // The readers for everything do not look for one right at the start.
      if (frame || isExif || at === 2 || next < at + 9) return undefined;
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else if (marker === APP1) {
      if (!isExif || exif || frame || next < at + 10 || view.getUint16(at + 8) !== 0) return undefined;
      exif = plainExif(view, at + 4 + EXIF_HEADER_BYTES, next);
      if (!exif) return undefined;
    } else if (isExif || !isPassedOver(marker)) return undefined;
    at = next;
  }
  return undefined;
}

/** Whether nothing is looked for in such segments: profiles, small pictures, tables. IPTC is in APP13. */
function isPassedOver(marker: number): boolean {
  return (marker >= APP0 && marker <= APP15 && marker !== APP13) || OTHERS.has(marker);
}

function captureOf(frame: Dimensions, exif: PlainExif | undefined): Capture | undefined {
  if (frame.width === 0 || frame.height === 0) return undefined;
  return {
    capturedAt: captureDate(exif?.dateTimeOriginal, new Date()),
    caption: chooseCaption([exif?.imageDescription]),
    dimensions: asViewed(frame, exif?.orientation),
  };
}
