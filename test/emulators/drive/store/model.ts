/** The media type of a folder. */
export const FOLDER = 'application/vnd.google-apps.folder';
/** The media type of a shortcut. */
export const SHORTCUT = 'application/vnd.google-apps.shortcut';

/** One content of a file. The last one is its head. */
export interface Revision {
  readonly id: string;
  readonly bytes: Buffer;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly mimeType: string;
  readonly modifiedMs: number;
  readonly storedMs: number;
  readonly originalFilename: string;
  readonly media: MediaFacts | undefined;
  keepForever: boolean;
}

/** What Drive reads out of a picture; names as in `imageMediaMetadata`. */
export interface MediaFacts {
  readonly width: number;
  readonly height: number;
  /** Quarter turns clockwise. */
  readonly rotation: number;
  /** `YYYY:MM:DD HH:MM:SS`, in the camera's time. */
  readonly time?: string;
  readonly cameraMake?: string;
  readonly cameraModel?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
}

/** Who may do what with a file, beside its owner. */
export interface Permission {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  role: Role;
  readonly emailAddress?: string;
  readonly domain?: string;
  readonly allowFileDiscovery?: boolean;
}

/** From the weakest to the strongest. */
export const ROLES = ['reader', 'commenter', 'writer', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** A file, folder or shortcut as Drive keeps it. Times are milliseconds since 1970. */
export interface StoredFile {
  readonly id: string;
  /** The mail address of the account whose file it is. */
  readonly owner: string;
  name: string;
  mimeType: string;
  /** Undefined only for the root of an account. */
  parent: string | undefined;
  description: string | undefined;
  starred: boolean;
  readonly properties: Map<string, string>;
  /** By OAuth client: another app does not see them. */
  readonly appProperties: Map<string, Map<string, string>>;
  createdMs: number;
  modifiedMs: number;
  viewedMs: number | undefined;
  /** When a person or an app trashed the file itself, not a folder around it. */
  trashedMs: number | undefined;
  /** When it came, whatever `createdMs` says: lists may be behind. */
  readonly arrivedMs: number;
  version: number;
  readonly revisions: Revision[];
  readonly permissions: Permission[];
  /** Mail addresses whose permission was taken away. */
  readonly lostBy: Set<string>;
  /** The OAuth clients that made it, or with which a person opened it. */
  readonly clients: Set<string>;
  readonly shortcutTarget: string | undefined;
  /** Set by a test: Drive took it for malware. */
  abusive: boolean;
}
