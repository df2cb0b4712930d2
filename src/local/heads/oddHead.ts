import { headCapture } from '../images/headCapture.ts';
import { metadataSource } from '../images/metadataSource.ts';
import { typeByContent } from '../mediaType.ts';
import { SNIFF_BYTES } from '../readHead.ts';
import type { Head, HeadWants } from './protocol.ts';

/** What the first bytes of a file say, of whatever kind it is. */
export async function oddHead(path: string, head: Uint8Array, wants: HeadWants): Promise<Head> {
  const type = (await typeByContent(path, head.subarray(0, SNIFF_BYTES))) ?? 'notMedia';
  const isAsked = wants === 'capture' && type !== 'notMedia';
  return { type, capture: isAsked ? await headCapture(metadataSource(path, head)) : undefined };
}
