import type { MediaType } from '../engine/model.ts';

/** The type that a service tells of an item; undefined for what is neither a photo nor a video. */
export function mediaTypeOf(mime: string | undefined): MediaType | undefined {
  if (mime?.startsWith('video/') === true) return { kind: 'video', mime };
  return mime?.startsWith('image/') === true ? { kind: 'photo', mime } : undefined;
}
