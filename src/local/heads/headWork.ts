import { HEAD_BYTES, readMetadataHead } from '../images/metadataSource.ts';
import { plainCapture } from '../images/plainCapture.ts';
import { isJpeg, JPEG } from '../jpeg.ts';
import { readHead, SNIFF_BYTES } from '../readHead.ts';
import { toDiskError } from '../threads/diskError.ts';
import { loadOddHead } from './loadOddHead.ts';
import type { Head, HeadAnswer, HeadJob } from './protocol.ts';

const room = Buffer.allocUnsafe(HEAD_BYTES);

/** Reads the first bytes of a file, in a thread that does it for one file after the other. Never rejects. */
export function headOf(job: HeadJob): HeadAnswer | Promise<HeadAnswer> {
  try {
    const { path, wants } = job;
    const head = wants === 'capture' ? readMetadataHead(path, room) : readHead(path, room.subarray(0, SNIFF_BYTES));
    return plainHead(job, head) ?? askOdd(job, head);
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

/** Of nearly all photos all that is wanted is told so. */
function plainHead({ wants }: HeadJob, head: Uint8Array): Head | undefined {
  if (!isJpeg(head)) return undefined;
  if (wants === 'type') return { type: JPEG, capture: undefined };
  const capture = plainCapture(head);
  return capture && { type: JPEG, capture };
}

async function askOdd(job: HeadJob, head: Uint8Array): Promise<HeadAnswer> {
  try {
    const { oddHead } = await loadOddHead();
    return await oddHead(job, head);
  } catch (error) {
    return { error: toDiskError(error) };
  }
}
