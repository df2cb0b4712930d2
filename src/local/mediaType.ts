import type { MediaKind, MediaType } from '../engine/model.ts';
import { isJpeg, JPEG } from './jpeg.ts';

/** Types that are synced, with the extensions by which people know them. */
const TYPES: readonly { readonly kind: MediaKind; readonly mime: string; readonly extensions: readonly string[] }[] = [
  { kind: 'photo', mime: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { kind: 'photo', mime: 'image/png', extensions: ['png'] },
  { kind: 'photo', mime: 'image/gif', extensions: ['gif'] },
  { kind: 'photo', mime: 'image/webp', extensions: ['webp'] },
  { kind: 'photo', mime: 'image/avif', extensions: ['avif', 'avifs'] },
  { kind: 'photo', mime: 'image/heic', extensions: ['heic'] },
  { kind: 'photo', mime: 'image/heif', extensions: ['heif', 'hif'] },
  { kind: 'photo', mime: 'image/tiff', extensions: ['tif', 'tiff'] },
  { kind: 'photo', mime: 'image/bmp', extensions: ['bmp', 'dib'] },
  { kind: 'photo', mime: 'image/x-canon-cr2', extensions: ['cr2'] },
  { kind: 'photo', mime: 'image/x-canon-cr3', extensions: ['cr3'] },
  { kind: 'photo', mime: 'image/x-canon-crw', extensions: ['crw'] },
  { kind: 'photo', mime: 'image/x-nikon-nef', extensions: ['nef', 'nrw'] },
  { kind: 'photo', mime: 'image/x-sony-arw', extensions: ['arw', 'srf', 'sr2'] },
  { kind: 'photo', mime: 'image/x-adobe-dng', extensions: ['dng'] },
  { kind: 'photo', mime: 'image/x-olympus-orf', extensions: ['orf'] },
  { kind: 'photo', mime: 'image/x-panasonic-rw2', extensions: ['rw2'] },
  { kind: 'photo', mime: 'image/x-fujifilm-raf', extensions: ['raf'] },
  { kind: 'photo', mime: 'image/x-pentax-pef', extensions: ['pef'] },
  { kind: 'photo', mime: 'image/x-samsung-srw', extensions: ['srw'] },
  { kind: 'video', mime: 'video/mp4', extensions: ['mp4'] },
  { kind: 'video', mime: 'video/quicktime', extensions: ['mov', 'qt'] },
  { kind: 'video', mime: 'video/x-m4v', extensions: ['m4v'] },
  { kind: 'video', mime: 'video/3gpp', extensions: ['3gp', '3gpp'] },
  { kind: 'video', mime: 'video/3gpp2', extensions: ['3g2'] },
  { kind: 'video', mime: 'video/x-msvideo', extensions: ['avi'] },
  { kind: 'video', mime: 'video/x-matroska', extensions: ['mkv'] },
  { kind: 'video', mime: 'video/webm', extensions: ['webm'] },
  { kind: 'video', mime: 'video/x-ms-wmv', extensions: ['wmv', 'asf'] },
  { kind: 'video', mime: 'video/mpeg', extensions: ['mpg', 'mpeg', 'mpe', 'm2v'] },
];

/** What `file-type` calls some of them. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'video/vnd.avi': 'video/x-msvideo',
  'video/matroska': 'video/x-matroska',
  'video/x-ms-asf': 'video/x-ms-wmv',
  'application/vnd.ms-asf': 'video/x-ms-wmv',
  'video/MP1S': 'video/mpeg',
  'video/MP2P': 'video/mpeg',
};

const BY_MIME = new Map(TYPES.map((type) => [type.mime, type]));
const BY_EXTENSION = new Map(TYPES.flatMap((type) => type.extensions.map((extension) => [extension, type] as const)));

/** What a name promises; undefined when it promises neither a photo nor a video. */
export function typeByName(name: string): MediaType | undefined {
  const dot = name.lastIndexOf('.');
  const type = dot < 0 ? undefined : BY_EXTENSION.get(name.slice(dot + 1).toLowerCase());
  return type && { kind: type.kind, mime: type.mime };
}

/**
 * What the content is, whatever the name says; undefined when it is neither a photo nor a video that is synced. Many RAW
 * formats are TIFF inside, and there the extension tells which.
 */
export async function typeByContent(name: string, head: Uint8Array): Promise<MediaType | undefined> {
  if (isJpeg(head)) return JPEG;
  // Many libraries hold nothing but JPEG, and need not wait until it is loaded.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(head);
  if (!found) return typeByMagic(name, head);
  const type = BY_MIME.get(ALIASES[found.mime] ?? found.mime);
  const promised = typeByName(name);
  if (type?.mime === 'image/tiff' && promised?.kind === 'photo' && promised.mime.startsWith('image/x-'))
    return promised;
  return type && { kind: type.kind, mime: type.mime };
}

/** Types that `file-type` does not tell, or not from the first bytes alone. */
function typeByMagic(name: string, head: Uint8Array): MediaType | undefined {
  const startsWith = (hex: string) => Buffer.from(head.subarray(0, hex.length / 2)).toString('hex') === hex;
  // A bare MPEG video stream begins with a sequence header (ISO/IEC 11172-2, 2.4.2.3).
  if (startsWith('000001b3')) return { kind: 'video', mime: 'video/mpeg' };
  // Canon's first RAW format: `HEAPCCDR` after the byte order and the length of the header (CIFF specification 1.0).
  if (Buffer.from(head.subarray(6, 14)).toString('latin1') === 'HEAPCCDR')
    return { kind: 'photo', mime: 'image/x-canon-crw' };
  // An ASF file whose streams are listed further on: sound and film look alike here, so the name decides.
  const isAsf = startsWith('3026b2758e66cf11a6d900aa0062ce6c');
  return isAsf && typeByName(name)?.mime === 'video/x-ms-wmv' ? { kind: 'video', mime: 'video/x-ms-wmv' } : undefined;
}
