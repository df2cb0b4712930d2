import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import { writableFile } from './access.ts';
import type { Received } from './content.ts';
import { createFile } from './createFile.ts';
import type { Drive } from './drive.ts';
import type { Purpose } from './sessions.ts';
import type { Viewer } from './store/access.ts';
import type { StoredFile } from './store/model.ts';
import { updateFile } from './updateFile.ts';

/** Does with the bytes what was to be done with them. */
export async function carryOut(
  drive: Drive,
  viewer: Viewer,
  purpose: Purpose,
  received: Received,
): Promise<OrRefusal<StoredFile>> {
  if (purpose.kind === 'create') return createFile(drive, viewer, purpose.metadata, received);
  const file = writableFile(drive, viewer, purpose.fileId);
  return isRefusal(file) ? file : updateFile(drive, viewer, file, { ...purpose.update, received });
}
