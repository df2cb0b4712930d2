import type { Result } from '../engine/result.ts';
import type { GoogleAccount } from '../services/google/access.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import type { UploadSessions } from '../services/google/uploadSessions.ts';
import { createMutex } from '../services/mutex.ts';
import type { AccessPorts } from './googleAccess.ts';
import type { SecretStore } from './secretStore.ts';

/** Gives the uploads that were begun in an account of a service. */
export type GoogleUploads = (service: GoogleService, account: GoogleAccount) => UploadSessions;

/** What is kept of an upload. */
interface Kept {
  readonly address: string;
  readonly content: string;
  readonly begunMs: number;
}

/** By account and key. */
type Uploads = ReadonlyMap<string, Kept>;

/** So long Google Drive knows the address of an upload. Google Photos does not say, and is asked. */
const LIFETIME_MS = 7 * 24 * 3_600_000;
/** Of more uploads than this, those that were begun last are kept: a store of secrets is no place for much. */
const MOST = 50;
/** A longer address is none of Google's; characters. */
const LONGEST = 4096;

/** What the names of the secrets begin with. */
export const UPLOADS_PREFIX = 'albumSync.uploads.';

/** Keeps the uploads of each service as one secret, because a store of secrets cannot be asked what is in it. */
export function keptUploads({ secrets, now }: Pick<AccessPorts, 'secrets' | 'now'>): GoogleUploads {
  const mutex = createMutex();

  const isYoung = ({ begunMs }: Kept) => Math.abs(now() - begunMs) < LIFETIME_MS;

  /** A store that cannot be read is not written either; what it has is not known. */
  function change(name: string, edit: (uploads: Uploads) => Uploads): Promise<void> {
    return mutex.run(async () => {
      const before = await secrets.get(name);
      if (!before.ok) return;
      const young = [...parse(before.value)].filter(([, kept]) => isYoung(kept));
      const after = format(edit(new Map(young)));
      if (after === before.value) return;
      await (after === undefined ? secrets.delete(name) : secrets.set(name, after));
    });
  }

  return (service, account) => {
    const name = nameOf(service);
    const ownKey = (key: string) => `${account.clientId} ${account.id} ${key}`;
    return {
      find: async ({ key, content }) => {
        const uploads = await secrets.get(name);
        const kept = uploads.ok ? parse(uploads.value).get(ownKey(key)) : undefined;
        return kept?.content === content && isYoung(kept) ? kept.address : undefined;
      },
      keep: async ({ key, content }, address) => {
        if (address.length > LONGEST) return;
        await change(name, (uploads) => new Map(uploads).set(ownKey(key), { address, content, begunMs: now() }));
      },
      forget: ({ key }) => change(name, (uploads) => without(uploads, ownKey(key))),
      sweep: () => change(name, (uploads) => uploads),
    };
  };
}

/** Forgets the uploads of all accounts of a service. */
export function forgetUploads(secrets: SecretStore, service: GoogleService): Promise<Result<void>> {
  return secrets.delete(nameOf(service));
}

function nameOf(service: GoogleService): string {
  return UPLOADS_PREFIX + service;
}

function without(uploads: Uploads, key: string): Uploads {
  return new Map([...uploads].filter(([other]) => other !== key));
}

/** Undefined for none. */
function format(uploads: Uploads): string | undefined {
  if (uploads.size === 0) return undefined;
  const last = [...uploads].toSorted(([, a], [, b]) => a.begunMs - b.begunMs).slice(-MOST);
  return JSON.stringify({ version: 1, uploads: Object.fromEntries(last) });
}

/** What cannot be understood counts as nothing, and the next change writes over it. */
function parse(text: string | undefined): Uploads {
  if (text === undefined) return new Map();
  try {
    const { version, uploads } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const entries = Object.entries(version === 1 ? (uploads ?? {}) : {});
    return new Map(entries.filter((entry): entry is [string, Kept] => isKept(entry[1])));
  } catch {
    // What the parser says would quote the secret.
    return new Map();
  }
}

function isKept(value: unknown): value is Kept {
  const { address, content, begunMs } = (value ?? {}) as Partial<Kept>;
  return typeof address === 'string' && typeof content === 'string' && Number.isFinite(begunMs);
}
