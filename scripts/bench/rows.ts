import type { Row } from './row.ts';
import { EXTENSION_HOST } from './rows/extensionHost.ts';
import { FIRST_HASHING } from './rows/firstHashing.ts';
import { FIRST_SYNC } from './rows/firstSync.ts';
import { FIRST_THUMBNAILS } from './rows/firstThumbnails.ts';
import { HUNDRED_CHANGED } from './rows/hundredChanged.ts';
import { MANY_ALBUMS } from './rows/manyAlbums.ts';
import { NOTHING_CHANGED } from './rows/nothingChanged.ts';
import { NOTHING_CHANGED_HASH } from './rows/nothingChangedHash.ts';
import { PLAN } from './rows/plan.ts';
import { REPORT_PANEL } from './rows/reportPanel.ts';
import { UPLOAD_DRIVE, UPLOAD_PHOTOS } from './rows/upload.ts';

/** All rows, in the order in which they run and stand in the table. */
export const ROWS: readonly Row[] = [
  NOTHING_CHANGED,
  NOTHING_CHANGED_HASH,
  FIRST_HASHING,
  FIRST_SYNC,
  MANY_ALBUMS,
  FIRST_THUMBNAILS,
  HUNDRED_CHANGED,
  PLAN,
  EXTENSION_HOST,
  UPLOAD_DRIVE,
  UPLOAD_PHOTOS,
  REPORT_PANEL,
];
