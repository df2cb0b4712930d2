import type { Estimate } from '../engine/report.ts';
import { bytes, timeSpan } from './sentences.ts';
import { fill, type Words } from './words.ts';

/** "about 41 MB to send", "about 340 requests", "about 12 minutes"; nothing of what is nothing, or nobody knows. */
export function estimateClauses(
  { bytesToSend, bytesToFetch, requests = 0, seconds }: Estimate,
  { page, language }: Words,
): readonly string[] {
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  return [
    ...(bytesToSend > 0 ? [fill(page.toSend, bytes(bytesToSend, language))] : []),
    ...(bytesToFetch > 0 ? [fill(page.toFetch, bytes(bytesToFetch, language))] : []),
    ...(requests > 0 ? [requests === 1 ? page.toAskOne : fill(page.toAsk, number.format(requests))] : []),
    ...(seconds === undefined ? [] : [fill(page.toTake, timeSpan(seconds, language))]),
  ];
}
