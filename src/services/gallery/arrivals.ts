import path from 'node:path';
import { NEVER_ABORTED } from '../../engine/aborted.ts';
import { problem } from '../../engine/errors.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import type { NotNamed } from '../../local/copying/protocol.ts';
import { encodeDistinctName } from '../../local/safeName.ts';
import { commitStaged, discardStaged, type StagedFile } from '../../local/safeWrite.ts';
import { fromDiskError } from '../../local/threads/diskError.ts';
import { adopt } from './adopt.ts';
import type { AlbumState } from './albumState.ts';
import { entryFor } from './content.ts';
import { toRemoteItem, type Entry } from './entry.ts';
import { settle, writeProblem } from './fileProblem.ts';
import { formatForget } from './journal.ts';
import { ALBUMS } from './layout.ts';
import { formatEntry } from './manifest.ts';
import type { Store } from './store.ts';

/** A photo that is whole on the disk of the gallery and waits for its name in an album. */
export interface Arrival {
  readonly details: UploadDetails;
  readonly staged: StagedFile;
  readonly signal: AbortSignal;
}

/**
 * Gives photos their names in an album, those that arrived meanwhile together: one line of the journal after the other and
 * one flush, then all names and one flush of the folder. A flush waits for the disk, and of three a photo two are shared, also
 * with the photos of other albums that arrive in the same moment.
 */
export async function nameArrivals(
  store: Store,
  slug: string,
  arrivals: readonly Arrival[],
): Promise<readonly Result<RemoteItem>[]> {
  return store.mutexOf(slug).run(async () => {
    // An album that was opened a moment ago is open; nobody waits for it.
    const opened = await store.open(slug, NEVER_ABORTED);
    const naming = opened.ok ? new Naming(store, opened.value) : undefined;
    await naming?.name(arrivals);
    const refused = opened.ok ? fail(problem('E_CANCELLED')) : opened;
    const answers = arrivals.map((arrival) => naming?.answers.get(arrival) ?? refused);
    for (const [index, { staged }] of arrivals.entries()) if (!answers[index]?.ok) await discardStaged(staged);
    return answers;
  });
}

/** An arrival whose place is known, and what the album said of that place before. */
interface Placed {
  readonly arrival: Arrival;
  readonly entry: Entry;
  readonly before: Entry | undefined;
}

class Naming {
  readonly answers = new Map<Arrival, Result<RemoteItem>>();
  readonly #store: Store;
  readonly #state: AlbumState;
  /** By their path in the album's folder. */
  readonly #folders = new Map<string, Result<void>>();
  #placed: Placed[] = [];
  /** The names of those. */
  readonly #names = new Set<string>();

  constructor(store: Store, state: AlbumState) {
    this.#store = store;
    this.#state = state;
  }

  /** Gives names to those that are still wanted. Nothing is waited for that is known: they come by the thousands. */
  async name(arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) {
      const { details, staged, signal } = arrival;
      if (signal.aborted) continue;
      // Two of one name are two words on one item, and the second one must find what the first one left.
      if (this.#names.has(details.name)) await this.#finish();
      const { items } = this.#state;
      const before = items.named(details.name);
      const itemPath = before?.path ?? encodeDistinctName(details.name, (key) => items.isTaken(key));
      const within = itemPath.slice(0, itemPath.lastIndexOf('/') + 1);
      const ensured = this.#folders.get(within) ?? (await this.#ensureFolderOf(itemPath, within));
      if (!ensured.ok) {
        this.answers.set(arrival, ensured);
        continue;
      }
      const entry = entryFor(itemPath, details, staged);
      this.#placed.push({ arrival, entry, before });
      this.#names.add(details.name);
      // The place is taken from now on, so that no other one of these gets it.
      items.put(entry);
    }
    await this.#finish();
  }

  /** Gives all that have a place their names. The journal knows them before, so that their facts cannot be lost with the process. */
  async #finish(): Promise<void> {
    const placed = this.#placed;
    this.#placed = [];
    this.#names.clear();
    if (placed.length === 0) return;
    const { layout } = this.#store;
    const { slug, lines } = this.#state;
    const files = placed.map(({ arrival, entry }) => {
      const line = formatEntry(entry);
      lines?.set(entry, line);
      return { from: arrival.staged.path, to: layout.item(slug, entry.path), line };
    });
    this.#state.isWritten = false;
    // Of an album that this run has made it is known what stands in its folder.
    const places = lines ? 'free' : undefined;
    const { outcomes } = await this.#store.name({ journal: layout.journal(slug), files, places });
    for (const [index, each] of placed.entries()) {
      const outcome = outcomes[index];
      const isNamed = outcome?.how === 'named';
      this.answers.set(
        each.arrival,
        isNamed ? ok(toRemoteItem(slug, each.entry, layout)) : await this.#answerFor(each, outcome),
      );
    }
  }

  /** What is said of one that did not get its name at once. */
  async #answerFor(placed: Placed, outcome: NotNamed | undefined): Promise<Result<RemoteItem>> {
    const { arrival, entry } = placed;
    const { layout } = this.#store;
    const { slug } = this.#state;
    switch (outcome?.how) {
      case undefined:
        return fail(problem('E_INTERNAL'));
      case 'takenSince':
        try {
          // What the journal says is true of the staged file, and not of the one that stands there.
          await this.#store.note(slug, formatForget(entry.path));
          return await this.#adopt(placed);
        } catch (error) {
          return this.#giveUp(placed, error);
        }
      case 'taken':
        return this.#adopt(placed);
      case 'onlyNoted':
        try {
          // Another program may hold the file for a moment (Windows), and patience is not for a thread that others wait for.
          await commitStaged(arrival.staged, layout.item(slug, entry.path));
          return ok(toRemoteItem(slug, entry, layout));
        } catch (error) {
          return this.#giveUp(placed, error);
        }
      case 'failed':
        return this.#giveUp(placed, fromDiskError(outcome.error));
    }
  }

  /** What stands in its place may hold the same bytes. */
  #adopt(placed: Placed): Promise<Result<RemoteItem>> {
    const { arrival, entry, before } = placed;
    const { staged, signal } = arrival;
    this.#takeBack(placed);
    return settle(`${ALBUMS}/${this.#state.slug}`, () =>
      adopt(this.#store, this.#state, { before, entry, staged }, signal),
    );
  }

  #giveUp(placed: Placed, error: unknown): Result<never> {
    this.#takeBack(placed);
    return fail(writeProblem(error, `${ALBUMS}/${this.#state.slug}/${placed.entry.path}`));
  }

  /** The album says again of a place what it said before. */
  #takeBack({ entry, before }: Placed): void {
    const { items } = this.#state;
    items.remove(entry.path);
    if (before) items.put(before);
  }

  /**
   * Once for all that arrived together.
   * @param within path of the folder in the album's, with `/` at its end
   */
  async #ensureFolderOf(itemPath: string, within: string): Promise<Result<void>> {
    const ensured = await this.#store.ensureFolder(path.dirname(this.#store.layout.item(this.#state.slug, itemPath)));
    this.#folders.set(within, ensured);
    return ensured;
  }
}
