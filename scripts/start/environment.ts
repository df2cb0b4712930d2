import { FIRST_SYNC_VARIABLE } from './firstSync.ts';
import type { SampleWorkspace } from './sampleWorkspace.ts';

/** What the extension host of a started window finds in its environment. */
export function startEnvironment(sample: SampleWorkspace): Readonly<Record<string, string>> {
  return { [FIRST_SYNC_VARIABLE]: sample.reportFile, ALBUM_SYNC_STATE_DIR: sample.stateDirectory };
}
