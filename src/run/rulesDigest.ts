import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import type { BaseAlbum } from '../engine/model.ts';
import { chooseAction } from '../engine/modes.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Stands for all that decides, beside the sides and what is remembered of an album, whether a plan finds all of it in step: the
 * version of this program, the settings, and the folders that downloads gave to albums.
 */
export function rulesDigest(settings: Settings, known: readonly BaseAlbum[]): string {
  const adopted = known.flatMap(({ album, folders }) => (folders.length > 0 ? [[album, ...folders]] : [])).sort();
  const rules = JSON.stringify([manifest.version, decisive(settings), adopted], withMaps);
  return createHash('sha256').update(rules).digest('base64');
}

/** Of an album in which all is the same, one cell of the table is asked, and nothing of it is sent or deleted in any mode. */
function decisive(settings: Settings) {
  const { mode, overrides } = settings;
  const same = chooseAction({ event: 'SAME', changed: { local: false, remote: false } }, mode, overrides);
  const none = { mode: undefined, overrides: undefined, allowDelete: undefined, maxDeletes: undefined };
  return { ...settings, ...none, concurrency: undefined, same };
}

function withMaps(_: string, value: unknown): unknown {
  if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)];
  return value instanceof RegExp ? String(value) : value;
}
