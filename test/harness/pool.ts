import { createHash } from 'node:crypto';
import { problem } from '../../src/engine/errors.ts';
import { phrase } from '../../src/engine/phrase.ts';
import type { RemoteAlbum, RemoteItem } from '../../src/engine/model.ts';
import type {
  AlbumService,
  Capabilities,
  ContentSource,
  UploadCall,
  UploadDetails,
} from '../../src/engine/ports/albumService.ts';
import { fail, ok } from '../../src/engine/result.ts';
import type { Result } from '../../src/engine/result.ts';
import { textOfJpeg } from './library.ts';

const CAPABILITIES: Capabilities = {
  knows: { size: false, sourceDate: false, hashes: [], name: false },
  sameBytes: 'oneItem',
  replace: 'uploadThenRemove',
  remove: 'fromAlbumOnly',
  rename: { item: false, album: true, move: false },
  metadata: [],
  restore: true,
  tag: false,
  removeAlbum: false,
  downloadsOriginal: true,
  maxAlbumItems: undefined,
  accepts: () => true,
  concurrency: 4,
  pendingUploads: 100,
};

const BATCH = 50;

/**
 * A service in memory that keeps the same bytes once, in as many albums as they are wanted, and tells nothing of them but
 * the last part of the name under which they first came. It makes items in batches.
 */
export class Pool {
  readonly albums = new Map<string, { readonly title: string; readonly items: Set<string> }>();
  readonly items = new Map<string, { readonly name: string; readonly bytes: Buffer }>();
  /** How many items each batch made, by the title of its album. */
  readonly batches: string[] = [];

  /** Puts something there that no run has sent. */
  put(title: string, name: string, bytes: Buffer): void {
    const [known] = [...this.albums].find(([, album]) => album.title === title) ?? [];
    const albumId = known ?? this.#makeAlbum(title);
    this.albums.get(albumId)?.items.add(this.#store(name, bytes));
  }

  /** Takes something out of an album, as a person can. */
  take(title: string, bytes: Buffer): void {
    for (const album of this.#titled(title))
      for (const id of album.items) if (this.items.get(id)?.bytes.equals(bytes)) album.items.delete(id);
  }

  /** What the items of an album hold. */
  contentsOf(title: string): readonly string[] {
    return this.#titled(title).flatMap(({ items }) => [...items].map((id) => this.#contentOf(id)));
  }

  #titled(title: string) {
    return [...this.albums.values()].filter((album) => album.title === title);
  }

  /** Albums and what their items hold; which of several names an item has depends on which came first. */
  text(): string {
    const albums = [...this.albums.values()].map(({ title, items }) => {
      const contents = [...items].map((id) => this.#contentOf(id)).sort();
      return [title, ...contents.map((content) => `  ${content}`)].join('\n');
    });
    return albums.sort().join('\n');
  }

  /** What all items hold, in order, those of two albums twice. */
  contents(): readonly string[] {
    return [...this.albums.values()].flatMap(({ items }) => [...items].map((id) => this.#contentOf(id))).sort();
  }

  /** A client with nothing in its memory. */
  open(): AlbumService {
    const placed = new Set<string>();
    const waiting = new Map<string, { readonly make: () => void }[]>();
    const flush = (albumId: string) => {
      const batch = waiting.get(albumId)?.splice(0, BATCH) ?? [];
      if (batch.length === 0) return;
      this.batches.push(`${this.albums.get(albumId)?.title} ${batch.length}`);
      for (const { make } of batch) make();
    };
    let isArmed = false;
    const flushAtLull = ({ lull = () => Promise.resolve() }: UploadCall) => {
      const [albumId] = [...waiting].find(([, batch]) => batch.length > 0) ?? [];
      if (isArmed || albumId === undefined) return;
      isArmed = true;
      void lull().then(() => {
        isArmed = false;
        const [oldest] = [...waiting].find(([, batch]) => batch.length > 0) ?? [];
        if (oldest !== undefined) flush(oldest);
        flushAtLull({ signal: new AbortController().signal, lull });
      });
    };
    const add = async (albumId: string, { name }: UploadDetails, source: ContentSource, call: UploadCall) => {
      if (call.signal.aborted) return fail(problem('E_CANCELLED'));
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.stream()) chunks.push(Uint8Array.from(chunk));
      const verified = await source.verify();
      if (!verified.ok) return verified;
      const made = new Promise<Result<RemoteItem>>((answer) => {
        const make = () => {
          const album = this.albums.get(albumId);
          if (!album) return answer(fail(problem('E_TARGET_CHANGED', phrase`${name}`)));
          const id = this.#store(name, Buffer.concat(chunks));
          album.items.add(id);
          placed.add(`${albumId} ${id}`);
          answer(ok({ id, albumId, name }));
        };
        const batch = waiting.get(albumId) ?? [];
        waiting.set(albumId, batch);
        if (batch.push({ make }) >= BATCH) flush(albumId);
      });
      flushAtLull(call);
      call.onSent?.();
      return made;
    };
    return {
      id: 'pool',
      label: 'Pool',
      capabilities: CAPABILITIES,
      account: 'pool',
      requests: () => 0,
      listAlbums: async () => ok([...this.albums].map(([id, { title }]) => ({ id, title }))),
      listItems: async ({ id }) => ok([...(this.albums.get(id)?.items ?? [])].map((item) => this.#tell(item, id))),
      createAlbum: async (title) => ok({ id: this.#makeAlbum(title), title }),
      updateAlbum: async (album, { title = album.title }) => {
        this.albums.set(album.id, { title, items: this.albums.get(album.id)?.items ?? new Set() });
        return ok({ ...album, title });
      },
      removeAlbum: async () => fail(problem('E_NOT_SUPPORTED')),
      upload: ({ id }: RemoteAlbum, ...rest) => add(id, ...rest),
      replace: async (item, ...rest) => {
        const added = await add(item.albumId, ...rest);
        if (!added.ok || added.value.id === item.id || placed.has(`${item.albumId} ${item.id}`)) return added;
        this.albums.get(item.albumId)?.items.delete(item.id);
        return ok({ ...added.value, trashed: item.id });
      },
      download: async ({ id }, sink) => {
        const bytes = this.items.get(id)?.bytes ?? Buffer.alloc(0);
        return sink(
          (async function* () {
            yield bytes;
          })(),
        );
      },
      remove: async ({ id, albumId }) => {
        this.albums.get(albumId)?.items.delete(id);
        return ok({ trashed: id });
      },
      restore: async (was, trashed, { replaces }) => {
        if (trashed !== was.id) return fail(problem('E_TRASH_EMPTIED', phrase`${was.name}`));
        this.albums.get(was.albumId)?.items.add(was.id);
        if (replaces && replaces.id !== was.id) this.albums.get(was.albumId)?.items.delete(replaces.id);
        return ok(was);
      },
      tag: async () => fail(problem('E_NOT_SUPPORTED')),
      updateItem: async () => fail(problem('E_NOT_SUPPORTED')),
      finish: async () => ({ problems: [] }),
    };
  }

  /** The comment of the tiny JPEG that the tests send. */
  #contentOf(id: string): string {
    const bytes = this.items.get(id)?.bytes;
    return bytes === undefined ? '?' : textOfJpeg(bytes);
  }

  #makeAlbum(title: string): string {
    const id = `A${this.albums.size + 1}`;
    this.albums.set(id, { title, items: new Set() });
    return id;
  }

  #store(name: string, bytes: Buffer): string {
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    if (!this.items.has(id)) this.items.set(id, { name: name.slice(name.lastIndexOf('/') + 1), bytes });
    return id;
  }

  #tell(id: string, albumId: string): RemoteItem {
    return { id, albumId, name: this.items.get(id)?.name ?? '', type: { kind: 'photo', mime: 'image/jpeg' } };
  }
}
