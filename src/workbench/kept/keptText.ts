import { ACTIONS, EVENTS, OUTCOMES } from '../../engine/model.ts';
import type { Problem } from '../../engine/model.ts';
import type { ReportItem } from '../../engine/report.ts';
import type { KeptAlbum, KeptState } from '../runs/folderState.ts';

/** What a kept report says of itself. */
export interface KeptHead {
  /** The workspace folder's URI. */
  readonly folder: string;
  /** Tells the settings that it was made with from all others. */
  readonly settings: string;
  /** ms since 1970 UTC. */
  readonly keptMs: number;
}

/** One line is read or written in a moment, so that the editor waits for none of them. */
const MOST_IN_A_LINE = 200;

/** A state as lines of JSON: first its head and frame, then its problems, then its albums with their items. */
export function* keptLines({ folder, settings, keptMs }: KeptHead, state: KeptState): Iterable<string> {
  const { last, terms, stopped, isWhole, isCompared, albums } = state;
  const frame = { ...last, problems: [] };
  yield JSON.stringify({ version: 1, folder, settings, keptMs, last: frame, terms, stopped, isWhole, isCompared });
  for (const problems of pieces(last.problems)) yield JSON.stringify({ problems });
  for (const { name, about, items } of albums) {
    const [first = [], ...rest] = pieces(items);
    yield JSON.stringify({ album: name, about, items: first });
    for (const more of rest) yield JSON.stringify({ album: name, items: more });
  }
}

/** Puts the lines of a kept report together again, one after the other. */
export class KeptReader {
  #head: (KeptHead & KeptState) | undefined;
  #isUnderstood = true;
  readonly #problems: Problem[] = [];
  readonly #albums = new Map<string, { name: string; about: KeptAlbum['about']; items: ReportItem[] }>();

  add(line: string): void {
    if (this.#isUnderstood) this.#isUnderstood = this.#take(parsed(line));
  }

  /** All of it; undefined where a line was none that this version writes. */
  end(): (KeptHead & KeptState) | undefined {
    if (!this.#isUnderstood || this.#head === undefined) return undefined;
    const { last } = this.#head;
    return { ...this.#head, last: { ...last, problems: this.#problems }, albums: [...this.#albums.values()] };
  }

  #take(line: Record<string, unknown>): boolean {
    if (this.#head === undefined) {
      if (!isHead(line)) return false;
      this.#head = { ...line, albums: [] };
      return true;
    }
    const { album, about, problems, items } = line;
    if (Array.isArray(problems)) {
      this.#problems.push(...(problems as readonly Problem[]));
      return problems.every(isProblem);
    }
    if (typeof album !== 'string' || !areItems(items)) return false;
    const known = this.#albums.get(album);
    if (known === undefined)
      this.#albums.set(album, { name: album, about: about as KeptAlbum['about'], items: [...items] });
    else known.items.push(...items);
    return true;
  }
}

/** The object of a line; one that is none is empty. */
export function parsed(line: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(line));
  } catch {
    return {};
  }
}

/** Whether these are items as this version knows them. */
export function areItems(items: unknown): items is readonly ReportItem[] {
  return Array.isArray(items) && items.every(isItem);
}

function isHead(line: Record<string, unknown>): line is Record<string, unknown> & KeptHead & KeptState {
  const { version, folder, settings, keptMs, last, stopped, isWhole, isCompared } = line;
  const { service, mode, startedAt, finishedAt, dryRun, totals } = recordOf(last);
  return (
    version === 1 &&
    [folder, settings, service, mode, startedAt, finishedAt].every((text) => typeof text === 'string') &&
    [stopped, isWhole, isCompared, dryRun].every((flag) => typeof flag === 'boolean') &&
    typeof keptMs === 'number' &&
    typeof totals === 'object'
  );
}

function isItem(item: unknown): boolean {
  const { album, name, path = '', event, action, outcome, error, choices = [], seen = {} } = recordOf(item);
  const { local = {}, remote = {} } = recordOf(seen);
  return (
    [album, name, path].every((text) => typeof text === 'string') &&
    EVENTS.some((known) => known === event) &&
    OUTCOMES.some((known) => known === outcome) &&
    Array.isArray(choices) &&
    [action, ...(choices as readonly unknown[])].every((each) => ACTIONS.some((known) => known === each)) &&
    [seen, local, remote].every((each) => typeof each === 'object' && each !== null) &&
    (error === undefined || isProblem(error))
  );
}

function isProblem(problem: unknown): boolean {
  const { code, message } = recordOf(problem);
  return typeof code === 'string' && typeof message === 'string';
}

function pieces<T>(things: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(things.length / MOST_IN_A_LINE);
  return Array.from({ length: count }, (_, index) =>
    things.slice(index * MOST_IN_A_LINE, (index + 1) * MOST_IN_A_LINE),
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
