import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { digestOf } from '../../local/folderLook.ts';
import { withinADay } from '../../local/withinADay.ts';
import type { AlbumLook, SeenFiles } from './albumLook.ts';
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
  /** How all that lies in an album looked then, where that was the look with this digest. */
  filesOf(slug: string, digest: string): SeenFiles | undefined;
  /** @param at when its files were looked at, ms since 1970 UTC */
  remember(slug: string, look: AlbumLook, at: number): void;
  /** Forgets all albums but these. */
  keep(slugs: ReadonlySet<string>): void;
}

const PREFIX = 'gallery/look/';
/** Asked for one by one: of all albums this is much, and few are asked for. */
const FILES = 'gallery/files/';

/** @param onChange see `albumRecords` */
export function rememberedLooks(
  layout: Layout,
  state: ServiceState | undefined,
  onChange: () => void,
): RememberedLooks {
  const records = state && albumRecords(state, PREFIX, onChange, (slug) => state.delete(FILES + slug));
  const recordOf = (slug: string) => readRecord(records?.get(slug));
  return {
    recordOf,
    recall(slug, now) {
      const record = recordOf(slug);
      if (!record || !withinADay(record.at, now)) return undefined;
      const { digest, outside } = record;
      return looksSo(slug, layout, outside) ? { digest, isSteady: true, outside } : undefined;
    },
    filesOf(slug, digest) {
      const text = state?.get(FILES + slug);
      const files = text === undefined ? undefined : filesIn(text);
      return files && digestOf(files.names, files.numbers) === digest ? files : undefined;
    },
    remember(slug, { digest, isSteady, outside, files }, at) {
      if (!isSteady || !outside) return;
      records?.set(slug, JSON.stringify({ at, digest, outside } satisfies LookRecord));
      if (files) state?.set(FILES + slug, textOfFiles(files));
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

/** Names may hold anything, and come last. */
const BETWEEN = ' ';
const TEMPORARIES = 'temporaries';

function textOfFiles({ names, numbers, hasTemporaries }: SeenFiles): string {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return [bytes.toString('base64'), hasTemporaries ? TEMPORARIES : '', names].join(BETWEEN);
}

/** What is damaged has another digest. */
function filesIn(text: string): SeenFiles {
  const [numbers = '', temporaries, ...names] = text.split(BETWEEN);
  // A copy, since those of a small buffer may begin anywhere in the memory that it shares.
  const bytes = new Uint8Array(Buffer.from(numbers, 'base64'));
  const count = Math.floor(bytes.length / BigInt64Array.BYTES_PER_ELEMENT);
  return {
    names: names.join(BETWEEN),
    numbers: new BigInt64Array(bytes.buffer, 0, count),
    hasTemporaries: temporaries !== '',
  };
}
