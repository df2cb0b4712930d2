import type { BaseAlbum, BaseItem, LocalItem, RemoteItem } from '../engine/model.ts';
import type { PlacedFiles } from '../engine/naming/nameItems.ts';
import type { RemoteGroup } from '../engine/parts.ts';
import type { AlbumInput, AlbumInStep, PlanTerms } from '../engine/plan/model.ts';
import { siftAlbum } from '../engine/plan/siftAlbum.ts';
import type { Ledger } from '../engine/ports/ledger.ts';
import { settledAlbum } from '../engine/settled/settle.ts';
import type { SettleFacts } from '../engine/settled/settle.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import { joinAlbum } from './gather.ts';
import { newsAtRest } from './newsAtRest.ts';
import type { TouchedSides } from './touchedSides.ts';

export interface SieveOptions {
  readonly files: PlacedFiles;
  readonly ledger: Pick<Ledger, 'itemsIn'>;
  readonly known: readonly BaseAlbum[];
  readonly terms: PlanTerms;
  readonly settling: SettleFacts;
  /** Whether an album that is wholly in step may become a number. */
  readonly mayCount: (album: string) => boolean;
  /** Whether the ledger will be told of what is in step, so that it must be kept until then. */
  readonly remembers: boolean;
  /** Told of what is remembered of each album, also of one that is only counted. */
  readonly onBase: (album: string, base: readonly BaseItem[]) => void;
}

/** No path has it. */
const BETWEEN_PATHS = '\0';

/**
 * Takes the albums of a run one after the other, as they are listed. Of one that is wholly in step only its number of items
 * stays, so that what is kept grows with what is to be done, and not with the library.
 */
export class AlbumSieve {
  readonly #options: SieveOptions;
  readonly #known: ReadonlyMap<string, readonly BaseAlbum[]>;
  readonly #open = new Map<string, AlbumInput>();
  readonly #inStep = new Map<string, AlbumInStep>();
  readonly #settled: SettledAlbum[] = [];
  /** How touched albums look now, which are settled again if their files are in step. */
  readonly #again = new Map<string, SettledAlbum>();
  /** Where the files of the albums in step are: one text an album, since a million of them would be much. */
  readonly #paths: string[] = [];
  readonly #collisions = new Map<string, readonly LocalItem[]>();

  constructor(options: SieveOptions) {
    this.#options = options;
    this.#known = Map.groupBy(options.known, ({ album }) => album);
  }

  /** The album, unless it is wholly in step. */
  take(album: string, group?: RemoteGroup, listed: readonly RemoteItem[] = []): AlbumInput | undefined {
    const { files, terms } = this.#options;
    const base = this.readBase(album);
    const { items, collisions } = files.take(album, base);
    if (collisions.length > 0) this.#collisions.set(album, collisions);
    const folders = files.folders.get(album) ?? [];
    const frame = { album, folders, group, known: this.#known.get(album) ?? [], base };
    const input = joinAlbum(frame, items, listed, terms.capabilities);
    if (this.#sift(input)) return undefined;
    this.#open.set(album, input);
    return input;
  }

  /** An album of which some files were touched, with these alone, unless they turn out to be in step. */
  takeTouched({ settled, places, group, base, remote, others }: TouchedSides): AlbumInput | undefined {
    const { files, terms } = this.#options;
    const { album, folders } = settled;
    this.#options.onBase(album, base);
    if (places) this.#again.set(album, { ...settled, places });
    const frame = { album, folders, group, known: this.#known.get(album) ?? [], base, others };
    const input = joinAlbum(frame, files.take(album, base).items, remote, terms.capabilities);
    if (this.#sift(input)) return undefined;
    this.#open.set(album, input);
    return input;
  }

  /** What is remembered of an album, of which nothing else may be wanted. */
  readBase(album: string): readonly BaseItem[] {
    const base = this.#options.ledger.itemsIn(album);
    this.#options.onBase(album, base);
    return base;
  }

  hasTaken(album: string): boolean {
    return this.#open.has(album) || this.#inStep.has(album);
  }

  /** The albums about which there is something to plan, in the order of their names. */
  open(): readonly AlbumInput[] {
    return [...this.#open.values()].sort((a, b) => (a.album < b.album ? -1 : 1));
  }

  /** Takes them back after files of them were read. */
  complete(albums: readonly AlbumInput[]): void {
    for (const input of albums) {
      if (this.#sift(input)) this.#open.delete(input.album);
      else this.#open.set(input.album, input);
    }
  }

  get inStep(): readonly AlbumInStep[] {
    return [...this.#inStep.values()];
  }

  /** Of the albums in step, those that a later run can recognise. */
  get settled(): readonly SettledAlbum[] {
    return this.#settled;
  }

  /** Of the others, those of which only touched files are planned, with their folders as they look now. */
  get touched(): readonly SettledAlbum[] {
    return [...this.#again.values()].filter(({ album }) => this.#open.has(album));
  }

  /** See `PlanInput.collisions`. */
  get collisions(): readonly LocalItem[] {
    return [...this.#collisions.values()].flat().sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Where the files are that were taken. */
  paths(): readonly string[] {
    const others = [...this.#open.values()].flatMap(({ local }) => local);
    return [
      ...this.#paths.flatMap((paths) => paths.split(BETWEEN_PATHS)),
      ...[...others, ...this.collisions].map(({ path }) => path),
    ];
  }

  #sift(input: AlbumInput): boolean {
    const { mayCount, terms, settling, remembers } = this.#options;
    // What collides is told beside the items of its album, which is not to be recognised without it.
    const mayBeOne = mayCount(input.album) && !this.#collisions.has(input.album);
    const found = mayBeOne ? siftAlbum(input, terms) : undefined;
    if (!found) return false;
    this.#paths.push(input.local.map(({ path }) => path).join(BETWEEN_PATHS));
    this.#inStep.set(input.album, remembers ? newsAtRest(found) : { ...found, news: [] });
    const settled = input.others ? this.#again.get(input.album) : settledAlbum(input, input.local, settling);
    if (settled) this.#settled.push(settled);
    return true;
  }
}
