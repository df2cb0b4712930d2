import type { ApplyPorts } from '../engine/apply/apply.ts';
import type { CompareRules } from '../engine/compare.ts';
import type { BaseAlbum, Problem, RemoteAlbum } from '../engine/model.ts';
import type { PlacedFiles } from '../engine/naming/nameItems.ts';
import { once } from '../engine/once.ts';
import { groupAlbums } from '../engine/parts.ts';
import type { RemoteGroup } from '../engine/parts.ts';
import type { Ledger } from '../engine/ports/ledger.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { FolderLooks, FolderRecord, LocalScan } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { placesOf, standAlone, stillSettled, touchedAlbums, touchedAlone } from '../engine/settled/settledAlbum.ts';
import type { SettledAlbum, TouchedAlbum } from '../engine/settled/settledAlbum.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import type { Settings } from '../settings/settings.ts';
import { distinct, placeScanned } from './gather.ts';
import { rulesDigest } from './rulesDigest.ts';
import { tellsSome, touchedSides } from './touchedSides.ts';
import type { TouchedSides } from './touchedSides.ts';

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
  /** Albums of which nothing but some files was touched; of the files only these are here. */
  readonly touched: readonly TouchedSides[];
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

/** What a look may pass over, and by which rules it would be compared. */
export interface LookTerms {
  /** The albums that may be passed over, if they are settled. */
  readonly mayPassOver: (album: string) => boolean;
  /** Those that this run works on. */
  readonly wanted: (album: string) => boolean;
  readonly compare: CompareRules;
}

/**
 * Scans the folders and asks for the web albums, and passes over the albums that are settled, and over the items of others that
 * were not touched.
 */
export async function lookAround(
  ports: ApplyPorts,
  settings: Settings,
  { mayPassOver, wanted, compare }: LookTerms,
  { signal, onEvent }: Watch,
): Promise<Look> {
  const { service, files, ledger } = ports;
  const before = ledger.settled().filter(({ album }) => mayPassOver(album));
  onEvent({ type: 'phase', phase: 'scan' });
  const onFolder = (path: string, done: number) => onEvent({ type: 'progress', phase: 'scan', done, label: path });
  const scan = (settled: readonly SettledAlbum[], touched: readonly TouchedAlbum[]) =>
    files.scan({
      ...{ signal, onFolder },
      asBefore: placesOf([...settled, ...touched.map((each) => each.settled)]),
      touched: namesIn(touched),
    });
  const isSifted = tellsSome(ports);
  const signsOf = signsBy(before, ledger);
  const [looked, remote] = await Promise.all([
    before.length === 0
      ? scan([], [])
      : files.looksOf([...placesOf(before).values()], { signal, ...(isSifted && { signsOf }) }),
    service.listAlbums({ signal }),
  ]);
  const scanned = 'files' in looked ? looked : undefined;
  if (!remote.ok) return { ok: false, problems: [...(scanned?.problems ?? []), remote.problem] };
  // The folders are asked for first, so that another thread can look at them meanwhile.
  const albums = ledger.albums();
  const rules = rulesDigest(settings, albums);
  const marks = new Map(remote.value.map(({ id, mark }) => [id, mark]));
  const looks = 'files' in looked ? NOTHING_SEEN : looked;
  const signs = { rules, looks, marks, known: albums };
  let settled = stillSettled(before, signs);
  let touched: readonly TouchedAlbum[] = isSifted
    ? touchedAlbums(before, signs).filter((each) => wanted(each.settled.album))
    : [];
  for (;;) {
    const found = scanned ?? (await scan(settled, touched));
    const remembered = ledger.albumsWithItems();
    const placed = placeScanned(found, settings, albums, substituteInTime);
    const names = new Set([...placed.folders.keys(), ...settled.map(({ album }) => album)]);
    const groups = groupAlbums(distinct(remote.value), albums, names);
    const alone = standAlone(settled, placed.folders, groups);
    const sides = await touchedSides(
      touchedAlone(touched, (album) => placed.pathsIn(album), groups),
      groups,
      ports,
      compare,
      { signal },
    );
    // Where another folder flows into an album now, or other web albums make it up, all of it is looked at.
    if ((alone.length === settled.length && sides.length === touched.length) || signal.aborted)
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
          touched: sides,
          rules,
        },
      };
    settled = alone;
    touched = sides;
  }
}

const NOTHING_SEEN: FolderLooks = { unchanged: new Set(), touched: new Map() };

/** The names of the files that were touched, by `folderKey`. */
function namesIn(touched: readonly TouchedAlbum[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(touched.flatMap(({ names }) => [...names]));
}

/** How the files of a folder looked, of which the ledger is asked once for each album. */
function signsBy(
  albums: readonly SettledAlbum[],
  ledger: Pick<Ledger, 'signsOf'>,
): (folder: FolderRecord) => Uint8Array | undefined {
  const owners = once(
    () => new Map(albums.flatMap((each) => each.places.map((place) => [folderKey(place), each] as const))),
  );
  const read = new Map<string, readonly Uint8Array[] | undefined>();
  return (folder) => {
    const owner = owners().get(folderKey(folder));
    if (!owner) return undefined;
    if (!read.has(owner.album)) read.set(owner.album, ledger.signsOf(owner.album));
    return read.get(owner.album)?.[owner.places.indexOf(folder)];
  };
}

function withoutFiles({ files, ...scan }: LocalScan): LookedScan {
  const found = new Map<string, number>();
  for (const { root } of files) found.set(root, (found.get(root) ?? 0) + 1);
  return { ...scan, found };
}
