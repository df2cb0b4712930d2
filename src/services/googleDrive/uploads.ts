import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { CheckedContent } from './content.ts';
import type { Drive } from './drive.ts';
import { makeOnce } from './makeOnce.ts';
import { metadataOf } from './metadata.ts';
import { MARK, naming, present } from './properties.ts';
import { sendContent } from './sendContent.ts';
import { toRemoteItem } from './toRemoteItem.ts';
import type { WireFile } from './wire.ts';

/** Adds an item. The same name with the same content is the same item; one with other content is left alone. */
export async function upload(
  drive: Drive,
  album: RemoteAlbum,
  details: UploadDetails,
  source: ContentSource,
  { signal }: Call,
): Promise<Result<RemoteItem>> {
  const ready = await drive.mirror.ready(signal);
  if (!ready.ok) return ready;
  const content = new CheckedContent(source, details);
  const before = drive.mirror.known.named(album.id, details.name);
  if (before.length > 0) return same(before, details, content, signal);
  const uploaded = await add(drive, album, details, source, content, signal);
  if (!uploaded.ok) drive.mirror.doubt();
  return uploaded;
}

/** The one of the items of a name that has this content. */
async function same(
  files: readonly WireFile[],
  { name, facts }: UploadDetails,
  content: CheckedContent,
  signal: AbortSignal,
): Promise<Result<RemoteItem>> {
  for (const file of files) {
    const item = toRemoteItem(file);
    if (facts.hash !== undefined && facts.hash === item.hash) return ok(item);
    const isIn = await content.isIn(file, signal);
    if (!isIn.ok) return isIn;
    if (isIn.value) return ok(item);
  }
  return fail(problem('E_TARGET_CHANGED', phrase`${name}: there is one with other content`));
}

async function add(
  drive: Drive,
  album: RemoteAlbum,
  details: UploadDetails,
  source: ContentSource,
  content: CheckedContent,
  signal: AbortSignal,
): Promise<Result<RemoteItem>> {
  const { client, mirror, ids } = drive;
  const { name, type } = details;
  const named = naming(name);
  if (!named) return fail(problem('E_NAME', phrase`${name}: its folders are more than Drive can keep`));
  const { appProperties, ...facts } = metadataOf(details, source);
  const metadata = {
    name: named.name,
    parents: [album.id],
    mimeType: type.mime,
    ...facts,
    appProperties: { ...MARK, ...present({ ...appProperties, ...named.properties }) },
  };
  const key = `item\n${album.id}\n${name}`;
  const made = await makeOnce(client, ids, {
    key,
    about: name,
    make: (id) => sendContent(drive, { target: 'newFile', id, metadata, mime: type.mime, content, signal }),
    signal,
  });
  if (!made.ok) return made;
  const { file, isNew } = made.value;
  const isIn = await content.isIn(file, signal);
  if (!isIn.ok) return isIn;
  ids.settle(key);
  if (isIn.value) {
    mirror.put(file);
    return ok(toRemoteItem(file));
  }
  // One that an earlier run has sent is another version, and the next listing shows it.
  if (!isNew) return fail(problem('E_TARGET_CHANGED', phrase`${name}: an earlier run has sent other content`));
  await client.patch(file.id, name, { trashed: true }, signal);
  return fail(problem('E_VERIFY', phrase`${name}`));
}
