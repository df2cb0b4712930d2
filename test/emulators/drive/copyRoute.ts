import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { maySee, readableFile } from './access.ts';
import { WRITERS } from './admit.ts';
import { apiRoute } from './api.ts';
import { createFile } from './createFile.ts';
import type { Drive } from './drive.ts';
import { fileResource } from './fileResource.ts';
import { FILE_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';
import { readMetadata, type Metadata } from './metadata.ts';
import { refusal } from './refusals.ts';
import type { Viewer } from './store/access.ts';
import type { StoredFile } from './store/model.ts';

/** Copies a file that has bytes; what the body says is different in the copy. */
export function copyRoute(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.copy',
    method: 'POST',
    path: '/drive/v3/files/{fileId}/copy',
    scopes: WRITERS,
    units: UNITS.edit,
    answer: FILE_ANSWER,
    handle: async ({ call, viewer, body }) => {
      const file = readableFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const metadata = readMetadata(body, 'create');
      if (isRefusal(metadata)) return metadata;
      const head = file.revisions.at(-1);
      if (!head) return refusal(403, 'cannotCopyFile', 'This file cannot be copied by the user.');
      const received = { bytes: head.bytes, contentType: head.mimeType };
      const copy = await createFile(drive, viewer, { ...inherited(drive, viewer, file), ...metadata }, received);
      return isRefusal(copy) ? copy : fileResource(drive, viewer, call, copy);
    },
  });
}

/** What a copy has of its original. */
function inherited(drive: Drive, viewer: Viewer, file: StoredFile): Metadata {
  const parent = file.parent === undefined ? undefined : drive.store.get(file.parent);
  return {
    name: `Copy of ${file.name}`,
    mimeType: file.mimeType,
    properties: file.properties,
    ...(file.description !== undefined && { description: file.description }),
    ...(parent && maySee(drive, viewer, parent) && { parents: [parent.id] }),
  };
}
