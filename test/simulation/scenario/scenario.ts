import type { Mode, Overrides } from '../../../src/engine/modes.ts';
import type { CompareTest } from '../../../src/engine/model.ts';
import type { Content } from '../world/content.ts';
import type { Fault } from '../world/course.ts';
import type { Profile } from '../world/profile.ts';
import type { Sight } from '../world/simulatedFiles.ts';
import type { Change } from './changes.ts';

/**
 * One story: a library, what two people did to its two copies, how the run is set, and what goes wrong in it. Plain
 * data, so that it is drawn, made smaller and printed as it is.
 */
export interface Scenario {
  readonly library: readonly LibraryItem[];
  /** Whether the two copies were brought in step by an earlier run, perhaps with other settings for names and folders. */
  readonly past: 'never' | 'synced' | 'syncedOtherwise';
  readonly diskChanges: readonly Change[];
  readonly webChanges: readonly Change[];
  readonly settings: ScenarioSettings;
  readonly profile: Profile;
  readonly foldsNames: boolean;
  readonly trouble: Trouble;
  /** Where further runs are killed, each as a share of all points of the run. */
  readonly cuts: readonly number[];
  readonly luck: number;
}

export interface LibraryItem {
  readonly folder: string;
  readonly name: string;
  readonly content: Content;
  /** Days before the story begins when it was last changed. */
  readonly age: number;
}

/** The settings of all runs, keyed like those of a person. */
export interface ScenarioSettings {
  readonly mode: Mode;
  readonly allowDelete: 'neither' | 'local' | 'remote' | 'both';
  readonly maxDeletes: number | string;
  readonly compare: readonly CompareTest[];
  readonly overrides?: Overrides;
  readonly folders?: readonly string[];
  readonly 'naming.templates'?: readonly string[];
  readonly albums?: Readonly<Record<string, string>>;
  readonly exclude?: readonly string[];
  readonly excludeAlbums?: readonly string[];
  readonly since?: string;
  readonly deleteDuplicates?: boolean;
  readonly purgeEmptyAlbums?: boolean;
  readonly maxAlbumItems?: number;
  readonly concurrency?: number;
  readonly shrink?: number;
}

/** What goes wrong in the main run. */
export interface Trouble {
  readonly faults: readonly { readonly call: number; readonly fault: Fault }[];
  readonly others: readonly { readonly call: number; readonly side: 'disk' | 'web'; readonly change: Change }[];
  readonly cancelAt?: number | undefined;
  readonly crashAt?: number | undefined;
  readonly sight: Sight;
  /** The account shows nothing. */
  readonly looksEmpty: boolean;
  /** A person confirms every stop that can be confirmed. */
  readonly confirms: boolean;
}
