import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum } from '../../engine/model.ts';
import type { Call } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { AlbumMemory } from './albumMemory.ts';
import type { Client } from './client.ts';
import { listAlbums } from './lists.ts';
import { readAlbum } from './wire.ts';

/** Makes albums, of which Google lets several have one title. */
export class Albums {
  readonly #client: Client;
  readonly #memory: AlbumMemory;
  /** The albums that were there when they were listed, or that this client made. */
  readonly #seen = new Set<string>();

  constructor(client: Client, memory: AlbumMemory) {
    this.#client = client;
    this.#memory = memory;
  }

  async list(call: Call): Promise<Result<readonly RemoteAlbum[]>> {
    const albums = await listAlbums(this.#client, call);
    if (!albums.ok) return albums;
    for (const { id, itemCount } of albums.value) {
      this.#seen.add(id);
      this.#memory.told(id, itemCount);
    }
    return ok(albums.value.map(({ id, title, url }) => ({ id, title, url })));
  }

  async create(title: string, { signal }: Call): Promise<Result<RemoteAlbum>> {
    const question = { method: 'POST', path: '/v1/albums', json: { album: { title } }, repeat: 'once' } as const;
    const answer = await this.#client.change({ ...question, about: `"${title}"` }, signal);
    const album = answer.ok ? readAlbum(answer.value) : undefined;
    if (album) {
      this.#seen.add(album.id);
      this.#memory.made(album.id);
      return ok({ id: album.id, title: album.title || title, url: album.url });
    }
    const isLost = answer.ok || answer.problem.code === 'E_UNREACHABLE' || answer.problem.code === 'E_SERVICE_ANSWER';
    const found = isLost ? await this.#findNew(title, signal) : undefined;
    if (found) return ok(found);
    return answer.ok ? fail(problem('E_SERVICE_ANSWER', phrase`"${title}": Google's answer is no album`)) : answer;
  }

  /** Writes a new title. */
  async rename(album: RemoteAlbum, title: string, { signal }: Call): Promise<Result<RemoteAlbum>> {
    const answer = await this.#client.change(
      {
        method: 'PATCH',
        path: `/v1/albums/${encodeURIComponent(album.id)}`,
        query: { updateMask: 'title' },
        json: { title },
        repeat: 'safe',
        about: `"${album.title}"`,
      },
      signal,
    );
    return answer.ok ? ok({ ...album, title }) : answer;
  }

  /** The album of a request whose answer was lost: the one of its title that was not there before. */
  async #findNew(title: string, signal: AbortSignal): Promise<RemoteAlbum | undefined> {
    const before = new Set(this.#seen);
    const listed = await this.list({ signal });
    return listed.ok ? listed.value.find((album) => album.title === title && !before.has(album.id)) : undefined;
  }
}
