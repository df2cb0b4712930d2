import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { withinADay } from '../../local/withinADay.ts';
import type { AlbumLook } from './albumLook.ts';
import { albumRecords } from './albumRecords.ts';
import type { Layout } from './layout.ts';
import { isRecord, parseJson } from './manifest.ts';
import { looksSo } from './outsideLook.ts';
import type { OutsideLook } from './outsideLook.ts';

/** How albums looked when every file of them was looked at, so that while they look so from outside none need be. */
export interface RememberedLooks {
  /**
   * The last look at an album, while it looks the same from outside and a day has not passed.
   * @param now ms since 1970 UTC
   */
  recall(slug: string, now: number): AlbumLook | undefined;
  /** What is remembered of the last look at an album, however it looks now. */
  recordOf(slug: string): LookRecord | undefined;
  /** @param at when its files were looked at, ms since 1970 UTC */
  remember(slug: string, look: AlbumLook, at: number): void;
  /** Forgets all albums but these. */
  keep(slugs: ReadonlySet<string>): void;
}

const PREFIX = 'gallery/look/';

/** @param onChange see `albumRecords` */
export function rememberedLooks(
  layout: Layout,
  state: ServiceState | undefined,
  onChange: () => void,
): RememberedLooks {
  const records = state && albumRecords(state, PREFIX, onChange);
  const recordOf = (slug: string) => readRecord(records?.get(slug));
  return {
    recordOf,
    recall(slug, now) {
      const record = recordOf(slug);
      if (!record || !withinADay(record.at, now)) return undefined;
      const { digest, outside } = record;
      return looksSo(slug, layout, outside) ? { digest, isSteady: true, outside } : undefined;
    },
    remember(slug, { digest, isSteady, outside }, at) {
      if (!isSteady || !outside) return;
      records?.set(slug, JSON.stringify({ at, digest, outside } satisfies LookRecord));
    },
    keep: (slugs) => records?.keep(slugs),
  };
}

/** As it is kept. */
export interface LookRecord {
  /** ms since 1970 UTC. */
  readonly at: number;
  readonly digest: string;
  readonly outside: OutsideLook;
}

/** Nobody but `remember` writes it; what is damaged says nothing. */
function readRecord(text: string | undefined): LookRecord | undefined {
  const record = text === undefined ? undefined : parseJson(text);
  return isRecord(record) ? (record as unknown as LookRecord) : undefined;
}
