import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { problem } from '../../src/engine/errors.ts';
import { phrase } from '../../src/engine/phrase.ts';
import type { Capture, ErrorCode, RemoteAlbum, RemoteItem } from '../../src/engine/model.ts';
import type { AlbumService, Call, ContentSource, UploadDetails } from '../../src/engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../src/engine/result.ts';
import { diskPieces } from '../harness/diskPieces.ts';
import { tinyJpeg } from '../harness/library.ts';

/** A call that nobody cancels. */
export const CALL: Call = { signal: new AbortController().signal };

/** A call that was cancelled before it was made. */
export const CANCELLED: Call = { signal: AbortSignal.abort() };

/** A photo to be sent: `text` makes it different from others, the rest is told beside the bytes. */
export interface Sample {
  readonly name: string;
  readonly text?: string;
  /** ISO 8601 */
  readonly modifiedAt?: string;
  readonly capture?: Capture;
}

export function bytesOf({ name, text = name }: Sample): Buffer {
  return tinyJpeg(text);
}

export function detailsOf(sample: Sample): UploadDetails {
  const bytes = bytesOf(sample);
  return {
    name: sample.name,
    type: { kind: 'photo', mime: 'image/jpeg' },
    facts: {
      size: bytes.length,
      hash: hashOf(bytes),
      modifiedMs: Date.parse(sample.modifiedAt ?? '2020-06-01T10:00:00Z'),
    },
    capture: sample.capture ?? {},
  };
}

export function sourceOf(sample: Sample, faults: Partial<ContentSource> = {}): ContentSource {
  const bytes = bytesOf(sample);
  return {
    size: bytes.length,
    stream: () => diskPieces(bytes, 50),
    verify: async () => ok(),
    ...faults,
  };
}

/** A source whose file was changed while it was read. */
export const changedSource = (sample: Sample): ContentSource =>
  sourceOf(sample, { verify: async () => fail(problem('E_SOURCE_CHANGED', phrase`${sample.name}`)) });

/** A source that breaks after its first bytes. */
export const breakingSource = (sample: Sample): ContentSource =>
  sourceOf(sample, {
    async *stream() {
      yield bytesOf(sample).subarray(0, 10);
      throw new Error('The disk was pulled out');
    },
  });

/** A source that calls back after its first bytes and then never answers. */
export const stallingSource = (sample: Sample, onStall: () => void): ContentSource =>
  sourceOf(sample, {
    async *stream() {
      yield bytesOf(sample).subarray(0, 10);
      onStall();
      await new Promise(() => undefined);
    },
  });

export function send(service: AlbumService, album: RemoteAlbum, sample: Sample): Promise<Result<RemoteItem>> {
  return service.upload(album, detailsOf(sample), sourceOf(sample), CALL);
}

/** The value of a result that must be good. */
export function must<T>(result: Result<T>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

/** The code of a result that must be bad. */
export function codeOf(result: Result<unknown>): ErrorCode {
  assert.ok(!result.ok, 'It should have failed');
  return result.problem.code;
}

export async function download(service: AlbumService, item: RemoteItem): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const done = await service.download(
    item,
    async (stream) => {
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      return ok();
    },
    CALL,
  );
  must(done);
  return Buffer.concat(chunks);
}

/** The album with this title. */
export async function albumNamed(service: AlbumService, title: string): Promise<RemoteAlbum> {
  const album = must(await service.listAlbums(CALL)).find((each) => each.title === title);
  assert.ok(album, `There is no album “${title}”`);
  return album;
}

/** How an item that was sent under this name is listed: where a service does not know names, without its folders. */
export function listedName({ capabilities }: AlbumService, name: string): string {
  return capabilities.knows.name ? name : name.slice(name.lastIndexOf('/') + 1);
}

/** The item with this name in an album. */
export async function itemNamed(service: AlbumService, album: RemoteAlbum, name: string): Promise<RemoteItem> {
  const listed = must(await service.listItems(album, CALL));
  const item = listed.find((each) => each.name === listedName(service, name));
  assert.ok(item, `There is no item “${name}”`);
  return item;
}

/**
 * Everything of an account that a person can see, as text: a line for each album and, below it, one for each item with
 * what the service says that it knows.
 */
export async function accountText(service: AlbumService): Promise<string> {
  const lines: string[] = [];
  const albums = must(await service.listAlbums(CALL)).toSorted((a, b) => (a.title < b.title ? -1 : 1));
  for (const album of albums) {
    lines.push(album.title);
    const items = must(await service.listItems(album, CALL)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const item of items) lines.push(`  ${itemText(service, item)}`);
  }
  return lines.join('\n');
}

function itemText({ capabilities: { knows, metadata } }: AlbumService, item: RemoteItem): string {
  return [
    item.name,
    knows.size && `${item.size} bytes`,
    knows.sourceDate && item.modifiedMs !== undefined && new Date(item.modifiedMs).toISOString(),
    knows.hashes.includes('sha256') && item.hash?.slice(0, 15),
    metadata.includes('captureDate') && item.capturedAt,
    metadata.includes('caption') && item.caption,
    item.tagged === true && 'marked',
  ]
    .filter((word) => typeof word === 'string')
    .join(', ');
}

/** How `accountText` shows a sample that was sent. */
export function sampleText(service: AlbumService, sample: Sample): string {
  const { facts, capture, type } = detailsOf(sample);
  const name = listedName(service, sample.name);
  return itemText(service, { id: '', albumId: '', name, ...facts, ...capture, type });
}

function hashOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
