import type { PlanRules } from '../engine/plan/model.ts';
import type { MediaKind } from '../engine/model.ts';
import type { Settings } from '../settings/settings.ts';

/** The rules of a plan, from the settings. `now` in ms since 1970 UTC; conflict copies carry the day in local time. */
export function planRules(settings: Settings, now: number): PlanRules {
  const { mode, overrides, allowDelete, maxDeletes, deleteDuplicates, purgeEmptyAlbums, updateAlbumMetadata } =
    settings;
  return {
    mode,
    overrides,
    compare: { tests: settings.compare, toleranceMs: settings.dateTolerance * 1000 },
    allowDelete: {
      local: allowDelete === 'local' || allowDelete === 'both',
      remote: allowDelete === 'remote' || allowDelete === 'both',
    },
    maxDeletes,
    deleteDuplicates,
    purgeEmptyAlbums,
    updateAlbumMetadata,
    since: settings.since,
    kinds: mediaKinds(settings),
    maxVideoSize: settings.maxVideoSize,
    maxAlbumItems: settings.maxAlbumItems,
    today: localDay(now),
  };
}

/** The kinds that `albumSync.formats` keeps in step. */
export function mediaKinds({ formats }: Pick<Settings, 'formats'>): ReadonlySet<MediaKind> {
  return new Set(formats === 'both' ? ['photo', 'video'] : [formats]);
}

/** Whether `albumSync.excludeAlbums` leaves an album alone; `*` stands for any text, letter case does not matter. */
export function albumFilter(
  { excludeAlbums }: Pick<Settings, 'excludeAlbums'>,
  only: readonly string[] | undefined,
): (album: string) => boolean {
  const excluded = excludeAlbums.map(titlePattern);
  const chosen = only && new Set(only.map((album) => album.normalize('NFC')));
  return (album) => (!chosen || chosen.has(album)) && !excluded.some((pattern) => pattern.test(album));
}

function titlePattern(title: string): RegExp {
  const parts = title.normalize('NFC').split('*');
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 'isu');
}

function localDay(now: number): string {
  return new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
