import type { CompareRules, Finding, Sides } from '../compare.ts';
import type { Action, BaseAlbum, BaseItem, LocalItem, MediaKind, Outcome, Problem, RemoteItem } from '../model.ts';
import type { Mode, Overrides } from '../modes.ts';
import type { RemoteGroup } from '../parts.ts';
import type { Capabilities } from '../ports/albumService.ts';
import type { Seen } from '../report.ts';

/** The settings that a plan follows. */
export interface PlanRules {
  readonly mode: Mode;
  readonly overrides: Overrides;
  readonly compare: CompareRules;
  readonly allowDelete: { readonly local: boolean; readonly remote: boolean };
  /** The guard `maxDeletes`: a number of deletions, or a share of the side's items from 0 to 1. */
  readonly maxDeletes: { readonly count: number } | { readonly share: number };
  readonly deleteDuplicates: boolean;
  readonly purgeEmptyAlbums: boolean;
  readonly updateAlbumMetadata: boolean;
  /** `YYYY-MM-DD`; what was captured before is left alone. */
  readonly since?: string | undefined;
  readonly kinds: ReadonlySet<MediaKind>;
  /** Bytes. */
  readonly maxVideoSize: number;
  readonly maxAlbumItems?: number | undefined;
  /** `YYYY-MM-DD` of this run, for the names of conflict copies. */
  readonly today: string;
}

/** What a plan is made from: both sides as they are, the base, the rules and what the service can do. */
export interface PlanInput extends PlanTerms {
  readonly albums: readonly AlbumInput[];
  /** See `Plan.inStep`. */
  readonly inStep: readonly AlbumInStep[];
  readonly collisions: readonly LocalItem[];
  /** See `Plan.titles`. */
  readonly titles: ReadonlySet<string>;
}

/** What decides about an item beside its sides. */
export interface PlanTerms {
  readonly rules: PlanRules;
  readonly capabilities: Capabilities;
  /** Where a remote item would be written, relative to the workspace folder. */
  readonly targetOf: (album: string, remote: RemoteItem, base: BaseItem | undefined) => string;
  /** What the scan knows of a path that is no item: excluded, in a folder that could not be read, … */
  readonly standing: (path: string) => 'free' | 'leftAlone' | 'unreadable';
  /** Whether a folder could not be read: files of albums that nobody knows may lie in it. */
  readonly hidesFolders: boolean;
}

/** One album with the items of its three sides; without `group` it is not at the service yet. */
export interface AlbumInput {
  readonly album: string;
  readonly local: readonly LocalItem[];
  readonly remote: readonly RemoteItem[];
  readonly base: readonly BaseItem[];
  readonly folders: readonly string[];
  readonly group?: RemoteGroup | undefined;
  readonly known: readonly BaseAlbum[];
  /** Items of it that are not here because each is in step, as it was: its file, its one web item and its row. */
  readonly others?: OtherItems | undefined;
}

/** Items that are only counted. */
export interface OtherItems {
  readonly items: number;
  /** The earliest capture date that the service has of one of them. */
  readonly since: string | undefined;
}

/** An album all of whose items are in step: it is counted, nothing is done, and its items need not be kept. */
export interface AlbumInStep extends Omit<AlbumInput, 'local' | 'remote' | 'base' | 'others'> {
  /** Each is one file and one web item. */
  readonly items: number;
  /** What the ledger does not know of them yet. */
  readonly news: readonly BaseItem[];
}

/** One item with what was found, what is to be done, and the outcome that is certain before anything is touched. */
export interface PlannedItem extends Finding {
  readonly album: string;
  readonly name: string;
  readonly sides: Sides;
  readonly action: Action;
  /** `planned` is left to be carried out; every other outcome is final. */
  readonly outcome: Exclude<Outcome, 'done' | 'cancelled'>;
  readonly problem?: Problem | undefined;
  /** Where a download goes, relative to the workspace folder. */
  readonly target?: string | undefined;
  /** The remote copy is first kept under this name on both sides, because both were changed. */
  readonly keepRemoteAs?: { readonly name: string; readonly path: string } | undefined;
  /** The content is already at the service under another name: it is moved instead of sent. */
  readonly movedFrom?: { readonly item: RemoteItem; readonly base: BaseItem } | undefined;
  /** The actions that a person may choose instead, with its own among them; missing where there is no choice. */
  readonly choices?: readonly Action[] | undefined;
  /** Where the file was and what was seen of it by a plan that is out of date, so that a look at the folder says so. */
  readonly outdated?: { readonly path?: string | undefined; readonly seen?: Seen | undefined } | undefined;
}

/** A web album that gets another title because its folder did. */
export interface AlbumRename {
  readonly from: string;
  readonly to: string;
  readonly group: RemoteGroup;
}

/** The list of actions, before anything is touched. */
export interface Plan {
  readonly items: readonly PlannedItem[];
  readonly albums: readonly AlbumInput[];
  readonly inStep: readonly AlbumInStep[];
  readonly renames: readonly AlbumRename[];
  /** Empty web albums that this tool made; `skipped` is one that a person left out. */
  readonly purges: readonly {
    readonly name: string;
    readonly id: string;
    readonly outcome: 'planned' | 'notPermitted' | 'skipped';
  }[];
  /** Base items whose item is gone from both sides. */
  readonly forgotten: readonly BaseItem[];
  /** Titles that no new part may have: of all web albums and folders, also those that this run does not work on. */
  readonly titles: ReadonlySet<string>;
  /** Reasons not to start before a person has confirmed them. */
  readonly stops: readonly Problem[];
}
