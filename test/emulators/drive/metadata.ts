import type { OrRefusal, Refusal } from '../http/refusal.ts';
import type { Limits } from './limits.ts';
import { fieldNotWritable, invalidField } from './refusals.ts';
import type { StoredFile } from './store/model.ts';

/** What the body of a create, copy or update says. A field that is undefined was not sent. */
export interface Metadata {
  readonly id?: string;
  readonly name?: string;
  readonly mimeType?: string;
  readonly description?: string;
  readonly parents?: readonly string[];
  readonly starred?: boolean;
  readonly trashed?: boolean;
  readonly createdTime?: number;
  readonly modifiedTime?: number;
  readonly viewedByMeTime?: number;
  readonly originalFilename?: string;
  /** Null deletes a key. */
  readonly properties?: ReadonlyMap<string, string | null>;
  readonly appProperties?: ReadonlyMap<string, string | null>;
  readonly shortcutTarget?: string;
}

type Use = 'create' | 'update';

/** Reads it, or says what cannot be written. Null is as good as nothing, except for properties. */
export function readMetadata(body: Readonly<Record<string, unknown>>, use: Use): OrRefusal<Metadata> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (value === null || IGNORED.includes(name)) continue;
    if (use === 'update' && name === 'parents')
      return fieldNotWritable(
        'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
      );
    if (use === 'update' && name === 'id') return fieldNotWritable();
    const reader = READERS[name];
    if (!reader) return READ_ONLY.includes(name) ? fieldNotWritable() : unknownField(name);
    const read = reader(value);
    if (read === undefined) return invalidField(`file.${name}`, `Invalid value for: ${name}`);
    found[name === 'shortcutDetails' ? 'shortcutTarget' : name] = read;
  }
  // The readers make of each field what its type above says.
  return found;
}

/** Writes what a body says of properties, or says which limit it breaks. */
export function writeProperties(
  limits: Limits,
  file: Pick<StoredFile, 'properties' | 'appProperties'>,
  clientId: string,
  { properties, appProperties }: Metadata,
): Refusal | undefined {
  const own = merged(file.properties, properties);
  const ofApp = merged(file.appProperties.get(clientId), appProperties);
  const others = [...file.appProperties].filter(([client]) => client !== clientId);
  const all = others.reduce((sum, [, map]) => sum + map.size, own.size + ofApp.size);
  const isLong = ([key, value]: readonly [string, string]) => Buffer.byteLength(key + value) > limits.propertyBytes;
  if ([...own, ...ofApp].some(isLong))
    return invalidField('file.properties', 'The total size of the property key and value exceeds the limit.');
  if (own.size > limits.properties || ofApp.size > limits.properties || all > limits.allProperties)
    return invalidField('file.properties', 'The number of properties exceeds the limit.');
  file.properties.clear();
  for (const [key, value] of own) file.properties.set(key, value);
  file.appProperties.set(clientId, ofApp);
  return undefined;
}

/** Clients send back what they were told; Drive takes no notice of these. */
const IGNORED = ['kind'];

const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  id: text,
  name: text,
  mimeType: text,
  description: text,
  parents: (value) => (Array.isArray(value) && value.every((id) => typeof id === 'string') ? value : undefined),
  starred: flag,
  trashed: flag,
  createdTime: time,
  modifiedTime: time,
  viewedByMeTime: time,
  originalFilename: text,
  properties: textMap,
  appProperties: textMap,
  shortcutDetails: (value) => text((value as { targetId?: unknown }).targetId),
  // These are taken and change nothing that anybody could see here.
  contentHints: (value) => value,
  copyRequiresWriterPermission: flag,
  folderColorRgb: text,
  viewersCanCopyContent: flag,
  writersCanShare: flag,
};

const READ_ONLY =
  'capabilities contentRestrictions driveId explicitlyTrashed exportLinks fileExtension fullFileExtension hasThumbnail headRevisionId iconLink imageMediaMetadata isAppAuthorized lastModifyingUser md5Checksum modifiedByMe modifiedByMeTime ownedByMe owners permissionIds permissions quotaBytesUsed resourceKey sha1Checksum sha256Checksum shared sharedWithMeTime sharingUser size spaces thumbnailLink thumbnailVersion trashedTime trashingUser version videoMediaMetadata viewedByMe webContentLink webViewLink'.split(
    ' ',
  );

function unknownField(name: string): Refusal {
  return invalidField(`file.${name}`, `Invalid JSON payload received. Unknown name "${name}": Cannot find field.`);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Milliseconds since 1970, of RFC 3339. */
function time(value: unknown): number | undefined {
  const isTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(String(value));
  const ms = isTime ? Date.parse(String(value)) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function textMap(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every(([, one]) => one === null || typeof one === 'string') ? new Map(entries) : undefined;
}

function merged(
  before: ReadonlyMap<string, string> | undefined,
  sent: ReadonlyMap<string, string | null> | undefined,
): Map<string, string> {
  const after = new Map(before);
  for (const [key, value] of sent ?? []) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  return after;
}
