import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { encodeDistinctName } from '../../local/safeName.ts';
import { discardStaged, flushFolder, renameStaged, type StagedFile } from '../../local/safeWrite.ts';
import { adopt } from './adopt.ts';
import type { AlbumState } from './albumState.ts';
import { ensureFolder } from './containment.ts';
import { entryFor } from './content.ts';
import { toRemoteItem, type Entry } from './entry.ts';
import { settle, writeProblem } from './fileProblem.ts';
import { journalEntries } from './journal.ts';
import { ALBUMS } from './layout.ts';
import { whatIsAt } from './look.ts';
import type { Store } from './store.ts';

/** A photo that is whole on the disk of the gallery and waits for its name in an album. */
export interface Arrival {
  readonly details: UploadDetails;
  readonly staged: StagedFile;
  readonly signal: AbortSignal;
}

/**
 * Gives photos their names in an album, those that arrived meanwhile together: one line of the journal after the other and
 * one flush, then all names and one flush of the folder. A flush waits for the disk, and of three a photo two are shared.
 */
export async function nameArrivals(
  store: Store,
  slug: string,
  arrivals: readonly Arrival[],
): Promise<readonly Result<RemoteItem>[]> {
  return store.mutexOf(slug).run(async () => {
    const opened = await store.open(slug, NEVER);
    const naming = opened.ok ? new Naming(store, opened.value) : undefined;
    for (const arrival of arrivals) {
      if (!opened.ok || arrival.signal.aborted) continue;
      await naming?.add(arrival);
    }
    await naming?.finish();
    return Promise.all(
      arrivals.map(async (arrival) => {
        const refused = opened.ok ? fail(problem('E_CANCELLED')) : opened;
        const answer = naming?.answers.get(arrival) ?? refused;
        if (!answer.ok) await discardStaged(arrival.staged);
        return answer;
      }),
    );
  });
}

/** An album that was opened a moment ago is open; nobody waits for it. */
const NEVER = new AbortController().signal;

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
  #placed: Placed[] = [];

  constructor(store: Store, state: AlbumState) {
    this.#store = store;
    this.#state = state;
  }

  async add(arrival: Arrival): Promise<void> {
    const { details, staged, signal } = arrival;
    const { items, slug } = this.#state;
    const answer = await settle(`${ALBUMS}/${slug}`, async (): Promise<Result<RemoteItem | undefined>> => {
      // Two of one name are two words on one item, and the second one must find what the first one left.
      if (this.#placed.some(({ entry }) => entry.name === details.name)) await this.finish();
      const before = items.named(details.name);
      const itemPath = before?.path ?? encodeDistinctName(details.name, (key) => items.isTaken(key));
      const entry = entryFor(itemPath, details, staged);
      const target = this.#store.layout.item(slug, itemPath);
      if (whatIsAt(target) !== undefined) return adopt(this.#store, this.#state, { before, entry, staged }, signal);
      const folder = await ensureFolder(this.#store.layout.root, path.dirname(target));
      if (!folder.ok) return folder;
      this.#placed.push({ arrival, entry, before: items.at(itemPath) });
      // The place is taken from now on, so that no other one of these gets it.
      items.put(entry);
      return ok(undefined);
    });
    if (!answer.ok) this.answers.set(arrival, answer);
    else if (answer.value) this.answers.set(arrival, ok(answer.value));
  }

  /** Gives all that were added their names. The journal knows them before, so that their facts cannot be lost with the process. */
  async finish(): Promise<void> {
    const placed = this.#placed;
    this.#placed = [];
    if (placed.length === 0) return;
    const { layout } = this.#store;
    const { slug } = this.#state;
    this.#state.isWritten = false;
    try {
      await journalEntries(
        layout.journal(slug),
        placed.map(({ entry }) => entry),
      );
    } catch (error) {
      for (const each of placed) this.#giveUp(each, error);
      return;
    }
    const folders = new Set<string>();
    for (const each of placed) {
      const target = layout.item(slug, each.entry.path);
      try {
        await renameStaged(each.arrival.staged, target);
        folders.add(path.dirname(target));
        this.answers.set(each.arrival, ok(toRemoteItem(slug, each.entry, layout)));
      } catch (error) {
        this.#giveUp(each, error);
      }
    }
    for (const folder of folders) await flushFolder(folder);
  }

  #giveUp({ arrival, entry, before }: Placed, error: unknown): void {
    const { items, slug } = this.#state;
    items.remove(entry.path);
    if (before) items.put(before);
    this.answers.set(arrival, fail(writeProblem(error, `${ALBUMS}/${slug}/${entry.path}`)));
  }
}
