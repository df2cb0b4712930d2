import type { TestEvent } from 'node:test/reporters';

/** What one run of node:test counted. */
export interface NodeTestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
}

/** A reporter of node:test that writes the counts of the whole run as JSON. (Node demands the default export.) */
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    // A summary that names a file is that file's own.
    if (event.type === 'test:summary' && event.data.file === undefined) yield JSON.stringify(event.data.counts);
  }
}
