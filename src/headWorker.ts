/* The program of a thread that reads the first bytes of photos (src/local/heads): one file after the other. */
import type { HeadAnswer, HeadJob } from './local/heads/protocol.ts';
import { headCapture } from './local/images/headCapture.ts';
import { HEAD_BYTES, metadataSource } from './local/images/metadataSource.ts';
import { SNIFF_BYTES, typeByContent } from './local/mediaType.ts';
import { readHead } from './local/readHead.ts';
import { toDiskError } from './local/threads/diskError.ts';
import { serveJobsInTurn } from './local/threads/serveJobs.ts';

const room = Buffer.allocUnsafe(HEAD_BYTES);

serveJobsInTurn(answer);

async function answer({ path, wants }: HeadJob): Promise<HeadAnswer> {
  try {
    const head = readHead(path, wants === 'capture' ? room : room.subarray(0, SNIFF_BYTES));
    const type = (await typeByContent(path, head.subarray(0, SNIFF_BYTES))) ?? 'notMedia';
    const isAsked = wants === 'capture' && type !== 'notMedia';
    return { type, capture: isAsked ? await headCapture(metadataSource(path, head)) : undefined };
  } catch (error) {
    return { error: toDiskError(error) };
  }
}
