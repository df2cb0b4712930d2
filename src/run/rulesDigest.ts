import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import type { BaseAlbum } from '../engine/model.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Stands for all that decides, beside the sides and what is remembered of an album, what a plan makes of it: the version
 * of this program, the settings, and the folders that downloads gave to albums.
 */
export function rulesDigest(settings: Settings, known: readonly BaseAlbum[]): string {
  const adopted = known.flatMap(({ album, folders }) => (folders.length > 0 ? [[album, ...folders]] : [])).sort();
  const rules = JSON.stringify([manifest.version, settings, adopted], withMaps);
  return createHash('sha256').update(rules).digest('base64');
}

function withMaps(_: string, value: unknown): unknown {
  if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)];
  return value instanceof RegExp ? String(value) : value;
}
