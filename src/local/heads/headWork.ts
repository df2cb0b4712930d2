import { headCapture } from '../images/headCapture.ts';
import { HEAD_BYTES, metadataSource, readMetadataHead } from '../images/metadataSource.ts';
import { SNIFF_BYTES, typeByContent } from '../mediaType.ts';
import { readHead } from '../readHead.ts';
import { toDiskError } from '../threads/diskError.ts';
import type { HeadAnswer, HeadJob } from './protocol.ts';

const room = Buffer.allocUnsafe(HEAD_BYTES);

/** Reads the first bytes of a file, in a thread that does it for one file after the other. Never rejects. */
export async function headOf({ path, wants }: HeadJob): Promise<HeadAnswer> {
  try {
    const head = wants === 'capture' ? readMetadataHead(path, room) : readHead(path, room.subarray(0, SNIFF_BYTES));
    const type = (await typeByContent(path, head.subarray(0, SNIFF_BYTES))) ?? 'notMedia';
    const isAsked = wants === 'capture' && type !== 'notMedia';
    return { type, capture: isAsked ? await headCapture(metadataSource(path, head)) : undefined };
  } catch (error) {
    return { error: toDiskError(error) };
  }
}
