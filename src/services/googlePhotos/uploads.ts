import { problem } from '../../engine/errors.ts';
import { phrase, type Phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { ContentSource, Replaced, UploadCall, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { SendingMemory } from '../google/sendingMemory.ts';
import type { UploadSessions } from '../google/uploadSessions.ts';
import type { Batches } from './batches.ts';
import type { Client } from './client.ts';
import { readContent } from './digest.ts';
import type { ReadContent } from './digest.ts';
import type { Journal } from './journal.ts';
import { accepts, MAX_PHOTO, MAX_VIDEO } from './limits.ts';
import { Lulls } from './lulls.ts';
import type { Removals } from './removals.ts';
import { sendBytes } from './sendBytes.ts';
import { descriptionOf, fileNameOf, toRemoteItem } from './toRemoteItem.ts';
import type { WireItem } from './wire.ts';

export interface UploadsOptions {
  readonly client: Client;
  readonly batches: Batches;
  readonly removals: Removals;
  readonly journal: Journal;
  readonly sessions: UploadSessions;
}

/** What is to be put where. */
interface Addition {
  readonly albumId: string;
  readonly details: UploadDetails;
  readonly source: ContentSource;
  readonly call: UploadCall;
}

/** Sends photos and videos. Two of the same bytes in one album are sent once. */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #lulls = new Lulls();
  readonly #memory = new SendingMemory();
  /** By album and bytes: what this client has put there, or is about to. */
  readonly #made = new Map<string, Promise<Result<WireItem>>>();

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  async upload(
    album: RemoteAlbum,
    details: UploadDetails,
    source: ContentSource,
    call: UploadCall,
  ): Promise<Result<RemoteItem>> {
    const added = await this.#add({ albumId: album.id, details, source, call });
    if (added.ok) this.#options.journal.done(album.id, fileNameOf(details.name));
    return added;
  }

  /** The new item is in the album before the old one leaves it. */
  async replace(
    item: RemoteItem,
    details: UploadDetails,
    source: ContentSource,
    call: UploadCall,
  ): Promise<Result<Replaced>> {
    const { removals, journal } = this.#options;
    const added = await this.#add({ albumId: item.albumId, details, source, call });
    if (!added.ok) return added;
    const unless = (old: RemoteItem) => removals.isNeeded({ ...old, name: details.name });
    const isOther = added.value.id !== item.id;
    const removed = isOther ? await removals.remove(item, { signal: call.signal, unless }) : ok({});
    if (!removed.ok) return removed;
    journal.done(item.albumId, fileNameOf(details.name));
    return ok({ ...added.value, ...removed.value });
  }

  async #add(addition: Addition): Promise<Result<RemoteItem>> {
    const { albumId, details, source, call } = addition;
    if (call.signal.aborted) return fail(problem('E_CANCELLED'));
    const reason = whyNot(details, source);
    if (reason !== undefined) return fail(problem('E_REFUSED', phrase`${details.name}: ${reason}`));
    this.#lulls.begin();
    let isSending = true;
    const onSent = () => {
      if (isSending) this.#lulls.end();
      isSending = false;
      call.onSent?.();
    };
    try {
      const read = await readContent(source, details, { memory: this.#memory, signal: call.signal });
      if (!read.ok) return read;
      const made = await this.#makeOnce(addition, read.value, onSent);
      if (!made.ok) return made;
      const item = { ...toRemoteItem(made.value, albumId), name: details.name };
      this.#options.removals.placed(item);
      // Of a smaller copy this hash is not that of the original.
      return ok(source.size === details.facts.size ? { ...item, hash: read.value.digest.sha256 } : item);
    } finally {
      if (isSending) this.#lulls.end();
    }
  }

  async #makeOnce(addition: Addition, read: ReadContent, onSent: () => void): Promise<Result<WireItem>> {
    const key = `${addition.albumId} ${read.digest.sha1}`;
    const before = this.#made.get(key);
    if (before) {
      const spare = read.takeBytes();
      if (spare) this.#memory.giveBack(spare);
      onSent();
      const made = await before;
      // What was wrong there, such as a file that changed, need not be wrong here.
      if (made.ok) return made;
    }
    const making = this.#make(addition, read, onSent);
    this.#made.set(key, making);
    const made = await making;
    if (!made.ok && this.#made.get(key) === making) this.#made.delete(key);
    return made;
  }

  async #make({ albumId, details, source, call }: Addition, { digest, takeBytes }: ReadContent, onSent: () => void) {
    const { client, batches, sessions } = this.#options;
    const { signal } = call;
    const bytes = takeBytes();
    const token = await sendBytes({ client, sessions, albumId, details, source, digest, bytes, signal });
    // Of what was refused, a part may still wait in the socket.
    if (!token.ok) return token;
    // Who waits for its batch needs them no more.
    if (bytes) this.#memory.giveBack(bytes);
    const item = {
      albumId,
      uploadToken: token.value,
      fileName: fileNameOf(details.name),
      description: descriptionOf(details.capture.caption),
      signal,
    };
    const made = batches.add(item, call.lull ?? (() => this.#lulls.next()));
    onSent();
    return made;
  }
}

function whyNot({ type }: UploadDetails, { size }: ContentSource): Phrase | undefined {
  if (!accepts(type)) return phrase`Google Photos does not take ${type.mime}`;
  if (type.kind === 'photo' && size > MAX_PHOTO) return phrase`Google Photos takes photos of up to 200 MB`;
  return type.kind === 'video' && size > MAX_VIDEO ? phrase`Google Photos takes videos of up to 20 GB` : undefined;
}
