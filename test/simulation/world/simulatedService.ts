import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { ErrorCode, RemoteAlbum, RemoteItem } from '../../../src/engine/model.ts';
import type {
  AlbumService,
  Call,
  Capabilities,
  ContentSink,
  ContentSource,
  FinishReport,
  ItemPatch,
  Removed,
  SomeItems,
  Upload,
  UploadDetails,
} from '../../../src/engine/ports/albumService.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import type { Result } from '../../../src/engine/result.ts';
import { bytesOf, hashOf, torn } from './content.ts';
import type { Course, Fault } from './course.ts';
import { capabilitiesOf } from './profile.ts';
import type { Profile } from './profile.ts';
import { readSource, storeItem, toRemoteItem } from './storing.ts';
import type { Account, WebItem, World } from './world.ts';

export interface SimulatedServiceOptions {
  readonly world: World;
  readonly course: Course;
  readonly profile: Profile;
  /** An account that shows nothing is the wrong one, or was set up anew. */
  readonly looksEmpty: boolean;
  /** Whether it says of every album how it looks (`RemoteAlbum.mark`). */
  readonly marks: boolean;
}

/** A service in memory that keeps the contract of `AlbumService` as far as its profile and the faults let it. */
export class SimulatedService implements AlbumService {
  readonly id = 'gallery';
  readonly label = 'Simulated';
  readonly account = 'simulated';
  readonly capabilities: Capabilities;
  readonly #options: SimulatedServiceOptions;
  /** The versions that this client was told of: it changes nothing that somebody else has changed since. */
  readonly #told = new Map<string, number>();
  /** The albums that this client made or was asked for some items of, as it saw them then, with what it has sent since. */
  readonly #seen = new Map<string, Map<string, WebItem>>();
  #requests = 0;

  constructor(options: SimulatedServiceOptions) {
    this.#options = options;
    this.capabilities = capabilitiesOf(options.profile);
  }

  requests(): number {
    return this.#requests;
  }

  async listAlbums(call: Call): Promise<Result<readonly RemoteAlbum[]>> {
    const fault = await this.#begin('list albums', call);
    if (!fault.ok) return fault;
    if (fault.value) return fail(problem('E_LIST_PARTIAL', phrase`the albums`));
    return ok(
      this.#options.looksEmpty
        ? []
        : this.#shuffle(this.#account.albums.values()).map((album) => this.#marked(copy(album))),
    );
  }

  #marked(album: RemoteAlbum): RemoteAlbum {
    if (!this.#options.marks) return album;
    return { ...album, mark: markOf(this.#itemsOf(album.id)) };
  }

  async listItems(album: RemoteAlbum, call: Call): Promise<Result<readonly RemoteItem[]>> {
    const fault = await this.#begin(`list "${album.title}" (${album.id})`, call);
    if (!fault.ok) return fault;
    if (fault.value) return fail(problem('E_LIST_PARTIAL', phrase`${album.title}`));
    const items = [...this.#account.items.values()].filter(({ albumId }) => albumId === album.id);
    return ok(this.#shuffle(items).map((item) => this.#tell(item)));
  }

  async listSome(album: RemoteAlbum, ids: ReadonlySet<string>, call: Call): Promise<Result<SomeItems | undefined>> {
    const fault = await this.#begin(`list some of "${album.title}" (${album.id})`, call);
    if (!fault.ok) return fault;
    if (fault.value) return fail(problem('E_LIST_PARTIAL', phrase`${album.title}`));
    if (this.#marked(copy(album)).mark !== album.mark) return ok(undefined);
    const all = this.#shuffle(this.#itemsOf(album.id));
    this.#seen.set(album.id, new Map(all.map((item) => [item.id, copy(item)])));
    const others = all.flatMap(({ id, capturedAt }) => (ids.has(id) ? [] : (capturedAt ?? [])));
    return ok({
      items: all.filter(({ id }) => ids.has(id)).map((item) => this.#tell(item)),
      othersSince: others.toSorted()[0],
    });
  }

  async createAlbum(title: string, call: Call): Promise<Result<RemoteAlbum>> {
    return this.#change(`create album "${title}"`, call, async (fault) => {
      if (fault) return refusal(fault, title);
      const album = { id: `A${++this.#account.ids}`, title };
      this.#account.albums.set(album.id, album);
      this.#seen.set(album.id, new Map());
      this.#options.course.did(`album ${album.id} "${title}"`, { what: 'createAlbum', albumId: album.id });
      return ok(copy(album));
    });
  }

  async updateAlbum(
    { id, title }: RemoteAlbum,
    patch: { readonly title?: string; readonly date?: string },
    call: Call,
  ): Promise<Result<RemoteAlbum>> {
    return this.#change(`update album "${title}" ${JSON.stringify(patch)}`, call, async (fault) => {
      const { rename, metadata } = this.capabilities;
      if (patch.title !== undefined && !rename.album) return refuse('E_NOT_SUPPORTED', title);
      if (patch.date !== undefined && !metadata.includes('albumDate')) return refuse('E_NOT_SUPPORTED', title);
      const album = this.#account.albums.get(id);
      if (fault || !album) return refusal(fault, title);
      Object.assign(album, patch);
      this.#options.course.did(`album ${id} "${album.title}" ${album.date ?? ''}`, {
        what: 'updateAlbum',
        albumId: id,
      });
      return ok(copy(album));
    });
  }

  async removeAlbum({ id, title }: RemoteAlbum, call: Call): Promise<Result<void>> {
    return this.#change(`remove album "${title}"`, call, async (fault) => {
      if (!this.capabilities.removeAlbum) return refuse('E_NOT_SUPPORTED', title);
      if (!this.#account.albums.has(id)) return ok();
      if (fault || this.#itemsOf(id).length > 0) return refusal(fault, title);
      this.#account.albums.delete(id);
      this.#options.course.did(`album ${id} "${title}" is gone`, { what: 'removeAlbum', albumId: id });
      return ok();
    });
  }

  async upload(
    album: RemoteAlbum,
    details: UploadDetails,
    source: ContentSource,
    call: Call,
  ): Promise<Result<RemoteItem>> {
    return this.#change(`upload "${album.title}/${details.name}"`, call, async (fault) => {
      const { profile } = this.#options;
      if (!this.#account.albums.has(album.id)) return refuse('E_TARGET_CHANGED', album.title);
      if (fault && fault !== 'torn' && fault !== 'foreign') return refusal(fault, details.name);
      const sent = await readSource(details, source, { profile, fault, signal: call.signal });
      if (!sent.ok) return sent;
      const namesakes = this.#itemsOf(album.id).filter(({ name }) => name === details.name);
      const same = namesakes.find(({ content }) => content === sent.value);
      if (namesakes.length > 0 && !same && !profile.twins) return refuse('E_TARGET_CHANGED', details.name);
      const isFull = this.#itemsOf(album.id).length >= (profile.maxAlbumItems ?? Infinity);
      if (!same && isFull) return refuse('E_TARGET_CHANGED', `${album.title} is full`);
      const item = storeItem(this.#account, {
        albumId: album.id,
        details,
        content: sent.value,
        old: same,
        profile,
        sentSize: source.size,
      });
      this.#did(`item ${item.id} "${album.title}/${item.name}" is ${item.content}`, 'upload', item);
      this.#seen.get(album.id)?.set(item.id, copy(item));
      return ok(this.#tell(item));
    });
  }

  /** Each may go wrong by itself, and they overtake each other. */
  uploadTogether(album: RemoteAlbum, uploads: readonly Upload[], call: Call): Promise<readonly Result<RemoteItem>[]> {
    return Promise.all(uploads.map(({ details, source }) => this.upload(album, details, source, call)));
  }

  async replace(
    { id, name, albumId }: RemoteItem,
    details: UploadDetails,
    source: ContentSource,
    call: Call,
  ): Promise<Result<RemoteItem>> {
    return this.#change(`replace "${name}" (${id})`, call, async (fault) => {
      const { profile } = this.#options;
      const sentSize = source.size;
      if (profile.replace === 'no') return refuse('E_NOT_SUPPORTED', name);
      if (fault && fault !== 'torn') return refusal(fault, name);
      const sent = await readSource(details, source, { profile, fault, signal: call.signal });
      if (!sent.ok) return sent;
      const old = this.#current(id);
      if (!old) return refuse('E_TARGET_CHANGED', name);
      if (profile.replace === 'inPlace' || old.content === sent.value) {
        if (old.content !== sent.value) this.#account.trash.push({ name: old.name, content: old.content });
        const item = storeItem(this.#account, {
          albumId,
          details: { ...details, name },
          content: sent.value,
          old,
          profile,
          sentSize,
        });
        this.#did(`item ${id} is ${item.content}`, 'replace', item);
        this.#seen.get(albumId)?.set(id, copy(item));
        return ok(this.#tell(item));
      }
      const same = this.#itemsOf(albumId).find((other) => other.name === name && other.content === sent.value);
      const item = storeItem(this.#account, {
        albumId,
        details: { ...details, name },
        content: sent.value,
        old: same,
        profile,
        sentSize,
      });
      this.#did(`item ${item.id} "${item.name}" is ${item.content}, beside ${id}`, 'upload', item);
      this.#takeAway(old);
      return ok(this.#tell(item));
    });
  }

  async download({ id, name, size, hash, stored }: RemoteItem, sink: ContentSink, call: Call): Promise<Result<void>> {
    const fault = await this.#begin(`download "${name}" (${id})`, call);
    if (!fault.ok) return fault;
    const item = this.#account.items.get(id);
    if (!item) return refuse('E_TARGET_CHANGED', name);
    const checkable = stored ?? { size, hash };
    const isCheckable = checkable.size !== undefined || checkable.hash?.startsWith('sha256:') === true;
    // Nobody could notice bytes that are missing where neither size nor hash is known, so there the connection breaks.
    if (fault.value && fault.value !== 'torn') return refuse('E_VERIFY', name);
    return sink(chunksOf(item, fault.value === 'torn' ? (isCheckable ? 'tear' : 'break') : 'whole'));
  }

  async restore({ name }: RemoteItem): Promise<Result<RemoteItem>> {
    return refuse('E_NOT_SUPPORTED', name);
  }

  async remove({ id, name }: RemoteItem, call: Call): Promise<Result<Removed>> {
    return this.#change(`remove "${name}" (${id})`, call, async (fault) => {
      if (this.capabilities.remove === 'no') return refuse('E_NOT_SUPPORTED', name);
      if (fault) return refusal(fault, name);
      if (!this.#account.items.has(id)) return ok({});
      const item = this.#current(id);
      if (!item) return refuse('E_TARGET_CHANGED', name);
      this.#takeAway(item);
      return ok({});
    });
  }

  async tag({ id, name }: RemoteItem, call: Call): Promise<Result<void>> {
    return this.#change(`tag "${name}" (${id})`, call, async (fault) => {
      if (!this.capabilities.tag) return refuse('E_NOT_SUPPORTED', name);
      const item = this.#account.items.get(id);
      if (fault || !item) return refusal(fault, name);
      item.tagged = true;
      this.#did(`item ${id} is tagged`, 'tag', item);
      return ok();
    });
  }

  async updateItem({ id, name }: RemoteItem, patch: ItemPatch, call: Call): Promise<Result<RemoteItem>> {
    return this.#change(`update "${name}" (${id}) ${JSON.stringify(patch)}`, call, async (fault) => {
      if (unable(patch, this.capabilities)) return refuse('E_NOT_SUPPORTED', name);
      const item = this.#current(id);
      if (fault || !item) return refusal(fault, name);
      if (contradicts(patch, item)) return refuse('E_VERIFY', name);
      const place = { name: patch.name ?? name, albumId: patch.albumId ?? item.albumId };
      const moves = place.name !== item.name || place.albumId !== item.albumId;
      const others = this.#itemsOf(place.albumId).filter((other) => other.id !== id);
      const isTaken = moves && !this.#options.profile.twins && others.some((other) => other.name === place.name);
      if (isTaken || !this.#account.albums.has(place.albumId)) return refuse('E_NAME_COLLISION', name);
      Object.assign(item, patch, { version: item.version + 1 });
      this.#did(`item ${id} is "${item.name}" in ${item.albumId}`, 'update', item);
      return ok(this.#tell(item));
    });
  }

  async finish(): Promise<FinishReport> {
    await this.#options.course.begin('finish');
    if (!this.#options.marks) return { problems: [] };
    const marks = new Map([...this.#seen].map(([id, items]) => [id, markOf([...items.values()])]));
    return { problems: [], marks };
  }

  get #account(): Account {
    return this.#options.world.account;
  }

  async #begin(text: string, { signal }: Call): Promise<Result<Fault | undefined>> {
    this.#requests++;
    const fault = await this.#options.course.begin(text);
    return signal.aborted ? refuse('E_CANCELLED', '') : ok(fault);
  }

  /** A call that changes something; with the fault `answerLost` it does, and says that it failed. */
  async #change<T>(
    text: string,
    call: Call,
    work: (fault: Fault | undefined) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const fault = await this.#begin(text, call);
    if (!fault.ok) return fault;
    if (fault.value === 'throws') throw new TypeError('A mistake of the service');
    if (fault.value !== 'answerLost') return work(fault.value);
    const done = await work(undefined);
    return done.ok ? refuse('E_TARGET_CHANGED', 'the answer was lost') : done;
  }

  /** An old item goes where the service puts what is removed. */
  #takeAway({ id, name, content, albumId }: WebItem): void {
    const goesForGood = this.capabilities.remove === 'permanent';
    if (!goesForGood) this.#account.trash.push({ name, content });
    this.#account.items.delete(id);
    const destroyed = goesForGood ? content : undefined;
    const where = goesForGood ? 'gone for good' : 'in the trash';
    const deed = { what: 'remove', albumId, name, itemId: id, destroyed } as const;
    this.#options.course.did(`item ${id} "${name}", which is ${content}, is ${where}`, deed);
  }

  #did(text: string, what: 'upload' | 'replace' | 'update' | 'tag', item: WebItem): void {
    const { id, albumId, name, content } = item;
    this.#options.course.did(text, { what, itemId: id, albumId, name, content });
  }

  #itemsOf(albumId: string): WebItem[] {
    return [...this.#account.items.values()].filter((item) => item.albumId === albumId);
  }

  /** The item, when nobody has changed it since this client was told of it. */
  #current(id: string): WebItem | undefined {
    const item = this.#account.items.get(id);
    return item && (this.#told.get(id) ?? item.version) === item.version ? item : undefined;
  }

  #tell(item: WebItem): RemoteItem {
    this.#told.set(item.id, item.version);
    return toRemoteItem(item, this.#options.profile);
  }

  #shuffle<T>(things: Iterable<T>): T[] {
    return this.#options.course.shuffle(things);
  }
}

async function* chunksOf({ content }: WebItem, how: 'whole' | 'tear' | 'break'): AsyncGenerator<Uint8Array> {
  yield bytesOf(how === 'whole' ? content : torn(content));
  if (how === 'break') throw new Error('The connection broke');
}

function markOf(items: readonly WebItem[]): string {
  return JSON.stringify(items.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

function unable(patch: ItemPatch, { rename, metadata }: Capabilities): boolean {
  const facts = { size: 'size', hash: 'hash', modifiedMs: 'sourceDate', caption: 'caption', capturedAt: 'captureDate' };
  return (
    (patch.name !== undefined && !rename.item) ||
    (patch.albumId !== undefined && !rename.move) ||
    Object.entries(facts).some(([key, fact]) => key in patch && !(metadata as readonly string[]).includes(fact))
  );
}

/** A copy that was shrunk is told apart from its original, so nothing can contradict what is said of that. */
function contradicts({ size, hash }: ItemPatch, { content, original }: WebItem): boolean {
  if (original) return false;
  const algorithm = hash?.startsWith('md5:') ? 'md5' : 'sha256';
  return (
    (size ?? content.length) !== content.length || (hash ?? hashOf(content, algorithm)) !== hashOf(content, algorithm)
  );
}

function refuse(code: ErrorCode, about: string): Result<never> {
  return fail(problem(code, phrase`${about}`));
}

function refusal(fault: Fault | undefined, about: string): Result<never> {
  return refuse(fault === 'full' ? 'E_GALLERY_NOT_WRITABLE' : 'E_TARGET_CHANGED', about);
}

function copy<T extends object>(thing: T): T {
  return { ...thing };
}
