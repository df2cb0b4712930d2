import sharp from 'sharp';
import { html, robotPage } from '../http/answers.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { PICTURES_PATH } from './baseUrls.ts';
import type { StoredItem } from './model.ts';
import type { Photos } from './photos.ts';
import { isReady } from './resources.ts';
import { withoutGps } from './withoutGps.ts';

/**
 * The addresses of pictures: `=d`, `=dv`, `=w200-h100`, with `-c` to fill and `-no` without the sign of a video. They need
 * no token. What goes wrong is told in pictures and pages, never in JSON.
 */
export function pictureRoutes(photos: Photos): readonly Route[] {
  const handle = async (call: Call): Promise<Answer> => {
    const [token = '', suffix] = (call.params['picture'] ?? '').split('=');
    const picture = photos.baseUrls.find(token);
    if (picture === 'expired') return robotPage(403, 'Forbidden', 'Your client does not have permission to get URL.');
    const item = photos.library.anyItem(picture?.itemId ?? '');
    if (!picture || !item) return noPicture(404);
    if (!photos.quotas.takeBaseUrlLoad(picture.clientId))
      return html('<!DOCTYPE html><title>Error 429</title><p>Too Many Requests', 429);
    const answer = await render(photos, item, suffix);
    return call.method === 'HEAD' ? { ...answer, body: '' } : answer;
  };
  return [{ name: 'pictures', methods: ['GET', 'HEAD'], path: `${PICTURES_PATH}/{picture}`, handle }];
}

async function render(photos: Photos, item: StoredItem, suffix: string | undefined): Promise<Answer> {
  const { facts, bytes } = item;
  if (suffix === 'dv') {
    return facts.kind === 'video' && isReady(photos, item)
      ? file(transcoded(bytes), 'video/mp4', { attachment: item.filename })
      : noPicture(404);
  }
  if (suffix === 'd' && facts.kind === 'photo') {
    const download = photos.habits.downloads === 'recompressed' ? await recompressed(item) : bytes;
    return file(withoutGps(download), facts.mimeType, { attachment: item.filename });
  }
  const size = suffix === 'd' ? {} : readSize(suffix);
  if (!size) return noPicture(400);
  const thumbnail = await scaled(item, size);
  return thumbnail ? file(thumbnail, 'image/jpeg', {}) : noPicture(404);
}

interface Size {
  readonly width?: number;
  readonly height?: number;
  readonly fit?: 'cover' | 'inside';
}

/** Undefined for a suffix that no page of Google's documentation has, and where there is none. */
function readSize(suffix: string | undefined): Size | undefined {
  const sizes: { width?: number; height?: number; fit?: 'cover' | 'inside' } = {};
  for (const option of (suffix ?? '').split('-')) {
    const [, letter, digits] = /^([wh])(\d{1,5})$/.exec(option) ?? [];
    const pixels = Number(digits);
    if (letter !== undefined && pixels >= 1 && pixels <= 16_383) sizes[letter === 'w' ? 'width' : 'height'] = pixels;
    else if (option === 'c') sizes.fit = 'cover';
    else if (option !== 'no') return undefined;
  }
  return sizes.width === undefined && sizes.height === undefined ? undefined : sizes;
}

async function scaled({ bytes, facts }: StoredItem, { fit = 'inside', ...size }: Size): Promise<Buffer | undefined> {
  const source = facts.kind === 'photo' ? sharp(bytes).rotate() : sharp(greyPicture());
  try {
    return await source
      .resize({ ...size, fit, withoutEnlargement: true })
      .jpeg()
      .toBuffer();
  } catch {
    // A type that is stored and that sharp cannot draw.
    return undefined;
  }
}

/** Other bytes of the same picture, with all that EXIF says. */
async function recompressed({ bytes, facts }: StoredItem): Promise<Buffer> {
  return facts.mimeType === 'image/jpeg' ? sharp(bytes).keepMetadata().jpeg({ quality: 90 }).toBuffer() : bytes;
}

/** Google gives no video back as it came; a box that players skip makes these other bytes, too. */
function transcoded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from([0, 0, 0, 8]), Buffer.from('free')]);
}

function file(bytes: Buffer, type: string, { attachment }: { readonly attachment?: string }): Answer {
  const name = encodeURIComponent(attachment ?? '');
  return {
    status: 200,
    headers: {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      'Cache-Control': 'private, max-age=86400, no-transform',
      ...(attachment !== undefined && { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` }),
    },
    body: bytes,
  };
}

function greyPicture() {
  return { create: { width: 320, height: 180, channels: 3, background: '#808080' } } as const;
}

/** Google answers in pictures here, also to an address that leads nowhere. */
function noPicture(status: number): Answer {
  const pixel = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  return { status, headers: { 'Content-Type': 'image/gif' }, body: Buffer.from(pixel, 'base64') };
}
