import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import type { AlbumLook } from './albumLook.ts';
import { albumRecords } from './albumRecords.ts';
import { storedHash, type Entry } from './entry.ts';
import { MANIFEST, type Layout } from './layout.ts';
import { isRecord, parseJson } from './manifest.ts';

/**
 * Looks of albums that a run had just changed. What it wrote could have been written over within the same tick of the clock and
 * look the same, so whoever sees an album with this look reads these files before it is believed.
 */
export interface UnprovenLooks {
  /** @param files their hashes (`sha256:…`), by their paths in the album's folder */
  remember(slug: string, digest: string, files: ReadonlyMap<string, string>): void;
  /** The look, which is no longer steady where a file of it holds something else than what was written. */
  proven(slug: string, look: AlbumLook): AlbumLook;
  /** Those that were proven in this run need not be again. */
  forgetProven(): void;
  /** Forgets all albums but these. */
  keep(slugs: ReadonlySet<string>): void;
}

const PREFIX = 'gallery/unproven/';

export function unprovenLooks(layout: Layout, state: ServiceState | undefined): UnprovenLooks {
  const records = state && albumRecords(state, PREFIX, () => undefined);
  const proven = new Set<string>();
  return {
    remember(slug, digest, files) {
      proven.delete(slug);
      records?.set(slug, JSON.stringify({ digest, files: [...files] } satisfies UnprovenRecord));
    },
    proven(slug, look) {
      const record = look.isSteady ? readRecord(records?.get(slug)) : undefined;
      // An album that looks otherwise may look so again, as when a file came and goes.
      if (record?.digest !== look.digest) return look;
      if (!record.files.every((file) => holds(layout.album(slug), file))) return { ...look, isSteady: false };
      proven.add(slug);
      return look;
    },
    forgetProven() {
      for (const slug of proven) records?.delete(slug);
      proven.clear();
    },
    keep: (slugs) => records?.keep(slugs),
  };
}

/** What `remember` wants of a manifest with this hash and of these items; undefined where nobody knows the hash of one. */
export function proofOf(manifest: string, entries: readonly Entry[]): ReadonlyMap<string, string> | undefined {
  const proof = new Map([[MANIFEST, manifest]]);
  for (const entry of entries) {
    const hash = storedHash(entry);
    if (!hash?.startsWith('sha256:')) return undefined;
    proof.set(entry.path, hash);
  }
  return proof;
}

interface UnprovenRecord {
  readonly digest: string;
  readonly files: readonly (readonly [path: string, hash: string])[];
}

/** Nobody but `remember` writes it. */
function readRecord(text: string | undefined): UnprovenRecord | undefined {
  const record = text === undefined ? undefined : parseJson(text);
  return isRecord(record) ? (record as unknown as UnprovenRecord) : undefined;
}

function holds(folder: string, [file, expected]: readonly [path: string, hash: string]): boolean {
  try {
    return hashOfBytes(readFileSync(path.join(folder, file))) === expected;
  } catch {
    return false;
  }
}

/** As the hashes of photos are written. */
export function hashOfBytes(content: string | Uint8Array): string {
  return `sha256:${hash('sha256', content, 'hex')}`;
}
