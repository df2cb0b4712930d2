import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum } from '../../engine/model.ts';
import type { Call } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { createMutex } from '../mutex.ts';
import type { Drive } from './drive.ts';
import { listFolder } from './lists.ts';
import { makeOnce } from './makeOnce.ts';
import { MARK, ROOT_MARK } from './properties.ts';
import { toRemoteAlbum } from './toRemoteItem.ts';
import { FOLDER } from './wire.ts';
import type { WireFile } from './wire.ts';

/** The folder of the albums, as it is called when it is made. A person may call it otherwise and put it elsewhere. */
const ROOT_NAME = 'Album Sync';

/** Albums are folders in a folder of their own. */
export class Albums {
  readonly #drive: Drive;
  readonly #rootMutex = createMutex();

  constructor(drive: Drive) {
    this.#drive = drive;
  }

  /** The albums, and all that is in them, as they are now. */
  async list({ signal }: Call): Promise<Result<readonly RemoteAlbum[]>> {
    const { mirror } = this.#drive;
    const listed = await mirror.refresh(signal);
    return listed.ok ? ok(mirror.known.albums().map(toRemoteAlbum)) : listed;
  }

  async create(title: string, { signal }: Call): Promise<Result<RemoteAlbum>> {
    const { mirror, shares } = this.#drive;
    const ready = await mirror.ready(signal);
    if (!ready.ok) return ready;
    const root = await this.#rootMutex.run(() => this.#root(signal));
    if (!root.ok) return root;
    const onId = (id: string) => shares.wish(id);
    const folder = { key: `album\n${title}`, name: title, appProperties: MARK, parent: root.value.id, onId };
    const made = await this.#makeFolder(folder, signal);
    if (!made.ok) return made;
    return ok(toRemoteAlbum(made.value));
  }

  /** Writes a new title or date. */
  async update(
    album: RemoteAlbum,
    { title, date }: { readonly title?: string; readonly date?: string },
    { signal }: Call,
  ): Promise<Result<RemoteAlbum>> {
    const { client, mirror } = this.#drive;
    const json = {
      ...(title !== undefined && { name: title }),
      ...(date !== undefined && { appProperties: { date } }),
    };
    const about = phrase`"${album.title}"`;
    const patched = await client.patch(album.id, about, json, signal);
    if (!patched.ok) return patched;
    mirror.put(patched.value);
    return patched.value.trashed ? fail(problem('E_TARGET_CHANGED', about)) : ok(toRemoteAlbum(patched.value));
  }

  /** Puts a folder in which nothing is into the bin. */
  async remove(album: RemoteAlbum, { signal }: Call): Promise<Result<void>> {
    const { client, mirror } = this.#drive;
    const about = phrase`"${album.title}"`;
    const found = await client.find(album.id, about, signal);
    if (!found.ok) return found;
    const folder = found.value;
    if (!folder || folder.trashed) {
      mirror.drop(album.id);
      return ok();
    }
    const inside = await listFolder(client, folder, signal);
    if (!inside.ok) return inside;
    if (inside.value.length > 0) return fail(problem('E_TARGET_CHANGED', phrase`${about} is not empty`));
    const trashed = await client.patch(album.id, about, { trashed: true }, signal);
    if (!trashed.ok) return trashed;
    mirror.drop(album.id);
    return ok();
  }

  async #root(signal: AbortSignal): Promise<Result<WireFile>> {
    const root = this.#drive.mirror.known.root();
    if (root) return ok(root);
    const folder = { key: 'root', name: ROOT_NAME, appProperties: ROOT_MARK, parent: 'root', onId: () => undefined };
    return this.#makeFolder(folder, signal);
  }

  async #makeFolder(
    { key, name, appProperties, parent, onId }: NewFolder,
    signal: AbortSignal,
  ): Promise<Result<WireFile>> {
    const { client, mirror, ids } = this.#drive;
    const about = phrase`"${name}"`;
    const made = await makeOnce(client, ids, {
      key,
      about,
      make: (id) => {
        onId(id);
        return client.create({ id, name, mimeType: FOLDER, parents: [parent], appProperties }, about, signal);
      },
      signal,
    });
    if (!made.ok) {
      mirror.doubt();
      return made;
    }
    ids.settle(key);
    mirror.put(made.value.file);
    return ok(made.value.file);
  }
}

/** A folder to be made. */
interface NewFolder {
  readonly key: string;
  readonly name: string;
  readonly appProperties: Readonly<Record<string, string>>;
  readonly parent: string;
  /** Told of the id before there is a folder. */
  readonly onId: (id: string) => void;
}
