import { fingerprintOfOpen, NUMBERS, numbersOf } from '../fingerprint.ts';
import { HEAD_BYTES } from '../images/metadataSource.ts';
import { toDiskError } from '../threads/diskError.ts';
import { loadOddHead } from './loadOddHead.ts';
import { headColumns } from './headColumns.ts';
import { readPlainHead } from './plainHeads.ts';
import type { HeadAnswer, HeadsAnswer, HeadsJob, HeadWants } from './protocol.ts';

const room = Buffer.allocUnsafe(HEAD_BYTES);

/** Reads the first bytes of files, one after the other. Never rejects. */
export async function headsOf({ paths, wants, withLooks = false }: HeadsJob): Promise<HeadsAnswer> {
  const answers: HeadAnswer[] = [];
  const looks = withLooks ? new BigInt64Array(NUMBERS * paths.length) : undefined;
  for (const [index, path] of paths.entries()) {
    const answer = readPlainHead(path, wants, room, looks && noteLook(looks.subarray(NUMBERS * index)));
    answers.push('odd' in answer ? await askOdd(path, answer.odd, wants) : answer);
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

async function askOdd(path: string, head: Uint8Array, wants: HeadWants): Promise<HeadAnswer> {
  try {
    const { oddHead } = await loadOddHead();
    return await oddHead(path, head, wants);
  } catch (error) {
    return { error: toDiskError(error) };
  }
}
