import { empty, googleError, text } from '../http/answers.ts';
import { headerOf } from '../http/headerOf.ts';
import { joined, readBytes } from '../http/readBytes.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { admit } from './admit.ts';
import type { Photos } from './photos.ts';
import { invalid, NOT_FOUND } from './refusals.ts';
import { hashProblem, tooLarge } from './uploadBody.ts';
import { receivedBytes, type Session } from './uploads.ts';

/** Where the parts of a resumable upload go. */
export const SESSION_PATH = '/v1/uploads/session';

/**
 * The address of a resumable upload: `upload`, `upload, finalize`, `finalize`, `query`, `cancel`. What came of a part
 * before the connection broke stays, down to the granularity. The special fault `storeLess` keeps only so many bytes of a
 * part, and the upload stays active even if the part was the last.
 */
export function sessionRoute(photos: Photos): Route {
  const handle = async (call: Call): Promise<Answer> => {
    const viewer = admit(photos, call, ['appendonly']);
    if (isRefusal(viewer)) return googleError(viewer.refused);
    const session = photos.uploads.session(viewer, call.query.get('upload_id') ?? '');
    if (!session) return googleError(NOT_FOUND.refused);
    const commands = (headerOf(call, 'x-goog-upload-command') ?? '').split(',').map((command) => command.trim());
    if (commands.join() === 'query') return state(session);
    if (session.status !== 'active') return refused(session, invalid());
    if (commands.join() === 'cancel') {
      session.status = 'cancelled';
      return state(session);
    }
    if (!['upload', 'upload,finalize', 'finalize'].includes(commands.join())) return refused(session, invalid());
    return receive(photos, call, session, { isLast: commands.includes('finalize') });
  };
  return { name: 'uploads.session', methods: ['POST'], path: SESSION_PATH, handle };
}

async function receive(
  photos: Photos,
  call: Call,
  session: Session,
  { isLast }: { readonly isLast: boolean },
): Promise<Answer> {
  const offset = headerOf(call, 'x-goog-upload-offset');
  const before = receivedBytes(session);
  const bytes = await readBytes(call, session.rawSize - before);
  if (bytes === undefined) return tooLarge();
  if (bytes.length > 0 && offset !== String(before)) return refused(session, invalid());
  const { granularity } = photos.limits;
  if (call.body.cut) {
    const kept = Math.max(wholeParts(before + bytes.length, granularity) - before, 0);
    session.parts.push(bytes.subarray(0, kept));
    return state(session);
  }
  const kept = call.special('storeLess');
  if (kept !== undefined) {
    session.parts.push(bytes.subarray(0, kept));
    return state(session);
  }
  if (!isLast) {
    if (bytes.length === 0 || bytes.length % granularity !== 0) return refused(session, invalid());
    session.parts.push(bytes);
    return state(session);
  }
  const all = joined([...session.parts, bytes].filter(({ length }) => length > 0));
  if (all.length !== session.rawSize) return refused(session, invalid());
  const problem = await hashProblem(photos, call, all);
  if (problem) return refused(session, problem);
  // Making the hash took time, in which another request may have ended the upload.
  if (session.status !== 'active') return refused(session, invalid());
  session.status = 'final';
  session.parts.length = 0;
  const { account, clientId, filename } = session;
  return text(photos.uploads.keep({ account, clientId, filename, bytes: all }), 200, {
    'X-Goog-Upload-Status': 'final',
    'X-Goog-Upload-Size-Received': String(all.length),
  });
}

function wholeParts(bytes: number, granularity: number): number {
  return Math.floor(bytes / granularity) * granularity;
}

function state(session: Session): Answer {
  return empty(200, stateHeaders(session));
}

function refused(session: Session, { refused: error }: Refusal): Answer {
  return googleError(error, stateHeaders(session));
}

function stateHeaders(session: Session): Record<string, string> {
  const received = session.status === 'final' ? session.rawSize : receivedBytes(session);
  return { 'X-Goog-Upload-Status': session.status, 'X-Goog-Upload-Size-Received': String(received) };
}
