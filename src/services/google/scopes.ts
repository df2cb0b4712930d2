/** The services of Google that need a sign-in, by their names in `albumSync.service`. */
export const GOOGLE_SERVICES = ['googlePhotos', 'googleDrive'] as const;
export type GoogleService = (typeof GOOGLE_SERVICES)[number];

export function isGoogleService(name: unknown): name is GoogleService {
  return (GOOGLE_SERVICES as readonly unknown[]).includes(name);
}

/** How Google calls its services on its own pages. */
export const GOOGLE_SERVICE_TITLES: Readonly<Record<GoogleService, string>> = {
  googlePhotos: 'Google Photos',
  googleDrive: 'Google Drive',
};

const PREFIX = 'https://www.googleapis.com/auth/';

const SCOPES: Readonly<Record<GoogleService, readonly string[]>> = {
  googlePhotos: [
    'photoslibrary.appendonly',
    'photoslibrary.readonly.appcreateddata',
    'photoslibrary.edit.appcreateddata',
  ],
  googleDrive: ['drive.file'],
};

/** Which files of Drive Album Sync may see: those that it made itself, or all of the account. */
export type DriveScope = 'file' | 'all';

const ALL_DRIVE = `${PREFIX}drive`;

/** What a sign-in asks for, in full addresses: what the service needs, and whose account it is. */
export function wantedScopes(
  service: GoogleService,
  { drive = 'file' }: { readonly drive?: DriveScope | undefined } = {},
): readonly string[] {
  const own = SCOPES[service].map((scope) => PREFIX + scope);
  const needed = service === 'googleDrive' && drive === 'all' ? [ALL_DRIVE] : own;
  return ['openid', `${PREFIX}userinfo.email`, ...needed];
}

/** Whether what was granted lets see these files of Drive. */
export function seesDrive(granted: readonly string[], drive: DriveScope): boolean {
  return drive === 'file' || granted.includes(ALL_DRIVE);
}

/** What was asked for and not granted. */
export function missingScopes(granted: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((scope) => !granted.includes(scope));
}
