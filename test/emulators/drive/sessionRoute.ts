import { empty, json, text } from '../http/answers.ts';
import { masked } from '../http/fieldMask.ts';
import { headerOf } from '../http/headerOf.ts';
import { joined, readBytes } from '../http/readBytes.ts';
import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { carryOut } from './carryOut.ts';
import { corrupted } from './content.ts';
import type { Drive } from './drive.ts';
import { fileResource } from './fileResource.ts';
import { badRequest, refusalAnswer } from './refusals.ts';
import { receivedBytes, type Session } from './sessions.ts';
import type { StoredFile } from './store/model.ts';

const PATH = '/upload/drive/v3/files';

/** Where the parts of an upload go. The address is a secret: it needs no token. */
export function sessionAddress({ origin }: Call, { id }: Session): string {
  return `${origin}${PATH}?uploadType=resumable&upload_id=${id}`;
}

/**
 * The address of a resumable upload: a part, the whole, or the question how much has come. What came of a part before
 * the connection broke stays, down to the granularity. The special fault `storeLess` keeps only so many bytes of a part.
 */
export function sessionRoute(drive: Drive): Route {
  const handle = async (call: Call): Promise<Answer> => {
    const session = drive.sessions.find(call.query.get('upload_id') ?? '');
    const body = await readBytes(call, drive.limits.fileBytes);
    // What is the state of the upload is asked after the body has come: another request may have come meanwhile.
    if (!session || session.state.kind === 'cancelled') return text('Not Found', 404);
    if (session.state.kind === 'done') return done(drive, call, session, session.state.fileId);
    if (session.state.kind === 'ending') return ended(drive, call, session, await session.state.file);
    if (call.method !== 'DELETE') return receive(drive, call, session, body);
    session.state = { kind: 'cancelled' };
    return empty(499);
  };
  // The documentation says PUT; rclone has sent POST for years.
  return { name: 'uploads.session', methods: ['PUT', 'POST', 'DELETE'], path: PATH, query: { upload_id: '*' }, handle };
}

async function receive(drive: Drive, call: Call, session: Session, body: Buffer | undefined): Promise<Answer> {
  const before = receivedBytes(session);
  const range = readRange(headerOf(call, 'content-range'));
  if (range === 'unreadable' || body === undefined) return refused('Failed to parse Content-Range header.');
  const total = range.total ?? session.size;
  if (session.size !== undefined && total !== session.size)
    return refused('The total differs from what was said before.');
  const { granularity } = drive.limits;
  if (range.kind === 'query') {
    if (body.length > 0) return refused('A question about an upload has no body.');
    return total === before ? finish(drive, call, session) : incomplete(call, session);
  }
  const first = range.kind === 'whole' ? 0 : range.first;
  if (first > before) return refused(`The next byte of this upload is ${String(before)}.`);
  if (call.body.cut) {
    const whole = Math.floor((first + body.length) / granularity) * granularity;
    session.parts.push(body.subarray(before - first, Math.max(whole - first, before - first)));
    return incomplete(call, session);
  }
  const end = first + body.length;
  if (range.kind === 'part' && end !== range.last + 1) return refused('The body has another length than its range.');
  if (total !== undefined && end > total) return refused('The range ends behind the total.');
  const isLast = range.kind === 'whole' || end === total;
  if (range.kind === 'whole' && total !== undefined && end !== total)
    return refused('The body has another length than was said before.');
  if (!isLast && (body.length === 0 || body.length % granularity !== 0))
    return refused(`The size of a part must be a multiple of ${String(granularity)} bytes.`);
  const kept = call.special('storeLess') ?? Infinity;
  session.parts.push(
    corrupted(call, body.subarray(before - first, Math.max(Math.min(kept, body.length), before - first))),
  );
  session.size = total ?? (isLast ? end : undefined);
  return receivedBytes(session) === session.size ? finish(drive, call, session) : incomplete(call, session);
}

async function finish(drive: Drive, call: Call, session: Session): Promise<Answer> {
  const { viewer, purpose, contentType, parts } = session;
  const file = carryOut(drive, viewer, purpose, { bytes: joined(parts), contentType });
  session.state = { kind: 'ending', file };
  const result = await file;
  // An upload that could not end for now may be ended later.
  session.state = isRefusal(result) ? { kind: 'active' } : { kind: 'done', fileId: result.id };
  if (!isRefusal(result)) session.parts.length = 0;
  return ended(drive, call, session, result);
}

function ended(drive: Drive, call: Call, session: Session, result: OrRefusal<StoredFile>): Answer {
  return isRefusal(result) ? refusalAnswer(result) : done(drive, call, session, result.id);
}

function done(drive: Drive, call: Call, { viewer, fields }: Session, fileId: string): Answer {
  const file = drive.store.get(fileId);
  // Drive tells the end of an upload again, as long as there is the file.
  return file ? json(masked(fileResource(drive, viewer, call, file), fields)) : text('Not Found', 404);
}

/** 308 without a `Range` says that nothing has come to stay. */
function incomplete(call: Call, session: Session): Answer {
  const received = receivedBytes(session);
  const headers = {
    'X-GUploader-UploadID': session.id,
    ...(received > 0 && { Range: `bytes=0-${String(received - 1)}` }),
  };
  return headerOf(call, 'x-guploader-no-308') === 'yes'
    ? empty(200, { ...headers, 'X-Http-Status-Code-Override': '308' })
    : empty(308, headers);
}

type ContentRange =
  | { readonly kind: 'whole'; readonly total: undefined }
  | { readonly kind: 'query'; readonly total: number | undefined }
  | { readonly kind: 'part'; readonly first: number; readonly last: number; readonly total: number | undefined };

/** `bytes 0-262143/1000000`, `bytes 0-262143/*`, `bytes *` + `/1000000`, or none for all in one request. */
function readRange(header: string | undefined): ContentRange | 'unreadable' {
  if (header === undefined) return { kind: 'whole', total: undefined };
  const [, range = '', size = ''] = /^bytes (\*|\d+-\d+)\/(\*|\d+)$/.exec(header.trim()) ?? [];
  if (range === '') return 'unreadable';
  const total = size === '*' ? undefined : Number(size);
  if (range === '*') return { kind: 'query', total };
  const [first = 0, last = 0] = range.split('-').map(Number);
  return last < first ? 'unreadable' : { kind: 'part', first, last, total };
}

function refused(message: string): Answer {
  return refusalAnswer(badRequest(message));
}
