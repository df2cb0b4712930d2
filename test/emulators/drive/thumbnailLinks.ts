import { randomBytes } from 'node:crypto';
import type { Clock } from '../http/clock.ts';
import type { Limits } from './limits.ts';

/** The addresses of thumbnails that were given out. They live hours. */
export interface ThumbnailLinks {
  issue(fileId: string, origin: string): string;
  /** The id of the file; undefined for an address that is too old or was never given out. */
  find(token: string): string | undefined;
}

/** Where the thumbnails are on this server; at Google it is another host. */
export const THUMBNAILS_PATH = '/drive-storage';

export function createThumbnailLinks(clock: Clock, limits: Limits): ThumbnailLinks {
  const issued = new Map<string, { readonly fileId: string; readonly issuedMs: number }>();
  return {
    issue: (fileId, origin) => {
      const token = `AJQWtB${randomBytes(60).toString('base64url')}`;
      issued.set(token, { fileId, issuedMs: clock.now() });
      return `${origin}${THUMBNAILS_PATH}/${token}=s220`;
    },
    find: (token) => {
      const found = issued.get(token);
      return found && found.issuedMs + limits.thumbnailLinkMs > clock.now() ? found.fileId : undefined;
    },
  };
}
