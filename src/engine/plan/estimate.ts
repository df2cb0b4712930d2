import type { Outlook, RequestCosts } from '../ports/albumService.ts';
import type { Estimate, Pace, ReportTerms } from '../report.ts';
import { outlookOf, type OpenItem } from './outlook.ts';

/**
 * What the planned items would move and take; a copy that is shrunk on the way is smaller. Whatever nobody knows is
 * missing: the requests where none are sent, the time before a run was measured.
 * @param onWeb names of the albums that are there already
 */
export function estimateOf(
  items: Iterable<OpenItem>,
  onWeb: ReadonlySet<string>,
  terms: Pick<ReportTerms, 'requests' | 'pace'> | undefined,
): Estimate {
  const planned = [...items].filter(({ outcome }) => outcome === 'planned');
  return estimateFrom(outlookOf(planned, onWeb, terms?.requests), planned.length, terms);
}

/**
 * The same of what was looked ahead to before.
 * @param planned how many items are planned
 */
export function estimateFrom(
  outlook: Outlook,
  planned: number,
  terms: Pick<ReportTerms, 'requests' | 'pace'> | undefined,
): Estimate {
  const bytesToSend = outlook.sizes.reduce((sum, size) => sum + size, 0);
  const seconds = terms?.pace && secondsFor(planned, bytesToSend + outlook.fetchedBytes, terms.pace);
  return {
    bytesToSend,
    bytesToFetch: outlook.fetchedBytes,
    ...(terms?.requests && planned > 0 ? { requests: requestsFor(outlook, terms.requests) } : {}),
    ...(seconds === undefined || planned === 0 ? {} : { seconds }),
  };
}

/** The requests that a plan costs beyond the lists that were read for it. */
export function requestsFor(outlook: Outlook, costs: RequestCosts): number {
  const { additions, replacements, sizes, removals, downloads, changes, newAlbums } = outlook;
  const bytes = sizes.reduce((sum, size) => sum + (size < costs.largeFrom ? costs.send : costs.send + 1), 0);
  const batches = additions.reduce(
    (sum, count) => sum + (costs.batch === undefined ? 0 : Math.ceil(count / costs.batch)),
    0,
  );
  return (
    Math.ceil(bytes) +
    batches +
    Math.ceil(replacements * costs.replace) +
    removals * costs.remove +
    downloads +
    changes +
    newAlbums
  );
}

/** Small photos take time by their number, large ones by their bytes: whichever is more. */
function secondsFor(items: number, bytes: number, pace: Pace): number | undefined {
  const byNumber = (items / pace.items) * pace.seconds;
  if (bytes === 0) return byNumber;
  return pace.bytes === 0 ? undefined : Math.max(byNumber, (bytes / pace.bytes) * pace.seconds);
}
