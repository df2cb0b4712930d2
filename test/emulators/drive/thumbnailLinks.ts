import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../http/clock.ts';
import type { Limits } from './limits.ts';

/** The addresses of thumbnails. Each answer has new ones, and they live hours. */
export interface ThumbnailLinks {
  issue(fileId: string, origin: string): string;
  /** The id of the file; undefined for an address that is too old or was never given out. */
  find(token: string): string | undefined;
}

/** Where the thumbnails are on this server; at Google it is another host. */
export const THUMBNAILS_PATH = '/drive-storage';

export function createThumbnailLinks(clock: Clock, limits: Limits): ThumbnailLinks {
  const secret = randomBytes(32);
  // What the address says is signed: a list of a thousand files is to leave nothing behind.
  const tokenOf = (fileId: string, issuedMs: number): string => {
    const content = `${fileId} ${String(issuedMs)}`;
    const proof = createHmac('sha256', secret).update(content).digest('base64url');
    return Buffer.from(`${content} ${proof}`).toString('base64url');
  };
  return {
    issue: (fileId, origin) => `${origin}${THUMBNAILS_PATH}/${tokenOf(fileId, clock.now())}=s220`,
    find: (token) => {
      const [fileId = '', issued] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
      const issuedMs = Number(issued);
      const isGood = tokenOf(fileId, issuedMs) === token && issuedMs + limits.thumbnailLinkMs > clock.now();
      return isGood ? fileId : undefined;
    },
  };
}
