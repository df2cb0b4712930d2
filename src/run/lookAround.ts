import type { ApplyPorts } from '../engine/apply/apply.ts';
import type { BaseAlbum, Problem, RemoteAlbum } from '../engine/model.ts';
import type { PlacedFiles } from '../engine/naming/nameItems.ts';
import { groupAlbums } from '../engine/parts.ts';
import type { RemoteGroup } from '../engine/parts.ts';
import type { LocalScan } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { placesOf, standAlone, stillSettled } from '../engine/settled/settledAlbum.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import type { Settings } from '../settings/settings.ts';
import { distinct, placeScanned } from './gather.ts';
import { rulesDigest } from './rulesDigest.ts';

/** Both sides as far as they need not be listed: the files, and the web albums by name. */
export interface Surroundings {
  readonly scan: LookedScan;
  readonly placed: PlacedFiles;
  readonly remote: readonly RemoteAlbum[];
  readonly groups: readonly RemoteGroup[];
  /** The web albums that are remembered. */
  readonly known: readonly BaseAlbum[];
  /** The albums of which items are remembered. */
  readonly remembered: readonly string[];
  /** Albums of which nothing was touched since they were in step; neither their files nor their items are here. */
  readonly settled: readonly SettledAlbum[];
  /** See `SettledAlbum.rules`. */
  readonly rules: string;
}

/** A scan without its files, which are placed. */
export interface LookedScan extends Omit<LocalScan, 'files'> {
  /** How many files were found in each root. */
  readonly found: ReadonlyMap<string, number>;
}

/** What there is to see, or why nobody could look. */
export type Look = { readonly ok: true; readonly seen: Surroundings } | Blind;

export interface Blind {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/**
 * Scans the folders and asks for the web albums, and passes over the albums that are settled.
 * @param mayPassOver the albums that may be passed over, if they are settled
 */
export async function lookAround(
  { service, files, ledger }: ApplyPorts,
  settings: Settings,
  mayPassOver: (album: string) => boolean,
  { signal, onEvent }: Watch,
): Promise<Look> {
  const albums = ledger.albums();
  const rules = rulesDigest(settings, albums);
  const before = ledger.settled().filter(({ album }) => mayPassOver(album));
  onEvent({ type: 'phase', phase: 'scan' });
  const onFolder = (path: string, done: number) => onEvent({ type: 'progress', phase: 'scan', done, label: path });
  const scan = (settled: readonly SettledAlbum[]) => files.scan({ signal, onFolder, asBefore: placesOf(settled) });
  const [looked, remote] = await Promise.all([
    before.length === 0 ? scan([]) : files.unchanged([...placesOf(before).values()], { signal }),
    service.listAlbums({ signal }),
  ]);
  const scanned = 'files' in looked ? looked : undefined;
  if (!remote.ok) return { ok: false, problems: [...(scanned?.problems ?? []), remote.problem] };
  const marks = new Map(remote.value.map(({ id, mark }) => [id, mark]));
  const unchanged = 'files' in looked ? new Set<string>() : looked;
  let settled = stillSettled(before, { rules, unchanged, marks, known: albums });
  for (;;) {
    const found = scanned ?? (await scan(settled));
    const remembered = ledger.albumsWithItems();
    const placed = placeScanned(found, settings, albums, substituteInTime);
    const names = new Set([...placed.folders.keys(), ...settled.map(({ album }) => album)]);
    const groups = groupAlbums(distinct(remote.value), albums, names);
    const alone = standAlone(settled, placed.folders, groups);
    // Where another folder flows into an album now, or other web albums make it up, all of it is looked at.
    if (alone.length === settled.length || signal.aborted)
      return {
        ok: true,
        seen: {
          scan: withoutFiles(found),
          placed,
          remote: remote.value,
          groups,
          known: albums,
          remembered,
          settled,
          rules,
        },
      };
    settled = alone;
  }
}

function withoutFiles({ files, ...scan }: LocalScan): LookedScan {
  const found = new Map<string, number>();
  for (const { root } of files) found.set(root, (found.get(root) ?? 0) + 1);
  return { ...scan, found };
}
