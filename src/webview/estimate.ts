import type { ReportItem } from '../engine/report.ts';
import { bytes } from './sentences.ts';
import { fill, type Words } from './words.ts';

/** Bytes that planned items would send and fetch. */
export interface Estimate {
  readonly send: number;
  readonly fetch: number;
}

/** What the planned items would move, by the sizes that the preview saw; a copy that is shrunk on the way is smaller. */
export function estimateOf(items: Iterable<ReportItem>): Estimate {
  let [send, fetch] = [0, 0];
  for (const { action, outcome, seen } of items) {
    if (outcome !== 'planned') continue;
    // What is new here and stands on the web already is moved there, and no byte travels.
    const isSent = action === 'REPLACE_REMOTE_WITH_LOCAL' || (action === 'UPLOAD_LOCAL' && !seen?.remote);
    if (isSent) send += seen?.local?.size ?? 0;
    if (action === 'DOWNLOAD_REMOTE') fetch += seen?.remote?.size ?? 0;
  }
  return { send, fetch };
}

/** "about 41 MB to send"; nothing where nothing would move. */
export function estimateClauses({ send, fetch }: Estimate, words: Words): readonly string[] {
  const { toSend, toFetch } = words.page;
  return [
    ...(send > 0 ? [fill(toSend, bytes(send, words.language))] : []),
    ...(fetch > 0 ? [fill(toFetch, bytes(fetch, words.language))] : []),
  ];
}
