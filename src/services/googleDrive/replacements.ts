import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSource, Replaced, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { CheckedContent } from './content.ts';
import type { Drive } from './drive.ts';
import { mayHaveHappened } from './makeOnce.ts';
import { metadataOf, timeOf } from './metadata.ts';
import { isOwnCaption, MARK } from './properties.ts';
import { keepForever, revisionSource } from './revisions.ts';
import { sendContent } from './sendContent.ts';
import { holds, storedFacts, toRemoteItem } from './toRemoteItem.ts';
import { revisionMark } from './trashMarks.ts';
import type { WireFile } from './wire.ts';

/** The revision that a file had before a run began to replace its content. */
const PREFIX = 'replacing:';

/** Gives an item new content in its place. Drive keeps the old one as a revision, which is told to stay for ever. */
export async function replace(
  drive: Drive,
  item: RemoteItem,
  details: UploadDetails,
  source: ContentSource,
  { signal }: Call,
): Promise<Result<Replaced>> {
  const { client, mirror, state } = drive;
  const content = new CheckedContent(source, details);
  const found = await client.find(item.id, item.name, signal);
  if (!found.ok) return found;
  const before = found.value;
  if (!before || before.trashed) return fail(problem('E_TARGET_CHANGED', phrase`${item.name}`));
  if (!holds(before, item)) return alreadyReplaced(drive, before, content, signal);
  const revision = before.headRevisionId;
  if (revision === undefined) return fail(problem('E_SERVICE_ANSWER', phrase`${item.name}: Google names no revision`));
  const kept = await keepForever(client, { fileId: item.id, id: revision, name: item.name }, signal);
  if (!kept.ok) return kept;
  // Written down first, so that after a crash it is still known where the old content is.
  state.set(PREFIX + item.id, revision);
  state.commit();
  const replaced = await sendNew(drive, before, { details, source, content }, signal);
  if (!replaced.ok) {
    mirror.doubt();
    return replaced;
  }
  return ok(standing(drive, replaced.value, revision));
}

/** What is sent in the place of something else. */
interface New {
  readonly details: UploadDetails;
  readonly source: ContentSource;
  readonly content: CheckedContent;
}

/** An earlier run may have sent this content and not have heard the answer. */
async function alreadyReplaced(
  drive: Drive,
  now: WireFile,
  content: CheckedContent,
  signal: AbortSignal,
): Promise<Result<Replaced>> {
  const revision = drive.state.get(PREFIX + now.id);
  const isIn = revision === undefined ? ok(false) : await content.isIn(now, signal);
  if (!isIn.ok) return isIn;
  if (revision !== undefined && isIn.value) return ok(standing(drive, now, revision));
  return fail(problem('E_TARGET_CHANGED', phrase`${content.name}`));
}

function standing({ state, mirror }: Drive, file: WireFile, revision: string): Replaced {
  state.delete(PREFIX + file.id);
  mirror.put(file);
  return { ...toRemoteItem(file), trashed: revisionMark(file.id, revision) };
}

async function sendNew(
  drive: Drive,
  before: WireFile,
  { details, source, content }: New,
  signal: AbortSignal,
): Promise<Result<WireFile>> {
  const { client } = drive;
  const { id, name } = before;
  const { description, ...facts } = metadataOf(details, source);
  // What a person has written in Drive is not a caption of ours to be taken away.
  const mayDescribe = details.capture.caption !== undefined || isOwnCaption(before);
  const metadata = {
    ...facts,
    mimeType: details.type.mime,
    ...(mayDescribe && { description }),
    appProperties: { ...facts.appProperties, ...MARK },
  };
  const sent = await sendContent(drive, {
    target: 'newContent',
    id,
    metadata,
    mime: details.type.mime,
    content,
    signal,
  });
  // A lost answer is made up for by a look at the file.
  const isLost = sent.ok ? sent.value === undefined : mayHaveHappened(sent.problem);
  const now = isLost ? await client.find(id, name, signal) : sent;
  if (!now.ok) return sent.ok ? now : sent;
  if (!now.value || now.value.trashed) return sent.ok ? fail(problem('E_TARGET_CHANGED', phrase`${name}`)) : sent;
  const isIn = await content.isIn(now.value, signal);
  if (!isIn.ok) return isIn;
  if (isIn.value) return ok(now.value);
  if (!sent.ok) return sent;
  // What an earlier run has sent is not there any more, so somebody else has changed the file since.
  if (!sent.value) return fail(problem('E_TARGET_CHANGED', phrase`${name}`));
  await putBack(drive, before, signal);
  return fail(problem('E_VERIFY', phrase`${details.name}`));
}

/** Drive has stored something else than what was sent, so the old content takes its place again. */
async function putBack(drive: Drive, before: WireFile, signal: AbortSignal): Promise<void> {
  const { id, name, mimeType, headRevisionId = '', modifiedMs = 0, description, properties } = before;
  const facts = storedFacts(before);
  const source = revisionSource(drive.client, { fileId: id, id: headRevisionId, name, facts }, signal);
  const content = new CheckedContent(source, { name, facts: { ...facts, size: source.size, modifiedMs } });
  const metadata = { modifiedTime: timeOf(modifiedMs), description, appProperties: properties };
  await sendContent(drive, { target: 'newContent', id, metadata, mime: mimeType, content, signal });
}
