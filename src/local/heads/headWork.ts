import { fingerprintOfOpen, NUMBERS, numbersOf } from '../fingerprint.ts';
import { HEAD_BYTES, readMetadataHead } from '../images/metadataSource.ts';
import { plainCapture } from '../images/plainCapture.ts';
import { isJpeg, JPEG } from '../jpeg.ts';
import { readHead, SNIFF_BYTES } from '../readHead.ts';
import { toDiskError } from '../threads/diskError.ts';
import { loadOddHead } from './loadOddHead.ts';
import { headColumns } from './headColumns.ts';
import type { Head, HeadAnswer, HeadsAnswer, HeadsJob, HeadWants } from './protocol.ts';

const room = Buffer.allocUnsafe(HEAD_BYTES);

/** Reads the first bytes of files, one after the other. Never rejects. */
export async function headsOf({ paths, wants, withLooks = false }: HeadsJob): Promise<HeadsAnswer> {
  const answers: HeadAnswer[] = [];
  const looks = withLooks ? new BigInt64Array(NUMBERS * paths.length) : undefined;
  for (const [index, path] of paths.entries()) {
    answers.push(await headOf(path, wants, looks && noteLook(looks.subarray(NUMBERS * index))));
  }
  return headColumns(answers, looks);
}

/** What changes while it is read looks otherwise afterwards. */
function noteLook(place: BigInt64Array): (descriptor: number) => void {
  return (descriptor) => {
    const numbers = numbersOf(fingerprintOfOpen(descriptor));
    if (numbers) place.set(numbers);
  };
}

/** @param onOpen is called before it is read */
function headOf(
  path: string,
  wants: HeadWants,
  onOpen: ((descriptor: number) => void) | undefined,
): HeadAnswer | Promise<HeadAnswer> {
  try {
    const head =
      wants === 'capture'
        ? readMetadataHead(path, room, onOpen)
        : readHead(path, room.subarray(0, SNIFF_BYTES), onOpen);
    return plainHead(head, wants) ?? askOdd(path, head, wants);
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

/** Of nearly all photos all that is wanted is told so. */
function plainHead(head: Uint8Array, wants: HeadWants): Head | undefined {
  if (!isJpeg(head)) return undefined;
  if (wants === 'type') return { type: JPEG, capture: undefined };
  const capture = plainCapture(head);
  return capture && { type: JPEG, capture };
}

async function askOdd(path: string, head: Uint8Array, wants: HeadWants): Promise<HeadAnswer> {
  try {
    const { oddHead } = await loadOddHead();
    return await oddHead(path, head, wants);
  } catch (error) {
    return { error: toDiskError(error) };
  }
}
