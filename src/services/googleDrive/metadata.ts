import type { ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { factProperties } from './properties.ts';
import type { Properties } from './properties.ts';

/** What is told of a file beside its bytes. */
export interface Metadata {
  readonly modifiedTime?: string | undefined;
  readonly description?: string | undefined;
  readonly appProperties: Properties;
}

/** The facts of an item, as Drive takes them. */
export function metadataOf({ facts, capture }: UploadDetails, source: Pick<ContentSource, 'hash'>): Metadata {
  return {
    modifiedTime: timeOf(facts.modifiedMs),
    description: capture.caption ?? '',
    appProperties: factProperties(capture, facts, source.hash),
  };
}

/** A date as Drive writes it; undefined for one that it cannot write. */
export function timeOf(ms: number | undefined): string | undefined {
  const text = ms === undefined || !(Math.abs(ms) <= 8.64e15) ? undefined : new Date(ms).toISOString();
  return text !== undefined && /^\d{4}-/.test(text) ? text : undefined;
}
