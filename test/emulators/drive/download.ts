import { isRefusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { readableFile } from './access.ts';
import { admit, CONTENT_READERS } from './admit.ts';
import type { Drive } from './drive.ts';
import { UNITS } from './limits.ts';
import { NOT_DOWNLOADABLE, refusal, refusalAnswer } from './refusals.ts';
import type { Revision, StoredFile } from './store/model.ts';

/** `alt=media`: the bytes of a file, or a part of them. */
export function downloadRoute(drive: Drive): Route {
  const handle = (call: Call): Answer => {
    const viewer = admit(drive, call, { name: 'files.get', scopes: CONTENT_READERS, units: UNITS.download });
    if (isRefusal(viewer)) return refusalAnswer(viewer);
    const file = readableFile(drive, viewer, call.params['fileId'] ?? '');
    if (isRefusal(file)) return refusalAnswer(file);
    const head = file.revisions.at(-1);
    return contentAnswer(call, file, head && { ...head, mimeType: file.mimeType });
  };
  return {
    name: 'files.download',
    methods: ['GET'],
    path: '/drive/v3/files/{fileId}',
    query: { alt: 'media' },
    handle,
  };
}

/** A content of a file, whole or the range that was asked for. */
export function contentAnswer(
  call: Call,
  file: StoredFile,
  revision: Pick<Revision, 'bytes' | 'mimeType'> | undefined,
): Answer {
  if (!revision) return refusalAnswer(NOT_DOWNLOADABLE);
  if (file.abusive && call.query.get('acknowledgeAbuse') !== 'true')
    return refusalAnswer(
      refusal(
        403,
        'cannotDownloadAbusiveFile',
        'This file has been identified as malware or spam and cannot be downloaded.',
      ),
    );
  const { bytes, mimeType } = revision;
  const head = {
    'Content-Type': mimeType,
    'Content-Disposition': 'attachment',
    'Cache-Control': 'private, max-age=0, must-revalidate',
  };
  const range = readRange(call.headers.range, bytes.length);
  if (range === 'whole') return { status: 200, headers: head, body: bytes };
  const total = String(bytes.length);
  if (range === 'outside') {
    const place = { location: 'range', locationType: 'header' } as const;
    const answer = refusalAnswer(
      refusal(416, 'requestedRangeNotSatisfiable', 'Request range not satisfiable', { place }),
    );
    return { ...answer, headers: { ...answer.headers, 'Content-Range': `bytes */${total}` } };
  }
  return {
    status: 206,
    headers: { ...head, 'Content-Range': `bytes ${String(range.first)}-${String(range.last)}/${total}` },
    body: bytes.subarray(range.first, range.last + 1),
  };
}

/** One range (RFC 9110, 14.1.2); several, and what is none, give the whole. */
function readRange(
  header: string | undefined,
  size: number,
): 'whole' | 'outside' | { readonly first: number; readonly last: number } {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return 'whole';
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return 'whole';
  return first >= size || last < first ? 'outside' : { first, last };
}
