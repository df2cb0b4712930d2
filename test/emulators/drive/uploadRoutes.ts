import { empty, json } from '../http/answers.ts';
import { masked } from '../http/fieldMask.ts';
import { headerOf } from '../http/headerOf.ts';
import { readBytes } from '../http/readBytes.ts';
import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { writableFile } from './access.ts';
import { admit, WRITERS } from './admit.ts';
import { readJson, wantedFields } from './api.ts';
import { carryOut } from './carryOut.ts';
import { corrupted, storageProblem, type Received } from './content.ts';
import { createProblem, idProblem } from './createFile.ts';
import type { Drive } from './drive.ts';
import { fileResource } from './fileResource.ts';
import { FILE_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';
import { readMetadata, type Metadata } from './metadata.ts';
import { readRelated } from './multipart.ts';
import { badRequest, refusal, refusalAnswer } from './refusals.ts';
import { sessionRoute, sessionAddress } from './sessionRoute.ts';
import type { Purpose } from './sessions.ts';
import type { Viewer } from './store/access.ts';
import { updateQuery } from './updateFile.ts';

const CREATE = '/upload/drive/v3/files';
const UPDATE = '/upload/drive/v3/files/{fileId}';

/** How bytes come in: with or without metadata in one request, or in parts. */
export function uploadRoutes(drive: Drive): readonly Route[] {
  const both = (uploadType: string, name: string, handle: Route['handle']): Route[] => [
    { name, methods: ['POST'], path: CREATE, query: { uploadType }, handle },
    { name, methods: ['PATCH'], path: UPDATE, query: { uploadType }, handle },
  ];
  const whole = (read: typeof readMultipart) => (call: Call) => single(drive, call, read);
  return [
    sessionRoute(drive),
    ...both('media', 'uploads.media', whole(readMedia)),
    ...both('multipart', 'uploads.multipart', whole(readMultipart)),
    ...both('resumable', 'uploads.start', (call) => start(drive, call)),
    { name: 'uploads', methods: ['POST'], path: CREATE, handle: () => refusalAnswer(NO_TYPE) },
    { name: 'uploads', methods: ['PATCH'], path: UPDATE, handle: () => refusalAnswer(NO_TYPE) },
  ];
}

const NO_TYPE = badRequest('Uploads must be sent with an uploadType of media, multipart or resumable.');
const TOO_LARGE = refusal(413, 'uploadTooLarge', 'Request Entity Too Large');

interface Whole extends Received {
  readonly metadata: string;
}

function readMedia(call: Call, bytes: Buffer): Whole {
  return { bytes, contentType: headerOf(call, 'content-type'), metadata: '' };
}

function readMultipart(call: Call, body: Buffer): Whole | undefined {
  return readRelated(headerOf(call, 'content-type') ?? '', body);
}

async function single(drive: Drive, call: Call, read: typeof readMultipart): Promise<Answer> {
  const body = await readBytes(call, drive.limits.singleRequestBytes);
  if (call.body.cut) return json({});
  const entered = enter(drive, call);
  if (isRefusal(entered)) return refusalAnswer(entered);
  if (body === undefined) return refusalAnswer(TOO_LARGE);
  const whole = read(call, body);
  if (!whole) return refusalAnswer(badRequest('Malformed multipart body.'));
  const { viewer, fields } = entered;
  const purpose = readPurpose(call, whole.metadata);
  if (isRefusal(purpose)) return refusalAnswer(purpose);
  const file = await carryOut(drive, viewer, purpose, { ...whole, bytes: corrupted(call, whole.bytes) });
  return isRefusal(file) ? refusalAnswer(file) : json(masked(fileResource(drive, viewer, call, file), fields));
}

async function start(drive: Drive, call: Call): Promise<Answer> {
  const body = await readBytes(call, drive.limits.singleRequestBytes);
  if (call.body.cut) return json({});
  const entered = enter(drive, call);
  if (isRefusal(entered)) return refusalAnswer(entered);
  if (body === undefined) return refusalAnswer(TOO_LARGE);
  const { viewer, fields } = entered;
  const purpose = readPurpose(call, body.toString('utf8'));
  if (isRefusal(purpose)) return refusalAnswer(purpose);
  const length = headerOf(call, 'x-upload-content-length');
  const size = length === undefined ? undefined : Number(length);
  if (size !== undefined && !Number.isSafeInteger(size)) return refusalAnswer(badRequest());
  const problem = startProblem(drive, viewer, purpose, size ?? 0);
  if (problem) return refusalAnswer(problem);
  const contentType = headerOf(call, 'x-upload-content-type');
  const session = drive.sessions.start({ viewer, purpose, contentType, size, fields });
  return empty(200, { Location: sessionAddress(call, session), 'X-GUploader-UploadID': session.id });
}

function enter(drive: Drive, call: Call): OrRefusal<{ readonly viewer: Viewer; readonly fields: string }> {
  const name = call.params['fileId'] === undefined ? 'files.create' : 'files.update';
  const viewer = admit(drive, call, { name, scopes: WRITERS, units: UNITS.edit });
  if (isRefusal(viewer)) return viewer;
  const fields = wantedFields(call, FILE_ANSWER);
  return isRefusal(fields) ? fields : { viewer, fields };
}

function readPurpose(call: Call, text: string): OrRefusal<Purpose> {
  const body = readJson(text);
  if (isRefusal(body)) return body;
  const { fileId } = call.params;
  const metadata = readMetadata(body, fileId === undefined ? 'create' : 'update');
  if (isRefusal(metadata)) return metadata;
  if (fileId === undefined) return { kind: 'create', metadata };
  return { kind: 'update', fileId, update: { ...updateQuery(call), metadata } };
}

/** What is known to go wrong before any bytes have come. */
function startProblem(drive: Drive, viewer: Viewer, purpose: Purpose, size: number): Refusal | undefined {
  if (size > drive.limits.fileBytes) return TOO_LARGE;
  if (purpose.kind === 'update') {
    const file = writableFile(drive, viewer, purpose.fileId);
    return isRefusal(file) ? file : storageProblem(drive, file.owner, size, file);
  }
  const { metadata } = purpose;
  const isLate = drive.habits.takenId === 'atEnd' && idProblem(drive, viewer, metadata)?.refused.code === 409;
  const received: Received = { bytes: Buffer.alloc(0), contentType: undefined };
  return (
    createProblem(drive, viewer, isLate ? withoutId(metadata) : metadata, received) ??
    storageProblem(drive, viewer.account, size)
  );
}

function withoutId(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'id'));
}
