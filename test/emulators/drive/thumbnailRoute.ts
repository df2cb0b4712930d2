import { robotPage } from '../http/answers.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { tokenOf } from '../oauth/tokens.ts';
import type { Drive } from './drive.ts';
import { effectivePermissions, roleOf } from './store/access.ts';
import { makeThumbnail } from './store/media.ts';
import type { StoredFile } from './store/model.ts';
import { THUMBNAILS_PATH } from './thumbnailLinks.ts';

/** The addresses of thumbnails, `=s220` or another size. They need the person's token, unless the file is public. */
export function thumbnailRoute(drive: Drive): Route {
  const handle = async (call: Call): Promise<Answer> => {
    const [token = '', size = ''] = (call.params['thumbnail'] ?? '').split('=');
    const file = drive.store.get(drive.thumbnailLinks.find(token) ?? '');
    if (!file || !maySeePicture(drive, call, file))
      return robotPage(403, 'Forbidden', 'Your client does not have permission to get URL.');
    const pixels = Number(/^s([1-9]\d{0,3})$/.exec(size)?.[1] ?? Number.NaN);
    const bytes = file.revisions.at(-1)?.bytes;
    const picture = bytes && pixels <= 1600 ? await makeThumbnail(bytes, pixels) : undefined;
    return picture
      ? { status: 200, headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private' }, body: picture }
      : robotPage(404, 'Not Found', 'The requested URL was not found on this server.');
  };
  return { name: 'thumbnails', methods: ['GET'], path: `${THUMBNAILS_PATH}/{thumbnail}`, handle };
}

function maySeePicture(drive: Drive, call: Call, file: StoredFile): boolean {
  const isPublic = effectivePermissions(drive.store, file).some(({ permission }) => permission.type === 'anyone');
  const account = tokenOf(call, drive.tokens)?.account;
  return isPublic || (account !== undefined && roleOf(drive.store, account, file) !== undefined);
}
