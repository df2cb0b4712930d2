import { randomBytes } from 'node:crypto';
import type { Clock } from '../http/clock.ts';
import type { Limits } from './limits.ts';

/** What stands behind the address of a picture. */
export interface Picture {
  readonly itemId: string;
  /** The app that got the address: its project pays for the load. */
  readonly clientId: string;
}

/** The addresses of pictures that were given out. Each answer has new ones, and they work without signing in. */
export interface BaseUrls {
  issue(picture: Picture, origin: string): string;
  find(token: string): Picture | 'expired' | undefined;
}

/** Where the pictures are on this server; at Google it is another host. */
export const PICTURES_PATH = '/lh3';

export function createBaseUrls(clock: Clock, limits: Limits): BaseUrls {
  const issued = new Map<string, Picture & { readonly issuedMs: number }>();
  return {
    issue: (picture, origin) => {
      const token = `AFBm1_${randomBytes(60).toString('base64url')}`;
      issued.set(token, { ...picture, issuedMs: clock.now() });
      return `${origin}${PICTURES_PATH}/${token}`;
    },
    find: (token) => {
      const found = issued.get(token);
      if (!found) return undefined;
      return found.issuedMs + limits.baseUrlMs > clock.now() ? found : 'expired';
    },
  };
}
