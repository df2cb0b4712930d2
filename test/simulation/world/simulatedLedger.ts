import type { BaseAlbum, BaseItem } from '../../../src/engine/model.ts';
import type { FileKnowledge, Fingerprint, Ledger } from '../../../src/engine/ports/ledger.ts';
import type { SettledAlbum } from '../../../src/engine/settled/settledAlbum.ts';
import type { NumberedStep, RunStamp, UndoStep } from '../../../src/engine/undo/model.ts';
import { isSameFile } from '../../../src/local/fingerprint.ts';
import type { Course } from './course.ts';
import type { Memory, World } from './world.ts';

/** A ledger in memory: what was not committed is lost with the process, and a commit happens whole or not at all. */
export class SimulatedLedger implements Ledger {
  readonly #world: World;
  readonly #course: Course;
  #now: Memory;
  #isOpen = false;
  #begun: RunStamp | undefined;

  constructor(world: World, course: Course) {
    this.#world = world;
    this.#course = course;
    this.#now = copyMemory(world.memory);
  }

  items(): readonly BaseItem[] {
    return this.#course.shuffle(this.#now.items.values());
  }

  itemsIn(album: string): readonly BaseItem[] {
    return [...this.#now.items.values()].filter((item) => item.album === album).reverse();
  }

  itemsAt(album: string, paths: ReadonlySet<string>): readonly BaseItem[] {
    return this.itemsIn(album).filter(({ path }) => paths.has(path));
  }

  albumsWithItems(): readonly string[] {
    return [...new Set(this.items().map(({ album }) => album))];
  }

  countItems(): number {
    return this.#now.items.size;
  }

  itemsOf(remoteId: string): readonly BaseItem[] {
    return this.items().filter((item) => item.remoteId === remoteId);
  }

  albums(): readonly BaseAlbum[] {
    return this.#course.shuffle(this.#now.albums.values());
  }

  rememberItem(item: BaseItem): void {
    this.#write(() => {
      this.#now.items.set(`${item.album}\n${item.name}`, item);
      this.#now.settled.delete(item.album);
    });
  }

  forgetItem(album: string, name: string): void {
    this.#write(() => {
      this.#now.items.delete(`${album}\n${name}`);
      this.#now.settled.delete(album);
    });
  }

  rememberAlbum(album: BaseAlbum): void {
    this.#write(() => this.#now.albums.set(album.id, album));
  }

  forgetAlbum(id: string): void {
    this.#write(() => this.#now.albums.delete(id));
  }

  settled(): readonly SettledAlbum[] {
    return [...this.#now.settled.values()];
  }

  signsOf(): undefined {
    return undefined;
  }

  settle(album: SettledAlbum): void {
    this.#write(() => this.#now.settled.set(album.album, album));
  }

  knowledge(path: string, fingerprint: Fingerprint | (() => Fingerprint)): FileKnowledge | undefined {
    const known = this.#now.files.get(path);
    if (!known) return undefined;
    const now = typeof fingerprint === 'function' ? fingerprint() : fingerprint;
    return isSameFile(known.fingerprint, now) ? known.knowledge : undefined;
  }

  learn(path: string, fingerprint: Fingerprint, knowledge: FileKnowledge): void {
    this.#write(() => this.#now.files.set(path, { fingerprint, knowledge }));
  }

  steps(): readonly NumberedStep[] {
    return this.#now.steps;
  }

  lastRun(): RunStamp | undefined {
    return this.#now.run;
  }

  beginRun(run: RunStamp): void {
    this.#begun = run;
  }

  rememberStep(step: UndoStep): void {
    const begun = this.#begun;
    this.#begun = undefined;
    const earlier = begun ? [] : this.#now.steps;
    const number = (this.#now.steps.at(-1)?.number ?? 0) + 1;
    this.#write(() => {
      this.#now = { ...this.#now, run: begun ?? this.#now.run, steps: [...earlier, { ...step, number }] };
    });
  }

  forgetStep(number: number): void {
    this.#write(() => {
      this.#now = { ...this.#now, steps: this.#now.steps.filter((step) => step.number !== number) };
    });
  }

  commit(): void {
    if (!this.#isOpen) return;
    const fault = this.#course.beginNow('ledger.commit');
    if (fault === 'full') throw new Error('ENOSPC: no space left on device, COMMIT');
    this.#world.memory = copyMemory(this.#now);
    this.#isOpen = false;
    this.#course.did('the ledger is written', { what: 'commit' });
  }

  /** A transaction is open from the first write to the commit. */
  #write(change: () => void): void {
    change();
    this.#isOpen = true;
  }
}

function copyMemory({ items, albums, files, settled, run, steps }: Memory): Memory {
  return {
    items: new Map(items),
    albums: new Map(albums),
    files: new Map(files),
    settled: new Map(settled),
    run,
    steps,
  };
}
