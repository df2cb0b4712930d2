import type { Route } from '../http/route.ts';
import { READERS } from './admit.ts';
import { apiRoute } from './api.ts';
import { usedBytes } from './content.ts';
import type { Drive } from './drive.ts';
import { userResource } from './fileResource.ts';
import { ABOUT_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';

/** Whose Drive it is, and how full. */
export function aboutRoute(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'about.get',
    method: 'GET',
    path: '/drive/v3/about',
    scopes: READERS,
    units: UNITS.other,
    answer: ABOUT_ANSWER,
    handle: ({ viewer }) => {
      const { store, limits } = drive;
      const files = store.all();
      const used = String(usedBytes(files, viewer.account));
      const trashed = files.filter((file) => store.isTrashed(file));
      return {
        kind: 'drive#about',
        user: userResource(viewer.account, viewer),
        storageQuota: {
          // An account without a limit has none to tell of.
          ...(Number.isFinite(limits.storageBytes) && { limit: String(limits.storageBytes) }),
          usage: used,
          usageInDrive: used,
          usageInDriveTrash: String(usedBytes(trashed, viewer.account)),
        },
        maxUploadSize: String(limits.fileBytes),
        appInstalled: true,
        canCreateDrives: false,
        canCreateTeamDrives: false,
      };
    },
  });
}
