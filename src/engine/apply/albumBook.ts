import type { RemoteAlbum } from '../model.ts';
import { nextPart } from '../parts.ts';
import type { Part } from '../parts.ts';
import type { Plan } from '../plan/model.ts';
import type { AlbumService, QueuedCall } from '../ports/albumService.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { albumStep } from '../undo/step.ts';
import type { RecordTogether } from './recordTogether.ts';

/** The web albums during a run: finds the part that an item goes to, and makes it when its first item is ready. */
export class AlbumBook {
  /** The parts that were there before this run made any, by which the plan counted. */
  readonly #existing = new Map<string, readonly Part[]>();
  readonly #parts = new Map<string, Part[]>();
  /** Part numbers as planned to the parts that they became: titles that are taken are passed over. */
  readonly #made = new Map<string, Promise<Result<RemoteAlbum>>>();
  readonly #titles: Set<string>;
  readonly #service: AlbumService;
  readonly #record: RecordTogether;
  readonly #signal: AbortSignal;

  constructor(
    { albums, inStep, titles }: Pick<Plan, 'albums' | 'inStep' | 'titles'>,
    service: AlbumService,
    record: RecordTogether,
    signal: AbortSignal,
  ) {
    this.#service = service;
    this.#record = record;
    this.#signal = signal;
    this.#titles = new Set(titles);
    for (const { album, group } of [...albums, ...inStep]) {
      this.#existing.set(album, group?.parts ?? []);
      this.#parts.set(album, [...(group?.parts ?? [])]);
    }
  }

  /** The titles of the parts that an album has now, for the report. */
  partsOf(album: string): readonly Part[] {
    return this.#parts.get(album) ?? [];
  }

  /** Puts an album in the place of another after its title was changed. */
  rename(from: string, to: string, parts: readonly Part[]): void {
    this.#existing.set(to, parts);
    this.#parts.set(from, []);
    this.#parts.set(to, [...parts]);
  }

  /** Writes down what the service now says of a web album. */
  update(album: string, web: RemoteAlbum): void {
    const parts = this.#parts.get(album) ?? [];
    this.#parts.set(
      album,
      parts.map((part) => (part.album.id === web.id ? { ...part, album: web } : part)),
    );
  }

  forget(album: string, id: string): void {
    this.#parts.set(
      album,
      this.partsOf(album).filter((part) => part.album.id !== id),
    );
  }

  /**
   * The web album for a part number as planned. A part that is not there is made at the first request, after those
   * before it; requests at the same time share one creation, and a failed one may be tried again by the next item.
   * @param onSent is told when others may begin before the album is made
   */
  async open(album: string, part: number, onSent?: QueuedCall['onSent']): Promise<Result<RemoteAlbum>> {
    const existing = this.#existing.get(album)?.find((candidate) => candidate.part === part);
    if (existing) return ok(existing.album);
    const key = `${part} ${album}`;
    const making = this.#made.get(key) ?? this.#makeAfter(album, part, onSent);
    this.#made.set(key, making);
    const made = await making;
    if (!made.ok) this.#made.delete(key);
    return made;
  }

  async #makeAfter(album: string, part: number, onSent: QueuedCall['onSent']): Promise<Result<RemoteAlbum>> {
    const lastExisting = this.#existing.get(album)?.at(-1)?.part ?? 0;
    // Waited for in any case: who asks while the service makes room for others finds that this one is being made.
    const before = await (part - 1 > lastExisting ? this.open(album, part - 1) : undefined);
    return before && !before.ok ? before : this.#make(album, onSent);
  }

  async #make(album: string, onSent: QueuedCall['onSent']): Promise<Result<RemoteAlbum>> {
    const parts = this.#parts.get(album) ?? [];
    const { part, title } = nextPart(album, parts, this.#titles);
    const made = await this.#service.createAlbum(title, { signal: this.#signal, onSent });
    if (!made.ok) return made;
    this.#titles.add(title);
    this.#parts.set(album, [...parts, { part, album: made.value }]);
    await this.#record((ledger) => {
      ledger.rememberAlbum({ id: made.value.id, album, part, folders: [] });
      ledger.rememberStep(albumStep(album, { side: 'album', did: 'added', album: made.value }));
    });
    return made;
  }
}
