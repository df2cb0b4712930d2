import { realpathSync } from 'node:fs';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { Problem, RemoteAlbum, RemoteItem } from '../engine/model.ts';
import type { AlbumService } from '../engine/ports/albumService.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { openLedgerCopy } from '../ledger/openLedger.ts';
import { ledgerFiles } from '../ledger/stateDirectory.ts';
import { encodeName } from '../local/safeName.ts';
import { readSettings } from '../settings/readSettings.ts';
import type { MappingRequest } from './folderMapping.ts';
import { openPorts } from './openPorts.ts';
import type { RunHost } from './openPorts.ts';

/** One item of a web album. Plain data, so that it can cross to the worker. */
export interface CopyRequest extends MappingRequest {
  /** Titles of the web albums in one of which it is. */
  readonly parts: readonly string[];
  readonly remoteId: string;
  readonly name: string;
}

/** What a web album has of an item. */
export type Copy =
  | {
      readonly kind: 'photo';
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** A file name that every disk and every reader takes as it is, whatever the service called the item. */
      readonly fileName: string;
      /** ms since 1970 UTC. */
      readonly modifiedMs: number;
      /** `smaller`: it was shrunk when it was sent; `changed`: the service gives no originals. */
      readonly likeness: 'original' | 'smaller' | 'changed';
      /** For people. */
      readonly service: string;
    }
  /** It is not for the memory of a program. */
  | {
      readonly kind: 'notRead';
      readonly reason: 'video' | 'large';
      readonly fileName: string;
      /** Its own page, where there is one. */
      readonly url?: string | undefined;
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Bytes; a photo of more than this is not read into memory. */
export const LARGEST_COPY = 64 * 1024 ** 2;

/** Reads what a web album has of a photo, as it is now, into memory. Nothing is written, neither here nor there. */
export async function readCopy(request: CopyRequest, host: RunHost, watch: Watch): Promise<Copy> {
  const checked = readSettings(request.settings);
  if ('problems' in checked) return failed(checked.problems[0] ?? problem('E_SETTINGS'));
  const { settings } = checked;
  const workspace = realFolder(request.folder);
  if (!workspace.ok) return failed(workspace.problem);
  const opened = await openPorts(workspace.value, settings, request.stateDirectory, host);
  if (!opened.ok) return failed(opened.problem);
  const ports = opened.value;
  const files = ledgerFiles(request.stateDirectory, workspace.value, settings.service, ports.account);
  const ledger = openLedgerCopy(files.ledger);
  if (!ledger.ok) {
    ports.dispose();
    return failed(ledger.problem);
  }
  try {
    const { service } = ports.withLedger(ledger.value, 'preview');
    const found = await findItem(request, service, watch);
    return found.ok
      ? await fetchItem({ ...found.value, name: request.name }, service, host, watch)
      : failed(found.problem);
  } finally {
    ledger.value.close();
    ports.dispose();
  }
}

async function findItem(request: CopyRequest, service: AlbumService, watch: Watch): Promise<Result<RemoteItem>> {
  const { parts, remoteId, name } = request;
  watch.onEvent({ type: 'progress', phase: 'list', done: 0, label: name });
  const albums = await service.listAlbums(watch);
  if (!albums.ok) return albums;
  for (const album of albums.value.filter(({ title }: RemoteAlbum) => parts.includes(title))) {
    const items = await service.listItems(album, watch);
    if (!items.ok) return items;
    const found = items.value.find(({ id }) => id === remoteId);
    if (found) return ok(found);
  }
  return fail(problem('E_TARGET_CHANGED', phrase`${name} is no longer in its web album`));
}

async function fetchItem(item: RemoteItem, service: AlbumService, host: RunHost, watch: Watch): Promise<Copy> {
  const fileName = fileNameOf(item.name);
  const notRead = (reason: 'video' | 'large'): Copy => ({ kind: 'notRead', reason, fileName, url: item.url });
  if (item.type?.kind === 'video') return notRead('video');
  const total = (item.stored ?? item).size;
  if (total !== undefined && total > LARGEST_COPY) return notRead('large');
  const pieces: Uint8Array[] = [];
  let done = 0;
  const received = await service.download(
    item,
    async (chunks) => {
      for await (const chunk of chunks) {
        done += chunk.length;
        if (done > LARGEST_COPY) return fail(problem('E_CANCELLED'));
        pieces.push(Uint8Array.from(chunk));
        watch.onEvent({
          type: 'progress',
          phase: 'apply',
          done,
          ...(total !== undefined && { total }),
          label: item.name,
        });
      }
      return ok();
    },
    watch,
  );
  if (done > LARGEST_COPY) return notRead('large');
  if (!received.ok) return failed(received.problem);
  if (watch.signal.aborted) return failed(problem('E_CANCELLED'));
  return {
    kind: 'photo',
    bytes: joined(pieces, done),
    fileName,
    modifiedMs: item.modifiedMs ?? host.now(),
    likeness: likenessOf(item, service),
    service: service.label,
  };
}

function likenessOf({ stored }: RemoteItem, { capabilities }: AlbumService): 'original' | 'smaller' | 'changed' {
  if (!capabilities.downloadsOriginal) return 'changed';
  return stored === undefined ? 'original' : 'smaller';
}

/** The last part, encoded for the strictest disk: a name on the web is never part of a path. */
function fileNameOf(name: string): string {
  return encodeName(name.slice(name.lastIndexOf('/') + 1), 'win32').replaceAll('/', '');
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

function failed(reason: Problem): Copy {
  return { kind: 'failed', problem: reason };
}

function realFolder(folder: string): Result<string> {
  try {
    return ok(realpathSync(folder));
  } catch {
    return fail(problem('E_NO_FOLDER', phrase`${folder} is not there`));
  }
}
