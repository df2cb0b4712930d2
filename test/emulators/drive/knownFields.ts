import type { AnswerShape } from './api.ts';

/** All names of a file in Google's reference. */
const FILE =
  'appProperties capabilities contentHints contentRestrictions copyRequiresWriterPermission createdTime description downloadRestrictions driveId explicitlyTrashed exportLinks fileExtension folderColorRgb fullFileExtension hasAugmentedPermissions hasThumbnail headRevisionId iconLink id imageMediaMetadata inheritedPermissionsDisabled isAppAuthorized kind labelInfo lastModifyingUser linkShareMetadata md5Checksum mimeType modifiedByMe modifiedByMeTime modifiedTime name originalFilename ownedByMe owners parents permissionIds permissions properties quotaBytesUsed resourceKey sha1Checksum sha256Checksum shared sharedWithMeTime sharingUser shortcutDetails size spaces starred teamDriveId thumbnailLink thumbnailVersion trashed trashedTime trashingUser version videoMediaMetadata viewedByMe viewedByMeTime viewersCanCopyContent webContentLink webViewLink writersCanShare'.split(
    ' ',
  );

const REVISION =
  'exportLinks id keepForever kind lastModifyingUser md5Checksum mimeType modifiedTime originalFilename publishAuto published publishedLink publishedOutsideDomain size'.split(
    ' ',
  );

const PERMISSION =
  'allowFileDiscovery deleted displayName domain emailAddress expirationTime id inheritedPermissionsDisabled kind pendingOwner permissionDetails photoLink role teamDrivePermissionDetails type view'.split(
    ' ',
  );

const CHANGE = {
  changeType: [],
  drive: [],
  driveId: [],
  file: FILE,
  fileId: [],
  kind: [],
  removed: [],
  teamDrive: [],
  teamDriveId: [],
  time: [],
  type: [],
};

/** Without a mask Drive says of a file hardly more than its name. */
const USUAL_FILE = 'kind,id,name,mimeType';
const USUAL_REVISION = 'kind,id,mimeType,modifiedTime';
const USUAL_PERMISSION = 'kind,id,type,role';
const USUAL_CHANGE = `kind,removed,fileId,time,type,changeType,file(${USUAL_FILE})`;

export const FILE_ANSWER: AnswerShape = { known: FILE, usual: USUAL_FILE };
export const FILE_LIST_ANSWER: AnswerShape = {
  known: { kind: [], nextPageToken: [], incompleteSearch: [], files: FILE },
  usual: `kind,nextPageToken,incompleteSearch,files(${USUAL_FILE})`,
};
export const REVISION_ANSWER: AnswerShape = { known: REVISION, usual: USUAL_REVISION };
export const REVISION_LIST_ANSWER: AnswerShape = {
  known: { kind: [], nextPageToken: [], revisions: REVISION },
  usual: `kind,nextPageToken,revisions(${USUAL_REVISION})`,
};
export const PERMISSION_ANSWER: AnswerShape = { known: PERMISSION, usual: USUAL_PERMISSION };
export const PERMISSION_LIST_ANSWER: AnswerShape = {
  known: { kind: [], nextPageToken: [], permissions: PERMISSION },
  usual: `kind,nextPageToken,permissions(${USUAL_PERMISSION})`,
};
export const CHANGE_LIST_ANSWER: AnswerShape = {
  known: { kind: [], nextPageToken: [], newStartPageToken: [], changes: CHANGE },
  usual: `kind,nextPageToken,newStartPageToken,changes(${USUAL_CHANGE})`,
};
export const START_TOKEN_ANSWER: AnswerShape = { known: ['kind', 'startPageToken'], usual: '*' };
export const IDS_ANSWER: AnswerShape = { known: ['kind', 'space', 'ids'], usual: '*' };
export const NO_ANSWER: AnswerShape = { known: [], usual: '*' };
export const ABOUT_ANSWER: AnswerShape = {
  known: [
    'appInstalled',
    'canCreateDrives',
    'canCreateTeamDrives',
    'driveThemes',
    'exportFormats',
    'folderColorPalette',
    'importFormats',
    'kind',
    'maxImportSizes',
    'maxUploadSize',
    'storageQuota',
    'teamDriveThemes',
    'user',
  ],
  usual: 'required',
};
