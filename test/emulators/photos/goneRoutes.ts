import { googleError } from '../http/answers.ts';
import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { admit } from './admit.ts';
import type { Photos } from './photos.ts';
import { SCOPE_MISSING } from './refusals.ts';

/** Sharing, which ended on 31 March 2025: no scope that is left allows it. */
export function goneRoutes(photos: Photos): readonly Route[] {
  const gone = [
    ['albums.share', 'POST', '/v1/albums/{albumId}:share'],
    ['albums.unshare', 'POST', '/v1/albums/{albumId}:unshare'],
    ['sharedAlbums.list', 'GET', '/v1/sharedAlbums'],
    ['sharedAlbums.get', 'GET', '/v1/sharedAlbums/{shareToken}'],
    ['sharedAlbums.join', 'POST', '/v1/sharedAlbums:join'],
    ['sharedAlbums.leave', 'POST', '/v1/sharedAlbums:leave'],
  ] as const;
  return gone.map(([name, method, path]) => ({
    name,
    methods: [method],
    path,
    handle: (call) => {
      const viewer = admit(photos, call, []);
      return googleError((isRefusal(viewer) ? viewer : SCOPE_MISSING).refused);
    },
  }));
}
